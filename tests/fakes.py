"""Fakes of the clock, the ids and a chat platform; the store's is `tests/memory.py`, the directory's its own file."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.errors import ArrivalUncertain, NotAccepted, RateLimited, Unreachable
from bot.lifecycle import EntryId
from bot.notices import Notice
from bot.outbox import Landed
from bot.people import PersonId, Platform

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday


class Died(BaseException):
    """The process ended on this line: no `except Exception` sees it, and nothing after it runs."""


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now
        self._sleepers: list[asyncio.Future[None]] = []

    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        self._now += by
        sleepers, self._sleepers = self._sleepers, []
        for sleeper in sleepers:
            if not sleeper.done():
                sleeper.set_result(None)

    async def sleep_until(self, when: datetime) -> None:
        while self._now < when:
            sleeper = asyncio.get_running_loop().create_future()
            self._sleepers.append(sleeper)
            await sleeper


class FakeIds:
    """Counts, so that tests can be read; as wide as a real id."""

    def __init__(self) -> None:
        self._made = 0

    def new(self) -> str:
        self._made += 1
        digits = f"{self._made:08o}".translate(str.maketrans("01234567", "abcdefgh"))
        return f"id{digits:a>24}"


@dataclass
class FakeNotifier:
    """A chat platform in memory with the faults of a real one; each `next` fault strikes once and in this order."""

    platform: Platform = Platform.SLACK
    can_find: bool = True
    down: bool = False
    finds_nothing_out: bool = False
    closed: set[PersonId] = field(default_factory=set)
    sent: list[Notice] = field(default_factory=list)
    shown: dict[str, Notice] = field(default_factory=dict)
    _arriving: list[Notice] = field(default_factory=list)
    _next: list[str] = field(default_factory=list)
    _retry_after: timedelta = timedelta(seconds=30)

    def limit_next(self, retry_after: timedelta) -> None:
        """The next call is answered 429."""
        self._retry_after = retry_after
        self._next.append("limit")

    def lose_next_answer(self) -> None:
        """The next notice is accepted, and the connection breaks before the answer."""
        self._next.append("lose")

    def delay_next(self) -> None:
        """The next notice is accepted only when `arrive` is called; the sender hears nothing."""
        self._next.append("late")

    def die_next(self, *, after: bool) -> None:
        """Our process dies just before or just after the platform accepts the next notice."""
        self._next.append("die after" if after else "die before")

    def close_messages(self, person: PersonId) -> None:
        """This person takes no direct messages any more."""
        self.closed.add(person)

    def arrive(self) -> None:
        """Accept what was delayed."""
        arriving, self._arriving = self._arriving, []
        for notice in arriving:
            self._post(notice)

    def copies(self, entry: EntryId) -> int:
        """How many messages this notice has become."""
        return sum(notice.id == entry for notice in self.sent)

    async def send(self, notice: Notice) -> Landed:
        fault = self._strike(notice)
        if fault == "late":
            self._arriving.append(notice)
            raise ArrivalUncertain(notice.id, "timeout")
        landed = self._post(notice)
        if fault == "lose":
            raise ArrivalUncertain(notice.id, "connection lost")
        if fault == "die after":
            raise Died
        return landed

    async def find(self, notice: Notice, since: datetime) -> Landed | None:
        del since  # everything is remembered
        if not self.can_find or self.finds_nothing_out or self.down:
            raise ArrivalUncertain(notice.id, "look-up failed")
        known = [self._at(place, notice) for place, sent in enumerate(self.sent) if sent.id == notice.id]
        return known[0] if known else None

    async def update(self, notice: Notice, target: Landed) -> Landed:
        if target.message not in self.shown:
            raise Unreachable(notice.id, "message deleted")
        fault = self._strike(notice)
        if fault == "late":
            raise ArrivalUncertain(notice.id, "timeout")
        self.shown[target.message] = notice
        if fault == "lose":
            raise ArrivalUncertain(notice.id, "connection lost")
        if fault == "die after":
            raise Died
        return target

    def _strike(self, notice: Notice) -> str:
        if self.down:
            raise NotAccepted(notice.id, "service unavailable")
        if notice.recipient.person in self.closed and notice.recipient.route == "direct":
            raise Unreachable(notice.id, "direct messages closed")
        fault = self._next.pop(0) if self._next else ""
        if fault == "limit":
            raise RateLimited(notice.id, "rate limited", self._retry_after)
        if fault == "die before":
            raise Died
        return fault

    def _post(self, notice: Notice) -> Landed:
        landed = self._at(len(self.sent), notice)
        self.sent.append(notice)
        self.shown[landed.message] = notice
        return landed

    @staticmethod
    def _at(place: int, notice: Notice) -> Landed:
        to = notice.recipient
        channel = f"{to.route}:{to.address.user}"
        return Landed(
            platform=to.address.platform,
            workspace=to.address.workspace,
            channel=channel,
            message=f"m{place}",
            route=to.route,
        )
