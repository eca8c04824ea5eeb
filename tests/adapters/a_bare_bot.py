"""A Discord bot of bare calls: no library between the test and the server."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.discord_server.server import DiscordServer

Json = dict[str, Any]
COMMAND = {
    "name": "ask",
    "description": "Ask",
    "type": 1,
    "options": [{"type": 3, "name": "question", "description": "?"}],
}
BUTTON = {"type": 2, "style": 1, "label": "Press", "custom_id": "press"}
ROW = {"type": 1, "components": [BUTTON]}
FIELD = {"type": 18, "label": "Words", "component": {"type": 4, "custom_id": "words", "style": 1, "max_length": 5}}
MODAL = {"type": 9, "data": {"title": "Tell", "custom_id": "tell", "components": [FIELD]}}
SILENT: Json = {"parse": []}


class BareBot:
    """A bot of bare calls: no library between the test and the server."""

    def __init__(self, server: DiscordServer, http: aiohttp.ClientSession) -> None:
        self.server, self.http = server, http
        self.sockets: list[aiohttp.ClientWebSocketResponse] = []  # kept, or they are collected and closed

    async def call(self, method: str, path: str, body: Any = None, token: str | None = None) -> tuple[int, Any]:  # noqa: ANN401
        headers = {"Authorization": f"Bot {token or self.server.token}"}
        async with self.http.request(method, self.server.api + path, json=body, headers=headers) as response:
            text = await response.text()
            return response.status, json.loads(text) if text else None

    async def answer(self, number: int, body: Json) -> tuple[int, Any]:
        interaction = self.server.interactions[number]
        return await self.call("POST", f"/interactions/{interaction.id}/{interaction.token}/callback", body)

    def hook(self, number: int, rest: str = "") -> str:
        return f"/webhooks/{self.server.world.application_id}/{self.server.interactions[number].token}{rest}"

    async def post(self, body: Json) -> tuple[int, Any]:
        return await self.call(
            "POST", f"/channels/{self.server.general.id}/messages", {"allowed_mentions": SILENT, **body}
        )

    async def connect(
        self, *, query: str = "v=10&encoding=json", **identify: object
    ) -> aiohttp.ClientWebSocketResponse:
        socket = await self.http.ws_connect(f"{self.server.gateway_url}?{query}")
        self.sockets.append(socket)
        about = {"token": self.server.token, "intents": 1 << 0 | 1 << 9 | 1 << 12, "properties": {}, **identify}
        await socket.send_json({"op": 2, "d": about})
        return socket


@asynccontextmanager
async def bare_bot(server: DiscordServer) -> AsyncIterator[BareBot]:
    """Hold one session and have one command registered."""
    async with aiohttp.ClientSession() as http:
        bot = BareBot(server, http)
        await bot.connect()
        await server.bot_ready()
        await bot.call("PUT", f"/applications/{server.world.application_id}/commands", [COMMAND])
        yield bot
