"""EscalationDesk: propose a question to a manager, and take the presses of the two people; who may is decided here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.arrivals import ArrivalClaim
from bot.errors import StaleEscalation, UnknownEscalation
from bot.escalating.correspondence import Correspondence
from bot.escalating.presses import Presses, Situation, Verdict
from bot.escalating.referrals import (
    QUESTIONS,
    WITHIN,
    DeskRules,
    Done,
    NobodyToAsk,
    Pressed,
    Proposal,
    Proposed,
    Referral,
    Refused,
    Sensitive,
)
from bot.escalating.routing import Identity, Nobody, Router
from bot.escalating.transitions import Refusal, objection, open_presses, seat_of
from bot.lifecycle import Escalation, EscalationId, Event, Happening, Press, State
from bot.model import LaneId, Sending
from bot.people import Address, PersonId, Skip, Unavailable, Unknown
from bot.ports import Clock, Ids, OpenWork, UnitOfWork

TRIES = 5  # at deciding again, when somebody else changed the escalation meanwhile

Screen = Callable[[str], LaneId | None]
"""Tells the sensitive lane that words are in; asked again of everything an asker adds."""


Follow = Callable[[UnitOfWork, Proposal], Awaitable[None]]
"""What a surface keeps of a proposal, in the desk's own commit."""


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """What the desk works with."""

    unit_of_work: OpenWork
    clock: Clock
    ids: Ids
    router: Router
    screen: Screen


