"""The local Discord answers bare calls with Discord's own refusals, and notes what a bot did wrong."""

import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.discord_server.interactions import Callback, DidNotRespond
from tests.discord_server.people import Person
from tests.discord_server.rules.messages import EPHEMERAL, V2
from tests.discord_server.server import DiscordServer
from tests.discord_server.typing_commands import Impossible

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


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


@pytest.fixture
async def bot(server: DiscordServer) -> AsyncIterator[BareBot]:
    async with aiohttp.ClientSession() as http:
        bot = BareBot(server, http)
        await bot.connect()
        await server.bot_ready()
        await bot.call("PUT", f"/applications/{server.world.application_id}/commands", [COMMAND])
        yield bot


@pytest.fixture
def asha(server: DiscordServer) -> Person:
    return server.person("Asha")


def rules(server: DiscordServer) -> list[str]:
    return [violation.rule for violation in server.violations]


async def test_a_bad_body_is_refused_with_a_tree_of_errors(server: DiscordServer, bot: BareBot) -> None:
    status, body = await bot.post({"content": "x" * 2001})

    wrong = {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}
    assert status == 400
    assert body == {"code": 50035, "message": "Invalid Form Body", "errors": {"content": {"_errors": [wrong]}}}
    assert rules(server) == ["form"]
    with pytest.raises(AssertionError, match="2000"):
        server.assert_clean()


async def test_an_unknown_token_is_refused(server: DiscordServer, bot: BareBot) -> None:
    answer = await bot.call("GET", "/users/@me", None, "wrong")

    assert answer == (401, {"message": "401: Unauthorized", "code": 0})
    assert rules(server) == ["authentication"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/channels/1", None, 404, 10003),
        ("GET", "/guilds/1", None, 404, 10004),
        ("GET", "/guilds/{guild}/members/1", None, 404, 10013),
        ("GET", "/users/1", None, 404, 10013),
        ("PATCH", "/channels/{channel}/messages/1", {"content": "x"}, 404, 10008),
        ("POST", "/channels/{channel}/messages", {"content": ""}, 400, 50006),
        ("POST", "/users/@me/channels", {"recipient_id": "1"}, 400, 50033),
        ("PUT", "/applications/1/commands", [], 403, 20012),
        ("POST", "/webhooks/1/none", {"content": "x"}, 404, 10015),
        ("POST", "/interactions/1/none/callback", {"type": 5}, 404, 10062),
        ("GET", "/no/such/route", None, 404, 0),
    ],
)
async def test_what_is_not_there_has_its_code(  # noqa: PLR0913, PLR0917 - a table
    server: DiscordServer, bot: BareBot, method: str, path: str, body: Json | None, status: int, code: int
) -> None:
    answer = await bot.call(method, path.format(guild=server.guild.id, channel=server.general.id), body)

    assert (answer[0], answer[1]["code"]) == (status, code)


async def test_only_own_messages_are_edited_and_a_private_channel_is_kept(
    server: DiscordServer, bot: BareBot, asha: Person
) -> None:
    said = asha.say("hello")
    secret = server.channel("managers", only=())

    answer = await bot.call("PATCH", f"/channels/{server.general.id}/messages/{said.id}", {"content": "x"})
    secret.bot_sees = False
    hidden = await bot.call("GET", f"/channels/{secret.id}")

    assert answer[1]["code"] == 50005
    assert hidden[1]["code"] == 50001
    with pytest.raises(Impossible):
        asha.say("let me in", secret)


async def test_an_interaction_is_answered_once_and_in_kind(server: DiscordServer, bot: BareBot, asha: Person) -> None:
    asha.slash("/ask", question="gifts")

    wrong_kind = await bot.answer(0, {"type": 7, "data": {"content": "x"}})
    first = await bot.answer(0, {"type": 5, "data": {"flags": EPHEMERAL}})
    second = await bot.answer(0, {"type": 5})

    assert (wrong_kind[1]["code"], first, second[1]["code"]) == (50035, (204, None), 40060)
    assert rules(server) == ["form", "one answer"]


async def test_an_unanswered_interaction_is_held_against_the_bot(
    server: DiscordServer, bot: BareBot, asha: Person
) -> None:
    interaction = asha.slash("/ask", question="gifts")
    await server.changes.until(lambda: interaction.delivered, "the delivery")
    server.clock.advance(3.1)

    late = await bot.answer(0, {"type": 5})

    assert late[1]["code"] == 10062
    assert rules(server) == ["3 seconds"]
    with pytest.raises(DidNotRespond):
        await interaction.reply()
    with pytest.raises(AssertionError, match="unanswered"):
        server.assert_clean()


async def test_a_token_dies_after_a_quarter_of_an_hour(server: DiscordServer, bot: BareBot, asha: Person) -> None:
    asha.slash("/ask", question="gifts")
    await bot.answer(0, {"type": 4, "data": {"content": "fine", "allowed_mentions": SILENT}})
    server.clock.advance(14 * 60)
    living = await bot.call("GET", bot.hook(0, "/messages/@original"))
    server.clock.advance(2 * 60)

    dead = await bot.call("POST", bot.hook(0), {"content": "late"})

    assert (living[0], dead[0], dead[1]["code"]) == (200, 401, 50027)
    assert rules(server) == ["50027"]


