"""`signpost run` and `signpost doctor`, within the test's own process."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from adapters import examining
from adapters.serving import run
from bot.errors import KnowledgeFaults, SettingsFaults
from bot.settings import Settings
from tests.knowledge_builders import a_folder
from tests.scenarios.bot_process import free_port
from tests.slack_bench import Workplace, a_workplace
from tests.slack_server.faults import Fails, RateLimited, ServerError

CONFUSED = "I am confused about whether I can blog about work"


@asynccontextmanager
async def served(settings: Settings, *, http: bool = False) -> AsyncIterator[None]:
    """Run it for the block, and end it as whoever runs it would."""
    process = asyncio.create_task(run(settings, http=http))
    try:
        yield
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(process, 15)


async def page(settings: Settings, name: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, asyncio.timeout(10):
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{settings.health_port}/{name}") as answer:
                    return answer.status, await answer.text()
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)


async def test_over_a_socket_with_its_pages(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work, served(work.settings):
        await work.slack.connected()
        await work.ada.dm(CONFUSED)
        await work.ada.press(await work.ada.reads("This is what is sent"), "Send now")
        await work.max.reads("A question for you")

        assert await page(work.settings, "healthz") == (200, "alive\n")
        assert await page(work.settings, "readyz") == (200, "ready\n")
        assert "signpost_send_seconds_bucket" in (await page(work.settings, "metrics"))[1]


async def test_over_http(tmp_path: Path, port: int) -> None:
    ports = {"health_port": free_port(), "http_port": port}
    async with a_workplace(tmp_path, port, **ports) as work, served(work.settings, http=True):
        await page(work.settings, "healthz")
        await work.ada.dm("hello")
        await work.ada.reads("Ask me what the policy says", within=20)


async def test_it_waits_for_a_slack_that_is_down_and_ends_when_asked_to(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work:
        work.slack.faults.next("auth.test", ServerError(), times=99)
        async with served(work.settings):
            await work.slack.until(lambda: len(work.slack.record.calls_of("auth.test")) >= 2)

    assert work.slack.record.calls_of("apps.connections.open") == []


async def test_without_any_token_or_with_a_taken_port_it_does_not_start(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work:
        with pytest.raises(SettingsFaults, match="SLACK_BOT_TOKEN"):
            await run(work.settings.model_copy(update={"slack_bot_token": None}), http=False)
        taken = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", work.settings.health_port)
        with pytest.raises(SettingsFaults, match="cannot be had"):
            await run(work.settings, http=False)
        taken.close()


async def test_the_doctor_looks_at_everything(work: Workplace, tmp_path: Path) -> None:
    told = list[str]()

    async def examine(settings: Settings, *, card_to: str = "") -> list[str]:
        return await examining.examine(settings, told.append, card_to=card_to)

    well = await examine(work.settings, card_to="max@example.org")
    stranger = await examine(work.settings, card_to="nobody@example.org")
    off = await examine(work.settings.model_copy(update={"slack_bot_token": None}))
    work.slack.faults.next("auth.test", RateLimited())
    busy = await examine(work.settings)
    work.slack.faults.next("conversations.open", Fails(error="user_not_found"))
    lost = await examine(work.settings)
    work.slack.faults.next("chat.postMessage", Fails(error="channel_not_found"))
    unsent = await examine(work.settings, card_to="max@example.org")
    nowhere = await examine(work.settings.model_copy(update={"directory_file": tmp_path / "none.csv"}))
    unread = await examine(work.settings.model_copy(update={"knowledge_dir": tmp_path / "none"}))
    newer = await examine(work.settings.model_copy(update={"slack_app_token": None}))

    assert all(finding.startswith("contacts:") for finding in well), well
    assert told == ["card: sent to Max Planer (max@example.org) as a direct message in Slack"]
    assert "This is a test card" in (await work.max.reads("test card")).words
    assert "card: the directory gives no address for that person on a platform that runs" in stranger
    assert any("neither SLACK_BOT_TOKEN nor DISCORD_TOKEN is set" in finding for finding in off)
    assert any("cannot be reached just now" in finding for finding in busy)
    assert any("is not reached on Slack (user_not_found)" in finding for finding in lost)
    assert any(finding.startswith("card: ") for finding in unsent)
    assert any("none.csv" in finding for finding in nowhere)
    assert any(finding.startswith("knowledge:") for finding in unread)
    assert any("SLACK_APP_TOKEN" in finding for finding in newer)


async def test_the_doctor_and_a_start_tell_faults_of_what_was_learned(work: Workplace, tmp_path: Path) -> None:
    own = a_folder(tmp_path, {"draft_weights.tsv": "=kind\tpicture\n=threshold\t1\n"})
    settings = work.settings.model_copy(update={"knowledge_dir": own})

    findings = await examining.examine(settings, lambda _: None)

    assert "knowledge: draft_weights.tsv: lacks the line “=bias”" in findings
    with pytest.raises(KnowledgeFaults, match="draft_weights"):
        await run(settings, http=False)


async def test_the_doctor_names_who_left_slack_or_was_never_there(work: Workplace) -> None:
    robot = work.slack.person("robot")
    robot.member.is_bot, work.eve.member.deleted = True, True
    path = work.settings.directory_file
    assert path is not None
    lines = (f"Rob,rob@example.org,{robot.id},,,,,", "Nell,nell@example.org,U404404,,,,,")
    path.write_text("\n".join((path.read_text(encoding="utf-8"), *lines)), encoding="utf-8")

    findings = "\n".join(await examining.examine(work.settings, lambda _: None))

    assert findings.count("is deactivated in Slack and is passed over") == 1
    assert findings.count("has a slack_id that Slack does not know") == 1
    assert findings.count("has the slack_id of a bot") == 1


@pytest.mark.usefixtures("bot")
async def test_the_doctor_looks_at_a_signpost_that_runs_and_says_so(work: Workplace) -> None:
    told = list[str]()

    findings = await examining.examine(work.settings, told.append, card_to="max@example.org")

    assert all(finding.startswith("contacts:") for finding in findings), findings
    assert told[0] == "database: a Signpost is running on it"
    await work.max.reads("This is a test card")
