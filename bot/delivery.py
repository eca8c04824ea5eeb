"""Relay: claims one entry for each free sender, sends or fires it, then settles, postpones or gives it up."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from bot.errors import ClaimLost, StaleEscalation
from bot.health import Health
from bot.leases import Lease, OwnerId
from bot.notices import Notice
from bot.outbox import Burial, Claim, Doubt, Landed, Timer
from bot.people import Workspace
from bot.ports import Clock, Ids, Notifier, OpenWork, Sequel, UnitOfWork
from bot.sending import TRIES, Arrived, Failed, Hopeless, Paused, Tried, attempt, back_off

FRESH = timedelta(days=1)  # how long a dead letter keeps health red
AGAIN = 5  # times that a sequel is decided anew, when somebody changed the escalation meanwhile


@dataclass(frozen=True, kw_only=True, slots=True)
class RelayRules:
    """How the relay works. `lease` outlives `call` (seconds a platform may take) and the platform's own slowness.

    Raises:
        ValueError: the lease is under a minute or no longer than two calls.
    """

    senders: int = 4
    lease: timedelta = timedelta(seconds=60)
    call: float = 10.0
    look_every: timedelta = timedelta(seconds=1)
    drain: float = 10.0
    audit_every: timedelta = timedelta(minutes=5)
    overdue: timedelta = timedelta(minutes=5)

    def __post_init__(self) -> None:
        if self.lease < timedelta(seconds=60) or self.lease <= timedelta(seconds=3 * self.call):
            raise ValueError("a lease lasts a minute at least, and longer than a look-up and a send together")

    @property
    def margin(self) -> timedelta:
        """What must be left of the lease for a try to begin: a look-up, a send, and the platform's own slowness."""
        return timedelta(seconds=3 * self.call)


@dataclass(frozen=True, kw_only=True, slots=True)
class RelayWorld:
    """What the relay works with; `chance` draws from 0 to 1."""

    unit_of_work: OpenWork
    notifiers: Sequence[Notifier]
    sequel: Sequel
    clock: Clock
    ids: Ids
    health: Health
    chance: Callable[[], float] = random.random


