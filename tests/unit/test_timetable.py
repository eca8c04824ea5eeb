from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsFaults
from bot.lifecycle import EscalationId
from bot.outbox import TimerKind
from bot.people import Platform, Role
from bot.referrals import DeskRules
from bot.settings import Settings, read_settings
from bot.timetable import LATE, SPREAD, Timetable, Turn, WorkingHours, spread

LONDON = WorkingHours(zone=ZoneInfo("Europe/London"))
PLAN = Timetable(hours=LONDON)
HOUR = timedelta(hours=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "working", "ends"),
    [
        ("2026-03-04 12:00", 4, "2026-03-04 16:00"),
        ("2026-03-04 13:00", 4, "2026-03-05 09:00"),
        ("2026-03-04 22:00", 4, "2026-03-05 13:00"),
        ("2026-03-06 16:00", 4, "2026-03-09 12:00"),
        ("2026-03-27 16:00", 4, "2026-03-30 11:00"),
        ("2026-04-02 15:00", 4, "2026-04-07 11:00"),
        ("2026-12-24 16:00", 8, "2026-12-29 16:00"),
    ],
    ids=["same day", "to closing time", "at night", "weekend", "summer time", "Easter", "Christmas on a Friday"],
)
def test_working_time_passes_in_working_hours_only(since: str, working: int, ends: str) -> None:
    assert LONDON.after(utc(since), working * HOUR) == utc(ends)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - its zone is beside it
    st.timedeltas(timedelta(), timedelta(hours=40)),
    st.timedeltas(timedelta(), timedelta(hours=40)),
)
def test_working_time_adds_up_and_ends_when_people_work(since: datetime, one: timedelta, two: timedelta) -> None:
    ends = LONDON.after(since, one)

    assert LONDON.is_open(ends)
    assert ends >= since + one
    assert LONDON.after(ends, two) == LONDON.after(since, one + two)


def test_hours_that_never_come_are_refused() -> None:
    with pytest.raises(ValueError, match="hour in the day"):
        WorkingHours(zone=ZoneInfo("UTC"), opens=time(17), closes=time(9))
    with pytest.raises(ValueError, match="no bank holidays"):
        WorkingHours(zone=ZoneInfo("UTC"), region="XX")
    with pytest.raises(ValueError, match="two months"):
        WorkingHours(zone=ZoneInfo("UTC"), days=frozenset({9})).next_open(utc("2026-03-04 12:00"))


def test_without_a_country_every_working_day_counts() -> None:
    hours = WorkingHours(zone=ZoneInfo("Europe/London"), country="", region="")

    assert hours.is_open(utc("2026-12-25 12:00"))
    assert not LONDON.is_open(utc("2026-12-25 12:00"))


def test_steps_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="follow one another"):
        Timetable(hours=LONDON, remind_after=9 * HOUR)


def test_a_turn_too_short_for_a_reminder_has_none() -> None:
    plan = Timetable(hours=LONDON, backup_after=8 * HOUR, owner_after=11 * HOUR)
    noon = utc("2026-03-04 12:00")

    assert plan.begins(Role.MANAGER, noon).kind is TimerKind.REMIND
    assert plan.begins(Role.BACKUP, noon) == Turn(TimerKind.TO_OWNER, utc("2026-03-04 15:00"))


def test_what_is_on_time_is_not_held_back_and_what_is_late_or_out_of_hours_is_spread() -> None:
    noon, night, one = utc("2026-03-04 12:00"), utc("2026-03-04 22:00"), EscalationId("one")

    assert PLAN.held_back(one, noon - LATE, noon) is None
    assert PLAN.held_back(one, noon - LATE - HOUR, noon) == noon + spread(one)
    assert PLAN.held_back(one, night, night) == utc("2026-03-05 09:00") + spread(one)


def test_spreading_is_even_and_the_same_every_time() -> None:
    spreads = [spread(EscalationId(f"esc{number}")) for number in range(500)]

    assert spreads == [spread(EscalationId(f"esc{number}")) for number in range(500)]
    assert max(spreads) < SPREAD
    thirds = [sum(SPREAD * n / 3 <= each < SPREAD * (n + 1) / 3 for each in spreads) for n in range(3)]
    assert min(thirds) > 120


def test_the_plan_comes_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESCALATION", "after_press")
    monkeypatch.setenv("WORKING_DAYS", '["mon","sat"]')
    monkeypatch.setenv("WORKING_FROM", "10:00")
    monkeypatch.setenv("BACKUP_AFTER_DAYS", "2")
    monkeypatch.setenv("OWNER_AFTER_DAYS", "3")
    monkeypatch.setenv("SLACK_PRIVATE_CHANNEL", "C1")

    rules = DeskRules.of(read_settings(), [Platform.SLACK])

    assert rules.after_press
    assert rules.channels == {Platform.SLACK}
    assert rules.platforms == {Platform.SLACK}
    assert rules.timetable.hours.days == {0, 5}
    assert rules.timetable.backup_after == 14 * HOUR
    assert Timetable.of(Settings()).undo == timedelta(seconds=60)


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("TIME_ZONE", "Mars", "TIME_ZONE: .*no time zone"),
        ("WORKING_TO", "08:00", "WORKING_TO must be later"),
        ("REMIND_AFTER_HOURS", "30", "must follow one another"),
        ("UNDO_SECONDS", "1", "UNDO_SECONDS: .*greater than or equal to 10"),
        ("SECRET_KEY", "short", "SECRET_KEY: .*at least 16"),
        ("ESCALATION", "never", "ESCALATION"),
    ],
)
def test_a_setting_that_cannot_be_used_says_which_and_why(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, what: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsFaults, match=what):
        read_settings()
