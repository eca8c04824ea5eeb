"""The local Discord misbehaves as asked, and discord.py takes it for the real thing."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from tests.adapters.a_discord_bot import Bot, point_discord_py_at, running
from tests.discord_server.interactions import DidNotRespond, Kind
from tests.discord_server.people import Person
from tests.discord_server.server import DiscordServer

POST = "POST /channels/{channel_id}/messages"
CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"


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


async def test_a_dropped_socket_is_resumed_and_what_was_missed_is_replayed(
    server: DiscordServer, bot: Bot, asha: Person
) -> None:
    server.gateway.drop()
    await server.changes.until(lambda: not server.gateway.live, "the drop")
    asha.say("while you were away", mention_bot=True)

    await server.changes.until(lambda: bot.heard and bot.resumed, "the replay")

    assert [message.clean_content for message in bot.heard] == ["@signpost while you were away"]
    assert (server.gateway.resumes, len(server.gateway.identifies)) == (1, 1)


async def test_a_reconnect_is_followed_by_a_resume(server: DiscordServer, bot: Bot) -> None:
    server.gateway.ask_to_reconnect()

    await server.changes.until(lambda: bot.resumed, "the resume")

    assert server.gateway.resumes == 1


async def test_an_invalid_session_is_followed_by_a_new_one(server: DiscordServer, bot: Bot, asha: Person) -> None:
    server.gateway.invalidate()

    await server.changes.until(lambda: len(server.gateway.identifies) == 2, "a second IDENTIFY")

    assert (await asha.slash("/policy ask", question="gifts").reply()).text == "About gifts"
    assert not bot.is_closed()


async def test_a_session_forgotten_while_away_begins_anew(server: DiscordServer, bot: Bot) -> None:
    server.gateway.forget()
    server.gateway.drop()

    await server.changes.until(lambda: len(server.gateway.identifies) == 2, "a second IDENTIFY")

    assert server.gateway.resumes == 0
    assert not bot.is_closed()


async def test_an_event_may_come_twice(server: DiscordServer, bot: Bot, asha: Person) -> None:
    server.gateway.double_next("MESSAGE_CREATE")
    asha.say("once", mention_bot=True)

    await server.changes.until(lambda: len(bot.heard) == 2, "both copies")

    assert bot.heard[0].id == bot.heard[1].id


async def test_a_first_connect_that_fails_is_tried_again_by_the_sharded_client(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pause = asyncio.sleep
    monkeypatch.setattr("discord.shard.asyncio.sleep", lambda seconds: pause(min(seconds, 0.05)))
    server.gateway.refuse_connects(1)
    bot = Bot(server.guild.id)

    async with running(bot, server.token):
        assert len(server.gateway.identifies) == 1


async def test_a_privileged_intent_that_is_off_is_refused(server: DiscordServer) -> None:
    bot = Bot(server.guild.id, discord.Intents(guilds=True, message_content=True))

    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(bot, server.token):
            pass

    assert [violation.rule for violation in server.violations] == ["intents"]


async def test_a_wrong_token_is_refused(server: DiscordServer) -> None:
    with pytest.raises(discord.LoginFailure):
        async with running(Bot(server.guild.id), "wrong"):
            pass

    assert [violation.rule for violation in server.violations] == ["authentication"]


async def test_a_429_is_waited_out(server: DiscordServer, bot: Bot, asha: Person) -> None:
    server.faults.limit(POST, 0.2, times=2)
    person = await bot.fetch_user(int(asha.id))

    await person.send("a notice")

    assert [call.status for call in server.calls_to(POST)] == [429, 429, 200]
    assert server.calls_to(POST)[1].at - server.calls_to(POST)[0].at >= 0.2
    server.assert_clean()


async def test_real_limits_hold_back_too(server: DiscordServer, bot: Bot, asha: Person) -> None:
    server.limits.special[POST] = (2, 0.3)
    person = await bot.fetch_user(int(asha.id))

    await asyncio.gather(*(person.send(f"notice {number}") for number in range(5)))

    assert len(server.dms(asha)) == 5
    server.assert_clean()


async def test_a_lost_answer_is_posted_once_thanks_to_the_nonce(server: DiscordServer, bot: Bot, asha: Person) -> None:
    server.faults.drop(POST, accepted=True)
    person = await bot.fetch_user(int(asha.id))

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await person.send("a notice", nonce="notice-1")
    await person.send("a notice", nonce="notice-1")

    assert [message.text for message in server.dms(asha)] == ["a notice"]
    server.assert_clean()


async def test_a_post_dropped_before_it_was_accepted_leaves_nothing(
    server: DiscordServer, bot: Bot, asha: Person
) -> None:
    server.faults.drop(POST)
    person = await bot.fetch_user(int(asha.id))

    with pytest.raises(aiohttp.ClientError):
        await person.send("a notice")

    assert server.dms(asha) == []


async def test_a_post_may_be_accepted_after_its_connection_is_gone(
    server: DiscordServer, bot: Bot, asha: Person
) -> None:
    server.faults.late(POST, 0.1)
    person = await bot.fetch_user(int(asha.id))

    with pytest.raises(aiohttp.ClientError):
        await person.send("a notice", nonce="notice-1")

    assert server.dms(asha) == []
    assert (await server.dm_to(asha)).text == "a notice"


async def test_a_503_is_raised_and_a_stall_ends_in_silence(server: DiscordServer, bot: Bot, asha: Person) -> None:
    person = await bot.fetch_user(int(asha.id))
    server.faults.fail(POST, 503)
    with pytest.raises(discord.DiscordServerError):
        await person.send("a notice")

    server.faults.stall(POST, 0.1)
    with pytest.raises(aiohttp.ClientError):
        await person.send("a notice")

    assert server.dms(asha) == []


async def test_nobody_at_home_means_the_application_did_not_respond(
    server: DiscordServer, bot: Bot, asha: Person
) -> None:
    await bot.close()
    interaction = asha.slash("/policy say")
    server.clock.advance(3.1)

    with pytest.raises(DidNotRespond):
        await interaction.reply()

    server.assert_clean()


async def test_an_answer_after_three_seconds_finds_the_interaction_gone(
    server: DiscordServer, bot: Bot, asha: Person
) -> None:
    server.faults.slow(CALLBACK, 0.2)
    interaction = asha.slash("/policy say")
    await server.changes.until(lambda: server.calls_to(CALLBACK), "the call")
    server.clock.advance(3.1)

    with pytest.raises(DidNotRespond):
        await interaction.answer()

    await server.changes.until(lambda: server.calls_to(CALLBACK)[0].status, "the refusal")
    assert server.calls_to(CALLBACK)[0].answer["code"] == 10062
    assert interaction.kind is Kind.COMMAND
    assert not bot.is_closed()
