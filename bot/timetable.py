"""Working hours, and the plan of who is reminded or asked next when; pure, in UTC, the same for every replica."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple, assert_never
from zoneinfo import ZoneInfo

import holidays

from bot.lifecycle import EscalationId
from bot.outbox import TimerKind
from bot.people import Role
from bot.settings import Settings, Weekday

LATE = timedelta(minutes=10)  # a timer this late slept with its machine, and so did many others
SPREAD = timedelta(minutes=10)  # over which the late ones are spread
LONGEST_CLOSURE = 60  # days without any working hour after which the hours themselves must be wrong

WEEKDAYS = frozenset(range(5))


class Opening(NamedTuple):
    """One day's working hours in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingHours:
    """When people are expected to answer; `days` counts from Monday, 0; bank holidays are those of *region*.

    Raises:
        ValueError: no hour in the day, no day in the week, or a country or region that `holidays` does not know.
    """

    zone: ZoneInfo
    opens: time = time(9)
    closes: time = time(17)
    days: frozenset[int] = WEEKDAYS
    country: str = "GB"
    region: str = "ENG"

    def __post_init__(self) -> None:
        if self.opens >= self.closes or not self.days:
            raise ValueError("working hours have an hour in the day and a day in the week")
        try:
            self._is_holiday(date(2026, 1, 1))
        except NotImplementedError as error:
            raise ValueError(f"no bank holidays are known for {self.country} {self.region}".strip()) from error

    @property
    def day(self) -> timedelta:
        """How long a working day is."""
        return datetime.combine(date.min, self.closes) - datetime.combine(date.min, self.opens)

    def is_open(self, moment: datetime) -> bool:
        """Tell whether *moment* is within working hours."""
        return self.next_open(moment) == moment

    def next_open(self, moment: datetime) -> datetime:
        """Return *moment* when it is within working hours, else their next beginning."""
        opening = next(self._openings(moment))
        return max(opening.start, moment.astimezone(UTC))

    def after(self, moment: datetime, working: timedelta) -> datetime:
        """Return when *working* time has passed since *moment*; it always ends within working hours."""
        left, start = working, moment.astimezone(UTC)
        for opening in self._openings(moment):
            begin = max(opening.start, start)
            if left < opening.end - begin:
                return begin + left
            left -= opening.end - begin
        raise AssertionError("openings never end")  # pragma: no cover - the generator raises first

    def _openings(self, moment: datetime) -> Iterator[Opening]:
        """List the hours that end after *moment*, without end.

        Raises:
            ValueError: none for two months.
        """
        day, closed = moment.astimezone(self.zone).date(), 0
        while closed < LONGEST_CLOSURE:
            opening = self._opening(day)
            day += timedelta(days=1)
            closed += 1
            if opening is not None and opening.end > moment:
                closed = 0
                yield opening
        raise ValueError("no working hour within two months")

    def _opening(self, day: date) -> Opening | None:
        if day.weekday() not in self.days or self._is_holiday(day):
            return None
        start, end = (datetime.combine(day, clock, self.zone).astimezone(UTC) for clock in (self.opens, self.closes))
        return Opening(start, end)

    def _is_holiday(self, day: date) -> bool:
        if not self.country:
            return False
        return day in _bank_holidays(self.country, self.region, day.year)


@cache
def _bank_holidays(country: str, region: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))


