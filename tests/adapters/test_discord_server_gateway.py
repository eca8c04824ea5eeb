"""The local gateway closes with Discord's codes and packs its frames as asked."""

import json
import zlib
from collections.abc import AsyncIterator

import pytest

from tests.adapters.a_bare_bot import BareBot, Json, bare_bot
from tests.discord_server.server import DiscordServer


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


@pytest.fixture
async def bot(server: DiscordServer) -> AsyncIterator[BareBot]:
    async with bare_bot(server) as bot:
        yield bot


@pytest.mark.parametrize(
    ("query", "identify", "code"),
    [
        ("v=10&encoding=json", {"token": "wrong"}, 4004),
        ("v=10&encoding=json", {"intents": 1 << 30}, 4013),
        ("v=10&encoding=json", {"intents": 1 << 15}, 4014),
        ("v=10&encoding=json", {"shard": [2, 1]}, 4010),
        ("v=5&encoding=json", {}, 4012),
    ],
)
async def test_a_bad_identify_closes_with_its_code(
    server: DiscordServer, bot: BareBot, query: str, identify: Json, code: int
) -> None:
    socket = await bot.connect(query=query, **identify)

    while not socket.closed:
        await socket.receive()

    assert socket.close_code == code
    assert server.gateway.live


@pytest.mark.parametrize(
    ("frame", "code"),
    [("no json", 4002), ('{"op": 8}', 4003), ('{"op": 2, "d": {}}', 4004), ('{"op": 77}', 4003)],
)
async def test_a_bad_first_frame_closes_with_its_code(
    server: DiscordServer, bot: BareBot, frame: str, code: int
) -> None:
    socket = await bot.http.ws_connect(f"{server.gateway_url}?v=10&encoding=json")
    await socket.send_str(frame)

    while not socket.closed:
        await socket.receive()

    assert socket.close_code == code


async def test_frames_can_come_compressed(bot: BareBot) -> None:
    socket = await bot.connect(query="v=10&encoding=json&compress=zlib-stream")
    unpack = zlib.decompressobj()

    frames = [json.loads(unpack.decompress(await socket.receive_bytes())) for _ in range(3)]

    assert [frame["t"] or frame["op"] for frame in frames] == [10, "READY", "GUILD_CREATE"]
    assert frames[1]["d"]["resume_gateway_url"].endswith("/gateway/resume")
