"""Two replicas of `signpost run` on one PostgreSQL: the story goes on when one is killed with what it has in hand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack.manifest import PATH
from tests.scenarios.bot_process import free_port, let_leases_run_out
from tests.scenarios.slack_kills import PATIENT, posted_twice
from tests.scenarios.slack_process import Process, SlackStage
from tests.scenarios.story import ended_well, steps
from tests.slack_bench import Workplace, shipped
from tests.slack_server.server import Options, running

KILLS = {1: 0, 4: 1}  # of which act which replica dies


@asynccontextmanager
async def two_replicas(folder: Path, database: str, *, http: bool) -> AsyncIterator[list[Process]]:
    ports = [free_port(), free_port()]
    urls = tuple(f"http://127.0.0.1:{port}{PATH}" for port in ports) if http else ()
    manifest = shipped(ports[0] if http else None)
    async with running(manifest, Options(timings=PATIENT, request_urls=urls)) as slack:
        work = Workplace.of(slack, folder, database_url=database, undo_seconds=120)
        replicas = []
        for number, port in enumerate(ports):
            own = {
                "http_port": port,
                "health_port": free_port(),
                "audit_anchor_file": folder / f"anchors{number}.jsonl",
            }
            at = replace(work, settings=work.settings.model_copy(update=own))
            replicas.append(Process(at, http=http, errors=folder / f"errors{number}.log"))
        try:
            for replica in replicas:
                await replica.start()
            yield replicas
        finally:
            for replica in replicas:
                await replica.kill()


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_one_of_two_replicas_is_killed_and_nothing_is_lost_and_nothing_comes_twice(
    tmp_path: Path, new_crash_database: Callable[[], str], *, http: bool
) -> None:
    async with two_replicas(tmp_path, new_crash_database(), http=http) as replicas:
        stage = SlackStage(replicas[0].work)
        slack = stage.work.slack

        for number, (act, shown) in enumerate(steps(stage)):
            await act()
            killed = KILLS.get(number)
            if killed is not None:
                await replicas[killed].kill()
                await slack.quiet()
                await let_leases_run_out(stage.work)
            await shown()
            if killed == 0:
                await replicas[killed].start()

        await slack.delivered()
        await slack.quiet()
        await ended_well(stage)
        assert posted_twice(stage.work) == []
        assert stage.work.about == []
        slack.assert_clean()


async def test_what_is_delivered_to_both_replicas_is_answered_by_one(
    tmp_path: Path, new_crash_database: Callable[[], str]
) -> None:
    async with two_replicas(tmp_path, new_crash_database(), http=True) as replicas:
        slack = replicas[0].work.slack
        slack.twice(100, seed=3)
        people = [slack.person(f"person{number}") for number in range(20)]

        await asyncio.gather(*(person.dm("what is the capital of france") for person in people))
        await asyncio.gather(*(person.reads("neither a yes nor a no") for person in people))
        await slack.delivered()
        await slack.quiet()

        assert [len(slack.private_to(person)) for person in people] == [1] * len(people)
        slack.assert_clean()
