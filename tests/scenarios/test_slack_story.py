"""The story in Slack, with the real `signpost run` and the unmodified slack-bolt, over both transports."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.scenarios.slack_process import Process, SlackStage, free_port
from tests.scenarios.story import ended_well, steps
from tests.slack_bench import Workplace, shipped
from tests.slack_server.clock import Timings
from tests.slack_server.server import Options, running

PATIENT = Timings(retries=(0.3, 1.0, 3.0, 6.0, 12.0), refresh_grace=0.5)


@asynccontextmanager
async def a_process(folder: Path, *, http: bool) -> AsyncIterator[Process]:
    port = free_port()
    given = {"http_port": port, "health_port": free_port()}
    async with running(shipped(port if http else None), Options(timings=PATIENT)) as slack:
        process = Process(Workplace.of(slack, folder, **given), http=http, errors=folder / "errors.log")
        await process.start()
        try:
            yield process
        finally:
            await process.kill()


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_the_story_without_a_violation(tmp_path: Path, *, http: bool) -> None:
    async with a_process(tmp_path, http=http) as process:
        stage = SlackStage(process.work)

        for act, shown in steps(stage):
            await act()
            await shown()

        await process.work.slack.quiet()
        await ended_well(stage)
        assert process.work.about == []
        assert await process.stop() == 0
        process.work.slack.assert_clean()


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_the_story_with_a_kill_after_everything_that_people_do(tmp_path: Path, *, http: bool) -> None:
    async with a_process(tmp_path, http=http) as process:
        stage = SlackStage(process.work)

        for act, shown in steps(stage):
            await process.ready()
            await act()
            await process.kill()
            await process.start()
            await shown()

        await process.work.slack.quiet()
        await ended_well(stage)
        assert process.work.about == []
        process.work.slack.assert_clean(ignoring=("http-error",))