class EscalationDesk:
    """The use cases of the asker and of the manager. What follows from the clock and the relay is `FollowUps`."""

    def __init__(self, world: World, rules: DeskRules) -> None:
        self._world = world
        self._rules = rules
        self._letters = Correspondence(world.router, rules)
        self._presses = Presses(world.router, rules, self._letters)

    async def propose(
        self, referral: Referral, arrival: ArrivalClaim | None = None, follow: Follow | None = None
    ) -> Proposal:
        """Keep *referral* with its preview; it goes after the undo window, or waits for a press.

        *arrival* is settled, and *follow* done, in the same commit. A sensitive matter leaves nothing behind at all.
        """
        lane = self._lane_of(referral)
        who = await self._world.router.identify(referral.asker_at)
        now = self._world.clock.now()
        async with self._world.unit_of_work() as work:
            proposal = Sensitive(lane=lane) if lane else await self._propose(work, referral, who, now)
            if follow is not None:
                await follow(work, proposal)
            if arrival is not None:
                await work.intake.settle(arrival, now)
        return proposal

    async def press(
        self, escalation: EscalationId, press: Press, by: Address, arrival: ArrivalClaim | None = None
    ) -> Pressed:
        """Do what *press* asks, or say why not; *arrival* is settled in the same commit.

        Raises:
            StaleEscalation: it kept changing; nothing was done, and the press may be repeated.
            ClaimLost: somebody else answers *arrival*; nothing was done.
        """
        who = await self._world.router.identify(by)
        for _ in range(TRIES):
            try:
                return await self._decided(escalation, press, who, arrival)
            except StaleEscalation:
                continue
        raise StaleEscalation(escalation)

    async def asked_by(self, by: Address) -> tuple[Escalation, ...]:
        """List what the person at *by* asked, newest first: undo and withdrawal work from here without any card."""
        who = await self._world.router.identify(by)
        async with self._world.unit_of_work() as work:
            found = [await work.escalations.asked_by(person) for person in sorted(who.ids)]
        return tuple(sorted((told for some in found for told in some), key=lambda told: told.opened_at, reverse=True))

    async def assigned_to(self, by: Address) -> tuple[Escalation, ...]:
        """List what the person at *by* has in hand, oldest first."""
        who = await self._world.router.identify(by)
        async with self._world.unit_of_work() as work:
            return await work.escalations.assigned_to(who.person)

    async def may_be_asked(self, escalation: EscalationId, person: PersonId) -> bool:
        """Tell whether it could be passed on to *person*, as far as that can be known now."""
        async with self._world.unit_of_work() as work:
            try:
                told = await work.escalations.get(escalation)
            except UnknownEscalation:
                return True  # the press itself is told so
        return not isinstance(await self._world.router.named(told, person), Nobody)

    async def _propose(self, work: UnitOfWork, referral: Referral, who: Identity, now: datetime) -> Proposal:
        if (why := await self._not_welcome(work, who, now)) is not None:
            return Refused(why=why)
        step = await self._world.router.first(who.person)
        if isinstance(step, Unavailable):
            return Refused(why=Refusal.DIRECTORY_DOWN)
        holder = None if isinstance(step, Nobody) else self._world.router.recipient(step.person)
        if isinstance(step, Nobody) or holder is None:
            await work.counts.add((now - timedelta(days=now.weekday())).date(), "nobody_to_ask")
            return NobodyToAsk(skipped=step.skipped if isinstance(step, Nobody) else ())
        goes = referral.sending is Sending.AFTER_UNDO and not self._rules.after_press
        told = Escalation(
            id=EscalationId(self._world.ids.new()),
            state=State.OPEN if goes else State.PREVIEWED,
            reason=referral.reason,
            asker=who.person,
            asker_at=referral.asker_at,
            question=referral.question,
            opened_at=now,
            finding=referral.finding,
            facts=referral.facts,
            citations=referral.citations,
            assigned=step.person.id,
            assigned_as=step.role,
            chain=(step.person.id,),
            send_at=now + self._rules.timetable.undo if goes else None,
        )
        return Proposed(escalation=await self._letters.open(work, told, holder))

    async def _not_welcome(self, work: UnitOfWork, who: Identity, now: datetime) -> Refusal | None:
        match who.problem:
            case Unavailable():
                return Refusal.DIRECTORY_DOWN
            case Unknown(why=Skip.BOT | Skip.LEFT):
                return Refusal.NOT_STAFF
            case _:
                asked = await work.escalations.asked_by(who.person)
                recent = sum(told.opened_at > now - WITHIN for told in asked)
                return Refusal.TOO_MANY if recent >= QUESTIONS else None

    async def _decided(
        self, escalation: EscalationId, press: Press, who: Identity, arrival: ArrivalClaim | None
    ) -> Pressed:
        now = self._world.clock.now()
        async with self._world.unit_of_work() as work:
            pressed = await self._press(work, escalation, press, who)
            if arrival is not None:
                await work.intake.settle(arrival, now)
        return pressed

    async def _press(self, work: UnitOfWork, escalation: EscalationId, press: Press, who: Identity) -> Pressed:
        now = self._world.clock.now()
        try:
            told = await work.escalations.get(escalation)
        except UnknownEscalation:
            return await self._refuse(work, None, who, Refusal.UNKNOWN)
        who = who.towards(told)
        why = objection(told, press, who.ids, now) if told.question else Refusal.UNKNOWN
        if why is not None:
            if isinstance(who.problem, Unavailable) and why is Refusal.NOT_YOURS:
                why = Refusal.DIRECTORY_DOWN
            return await self._refuse(work, told, who, why)
        if told.asker in who.ids and (lane := self._world.screen(press.words) if press.words else None):
            await self._presses.hold_back(work, told, now)
            return Sensitive(lane=lane)
        situation = Situation(told=told, by=told.asker if told.asker in who.ids else who.person, now=now)
        verdict = await self._presses.decide(work, situation, press)
        if isinstance(verdict, Refusal):
            return await self._refuse(work, told, who, verdict)
        return self._done(verdict, who)

    async def _refuse(self, work: UnitOfWork, told: Escalation | None, who: Identity, why: Refusal) -> Refused:
        """Refuse; only the people concerned, now or before, are told how it stands."""
        now = self._world.clock.now()
        last = None
        if told is not None:
            last = next((e for e in reversed(await work.audit.of(told.id)) if e.what is not Happening.REFUSED), None)
        await work.audit.append(
            Event(
                what=Happening.REFUSED,
                at=now,
                escalation=told.id if told else None,
                version=told.version if told else 0,
                by=who.person,
            )
        )
        if told is None or why in (Refusal.NOT_YOURS, Refusal.UNKNOWN, Refusal.DIRECTORY_DOWN):
            return Refused(why=why)
        return Refused(why=why, escalation=told, last=last)

    def _done(self, verdict: Verdict, who: Identity) -> Done:
        seat = seat_of(verdict.after, who.ids)
        presses = open_presses(verdict.after, seat) if seat else ()
        return Done(escalation=verdict.after, what=verdict.what, presses=presses)

    def _lane_of(self, referral: Referral) -> LaneId | None:
        texts = (referral.question, *(fact.answer for fact in referral.facts))
        return next((lane for text in texts if (lane := self._world.screen(text))), None)
