"""Managers from Slack's profiles, behind the file."""

from pathlib import Path

import pytest

from adapters.directory.file import FileDirectory
from adapters.directory.roster import Reading
from adapters.directory.slack_profile import KEPT, Profiles, SlackProfileDirectory
from adapters.slack.checks import Access
from bot.people import Address, Chain, Person, Platform, Role, Skip, Unavailable, Unknown, person_id
from tests.slack_bench import HEAD, Bot, Workplace
from tests.slack_server.faults import Fails
from tests.slack_server.model import TEAM
from tests.slack_server.person import Person as Somebody

SECRET = b"a key for tests"


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def directory(work: Workplace, tmp_path: Path, time: Time) -> SlackProfileDirectory:
    path = tmp_path / "few.csv"
    path.write_text(f"{HEAD}\nZoe Kell,zoe@example.org,{work.zoe.id},,,,fallback,", encoding="utf-8")
    file = FileDirectory(path, Reading(secret=SECRET, homes={Platform.SLACK: TEAM}))
    access = Access.of(work.settings, http=False)
    assert access is not None
    return SlackProfileDirectory(
        file, Profiles(client=access.client(), team=TEAM, label="manager", secret=SECRET), time
    )


def at(somebody: Somebody) -> Address:
    return Address(platform=Platform.SLACK, workspace=TEAM, user=somebody.id)


async def chain_for(directory: SlackProfileDirectory, somebody: Somebody) -> Chain:
    found = await directory.find(at(somebody))
    assert isinstance(found, Person)
    chain = await directory.chain(found.id)
    assert isinstance(chain, Chain)
    return chain


async def test_the_profile_names_the_manager_and_theirs_then_the_fallback(
    work: Workplace, directory: SlackProfileDirectory
) -> None:
    work.slack.set_manager(work.ada, work.max)
    work.slack.set_manager(work.max, work.eve)

    chain = await chain_for(directory, work.ada)

    assert [(step.role, step.person.addresses[0].user) for step in chain.steps] == [
        (Role.MANAGER, work.max.id),
        (Role.MANAGER, work.eve.id),
        (Role.FALLBACK, work.zoe.id),
    ]
    assert not [call for call in work.slack.record.calls if "include_labels" in call.args]
    work.slack.assert_clean()


async def test_oneself_a_loop_a_leaver_and_a_bot_are_never_asked(
    work: Workplace, directory: SlackProfileDirectory
) -> None:
    work.slack.set_manager(work.ada, work.ada)
    work.slack.set_manager(work.max, work.eve)
    work.slack.set_manager(work.eve, work.max)
    gone, robot, below, beside = (work.slack.person(name) for name in ("gone", "robot", "below", "beside"))
    gone.member.deleted, robot.member.is_bot = True, True
    work.slack.set_manager(below, gone)
    work.slack.set_manager(beside, robot)

    skipped = {
        who.member.name: (await chain_for(directory, who)).skipped for who in (work.ada, work.max, below, beside)
    }

    assert {name: [skip.why for skip in skips] for name, skips in skipped.items()} == {
        "ada": [Skip.SELF],
        "max": [Skip.SELF],
        "below": [Skip.LEFT],
        "beside": [Skip.BOT],
    }


async def test_it_is_read_once_in_hours(work: Workplace, directory: SlackProfileDirectory, time: Time) -> None:
    work.slack.set_manager(work.ada, work.max)
    for _ in range(3):
        await chain_for(directory, work.ada)
    before = len(work.slack.record.calls_of("users.profile.get"))
    time.now += KEPT
    await chain_for(directory, work.ada)

    assert len(work.slack.record.calls_of("team.profile.get")) == 2
    assert len(work.slack.record.calls_of("users.profile.get")) == 2 * before


async def test_who_is_not_reached_is_read_anew_with_whoever_named_them(
    work: Workplace, directory: SlackProfileDirectory
) -> None:
    work.slack.set_manager(work.ada, work.max)
    work.slack.set_manager(work.eve, work.max)
    before = [step.person.name for step in (await chain_for(directory, work.ada)).steps]
    work.max.member.deleted = True
    work.slack.set_manager(work.ada, work.eve)
    still = [step.person.name for step in (await chain_for(directory, work.ada)).steps]

    directory.forget(Address(platform=Platform.DISCORD, workspace=TEAM, user=work.max.id))
    directory.forget(at(work.max))
    after = await chain_for(directory, work.ada)

    assert before == still == ["max", "Zoe Kell"]
    assert [step.person.name for step in after.steps] == ["eve", "Zoe Kell"]
    assert [skip.why for skip in after.skipped] == [Skip.LEFT]


async def test_trouble_is_not_the_same_as_nobody(work: Workplace, directory: SlackProfileDirectory) -> None:
    stranger = Address(platform=Platform.SLACK, workspace=TEAM, user="U404")
    work.slack.faults.next("users.info", Fails(error="fatal_error"))

    assert isinstance(await directory.find(at(work.ada)), Unavailable)
    assert isinstance(await directory.find(stranger), Unknown)
    work.slack.faults.next("users.list", Fails(error="fatal_error"))
    assert isinstance(await directory.person(person_id(SECRET, "nobody")), Unavailable)
    assert isinstance(await directory.person(person_id(SECRET, "nobody")), Unknown)


async def test_somebody_of_slack_alone_is_found_by_id_after_a_restart(
    work: Workplace, directory: SlackProfileDirectory
) -> None:
    found = await directory.person(person_id(SECRET, str(at(work.ada))))

    assert isinstance(found, Person)
    assert found.name == "ada"


async def test_somebody_not_in_the_file_reaches_the_manager_of_their_profile(work: Workplace, bot: Bot) -> None:
    new = work.slack.person("new")
    work.slack.set_manager(new, work.max)

    await new.dm("I am confused about whether I can blog about work")
    await new.press(await new.reads("This is what is sent"), "Send now")

    assert "new" in (await work.max.reads("A question for you")).words
    assert bot.app.connected
    work.slack.assert_clean()


async def test_a_manager_who_left_an_hour_ago_is_not_asked_twice(work: Workplace, bot: Bot) -> None:
    new, boss = work.slack.person("new"), work.slack.person("boss")
    work.slack.set_manager(new, boss)
    await new.dm("I am confused about whether I can blog about work")
    preview = await new.reads("This is what is sent")
    boss.member.deleted = True

    await new.press(preview, "Send now")
    await work.slack.until(lambda: work.slack.record.calls_of("chat.postMessage", accepted=False))
    await work.slack.quiet()

    left = await bot.office.people.find(at(boss))
    assert isinstance(left, Unknown)
    assert left.why is Skip.LEFT
    assert len(work.slack.record.calls_of("chat.postMessage", accepted=False)) == 1
