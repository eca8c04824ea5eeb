"""The gateway as discord.py meets it: faults that end it, sessions lost, commands registered once."""

import pytest
from pydantic import SecretStr

from adapters.discord.checks import Access, DiscordRefuses, check
from adapters.discord.client import INTENTS
from adapters.discord.commands import fitting
from bot.errors import NotAccepted, SettingsFaults
from tests.discord_bench import Bot, Workplace, a_bot, plain

QUESTION = "can i post a pic of jess on insta, she doesnt know i took it"
REGISTER = "PUT /applications/{application_id}/commands"
REGISTER_HERE = "PUT /applications/{application_id}/guilds/{guild_id}/commands"


async def answered(work: Workplace) -> bool:
    work.ada.say(QUESTION, work.ada.dm)
    return bool(await work.reads(work.ada, "A clause forbids this."))


async def test_a_first_connection_that_fails_is_tried_again(work: Workplace) -> None:
    work.discord.gateway.refuse_connects(1)

    async with a_bot(work):
        assert await answered(work)


@pytest.mark.usefixtures("bot")
async def test_an_event_that_cannot_be_read_does_not_end_it(work: Workplace) -> None:
    work.discord.gateway.dispatch("INTERACTION_CREATE", lambda _session: {"id": "no number"}, None)
    await work.discord.changes.until(lambda: not work.discord.gateway.live, "the end of the connection")
    await work.discord.bot_ready()

    assert await answered(work)


@pytest.mark.usefixtures("bot")
async def test_what_happens_while_the_connection_is_down_is_replayed_and_answered(work: Workplace) -> None:
    work.discord.gateway.drop()
    work.ada.say(QUESTION, work.ada.dm)

    await work.reads(work.ada, "A clause forbids this.")
    assert work.discord.gateway.resumes == 1


async def test_it_is_connected_as_long_as_discord_reaches_it(work: Workplace, bot: Bot) -> None:
    assert bot.app.connected
    assert await answered(work)
    assert INTENTS.value & (1 << 1 | 1 << 8 | 1 << 15) == 0  # none of the privileged ones


async def test_commands_are_registered_once_and_again_only_when_they_change(work: Workplace) -> None:
    async with a_bot(work):
        first = len(work.discord.calls_to(REGISTER)), len(work.discord.calls_to(REGISTER_HERE))
    async with a_bot(work) as bot:
        second = len(work.discord.calls_to(REGISTER)), len(work.discord.calls_to(REGISTER_HERE))
        async with bot.office.store.work() as unit:
            await unit.marks.put(f"discord.commands.{bot.app.rest.application}.everywhere", "of an older version")
    async with a_bot(work):
        third = len(work.discord.calls_to(REGISTER)), len(work.discord.calls_to(REGISTER_HERE))

    assert (first, second, third) == ((1, 1), (1, 1), (2, 1))
    assert work.discord.commands() == work.discord.commands(work.discord.guild)


async def test_without_a_server_named_commands_are_registered_everywhere(work: Workplace) -> None:
    work.settings = work.settings.model_copy(update={"discord_guild": ""})

    async with a_bot(work):
        work.ada.slash("/policy ask", question=QUESTION)
        work.ada.slash("/policy ask", work.ada.dm, question=QUESTION)
        await work.discord.changes.until(lambda: len(work.discord.private_to(work.ada)) >= 2, "two answers")

    assert set(work.discord.commands()) == {"policy", "disclaimer", "Check against policy"}
    assert work.discord.commands(work.discord.guild) == []
    work.discord.assert_clean()


async def test_a_server_that_is_named_no_more_keeps_no_commands_of_its_own(work: Workplace) -> None:
    async with a_bot(work):
        named = work.discord.commands(work.discord.guild)
    work.settings = work.settings.model_copy(update={"discord_guild": ""})
    async with a_bot(work):
        unnamed = work.discord.commands(work.discord.guild)

    assert len(named) == 3
    assert unnamed == []
    assert len(work.discord.commands()) == 3


async def test_commands_that_discord_does_not_take_turn_health_red_and_nothing_else(work: Workplace) -> None:
    work.discord.faults.fail(REGISTER, 400, code=30034)

    async with a_bot(work) as bot:
        assert "30034" in bot.office.health.troubles["discord commands"]
        assert await answered(work)


async def test_fault_79_what_is_wrong_with_the_settings_is_named_and_the_token_is_not(work: Workplace) -> None:
    def access(**given: object) -> Access | None:
        return Access.of(work.settings.model_validate(work.settings.model_dump() | given))

    for name, value, said in (
        ("discord_token", " ", "DISCORD_TOKEN: is empty"),
        ("discord_token", "Bot secret", "DISCORD_TOKEN: has a blank"),
        ("discord_token", "xoxb-secret", "DISCORD_TOKEN: is a token of Slack"),
        ("discord_api_url", "somewhere", "DISCORD_API_URL"),
        ("discord_guild", "general", "DISCORD_GUILD: is no id"),
        ("discord_private_channel", "managers", "DISCORD_PRIVATE_CHANNEL: is no id"),
        ("discord_managers", {"Youth": "1"}, "DISCORD_MANAGERS"),
    ):
        with pytest.raises(SettingsFaults, match=said) as caught:
            access(**{name: value})
        assert "secret" not in str(caught.value)
    assert access(discord_token=None) is None


async def test_a_token_or_a_server_that_discord_refuses_is_named(work: Workplace) -> None:
    async def refused(**given: object) -> str:
        access = Access.of(work.settings.model_copy(update=given))
        assert access is not None
        rest = access.rest()
        with pytest.raises(DiscordRefuses) as caught:
            await check(rest, access)
        await rest.close()
        return str(caught.value)

    work.discord.world.add_guild("Another")
    several = await refused(discord_guild="")
    for guild in work.discord.world.guilds.values():
        guild.bot_left = True

    assert "DISCORD_TOKEN" in await refused(discord_token=SecretStr("wrong"))
    assert "in 2 servers" in several
    assert "in no server yet" in await refused(discord_guild="")
    assert "not in that server" in await refused()


@pytest.mark.parametrize("route", ["GET /users/@me", "GET /guilds/{guild_id}"])
async def test_a_discord_that_is_down_is_no_wrong_token(work: Workplace, route: str) -> None:
    access = Access.of(work.settings)
    assert access is not None
    rest = access.rest()
    work.discord.faults.fail(route, 503)

    with pytest.raises(NotAccepted):
        await check(rest, access)

    found = await check(rest, access)
    await rest.close()
    assert found.guild == work.discord.guild.id


def test_labels_that_begin_with_what_is_typed_come_first_and_no_more_than_discord_takes() -> None:
    labels = ["About images", *(f"Images {number}" for number in range(40)), "x" * 101]

    offered = fitting(labels, " IMAGES")

    assert len(offered) == 25
    assert offered[0] == "Images 0"
    assert fitting(labels, "about") == ["About images"]
    assert "x" * 101 not in fitting(labels, "x")


async def test_a_name_in_a_card_is_not_read_as_markdown(work: Workplace) -> None:
    async with a_bot(work):
        work.ada.say("I am confused: may I post **this** <@1> [here](http://x.y)?", work.ada.dm)
        card = await work.reads(work.ada, "This is what is sent")

    assert r"\*\*this\*\*" in card.text
    assert "somebody" in plain(card)
