"""People at the local Discord: whom a message pings, who sees it, what a client lets them do."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.a_bare_bot import BUTTON, ROW, BareBot, bare_bot
from tests.discord_server.people import Person
from tests.discord_server.rules.messages import EPHEMERAL
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


async def test_a_ping_outside_the_list_is_a_violation(server: DiscordServer, bot: BareBot, asha: Person) -> None:
    await bot.post({"content": f"hello {asha.mention}", "allowed_mentions": {"users": [asha.id]}})
    assert rules(server) == ["ping"]

    server.violations.take("ping")
    server.allow_pings(asha)
    await bot.post({"content": f"hello {asha.mention}", "allowed_mentions": {"users": [asha.id]}})
    await bot.post({"content": "@everyone"})

    server.assert_clean()
    assert server.public_messages()[1].pinged == {asha.id}


async def test_an_edit_pings_nobody(server: DiscordServer, bot: BareBot, asha: Person) -> None:
    await bot.post({"content": f"hello {asha.mention}", "components": [ROW]})
    shown = server.public_messages()[0]

    await bot.call("PATCH", f"/channels/{server.general.id}/messages/{shown.id}", {"components": []})

    assert shown.text == f"hello {asha.mention}"
    server.assert_clean()


async def test_an_ordinary_message_cannot_be_ephemeral(server: DiscordServer, bot: BareBot) -> None:
    await bot.post({"content": "psst", "flags": EPHEMERAL})

    assert rules(server) == ["ephemeral"]
    assert not server.public_messages()[0].ephemeral


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