async def test_an_ephemeral_is_out_of_the_bot_tokens_reach(server: DiscordServer, bot: BareBot, asha: Person) -> None:
    interaction = asha.slash("/ask", question="gifts")
    data = {"content": "psst", "flags": EPHEMERAL, "components": [ROW], "allowed_mentions": SILENT}
    await bot.answer(0, {"type": 4, "data": data})
    psst = await interaction.reply()
    path = f"/channels/{server.general.id}/messages"

    fetched = await bot.call("GET", f"{path}/{psst.id}")
    listed = await bot.call("GET", path)
    edited = await bot.call(
        "PATCH", bot.hook(0, "/messages/@original"), {"content": "louder", "allowed_mentions": SILENT}
    )

    assert fetched[1]["code"] == 10008
    assert listed == (200, [])
    assert (edited[0], psst.text) == (200, "louder")
    assert asha.sees(psst)
    with pytest.raises(Impossible):
        server.person("Ben").click(psst, "Press")
    server.assert_clean()


async def test_a_followup_after_a_defer_is_deprecated_and_cannot_be_v2(
    server: DiscordServer, bot: BareBot, asha: Person
) -> None:
    asha.slash("/ask", question="gifts")
    await bot.answer(0, {"type": 5, "data": {"flags": V2}})

    v2 = await bot.call("POST", bot.hook(0), {"flags": V2, "components": [{"type": 10, "content": "x"}]})
    plain = await bot.call("POST", bot.hook(0), {"content": "x", "flags": EPHEMERAL, "allowed_mentions": SILENT})

    assert v2[1]["code"] == 50035
    assert (plain[0], plain[1]["flags"]) == (200, 0)
    assert rules(server) == ["defer", "followup after a defer", "form", "followup after a defer"]


async def test_a_modal_cannot_open_a_modal_and_fields_have_limits(
    server: DiscordServer, bot: BareBot, asha: Person
) -> None:
    asking = asha.slash("/ask", question="gifts")
    await bot.answer(0, MODAL)
    form = await asking.form()
    with pytest.raises(Impossible):
        asha.submit(form, words="far too long")
    with pytest.raises(Impossible):
        server.person("Ben").submit(form, words="mine")
    asha.submit(form, words="brief")

    again = await bot.answer(1, MODAL)

    assert again[1]["code"] == 50035
    with pytest.raises(Impossible):
        asha.submit(form, words="twice")


async def test_a_component_may_update_its_message(server: DiscordServer, bot: BareBot, asha: Person) -> None:
    await bot.post({"content": "one", "components": [ROW]})
    shown = server.public_messages()[0]
    pressed = asha.click(shown, "press")

    await bot.answer(0, {"type": 7, "data": {"content": "two", "components": [], "allowed_mentions": SILENT}})

    assert await pressed.answer() is Callback.UPDATE
    assert (await pressed.reply()).text == "two"
    server.assert_clean()


async def test_a_ping_outside_the_list_is_a_violation(server: DiscordServer, bot: BareBot, asha: Person) -> None:
    await bot.post({"content": f"hello {asha.mention}", "allowed_mentions": {"users": [asha.id]}})
    assert rules(server) == ["ping"]

    server.violations.take("ping")
    server.allow_pings(asha)
    await bot.post({"content": f"hello {asha.mention}", "allowed_mentions": {"users": [asha.id]}})
    await bot.post({"content": "@everyone"})

    server.assert_clean()
    assert server.public_messages()[1].pinged == {asha.id}


async def test_an_ordinary_message_cannot_be_ephemeral(server: DiscordServer, bot: BareBot) -> None:
    await bot.post({"content": "psst", "flags": EPHEMERAL})

    assert rules(server) == ["ephemeral"]
    assert not server.public_messages()[0].ephemeral


async def test_commands_keep_their_ids_and_creates_are_rationed(server: DiscordServer, bot: BareBot) -> None:
    path = f"/applications/{server.world.application_id}/commands"
    before = await bot.call("GET", path)
    after = await bot.call("PUT", path, [{**COMMAND, "description": "Ask it"}])
    for day in range(3):
        many = [{**COMMAND, "name": f"c{day}-{number}"} for number in range(99)]
        status, _ = await bot.call("PUT", path, many)

    assert before[1][0]["id"] == after[1][0]["id"]
    assert before[1][0]["version"] != after[1][0]["version"]
    assert status == 429


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


async def test_people_do_only_what_a_client_shows(server: DiscordServer, bot: BareBot, asha: Person) -> None:
    await bot.post({"content": "one", "components": [{"type": 1, "components": [{**BUTTON, "disabled": True}]}]})
    shown = server.public_messages()[0]

    for act in (
        lambda: asha.slash("/unknown"),
        lambda: asha.slash("/ask deeper", question="x"),
        lambda: asha.slash("/ask", other="x"),
        lambda: asha.slash("/ask", question=5),
        lambda: asha.message_command("Check", shown),
        lambda: asha.click(shown, "Press"),
        lambda: asha.click(shown, "Missing"),
        lambda: asha.select(shown, "Missing", "x"),
        lambda: asha.edit(shown, "mine now"),
        lambda: asha.say("x" * 2001),
    ):
        with pytest.raises(Impossible):
            act()

    assert server.interactions == []
