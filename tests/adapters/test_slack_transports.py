"""Sockets are ticketed, refreshed and cut; requests are signed; what is not acknowledged in time comes again."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
import yaml
from aiohttp import web

from tests.adapters.slack_example import a_manifest, an_app, over_http, over_sockets
from tests.slack_server.clock import Timings
from tests.slack_server.model import Json, Refused
from tests.slack_server.remote import remote
from tests.slack_server.server import LocalSlack, Options, running

HASTY = Timings(ack=0.2, retries=(0.01, 0.01, 0.01), refresh_grace=0.1)
HTTP = "https://bot.example/slack/events"


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with running(a_manifest(), Options(timings=HASTY)) as local:
        yield local


@asynccontextmanager
async def a_socket(slack: LocalSlack) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Open one bare connection, past its hello."""
    async with aiohttp.ClientSession() as session, session.ws_connect(slack.state.keys.ticket()) as socket:
        assert (await socket.receive_json())["type"] in {"hello", "disconnect"}
        yield socket


async def test_a_ticket_opens_one_connection(slack: LocalSlack) -> None:
    ticket = slack.state.keys.ticket()

    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(ticket) as socket:
            hello = await socket.receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(ticket)

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert [violation.rule for violation in slack.record.violations] == ["socket"]


async def test_ten_connections_share_the_load_and_an_eleventh_is_turned_away() -> None:
    async with running(a_manifest()) as slack, aiohttp.ClientSession() as session:
        ash = slack.person("Ash")
        sockets = [await session.ws_connect(slack.state.keys.ticket()) for _ in range(10)]
        await slack.connected(10)
        async with session.ws_connect(slack.state.keys.ticket()) as eleventh:
            refused = await eleventh.receive_json()
        for number in range(10):
            await ash.dm(f"{number}")
        for socket in sockets:
            await socket.receive_json()
            await acknowledge(socket)
        await slack.delivered()

    assert refused == {"type": "disconnect", "reason": "too_many_websockets"}
    slack.assert_clean()


async def acknowledge(socket: aiohttp.ClientWebSocketResponse, **extra: object) -> Json:
    envelope: Json = await socket.receive_json()
    await socket.send_json({"envelope_id": envelope["envelope_id"], **extra})
    return envelope


async def test_an_event_nobody_acknowledges_comes_three_times_more(slack: LocalSlack) -> None:
    ash = slack.person("Ash")
    async with a_socket(slack) as socket:
        await ash.dm("hello")
        envelopes = [await socket.receive_json() for _ in range(4)]
        await slack.delivered()

    assert [(e["retry_attempt"], e["retry_reason"]) for e in envelopes] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]
    assert len({e["payload"]["event_id"] for e in envelopes}) == 1
    assert [violation.rule for violation in slack.record.violations] == ["late-ack"] * 4 + ["undelivered"]


async def test_a_cut_socket_is_no_fault_of_the_app_and_the_event_comes_again() -> None:
    async with running(a_manifest(), Options(timings=Timings(retries=(0.01,)))) as slack, a_socket(slack) as first:
        await slack.person("Ash").dm("hello")
        await first.receive_json()
        async with a_socket(slack) as second:
            slack.sockets.drop(count=1)
            again = await acknowledge(second)
            await slack.delivered()

    assert (again["retry_attempt"], again["retry_reason"]) == (1, "connection_closed")
    slack.assert_clean()


async def test_acknowledgements_are_held_to_their_form() -> None:
    async with running(a_manifest()) as slack, a_socket(slack) as socket:
        await slack.person("Ash").dm("hello")
        envelope = await acknowledge(socket, payload={"text": "no"}, colour="red")
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        await socket.send_str("ok")
        await slack.until(lambda: len(slack.record.violations) == 4)

    assert [violation.rule for violation in slack.record.violations] == ["ack"] * 4


