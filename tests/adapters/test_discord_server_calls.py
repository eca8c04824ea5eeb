"""The local Discord answers bare calls with Discord's own refusals, and notes what a bot did wrong."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.a_bare_bot import COMMAND, MODAL, ROW, SILENT, BareBot, Json, bare_bot
from tests.discord_server.interactions import Callback, DidNotRespond
from tests.discord_server.people import Person
from tests.discord_server.rules.messages import EPHEMERAL, V2
from tests.discord_server.server import DiscordServer
from tests.discord_server.typing_commands import Impossible


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


@pytest.fixture
async def bot(server: DiscordServer) -> AsyncIterator[BareBot]:
    async with bare_bot(server) as bot:
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
