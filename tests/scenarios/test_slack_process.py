"""`signpost run` as a process: its health pages, its end, what it refuses; `signpost doctor` beside it."""

import asyncio
import signal
import sys
from pathlib import Path

from tests.scenarios.bot_process import ROOT, free_port
from tests.scenarios.slack_process import Process
from tests.slack_bench import Workplace, a_workplace, shipped
from tests.slack_server.faults import RateLimited
from tests.slack_server.server import running

CONFUSED = "I am confused about whether I can blog about work"
CANARY = "quokka"


async def command(work: Workplace, *given: str, **environment: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "adapters.console", *given, cwd=ROOT, env=work.environment() | environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    out, _ = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode is not None
    return process.returncode, out.decode()


async def test_it_tells_how_it_is_and_ends_when_asked_to(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work:
        process = Process(work, errors=tmp_path / "errors.log")
        await process.start()
        await work.ada.dm(f"{CONFUSED} {CANARY}")
        await work.ada.press(await work.ada.reads("This is what is sent"), "Send now")
        await work.max.reads("A question for you")
        await work.ada.reads("Max Planer has it now")
        await work.slack.delivered()

        alive, ready, metrics = [await process.get(page) for page in ("/healthz", "/readyz", "/metrics")]
        code = await process.stop()

    assert alive == (200, "alive\n")
    assert ready == (200, "ready\n")
    assert metrics[0] == 200
    assert 'signpost_escalations{state="delivered"} 1' in metrics[1]
    assert "signpost_send_seconds_count" in metrics[1]
    assert 'signpost_questions_total{outcome="manager"}' in metrics[1]
    assert code == 0
    assert CANARY not in metrics[1] + (tmp_path / "errors.log").read_text()
    work.slack.assert_clean()


async def test_fault_47_without_its_connection_it_is_not_ready_and_still_ends_when_asked_to(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work:
        process = Process(work, errors=tmp_path / "errors.log")
        await process.start()
        work.slack.faults.next("apps.connections.open", RateLimited(retry_after="30"), times=99)
        work.slack.sockets.drop()

        async with asyncio.timeout(20):
            while (found := await process.get("/readyz"))[0] == 200:  # noqa: ASYNC110 - another process tells nobody
                await asyncio.sleep(0.1)
        code = await process.stop()

    assert found == (503, "slack is not connected\n")
    assert code == 0


async def test_fault_47_a_question_on_its_way_is_answered_before_it_ends(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work:
        process = Process(work, errors=tmp_path / "errors.log")
        await process.start()
        work.slack.faults.next("chat.postMessage", RateLimited(retry_after="2"))
        await work.ada.dm(CONFUSED)
        await work.slack.delivered()
        assert process.running is not None
        process.running.send_signal(signal.SIGTERM)

        await work.ada.reads("You asked for clarity")
        assert await asyncio.wait_for(process.running.wait(), 12) == 0


async def test_fault_7_a_wrong_token_ends_it_with_one_line_that_names_it(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work:
        wrong = await command(work, "run", SLACK_APP_TOKEN="xapp-wrong-one")  # noqa: S106 - opens nothing
        missing = await command(work, "run", SLACK_BOT_TOKEN="")
        unsigned = await command(work, "run", "--http", SLACK_SIGNING_SECRET="")

    assert wrong[0] == 78
    assert "SLACK_APP_TOKEN: Slack says" in wrong[1]
    assert "xapp-wrong-one" not in wrong[1]
    assert (missing[0], unsigned[0]) == (2, 2)
    assert "SLACK_BOT_TOKEN: is not set" in missing[1]
    assert "SLACK_SIGNING_SECRET: is not set" in unsigned[1]


async def test_fault_41_a_second_process_on_the_same_file_is_refused(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work:
        process = Process(work, errors=tmp_path / "errors.log")
        await process.start()
        second = await command(work, "run", HEALTH_PORT=str(free_port()))
        await process.kill()

    assert second[0] != 0
    assert "Traceback" not in second[1]


async def test_the_doctor_says_what_to_do_and_sends_a_card_on_request(tmp_path: Path) -> None:
    async with a_workplace(tmp_path) as work:
        found = await command(work, "doctor", "--card-to", "max@example.org")
        work.eve.member.deleted = True
        scopes = work.slack.state.manifest.body["oauth_config"]["scopes"]["bot"]
        left = await command(work, "doctor", SLACK_APP_TOKEN="xoxb-of-another-kind")  # noqa: S106 - opens nothing
        scopes.remove("im:write")
        lacking = await command(work, "doctor")

        await work.max.reads("This is a test card")

    assert found[0] == 1
    assert "contacts: nobody knows how to reach" in found[1]
    assert "routes:" not in found[1]
    assert "SLACK_APP_TOKEN: is of another kind" in left[1]
    assert "lacks the scopes im:write" in lacking[1]


async def test_both_manifests_are_ones_that_slack_takes(tmp_path: Path) -> None:
    async with running(shipped(None)) as socket, running(shipped(1)) as http:
        socket.assert_clean()
        http.assert_clean()
        work = Workplace.of(socket, tmp_path)
        code, printed = await command(work, "manifest", "slack", "--http", "https://signpost.example")

    assert code == 0
    assert printed.count("https://signpost.example/slack/events") == 4