class Turn(NamedTuple):
    """What the clock does next with an escalation, and when."""

    kind: TimerKind
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Timetable:
    """The organisation's plan: when the holder is reminded, when the next one is asked, when it ends.

    `undo` and `preview` are plain time, since the asker waits for them; all else is working time since the first
    delivery. Each timer is set when the one before it fired, so that a machine that slept moves the whole plan
    instead of running through it at once.

    Raises:
        ValueError: the steps are not in order.
    """

    hours: WorkingHours
    undo: timedelta = timedelta(seconds=60)
    preview: timedelta = timedelta(days=1)
    remind_after: timedelta = timedelta(hours=4)
    backup_after: timedelta = timedelta(hours=8)
    owner_after: timedelta = timedelta(hours=16)
    expire_after: timedelta = timedelta(hours=80)

    def __post_init__(self) -> None:
        if not timedelta() < self.remind_after < self.backup_after < self.owner_after < self.expire_after:
            raise ValueError("reminder, backup, policy owner and expiry follow one another")

    @classmethod
    def of(cls, settings: Settings) -> "Timetable":
        """Take the plan from the organisation's settings.

        Raises:
            ValueError: bank holidays of a country or region that nobody knows.
        """
        hours = WorkingHours(
            zone=ZoneInfo(settings.time_zone),
            opens=settings.working_from,
            closes=settings.working_to,
            days=frozenset([*Weekday].index(day) for day in settings.working_days),
            country=settings.holidays_country,
            region=settings.holidays_region,
        )
        return cls(
            hours=hours,
            undo=timedelta(seconds=settings.undo_seconds),
            preview=timedelta(hours=settings.preview_hours),
            remind_after=timedelta(hours=settings.remind_after_hours),
            backup_after=hours.day * settings.backup_after_days,
            owner_after=hours.day * settings.owner_after_days,
            expire_after=hours.day * settings.expire_after_days,
        )

    def begins(self, role: Role, now: datetime) -> Turn:
        """Set the first timer of somebody who holds an escalation since *now*."""
        if self.remind_after < self._length(role):
            return Turn(TimerKind.REMIND, self.hours.after(now, self.remind_after))
        return self.ends(role, now)

    def reminded(self, role: Role, now: datetime) -> Turn:
        """Set the timer that follows a reminder."""
        return Turn(_END[role], self.hours.after(now, self._length(role) - self.remind_after))

    def ends(self, role: Role, now: datetime) -> Turn:
        """Tell how the turn of somebody who holds an escalation since *now* ends."""
        return Turn(_END[role], self.hours.after(now, self._length(role)))

    def stands_until(self, now: datetime) -> Turn:
        """Tell when what waits for the asker ends: an answer then stands, a question back expires."""
        return Turn(TimerKind.EXPIRE, self.hours.after(now, self.expire_after - self.owner_after))

    def lapses(self, now: datetime) -> Turn:
        """Tell when a preview that nobody presses on ends."""
        return Turn(TimerKind.PREVIEW_LAPSES, now + self.preview)

    def held_back(self, escalation: EscalationId, due: datetime, now: datetime) -> datetime | None:
        """Return a better time for what was due at *due* and comes out of hours or much too late; None when now is fit.

        Spread by the escalation's id: five hundred reminders after a long weekend go out over minutes, each once.
        """
        opening = self.hours.next_open(now)
        if opening == now and now - due <= LATE:
            return None
        return opening + spread(escalation)

    def _length(self, role: Role) -> timedelta:
        match role:
            case Role.BACKUP:
                return self.owner_after - self.backup_after
            case Role.POLICY_OWNER:
                return self.expire_after - self.owner_after
            case Role.MANAGER | Role.FALLBACK | Role.ALTERNATIVE:
                return self.backup_after
            case _:
                assert_never(role)


_END = {
    Role.MANAGER: TimerKind.TO_BACKUP,
    Role.FALLBACK: TimerKind.TO_BACKUP,
    Role.ALTERNATIVE: TimerKind.TO_BACKUP,
    Role.BACKUP: TimerKind.TO_OWNER,
    Role.POLICY_OWNER: TimerKind.EXPIRE,
}


def spread(escalation: EscalationId) -> timedelta:
    """Choose a delay of up to `SPREAD` that is always the same for one escalation."""
    digest = hashlib.sha256(escalation.encode()).digest()
    return SPREAD * int.from_bytes(digest[:4]) / 2**32
