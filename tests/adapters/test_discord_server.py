"""The unmodified discord.py goes through the local Discord as it does through the real one."""

from collections.abc import AsyncIterator

import discord
import pytest

from tests.adapters.a_discord_bot import Bot, point_discord_py_at, running
from tests.discord_server.people import Person
from tests.discord_server.rest.calls import Upload
from tests.discord_server.server import DiscordServer
from tests.discord_server.typing_commands import Impossible


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        point_discord_py_at(server, monkeypatch)
        yield server


@pytest.fixture
async def bot(server: DiscordServer) -> AsyncIterator[Bot]:
    bot = Bot(server.guild.id)
    async with running(bot, server.token):
        yield bot


@pytest.fixture
def asha(server: DiscordServer) -> Person:
    return server.person("Asha")


async def test_the_bot_arrives_and_its_commands_are_registered(server: DiscordServer, bot: Bot) -> None:
    assert bot.user is not None
    assert str(bot.user.id) == server.bot.id
    assert bot.guilds[0].name == server.guild.name
    assert server.commands(server.guild) == ["policy", "Check against policy"]
    server.assert_clean()


async def test_a_deferred_answer_is_edited_and_stays_with_the_asker(
    server: DiscordServer, bot: Bot, asha: Person
) -> None:
    reply = await asha.slash("/policy ask", question="gifts").reply()

    assert reply.text == "About gifts"
    assert server.private_to(asha) == [reply]
    assert server.public_messages() == []
    assert not server.person("Ben").sees(reply)
    with pytest.raises(Impossible):
        server.person("Ben").click(reply, "More")
    assert bot.application_id is not None
    server.assert_clean()


async def test_buttons_selects_and_forms_answer(server: DiscordServer, bot: Bot, asha: Person) -> None:
    shown = await asha.slash("/policy say").reply()

    form = await asha.click(shown, "Write").form()
    thanks = await asha.submit(form, words="thank you").reply()
    picked = await asha.select(shown, "Whose account?", "Ours").reply()
    slowly = await asha.click(shown, "slowly").reply()
    changed = await asha.click(shown, "More").reply()

    assert server.public_messages() == [shown]
    assert thanks.text == "You wrote: thank you"
    assert picked.text == "Picked ours"
    assert slowly is changed is shown
    assert shown.versions == ["For everyone", "Slowly changed", "Changed"]
    with pytest.raises(Impossible):
        asha.click(shown, "More")
    assert not bot.is_closed()
    server.assert_clean()


async def test_a_layout_of_components_v2_follows_a_defer_and_its_button_works(
    server: DiscordServer, bot: Bot, asha: Person
) -> None:
    shown = await asha.slash("/policy layout").reply()

    changed = await asha.click(shown, "Next").reply()

    assert shown is changed
    assert shown.v2
    assert shown.versions == ["one", "after next:one"]
    assert not bot.is_closed()
    server.assert_clean()


async def test_labels_are_completed_while_typing(server: DiscordServer, bot: Bot, asha: Person) -> None:
    offered = await asha.autocomplete("/policy clause", "label", "Gif")

    assert offered == [{"name": "Gifts 1", "value": "Gifts 1"}]
    assert not bot.is_closed()
    server.assert_clean()


async def test_a_message_command_brings_the_words_of_its_message(server: DiscordServer, bot: Bot, asha: Person) -> None:
    post = asha.say("Great day at the stall!")

    reply = await asha.message_command("Check against policy", post).reply()

    assert reply.text == "Checked: Great day at the stall!"
    assert not bot.is_closed()
    server.assert_clean()


async def test_words_reach_the_bot_only_when_they_are_meant_for_it(
    server: DiscordServer, bot: Bot, asha: Person
) -> None:
    picture = Upload("stall.png", b"\x89PNG", "image/png")
    asha.say("among ourselves")
    asha.say("may I post this?", mention_bot=True, attachments=[picture])
    asha.say("in private", asha.dm)

    await server.changes.until(lambda: len(bot.heard) == 3, "three messages")

    assert bot.heard[0].content == ""
    assert bot.heard[1].content.endswith("may I post this?")
    assert await bot.heard[1].attachments[0].read() == b"\x89PNG"
    assert bot.heard[2].content == "in private"
    assert bot.heard[2].guild is None


async def test_the_same_nonce_is_posted_once(server: DiscordServer, bot: Bot, asha: Person) -> None:
    person = await bot.fetch_user(int(asha.id))

    first = await person.send("a notice", nonce="notice-1")
    again = await person.send("a notice", nonce="notice-1")

    assert again.id == first.id
    assert [message.text for message in server.dms(asha)] == ["a notice"]
    server.assert_clean()


@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_direct_messages_are_refused(server: DiscordServer, bot: Bot, asha: Person, code: int) -> None:
    asha.close_dms(code)
    person = await bot.fetch_user(int(asha.id))

    with pytest.raises(discord.Forbidden) as refusal:
        await person.send("a notice")

    assert refusal.value.code == code
    assert server.dms(asha) == []
    server.assert_clean()


async def test_a_member_is_fetched_with_roles(server: DiscordServer, bot: Bot) -> None:
    managers = server.role("Managers")
    mo = server.person("Mo", roles=(managers,))

    member = await (await bot.fetch_guild(int(server.guild.id))).fetch_member(int(mo.id))

    assert [str(role.id) for role in member.roles if role.name == "Managers"] == [managers.id]


async def test_a_route_this_server_lacks_is_a_violation(server: DiscordServer, bot: Bot) -> None:
    guild = await bot.fetch_guild(int(server.guild.id))

    with pytest.raises(discord.NotFound):
        await guild.bans().__anext__()

    assert [violation.rule for violation in server.violations] == ["route"]
