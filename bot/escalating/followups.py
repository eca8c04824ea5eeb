"""FollowUps: what comes of a delivery, of a failed one and of the clock; decided in the relay's unit of work."""

from dataclasses import replace
from typing import assert_never

from bot.errors import UnknownEscalation
from bot.escalating.correspondence import Change, Correspondence, to_asker
from bot.escalating.losses import DIRECTORY_AGAIN, Losses
from bot.escalating.referrals import DeskRules
from bot.escalating.routing import Nobody, Router
from bot.escalating.transitions import card_landed, ended
from bot.lifecycle import Escalation, EscalationId, Happening, State
from bot.notices import Alarm, ManagerCard, Notice, Recipient, Relayed, Reminder, Route, entry_id
from bot.outbox import Burial, Landed, Timer, TimerKind
from bot.people import Role, Step, Unavailable, Unknown
from bot.ports import Clock, UnitOfWork

_HELD = frozenset({State.OPEN, State.DELIVERED, State.ACKNOWLEDGED})


class FollowUps:
    """The relay's `Sequel`; with every change the asker is told, and nothing ends in silence."""

    def __init__(self, clock: Clock, router: Router, rules: DeskRules) -> None:
        self._clock = clock
        self._router = router
        self._rules = rules
        self._letters = Correspondence(router, rules)
        self._losses = Losses(clock, router, rules)

    async def sent(self, work: UnitOfWork, notice: Notice, landed: Landed) -> None:
        """Record that a card is with its holder, from when the plan counts; nothing else follows from arriving."""
        if not isinstance(notice.content, ManagerCard) or notice.replaces is not None:
            return
        told = await _read(work, notice.escalation)
        after = card_landed(told, notice.id) if told else None
        if told is None or after is None:
            return
        in_channel = landed.route is Route.PRIVATE_CHANNEL
        what = Happening.DELIVERED_IN_CHANNEL if in_channel else Happening.DELIVERED
        change = Change(before=told, after=after, what=what, at=self._clock.now())
        handed_on = told.send_at is None and not in_channel  # the asker was told with that who has it now
        line = () if handed_on else (self._letters.progress(change, to_asker(after), after.assigned),)
        await self._letters.keep(work, change, *line)

    async def given_up(self, work: UnitOfWork, notice: Notice, why: Burial) -> None:
        """Try the private channel, then the next person; tell whoever sent it, and who runs the bot."""
        told = await _read(work, notice.escalation)
        match notice.content:
            case ManagerCard() if notice.replaces is None and told is not None:
                await self._losses.card_lost(work, told, notice, why)
            case Relayed(spent=False) as content if told is not None:
                await self._losses.words_lost(work, told, notice, content, why)
            case Alarm():
                return
            case _:
                pass
        if why is not Burial.UNREACHABLE:
            await self._losses.alarm(work, notice.id, why)

    async def due(self, work: UnitOfWork, timer: Timer) -> None:
        """Do what *timer* was set for, if it is the escalation's own: each has one, the latest."""
        timers = [entry for entry in await work.outbox.waiting(timer.escalation) if isinstance(entry, Timer)]
        told = await _read(work, timer.escalation)
        if told is None or told.state.closed or not timers or timers[-1].id != timer.id:
            return
        if timer.kind is TimerKind.PREVIEW_LAPSES:
            await self._lapse(work, told)
            return
        later = self._rules.timetable.held_back(told.id, timer.due_at, self._clock.now())
        if later is not None:
            await work.outbox.put(replace(timer, id=entry_id(timer.id, "later"), due_at=later))
            return
        await self._in_hours(work, told, timer)

    async def _in_hours(self, work: UnitOfWork, told: Escalation, timer: Timer) -> None:
        match timer.kind:
            case TimerKind.REMIND if told.state in _HELD:
                await self._remind(work, told, timer)
            case TimerKind.TO_BACKUP | TimerKind.TO_OWNER if told.state in _HELD:
                await self._ask_next(work, told, timer)
            case TimerKind.EXPIRE:
                await self._expire(work, told)
            case TimerKind.REMIND | TimerKind.TO_BACKUP | TimerKind.TO_OWNER | TimerKind.PREVIEW_LAPSES:
                return
            case _:
                assert_never(timer.kind)

    async def _lapse(self, work: UnitOfWork, told: Escalation) -> None:
        if told.state is State.PREVIEWED:
            now = self._clock.now()
            after = ended(told, State.STOPPED, now)
            change = Change(before=told, after=after, what=Happening.STOPPED, at=now)
            await self._letters.keep(work, change, self._letters.progress(change, to_asker(after)))

    async def _remind(self, work: UnitOfWork, told: Escalation, timer: Timer) -> None:
        holder = await self._router.holder(told.assigned) if told.assigned else Unknown()
        match holder:
            case Unavailable():
                await self._again(work, timer)
            case Unknown():
                await self._ask_next(work, told, replace(timer, kind=TimerKind.TO_BACKUP))
            case Recipient():
                now = self._clock.now()
                after = replace(told, version=told.version + 1)
                change = Change(before=told, after=after, what=Happening.REMINDED, at=now)
                nudge = Reminder(escalation=told.id, waiting_since=told.opened_at)
                reminder = Notice(
                    id=entry_id(timer.id, "reminder"),
                    recipient=holder,
                    content=nudge,
                    due_at=now,
                    escalation=told.id,
                )
                await self._letters.time(
                    work, after, self._rules.timetable.reminded(told.assigned_as or Role.MANAGER, now)
                )
                line = self._letters.progress(change, to_asker(after), told.assigned)
                await self._letters.keep(work, change, reminder, line)
            case _:
                assert_never(holder)

    async def _ask_next(self, work: UnitOfWork, told: Escalation, timer: Timer) -> None:
        """Ask the backup, then the policy's owner; with nobody left its holder keeps it until it expires."""
        step = await self._router.following(told, owner_first=timer.kind is TimerKind.TO_OWNER)
        match step:
            case Unavailable():
                await self._again(work, timer)
            case Nobody():
                turn = self._rules.timetable.ends(Role.POLICY_OWNER, self._clock.now())
                await self._letters.time(work, told, turn)
            case Step():
                old = await self._router.holder(told.assigned) if told.assigned else Unknown()
                to_owner = step.role is Role.POLICY_OWNER
                what = Happening.TO_OWNER if to_owner else Happening.TO_BACKUP
                role = step.role if to_owner or step.role is Role.ALTERNATIVE else Role.BACKUP
                after = replace(told, version=told.version + 1)
                change = Change(before=told, after=after, what=what, at=self._clock.now())
                closing = old if isinstance(old, Recipient) else None
                await self._letters.hand_on(work, change, replace(step, role=role), closing)
            case _:
                assert_never(step)

    async def _expire(self, work: UnitOfWork, told: Escalation) -> None:
        """End it: an answer that nobody objected to stands, anything else is over and said to be."""
        now = self._clock.now()
        answered = told.state is State.ANSWERED
        after = ended(told, State.RESOLVED if answered else State.EXPIRED, now)
        what = Happening.RESOLVED if answered else Happening.EXPIRED
        change = Change(before=told, after=after, what=what, at=now)
        holder = await self._router.holder(told.assigned) if told.assigned else Unknown()
        old = self._letters.to_old_holder(change, holder if isinstance(holder, Recipient) else None)
        await self._letters.keep(work, change, self._letters.progress(change, to_asker(after)), *old)
        if told.card is not None and not answered:
            await self._losses.alarm(work, told.card, what)

    async def _again(self, work: UnitOfWork, timer: Timer) -> None:
        when = self._clock.now() + DIRECTORY_AGAIN
        await work.outbox.put(replace(timer, id=entry_id(timer.id, "again"), due_at=when))


async def _read(work: UnitOfWork, escalation: EscalationId | None) -> Escalation | None:
    if escalation is None:
        return None
    try:
        told = await work.escalations.get(escalation)
    except UnknownEscalation:
        return None
    return told if told.question else None
