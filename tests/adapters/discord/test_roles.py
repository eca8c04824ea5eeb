"""Managers by Discord's roles, behind the file: one member is fetched at a time, and never a list of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.directory.discord_roles import KEPT, DiscordRoleDirectory, Roles
from adapters.directory.file import FileDirectory
from adapters.directory.roster import Reading
from adapters.discord.checks import Access
from adapters.discord.rest import Rest
from bot.model import PolicyId
from bot.people import Address, Chain, Person, Platform, Role, Skip, Unavailable, Unknown, person_id
from tests.discord_bench import Workplace
from tests.discord_server.people import Person as Somebody
from tests.slack_bench import HEAD

SECRET = b"a key for tests"
MEMBER = "GET /guilds/{guild_id}/members/{user_id}"


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Setting:
    """A server whose youth team Max manages; the file knows Zoe alone."""

    def __init__(self, work: Workplace, folder: Path, rest: Rest) -> None:
        self.work, self.time, guild = work, Time(), work.discord.guild
        self.youth = work.discord.role("Youth team")
        self.sam = work.discord.person("Sam New", roles=(self.youth,))
        path = folder / "few.csv"
        path.write_text(f"{HEAD}\nZoe Kell,zoe@example.org,,{work.zoe.id},,,fallback,", encoding="utf-8")
        file = FileDirectory(path, Reading(secret=SECRET, homes={Platform.DISCORD: guild.id}))
        managers = {self.youth.id: work.max.id}
        roles = Roles(fetch=rest.member_of(guild.id), guild=guild.id, managers=managers, secret=SECRET)
        self.directory = DiscordRoleDirectory(file, roles, self.time)

    def at(self, somebody: Somebody) -> Address:
        return Address(platform=Platform.DISCORD, workspace=self.work.discord.guild.id, user=somebody.id)

    async def person(self, somebody: Somebody) -> Person:
        found = await self.directory.find(self.at(somebody))
        assert isinstance(found, Person)
        return found

    async def chain(self, somebody: Somebody, *avoiding: Somebody) -> Chain:
        asker = await self.person(somebody)
        found = await self.directory.chain(asker.id, [(await self.person(one)).id for one in avoiding])
        assert isinstance(found, Chain)
        return found


@pytest.fixture
async def setting(work: Workplace, tmp_path: Path) -> AsyncIterator[Setting]:
    access = Access.of(work.settings)
    assert access is not None
    rest = access.rest()
    await rest.open()
    yield Setting(work, tmp_path, rest)
    await rest.close()


async def test_a_role_names_the_manager_then_comes_the_fallback(setting: Setting) -> None:
    chain = await setting.chain(setting.sam)

    assert [(step.role, step.person.name) for step in chain.steps] == [
        (Role.MANAGER, "max"),
        (Role.FALLBACK, "Zoe Kell"),
    ]


async def test_without_a_role_there_is_the_fallback_alone(setting: Setting) -> None:
    chain = await setting.chain(setting.work.eve)

    assert [step.role for step in chain.steps] == [Role.FALLBACK]


async def test_nobody_is_their_own_manager_and_nobody_avoided_is_asked(setting: Setting) -> None:
    guild = setting.work.discord.guild
    guild.held[setting.work.max.id] = [setting.youth.id]

    own, avoided = await setting.chain(setting.work.max), await setting.chain(setting.sam, setting.work.max)

    assert [step.role for step in own.steps] == [step.role for step in avoided.steps] == [Role.FALLBACK]
    assert [skipped.why for skipped in own.skipped] == [Skip.SELF]
    assert [skipped.why for skipped in avoided.skipped] == [Skip.AVOIDED]


async def test_a_manager_who_left_the_server_or_is_a_bot_is_not_asked(setting: Setting) -> None:
    del setting.work.discord.guild.members[setting.work.max.id]
    gone = await setting.chain(setting.sam)
    setting.time.now = KEPT
    setting.work.discord.guild.members[setting.work.max.id] = setting.work.max.user
    setting.work.max.user.bot = True
    bot = await setting.chain(setting.sam)

    assert [step.role for step in gone.steps] == [step.role for step in bot.steps] == [Role.FALLBACK]
    assert [skipped.why for skipped in bot.skipped] == [Skip.BOT]


async def test_people_are_found_by_address_and_afterwards_by_id(setting: Setting) -> None:
    sam = await setting.person(setting.sam)
    elsewhere = Address(platform=Platform.DISCORD, workspace="1", user=setting.sam.id)

    assert sam.name == "Sam New"
    assert await setting.directory.person(sam.id) == sam
    assert isinstance(await setting.directory.person(person_id(SECRET, "nobody")), Unknown)
    assert isinstance(await setting.directory.find(elsewhere), Unknown)
    assert (await setting.person(setting.work.zoe)).name == "Zoe Kell"


async def test_a_configured_manager_is_found_by_id_from_the_start(setting: Setting) -> None:
    found = await setting.directory.person(person_id(SECRET, str(setting.at(setting.work.max))))

    assert isinstance(found, Person)


async def test_a_member_is_fetched_once_an_hour(setting: Setting) -> None:
    for _ in range(3):
        await setting.person(setting.sam)
    once = len(setting.work.discord.calls_to(MEMBER))
    setting.time.now = KEPT
    await setting.person(setting.sam)

    assert (once, len(setting.work.discord.calls_to(MEMBER))) == (1, 2)


async def test_a_discord_that_is_down_is_not_the_same_as_nobody(setting: Setting) -> None:
    sam = await setting.person(setting.sam)
    setting.time.now = KEPT
    setting.work.discord.faults.fail(MEMBER, 503, times=3)

    assert isinstance(await setting.directory.find(setting.at(setting.sam)), Unavailable)
    assert isinstance(await setting.directory.chain(sam.id), Unavailable)


async def test_what_only_the_file_knows_is_asked_of_the_file(setting: Setting) -> None:
    assert isinstance(await setting.directory.owner(PolicyId("any")), Unknown)
    assert isinstance(await setting.directory.alternative(person_id(SECRET, "x"), ()), Unknown)
    assert isinstance(await setting.directory.operator(), Unknown)
