"""A small app on the unmodified slack-bolt, its manifest, and both ways to connect it: what tries the local Slack."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack_server.clock import Timings
from tests.slack_server.manifest import Manifest
from tests.slack_server.model import Json
from tests.slack_server.server import LocalSlack

QUICK = Timings(retries=(0.05, 0.05, 0.05), refresh_grace=0.5)
SILENT: Json = {"unfurl_links": False, "unfurl_media": False}
ASK: Json = {
    "type": "modal",
    "callback_id": "ask",
    "title": {"type": "plain_text", "text": "Ask"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "question",
            "label": {"type": "plain_text", "text": "Your question"},
            "element": {"type": "plain_text_input", "action_id": "text", "min_length": 3},
        }
    ],
}
BUTTON: Json = {"type": "button", "action_id": "settle", "text": {"type": "plain_text", "text": "That settles it"}}
CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "See clause 4.", "verbatim": True}},
    {"type": "actions", "elements": [BUTTON]},
]


def a_manifest(http: str | None = None) -> Manifest:
    url = {} if http is None else {"request_url": http}
    events = ["app_mention", "app_home_opened", "app_context_changed", "message.im"]
    shortcut = {"name": "Check", "type": "message", "callback_id": "check_policy", "description": "Check a draft"}
    scopes = "app_mentions:read assistant:write channels:history channels:read chat:write commands"
    command = {"command": "/policy", "description": "Ask the policy", **({} if http is None else {"url": http})}
    return Manifest(
        {
            "display_information": {"name": "Signpost"},
            "features": {
                "app_home": {
                    "home_tab_enabled": True,
                    "messages_tab_enabled": True,
                    "messages_tab_read_only_enabled": False,
                },
                "agent_view": {"agent_description": "Answers from the policy"},
                "bot_user": {"display_name": "signpost"},
                "shortcuts": [shortcut],
                "slash_commands": [command],
            },
            "oauth_config": {
                "scopes": {
                    "bot": [*scopes.split(), "im:history", "im:read", "im:write", "users:read", "users.profile:read"]
                }
            },
            "settings": {
                "event_subscriptions": {"bot_events": events, **url},
                "interactivity": {"is_enabled": True, **url},
                "socket_mode_enabled": http is None,
            },
        }
    )


def an_app(slack_url: str, bot_token: str, signing_secret: str) -> AsyncApp:
    """Build a bot that uses every surface once."""
    retry = [AsyncRateLimitErrorRetryHandler(max_retry_count=2)]
    client = AsyncWebClient(token=bot_token, base_url=slack_url, retry_handlers=retry)  # type: ignore[arg-type]
    app = AsyncApp(client=client, signing_secret=signing_secret)
    _answer_messages(app)
    _show_home(app)
    _take_forms(app)
    return app


def _answer_messages(app: AsyncApp) -> None:
    @app.event("app_mention")
    async def on_mention(event: Json, client: AsyncWebClient) -> None:
        await client.chat_postEphemeral(
            channel=event["channel"], user=event["user"], text="Only you see this.", blocks=CARD
        )

    @app.event({"type": "message", "channel_type": "im"})
    async def on_dm(event: Json, client: AsyncWebClient) -> None:
        if event.get("subtype") in (None, "file_share"):
            await client.chat_postMessage(
                channel=event["channel"],
                thread_ts=event.get("thread_ts") or event["ts"],
                text="You wrote.",
                blocks=CARD,
                metadata={"event_type": "answer", "event_payload": {"id": "1"}},
                **SILENT,
            )

    @app.event("message")
    async def on_other(event: Json) -> None:
        """Acknowledge what is none of our business."""


def _show_home(app: AsyncApp) -> None:
    @app.event("app_home_opened")
    async def on_home(event: Json, client: AsyncWebClient) -> None:
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": CARD})
        else:
            prompts = [{"title": "Photos", "message": "Can I post this photo?"}]
            await client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], prompts=prompts)


def _take_forms(app: AsyncApp) -> None:
    @app.command("/policy")
    async def on_command(ack: Any, command: Json, client: AsyncWebClient) -> None:  # noqa: ANN401 - Bolt's own types
        if command["text"] != "ask":
            await ack(f"You typed {command['text']}")
            return
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=ASK)

    @app.view("ask")
    async def on_ask(ack: Any, view: Json, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
        text = view["state"]["values"]["question"]["text"]["value"]
        if text == "???":
            await ack(response_action="errors", errors={"question": "Say it in words."})
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text="Asked.", **SILENT)

    @app.action("settle")
    async def on_settle(ack: Any, respond: Any, body: Json) -> None:  # noqa: ANN401
        await ack()
        if "response_url" in body:
            await respond(text="Settled.", replace_original=True, **SILENT)

    @app.shortcut("check_policy")
    async def on_shortcut(ack: Any, shortcut: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=ASK)


@asynccontextmanager
async def over_sockets(slack: LocalSlack) -> AsyncIterator[AsyncSocketModeHandler]:
    app = an_app(slack.api_url, slack.tokens.bot, slack.tokens.signing_secret)
    handler = AsyncSocketModeHandler(app, slack.tokens.app, ping_interval=0.2)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.connected()
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def over_http(slack: LocalSlack) -> AsyncIterator[str]:
    app = an_app(slack.api_url, slack.tokens.bot, slack.tokens.signing_secret)
    runner = web.AppRunner(app.web_app("/slack/events"), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    slack.http.urls = (url,)
    try:
        yield url
    finally:
        await runner.cleanup()


@asynccontextmanager
async def answering(slack: LocalSlack, answer: Callable[[Json], Json | None]) -> AsyncIterator[None]:
    """Acknowledge everything on one bare socket; *answer* gives the payload of the acknowledgement."""

    async def work(socket: aiohttp.ClientWebSocketResponse) -> None:
        async for frame in socket:
            envelope = frame.json()
            if "envelope_id" in envelope:
                payload = answer(envelope["payload"])
                extra = {} if payload is None else {"payload": payload}
                await socket.send_json({"envelope_id": envelope["envelope_id"], **extra})

    async with aiohttp.ClientSession() as session, session.ws_connect(slack.state.keys.ticket()) as socket:
        task = asyncio.create_task(work(socket))
        await slack.connected()
        yield
        await socket.close()
        await task