class Relay:
    """Takes what is due out of the outbox, one entry for each sender, and never repeats an uncertain send blindly."""

    def __init__(self, world: RelayWorld, rules: RelayRules | None = None) -> None:
        self.rules = rules or RelayRules()
        self._world = world
        self._notifiers = {notifier.platform: notifier for notifier in world.notifiers}
        self._pauses: dict[Workspace, datetime] = {}

    def paused(self, now: datetime) -> dict[Workspace, datetime]:
        """List the workspaces that want nothing until some time."""
        self._pauses = {home: until for home, until in self._pauses.items() if until > now}
        return dict(self._pauses)

    async def next_due(self) -> datetime | None:
        """Tell when there is something to claim, or when a pause ends; None when nothing waits."""
        paused = self.paused(self._world.clock.now())
        async with self._world.unit_of_work() as work:
            due = await work.outbox.next_due(tuple(self._notifiers), tuple(paused))
        return min([*paused.values(), *([due] if due else [])], default=None)

    async def claim(self) -> Claim | None:
        """Claim one entry that is due, for one sender."""
        now = self._world.clock.now()
        lease = Lease.of(OwnerId(self._world.ids.new()), now, self.rules.lease)
        async with self._world.unit_of_work() as work:
            return await work.outbox.claim(lease, tuple(self._notifiers), tuple(self.paused(now)))

    async def deliver(self, claim: Claim) -> None:
        """Bring *claim* to an end, whatever happens; what cannot be written down waits for its lease to run out."""
        subject = f"entry {claim.entry.id}"
        try:
            match claim.entry:
                case Timer() as timer:
                    await self._fire(claim, timer)
                case Notice() as notice:
                    await self._send(claim, notice)
                case _:
                    assert_never(claim.entry)
            self._world.health.tell(subject, "")
        except ClaimLost:
            self._world.health.tell(subject, "")
        except Exception as error:  # noqa: BLE001 - a sender outlives whatever strikes it
            self._world.health.tell(subject, type(error).__name__)
            await self._failed_to_write(claim)

    async def deliver_due(self) -> int:
        """Deliver all that is due now, one after another; return how many tries that took."""
        tries = 0
        while (claim := await self.claim()) is not None:
            await self.deliver(claim)
            tries += 1
        return tries

    async def audit(self) -> None:
        """Turn health red while anything is overdue by more than five minutes, or was given up within a day."""
        now = self._world.clock.now()
        async with self._world.unit_of_work() as work:
            late = await work.outbox.overdue(now - self.rules.overdue)
            letters = await work.outbox.dead_letters()
        dead = [letter.entry.id for letter in letters if letter.at > now - FRESH and _alarming(letter.why)]
        self._world.health.tell("outbox", f"overdue: {len(late)}, the oldest is {late[0]}" if late else "")
        self._world.health.tell("dead letters", f"given up: {len(dead)}, the last is {dead[0]}" if dead else "")

    async def _fire(self, claim: Claim, timer: Timer) -> None:
        await self._write(claim, lambda work: self._world.sequel.due(work, timer), None)

    async def _send(self, claim: Claim, notice: Notice) -> None:
        now, home = self._world.clock.now(), notice.recipient.address.home
        if now + self.rules.margin > claim.lease.until or home in self.paused(now):
            await self._postpone(claim, now, claim.failures, claim.doubt)  # surely not sent
            return
        tried = await attempt(self._notifiers[home.platform], claim, notice, now, self.rules.call)
        await self._conclude(claim, notice, tried)

    async def _conclude(self, claim: Claim, notice: Notice, tried: Tried) -> None:
        now, home = self._world.clock.now(), notice.recipient.address.home
        match tried:
            case Arrived(landed=landed):
                self._world.health.tell(_subject(home), "")
                await self._arrived(claim, notice, landed)
            case Paused(doubt=doubt, pause=pause, broken=broken):
                if broken:
                    self._world.health.tell(_subject(home), broken)
                self._pauses[home] = max(now + pause, self._pauses.get(home, now))
                await self._postpone(claim, now + pause, claim.failures, doubt)
            case Hopeless(why=why):
                await self._give_up(claim, notice, why)
            case Failed() as failed:
                await self._failed(claim, failed.doubt, counts=failed.counts)
            case _:
                assert_never(tried)

    async def _arrived(self, claim: Claim, notice: Notice, landed: Landed | None) -> None:
        async def follow(work: UnitOfWork) -> None:
            if landed is not None:
                await self._world.sequel.sent(work, notice, landed)

        await self._write(claim, follow, landed)

    async def _write(
        self, claim: Claim, follow: Callable[[UnitOfWork], Awaitable[None]], landed: Landed | None
    ) -> None:
        for left in reversed(range(AGAIN)):
            try:
                async with self._world.unit_of_work() as work:
                    await follow(work)
                    await work.outbox.settle(claim, landed, self._world.clock.now())
            except StaleEscalation:
                if not left:
                    raise
            else:
                return

    async def _failed(self, claim: Claim, doubt: Doubt | None, *, counts: bool = True) -> None:
        """Wait, or give up after the eighth try; what may still arrive is not looked for before its lease is over."""
        now, failures = self._world.clock.now(), claim.failures + counts
        if failures >= TRIES:
            await self._give_up(claim, claim.entry, Burial.TOO_MANY_TRIES)
            return
        until = now + back_off(max(failures, 1) if counts else claim.attempt, self._world.chance())
        await self._postpone(claim, max(until, claim.lease.until) if doubt else until, failures, doubt)

    async def _postpone(self, claim: Claim, until: datetime, failures: int, doubt: Doubt | None) -> None:
        async with self._world.unit_of_work() as work:
            await work.outbox.postpone(claim, until, failures=failures, doubt=doubt)

    async def _give_up(self, claim: Claim, entry: Notice | Timer, why: Burial) -> None:
        """Make it a dead letter and let the desk find another way, in one commit."""
        for left in reversed(range(AGAIN)):
            try:
                async with self._world.unit_of_work() as work:
                    await work.outbox.bury(claim, why, self._world.clock.now())
                    if isinstance(entry, Notice):
                        await self._world.sequel.given_up(work, entry, why)
            except StaleEscalation:
                if not left:
                    raise
            else:
                break
        if _alarming(why):
            self._world.health.tell("dead letters", f"given up: the last is {entry.id}")

    async def _failed_to_write(self, claim: Claim) -> None:
        """Count a failure of the desk or the store against the entry; if the store is away, its lease runs out."""
        doubt = None if isinstance(claim.entry, Timer) else claim.doubted
        try:
            if claim.failures + 1 >= TRIES:
                async with self._world.unit_of_work() as work:
                    await work.outbox.bury(claim, Burial.TOO_MANY_TRIES, self._world.clock.now())
                self._world.health.tell("dead letters", f"given up: the last is {claim.entry.id}")
            else:
                await self._failed(claim, doubt)
        except Exception as error:  # noqa: BLE001 - nothing can be written just now
            self._world.health.tell("store", type(error).__name__)


def _subject(home: Workspace) -> str:
    return f"{home.platform} {home.name}"


def _alarming(why: Burial) -> bool:
    """Whether a person must look: somebody who cannot be reached is the desk's matter, and somebody else was asked."""
    return why is not Burial.UNREACHABLE
