"""Managers from Slack's profiles, behind the file."""

from pathlib import Path

import pytest

from adapters.directory.file import FileDirectory
from adapters.directory.roster import Reading
from adapters.directory.slack_members import KEPT
from adapters.directory.slack_profile import Profiles, SlackProfileDirectory
from adapters.slack.checks import Access
from bot.model import PolicyId
from bot.people import Address, Chain, Person, Platform, Role, Skip, Step, Unavailable, Unknown, person_id
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


@pytest.fixture
def filed(work: Workplace, time: Time) -> SlackProfileDirectory:
    path, access = work.settings.directory_file, Access.of(work.settings, http=False)
    assert path is not None
    assert access is not None
    text = path.read_text(encoding="utf-8") + "\nSam,sam@example.org,U404,D2,,,alternative operator,"
    path.write_text(text, encoding="utf-8")
    homes = {Platform.SLACK: TEAM, Platform.DISCORD: "G1"}
    return SlackProfileDirectory(
        FileDirectory(path, Reading(secret=SECRET, homes=homes)),
        Profiles(client=access.client(), team=TEAM, label="manager", secret=SECRET),
        time,
    )


async def test_whoever_left_slack_is_passed_over_although_the_file_names_them(
    work: Workplace, filed: SlackProfileDirectory, time: Time
) -> None:
    chain = await chain_for(filed, work.ada)
    work.max.member.deleted = True
    time.now += KEPT
    without = await chain_for(filed, work.ada)

    assert [step.person.name for step in chain.steps] == ["Max Planer", "Zoe Kell"]
    assert [step.person.name for step in without.steps] == ["Zoe Kell"]
    assert [skip.why for skip in without.skipped] == [Skip.LEFT]
    assert await filed.person(chain.steps[0].person.id) == Unknown(why=Skip.LEFT)


async def test_a_role_goes_to_the_next_who_is_still_there(work: Workplace, filed: SlackProfileDirectory) -> None:
    work.zoe.member.deleted = True
    asker = person_id(SECRET, "ada@example.org")

    owner = await filed.owner(PolicyId("social-media-and-confidentiality"))
    alternative = await filed.alternative(asker, ())
    operator = await filed.operator()

    assert owner == Unknown()
    assert isinstance(alternative, Step)
    assert isinstance(operator, Person)
    assert (alternative.person.name, operator.name) == ("Sam", "Sam")
    assert [address.platform for address in operator.addresses] == [Platform.DISCORD]


async def test_an_id_that_slack_does_not_know_reaches_nobody(work: Workplace, directory: SlackProfileDirectory) -> None:
    zoe = person_id(SECRET, "zoe@example.org")
    del work.slack.state.workspace.members[work.zoe.id]

    assert await directory.person(zoe) == Unknown(why=Skip.NO_ADDRESS)


async def test_the_file_stands_while_slack_does_not_say(work: Workplace, filed: SlackProfileDirectory) -> None:
    work.slack.faults.next("users.info", Fails(error="fatal_error"), times=9)

    assert len((await chain_for(filed, work.ada)).steps) == 2


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
