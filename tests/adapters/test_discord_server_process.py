"""The local Discord as a process of its own, driven through its control API while bots come and go."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.adapters.a_discord_bot import Bot, Buttons, running


class Remote:
    """The other end of the control API."""

    def __init__(self, api: str, http: aiohttp.ClientSession) -> None:
        self.api, self.http = api, http
        self.root = api.removesuffix("/api/v10") + "/_control"

    async def post(self, path: str, **body: object) -> Any:  # noqa: ANN401 - any JSON
        async with self.http.post(f"{self.root}/{path}", json=body) as response:
            return await response.json() | {"status": response.status}

    async def look(self, what: str, **query: str) -> Any:  # noqa: ANN401 - any JSON
        async with self.http.get(f"{self.root}/{what}", params=query) as response:
            return await response.json()


ROOT = Path(__file__).parents[2]


@pytest.fixture
async def remote(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Remote]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.discord_server", "--port", "0", stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    if process.stdout is None:
        pytest.fail("no output")
    api = (await process.stdout.readline()).decode().strip().removeprefix("DISCORD_API_URL=")
    monkeypatch.setattr(Route, "BASE", api)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(api).with_scheme("ws").with_path("/gateway"))
    async with aiohttp.ClientSession() as http:
        yield Remote(api, http)
    process.terminate()
    await process.wait()


async def test_a_bot_that_comes_back_finds_everything_as_it_was(remote: Remote) -> None:
    state = await remote.look("state")
    async with running(Bot(state["guild"]), state["token"]):
        pressed = await remote.post("act/slash", person="Asha", words="/policy say", wait="reply")
    await remote.post("clock/advance", seconds=60)
    await remote.post("fault/limit", route="PATCH *", retry_after=0.05)

    bot = Bot(state["guild"])
    async with running(bot, state["token"]):
        bot.add_view(Buttons(timeout=None))
        form = await remote.post(
            "act/click", person="Asha", message=pressed["reply"]["id"], button="Write", wait="form"
        )
        filled = {"interaction": form["token"], "values": {"Your words": "again"}}
        thanks = await remote.post("act/submit", person="Asha", wait="reply", **filled)
        refused = await remote.post("act/click", person="Asha", message=pressed["reply"]["id"], button="Gone")

    assert pressed["reply"]["text"] == "For everyone"
    assert thanks["reply"]["text"] == "You wrote: again"
    assert refused["status"] == 409
    assert [message["text"] for message in await remote.look("messages")] == ["For everyone"]
    assert [message["text"] for message in await remote.look("messages", private_to="Asha")] == ["You wrote: again"]
    assert (await remote.look("state"))["identifies"] == 2
    assert await remote.look("violations") == []
