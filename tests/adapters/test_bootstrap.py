from pathlib import Path

import pytest

from adapters.bootstrap import open_office, open_privacy, people_of, rules_of
from adapters.console.chat_terminal import TRYOUT
from adapters.console.console_notifier import ConsoleNotifier
from bot.answering import GuidanceDesk
from bot.errors import DirectoryFaults, SettingsFaults
from bot.escalating.referrals import Proposed
from bot.escalations import EscalationDesk
from bot.model import Outcome
from bot.people import Address, Platform, person_id
from bot.settings import Settings
from bot.threads import Thread
from tests.fakes import FakeClock

LONG_ENOUGH = "thirty-two characters or more than that"
HOMES = {Platform.CONSOLE: "terminal"}
SAM = person_id(LONG_ENOUGH.encode(), "sam@example.org")
MORGAN = person_id(LONG_ENOUGH.encode(), "morgan@example.org")
AT_SAM = Address(platform=Platform.CONSOLE, workspace="terminal", user=SAM)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in {
        "SECRET_KEY": LONG_ENOUGH,
        "DIRECTORY_FILE": str(TRYOUT),
        "DATABASE_URL": f"sqlite:///{tmp_path}/signpost.db",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return Settings()


def faults_of(settings: Settings) -> tuple[str, ...]:
    with pytest.raises(SettingsFaults) as refused:
        people_of(settings, HOMES)
    return refused.value.faults


def test_whatever_is_missing_is_said_at_once_each_in_one_line(settings: Settings) -> None:
    bare = settings.model_copy(update={"secret_key": None, "directory_file": None})

    assert faults_of(bare) == (
        "DIRECTORY_FILE: is not set; name the CSV file that says who manages whom",
        "SECRET_KEY: is not set; give it at least 32 random characters and keep them safe",
    )
    assert len(faults_of(settings.model_copy(update={"secret_key": None}))) == 1


def test_a_directory_that_is_not_there_is_a_fault(settings: Settings) -> None:
    lost = settings.model_copy(update={"directory_file": Path("nowhere.csv")})

    with pytest.raises(DirectoryFaults, match=r"nowhere\.csv: cannot be read"):
        people_of(lost, HOMES)


def test_bank_holidays_of_nowhere_are_a_fault(settings: Settings) -> None:
    nowhere = settings.model_copy(update={"holidays_country": "XX"})

    with pytest.raises(SettingsFaults, match="HOLIDAYS_COUNTRY"):
        rules_of(nowhere, HOMES)


async def test_an_office_takes_a_question_to_the_manager(settings: Settings) -> None:
    notifier = ConsoleNotifier()
    async with open_office(settings, HOMES, FakeClock()) as office:
        thread = Thread().anew(office.masked("please authorise me and Robin Shah to edit our facebook page"))
        reply = office.ask(thread)
        referral = office.referral(reply, thread.after(reply), AT_SAM)
        assert referral is not None
        proposed = await office.desk.propose(referral)
        await office.relay(notifier).deliver_due()

    assert isinstance(proposed, Proposed)
    assert proposed.escalation.assigned == MORGAN
    assert proposed.escalation.question == "please authorise me and [name] to edit our facebook page"
    assert {cited.version for cited in proposed.escalation.citations} == {office.guidance.library.policies[0].version}
    assert (notifier.unseen(SAM), notifier.unseen(MORGAN)) == (1, 0)
    assert isinstance(office.desk, EscalationDesk)


async def test_every_commit_wakes_a_running_relay(settings: Settings) -> None:
    async with open_office(settings, HOMES, FakeClock()) as office:
        running = office.running(office.relay(ConsoleNotifier()))

        assert office.store.on_commit == running.wake


async def test_privacy_opens_on_the_same_store(settings: Settings) -> None:
    async with open_office(settings, HOMES) as office:
        erased = (await office.privacy().rights.erase(await office.privacy().rights.find("sam@example.org"))).erased
    async with open_privacy() as privacy:
        held = await privacy.rights.held(await privacy.rights.find("sam@example.org"))

    assert erased.escalations == 0
    assert [one.text for one in held] == ["erased"]


def test_what_the_desk_is_told_later_is_screened_as_the_question_was(desk: GuidanceDesk) -> None:
    choices = [choice for fact in desk.library.facts.values() for choice in fact.choices]

    assert desk.lane_of("my manager keeps posting about me") == "manager-wrong"
    assert [choice for choice in choices if desk.lane_of(choice)] == []
    assert desk.signpost(desk.lane_of("my manager keeps posting about me")).outcome is Outcome.SENSITIVE  # type: ignore[arg-type]


def test_bank_holidays_can_be_left_out(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLIDAYS_COUNTRY", "none")
    monkeypatch.setenv("HOLIDAYS_REGION", "None")

    assert rules_of(Settings(), HOMES).timetable.hours.country == ""
    assert rules_of(settings, HOMES).timetable.hours.country == "GB"
