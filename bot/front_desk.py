"""FrontDesk: what people do on any chat platform is kept, then answered from what was kept."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from bot.arrivals import Arrival, ArrivalClaim, DeliveryId
from bot.deeds import (
    Act,
    Ask,
    Check,
    Deed,
    Disclaim,
    Hail,
    Letter,
    Look,
    Meddle,
    Outdated,
    Refer,
    Retract,
    Reword,
    Settle,
    Share,
    kind_of_deed,
    turn_of,
)
from bot.disclaimers import Disclaimers
from bot.errors import BotError, ClaimLost, Unreachable
from bot.escalating.referrals import Refused
from bot.escalating.transitions import Refusal
from bot.fronting.acts import Acts
from bot.fronting.checks import Checks
from bot.fronting.counter import Counter
from bot.fronting.masking import Masking
from bot.fronting.naming import Naming
from bot.fronting.pace import Pace
from bot.fronting.shelves import Shelves
from bot.fronting.talks import Talks
from bot.fronting.turns import Turns
from bot.fronting.world import FrontWorld, InHand
from bot.leases import Lease, OwnerId
from bot.people import Address
from bot.policies.front_desk import FrontDeskFile
from bot.threads import KEPT, thread_id

LEASE = timedelta(seconds=90)
WITHIN = 60.0
"""Seconds that an answer may take, its pauses included: less than the lease, so that nobody else begins meanwhile."""
AT_ONCE = 6
"""Answers under way at once: what comes in is kept first, so that it is acknowledged in time however many wait."""
TRIES = 5
LOOK_EVERY = timedelta(seconds=10)
FORGET_EVERY = timedelta(minutes=10)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """One thing a person did, as a platform told it; `place` is the adapter's own writing: where to answer.

    `here` says that this is where notices come too, in the messages of the two alone.
    """

    delivery: DeliveryId
    sender: Address
    deed: Deed = field(repr=False)
    place: str = field(repr=False)
    answer_by: datetime | None = None
    here: bool = False


class FrontDesk:
    """Two steps for a platform: `receive` before it acknowledges, `answer` with what came back afterwards."""

    def __init__(self, world: FrontWorld) -> None:
        self._world = world
        self._naming = Naming(world.directory, world.says.somebody)
        self._counter = Counter(world)
        self._talks = Talks(world, self._counter, self._naming)
        self._checks = Checks(world, self._counter, self._talks)
        self.acts = Acts(world, self._counter, self._naming)
        self._shelves = Shelves(world, self._counter, self.acts)
        guidance, wishes = world.guidance, Disclaimers(world.guidance.library)
        self._masking = Masking(
            guidance.lane_of, self._checks.lane_of, wishes.understands, world.known_names, guidance.mask_draft
        )
        self._pace, self._turns = Pace(), Turns()
        self._free = asyncio.Semaphore(AT_ONCE)

    @property
    def naming(self) -> Naming:
        """Names people for whoever renders."""
        return self._naming

    @property
    def says(self) -> FrontDeskFile:
        """The sentences around answers, for what is said before anything can be kept."""
        return self._world.says

    async def receive(self, incoming: Incoming) -> ArrivalClaim | None:
        """Keep *incoming*, masked; None when it is a repetition, which changes nothing.

        Raises:
            StoreUnavailable: it is not kept; the platform must not be told that it is.
        """
        now = self._world.clock.now()
        asks = isinstance(incoming.deed, Ask | Check | Reword)
        too_many = asks and not self._pace.admits(incoming.sender, now)
        letter = self._masking.letter(incoming.deed, incoming.place, too_many=too_many)
        letter = replace(letter, here=incoming.here)
        arrival = Arrival(
            delivery=incoming.delivery,
            kind=kind_of_deed(incoming.deed),
            sender=incoming.sender,
            body=letter.write(),
            received_at=now,
            answer_by=incoming.answer_by,
        )
        async with self._world.unit_of_work() as work:
            return await work.intake.record(arrival, self._lease(now))

    async def answer(self, claim: ArrivalClaim) -> None:
        """Answer from what was kept; what cannot be answered now is taken up again when its lease has run out."""
        async with self._free:
            if self._world.clock.now() + timedelta(seconds=WITHIN) < claim.lease.until:
                await self._answer(claim)

    async def _answer(self, claim: ArrivalClaim) -> None:
        try:
            hand = InHand(claim=claim, letter=Letter.read(claim.arrival.body))
        except ValueError:
            log.error("arrival_unreadable", delivery=claim.arrival.delivery.event)  # noqa: TRY400 - it would quote it
            await self._put_aside(claim)
            return
        try:
            async with asyncio.timeout(WITHIN), self._turns.take(turn_of(hand.letter.deed, hand.sender)):
                await self._do(hand)
        except ClaimLost:
            log.info("answered_elsewhere", delivery=claim.arrival.delivery.event)
        except Unreachable as error:
            log.warning("asker_unreachable", delivery=claim.arrival.delivery.event, exc_info=error)
            await self._put_aside(claim)
        except Exception as error:
            log.warning("not_answered", delivery=claim.arrival.delivery.event, attempt=claim.attempt, exc_info=error)
            if claim.attempt >= TRIES:
                await self._fail(hand)

    async def take_over(self) -> None:
        """Answer, for as long as this runs, what a process that died has left; forget old threads."""
        await self._answer_left(self._world.clock.now())
        forgets_at = self._world.clock.now()
        while True:
            with suppress(BotError):
                await self._answer_left(None)
                if self._world.clock.now() >= forgets_at:
                    forgets_at = self._world.clock.now() + FORGET_EVERY
                    async with self._world.unit_of_work() as work:
                        await work.threads.forget(self._world.clock.now() - KEPT)
            await self._world.clock.sleep_until(self._world.clock.now() + LOOK_EVERY)

    async def answer_left(self) -> int:
        """Answer what was left unanswered; return how much that was."""
        return await self._answer_left(None)

    async def _answer_left(self, began: datetime | None) -> int:
        """Take what nobody holds any more; what was there when the only process *began* has nobody, lease or not."""
        answered = 0
        while True:
            now = self._world.clock.now()
            lease = self._lease(now)
            if began is not None and self._world.alone:
                lease = Lease(owner=lease.owner, taken_at=began + LEASE, until=now + LEASE)
            platforms = tuple(surface.platform for surface in self._world.surfaces)
            async with self._world.unit_of_work() as work:
                claim = await work.intake.claim(lease, platforms)
            if claim is None:
                return answered
            await self.answer(claim)
            answered += 1

    async def _do(self, hand: InHand) -> None:  # noqa: C901, PLR0912 - one line for each deed
        if hand.letter.too_many:
            too_many = Refused(why=Refusal.TOO_MANY)
            await self._counter.say(hand, self._world.telling.refused(too_many, ""))
            await self._counter.settle(hand)
            return
        match hand.letter.deed:
            case Check() as deed if hand.letter.lane is not None:
                await self._checks.signpost(hand, deed, hand.letter.lane)
            case Ask() | Reword() as asked if hand.letter.lane is not None:
                await self._talks.sensitive(hand, asked.thread, hand.letter.lane)
            case Ask() as deed:
                await self._talks.ask(hand, deed)
            case Check() as deed:
                await self._checks.check(hand, deed)
            case Reword() as deed:
                await self._talks.reword(hand, deed)
            case Retract() as deed:
                await self._talks.retract(hand, deed)
            case Settle() as deed:
                await self._talks.settle(hand, deed)
            case Refer() as deed:
                await self._talks.refer(hand, deed)
            case Share() as deed:
                await self._talks.share(hand, deed)
            case Act() as deed:
                await self.acts.act(hand, deed)
            case Look() if hand.letter.lane is not None:
                await self._talks.sensitive(hand, thread_id(str(hand.sender)), hand.letter.lane)
            case Look() as deed:
                await self._shelves.look(hand, deed)
            case Disclaim() as deed:
                await self._shelves.disclaim(hand, deed)
            case Hail() | Meddle() | Outdated() as deed:
                await self._counter.say(hand, self._word_for(deed))
                await self._counter.settle(hand)
            case other:
                assert_never(other)

    def _word_for(self, deed: Hail | Meddle | Outdated) -> str:
        match deed:
            case Hail():
                return self._world.says.for_you_alone
            case Meddle():
                return self._world.says.not_your_answer
            case Outdated():
                return self._world.says.outdated

    async def _fail(self, hand: InHand) -> None:
        """Say that it cannot be answered, rather than trying for ever."""
        with suppress(BotError):
            await self._counter.say(hand, self._world.says.failed, part="failed")
        await self._put_aside(hand.claim)

    async def _put_aside(self, claim: ArrivalClaim) -> None:
        with suppress(BotError):
            async with self._world.unit_of_work() as work:
                await work.intake.settle(claim, self._world.clock.now())

    def _lease(self, now: datetime) -> Lease:
        return Lease.of(OwnerId(self._world.ids.new()), now, LEASE)