async def test_a_command_without_an_answer_shows_an_error(slack: LocalSlack) -> None:
    ash = slack.person("Ash")

    nobody = await ash.slash("/policy", "x", ash.dm_channel)
    async with a_socket(slack):
        silence = await ash.slash("/policy", "x", ash.dm_channel)

    assert (nobody.error, silence.error) == ("dispatch_failed", "operation_timeout")
    assert [violation.rule for violation in slack.record.violations] == ["late-ack"]


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_the_sdk_takes_a_new_connection_when_asked_to_leave(reason: str) -> None:
    timings = Timings(retries=(0.5, 0.5, 0.5), refresh_grace=0.5)
    async with running(a_manifest(), Options(timings=timings)) as slack, over_sockets(slack):
        ash = slack.person("Ash")
        old = slack.sockets.connections[0]

        await slack.sockets.disconnect(reason)
        await slack.until(lambda: [c for c in slack.sockets.connections if c is not old])
        await ash.dm("hello")
        await ash.reads("See clause 4.")
        await slack.delivered()

        slack.assert_clean()


async def test_requests_are_signed_verified_and_come_again() -> None:
    async with running(a_manifest(HTTP)) as slack, over_http(slack) as url:
        body = json.dumps({"type": "event_callback", "event": {"type": "app_mention"}}).encode()
        kind = {"Content-Type": "application/json"}

        assert await slack.http.verify(url)
        assert await slack.http.post_raw(url, body, kind) == 401
        assert await slack.http.post_raw(url, body, kind | slack.http.headers(body, age=301)) == 401
        assert await slack.http.post_raw(url, body, kind | slack.http.headers(body, secret="")) == 401
        assert await slack.http.post_raw(url, body, kind | slack.http.headers(body)) == 200


@pytest.mark.parametrize(("no_retry", "tries"), [("0", 4), ("1", 1)])
async def test_a_failing_request_url_is_tried_again_unless_it_says_no(no_retry: str, tries: int) -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def fail(request: web.Request) -> web.Response:
        seen.append((request.headers.get("x-slack-retry-num"), request.headers.get("x-slack-retry-reason")))
        return web.Response(status=500, headers={"x-slack-no-retry": no_retry})

    app = web.Application()
    app.add_routes([web.post("/slack/events", fail)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    options = Options(timings=HASTY, request_urls=(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events",))
    async with running(a_manifest(HTTP), options) as slack:
        await slack.person("Ash").dm("hello")
        await slack.delivered()
    await runner.cleanup()

    expected = [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert seen == expected[:tries]


async def test_fifty_events_at_once_some_twice_are_all_acknowledged() -> None:
    async with running(a_manifest()) as slack, over_sockets(slack):
        people = [slack.person(f"P{number}") for number in range(50)]
        slack.twice(20, seed=1)

        await asyncio.gather(*(person.dm("hello") for person in people))
        await slack.delivered()
        await slack.until(lambda: all(slack.private_to(person) for person in people))

        first = [d for d in slack.record.deliveries if d.kind == "message" and d.attempt == 0]
        assert all(delivery.acked for delivery in slack.record.deliveries)
        assert len(slack.record.deliveries) > len(first) >= 50
        slack.assert_clean()


async def test_it_runs_as_a_process_and_outlives_the_bot(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.yaml"
    manifest.write_text(yaml.safe_dump(a_manifest().body), encoding="utf-8")
    command = (sys.executable, "-m", "tests.slack_server", "--manifest", str(manifest), "--retries", "0.1,1,1")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        url = (await process.stdout.readline()).decode().strip().partition("=")[2]
        async with remote(url) as slack:
            ash = await slack.call("person", name="Ash")
            general = await slack.call("channel", name="general", people=[ash["id"]])
            place = {"conversation": general["conversation"]}
            async with a_bot(url):
                await slack.call("connected")
                await slack.do(ash["id"], "mention", channel=place, text="can I?")
                answer = await slack.do(ash["id"], "reads", containing="See clause 4.", channel=place)
            async with a_bot(url):
                await slack.call("connected")
                pressed = await slack.do(ash["id"], "press", where=answer, wanted="That settles it")
                with pytest.raises(Refused, match="not supported in threads"):
                    await slack.do(ash["id"], "slash", command="/policy", text="x", channel=place, thread=answer)
                await slack.do(ash["id"], "reads", containing="Settled.", channel=place)
            assert pressed["ok"]
            assert await slack.call("public", channel=general["conversation"]) == []
            await slack.assert_clean()
    finally:
        process.terminate()
        assert await process.wait() == 0


@asynccontextmanager
async def a_bot(url: str) -> AsyncIterator[None]:
    from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler  # noqa: PLC0415

    handler = AsyncSocketModeHandler(an_app(url, "xoxb-local-bot", "secret"), "xapp-local-app", ping_interval=0.2)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
