"""What a change of an escalation sets off: its event, the next timer, and a word to everybody it concerns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.escalating.referrals import DeskRules
from bot.escalating.routing import Router
from bot.escalating.timetable import Turn
from bot.escalating.transitions import Seat, handed_to, open_presses
from bot.lifecycle import EntryId, Escalation, Event, Happening, PressKind, State
from bot.notices import AskerCard, Content, ManagerCard, Notice, Progress, Recipient, Relayed, entry_id, kind_of
from bot.outbox import Timer, TimerKind
from bot.people import PersonId, Role, Step
from bot.ports import UnitOfWork

_RESTS_WITH_ASKER = frozenset({State.ANSWERED, State.ASKED_BACK})


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One step of an escalation: from what, to what, what happened, and by whose press, if it was one."""

    before: Escalation
    after: Escalation
    what: Happening
    at: datetime
    by: PersonId | None = None

    @property
    def event(self) -> Event:
        """The line it leaves in the log; `to` is the new holder."""
        moved = self.after.assigned if self.after.assigned != self.before.assigned else None
        return Event(
            what=self.what,
            at=self.at,
            escalation=self.after.id,
            version=self.after.version,
            by=self.by,
            to=moved,
        )


class Correspondence:
    """Keeps a change together with all that follows from it, in the unit of work it is given."""

    def __init__(self, router: Router, rules: DeskRules) -> None:
        self._router = router
        self._rules = rules

    async def open(self, work: UnitOfWork, told: Escalation, holder: Recipient) -> Escalation:
        """Keep a new escalation with its preview, and its card if it goes by itself."""
        event = Event(what=Happening.OPENED, at=told.opened_at, escalation=told.id, version=1, to=told.assigned)
        first = _notice(told, to_asker(told), AskerCard(escalation=told, presses=()), told.opened_at)
        told = replace(told, asker_card=first.id)
        told, card = self.with_card(told, holder, told.send_at or told.opened_at)
        if told.state is State.PREVIEWED:
            told = replace(told, card=None)
            await self.time(work, told, self._rules.timetable.lapses(told.opened_at))
        else:
            await work.outbox.put(card)
        await work.escalations.add(told, replace(event, by=told.asker))
        await work.outbox.put(replace(first, content=await self._asker_card(work, told, told.opened_at)))
        return told

    async def keep(self, work: UnitOfWork, change: Change, *entries: Notice) -> None:
        """Keep *change*, set the timer that follows, send *entries* and show the asker how it stands."""
        await work.escalations.change(change.after, change.event)
        before = change.before.card
        if before is not None and (change.after.state.closed or change.after.card != before):
            await work.outbox.cancel(before)  # should it not have gone yet, it never will
        await self._retime(work, change)
        content = await self._asker_card(work, change.after, change.at)
        card = _notice(change.after, to_asker(change.after), content, change.at, change.after.asker_card)
        await work.outbox.put(card, *entries, *await self._spent(work, change))

    async def hand_on(
        self, work: UnitOfWork, change: Change, step: Step, old: Recipient | None = None, word: Notice | None = None
    ) -> Escalation | None:
        """Keep *change* with *step* as its new holder: a new card, the old one closed, a *word* to the asker.

        Returns None, and keeps nothing, when that person is not reached on any platform that runs.
        """
        new = self._router.recipient(step.person)
        if new is None:
            return None
        gone = change.before.assigned if change.what is Happening.RECUSED else None
        after = handed_to(change.after, step.person.id, step.role, avoiding=gone)
        after, card = self.with_card(after, new, change.at)
        change = replace(change, after=after)
        told = [card, *self.to_old_holder(change, old)]
        if change.by != after.asker:
            told.append(word or self.progress(change, to_asker(after), after.assigned))
        await self.keep(work, change, *told)
        return after

    def with_card(self, told: Escalation, holder: Recipient, due_at: datetime) -> tuple[Escalation, Notice]:
        """Give *told* a new card for its holder; the entry's id is known before its content."""
        made = entry_id(told.id, str(told.version), "manager_card", holder.person, holder.route)
        told = replace(told, card=made)
        shown = ManagerCard(escalation=told, presses=open_presses(replace(told, state=State.DELIVERED), Seat.MANAGER))
        return told, Notice(id=made, recipient=holder, content=shown, due_at=due_at, escalation=told.id)

    def to_old_holder(self, change: Change, old: Recipient | None) -> Iterable[Notice]:
        """Close the card of who held it before, and tell them unless it was their own press."""
        if old is None or change.before.card is None:
            return
        yield self.card_update(change, old, change.before.card, ())
        if change.by != old.person:
            yield self.progress(change, old, change.after.assigned)

    def card_update(
        self, change: Change, holder: Recipient, card: EntryId, presses: tuple[PressKind, ...] | None = None
    ) -> Notice:
        """Bring the holder's card up to date in place."""
        shown = open_presses(change.after, Seat.MANAGER) if presses is None else presses
        return _notice(change.after, holder, ManagerCard(escalation=change.after, presses=shown), change.at, card)

    def progress(self, change: Change, to: Recipient, person: PersonId | None = None) -> Notice:
        """Say in one line what happened."""
        line = Progress(escalation=change.after.id, what=change.what, at=change.at, person=person)
        return _notice(change.after, to, line, change.at)

    def relayed(self, change: Change, place: int, to: Recipient, replaces: EntryId | None = None) -> Notice:
        """Pass on the words at *place*; an edit replaces what was passed on before."""
        seat = Seat.ASKER if to.person == change.after.asker else Seat.MANAGER
        presses = open_presses(change.after, seat)
        content = Relayed(escalation=change.after, words=change.after.words[place], presses=presses)
        made = _notice(change.after, to, content, change.at, replaces)
        return made if replaces else replace(made, id=words_id(change.after, place, to.person))

    async def time(self, work: UnitOfWork, told: Escalation, turn: Turn) -> None:
        """Set the one timer of *told*."""
        made = entry_id(told.id, str(told.version), turn.kind)
        await work.outbox.put(Timer(id=made, escalation=told.id, kind=turn.kind, due_at=turn.at))

    async def next_at_once(self, work: UnitOfWork, told: Escalation, now: datetime) -> None:
        """Ask the next one now, since the holder is not there any more."""
        await work.outbox.drop_timers(told.id)
        await self.time(work, told, Turn(TimerKind.TO_BACKUP, now))

    async def _spent(self, work: UnitOfWork, change: Change) -> Sequence[Notice]:
        """Take the buttons off the last words passed on, once they were answered: a press on them would be stale."""
        before, after = change.before, change.after
        if before.state is after.state or not before.words or change.what in (Happening.EDITED, Happening.TAKEN_BACK):
            return ()
        place = len(before.words) - 1
        by_asker = before.words[place].by == after.asker
        if by_asker is (before.state in _RESTS_WITH_ASKER) or after.state is State.DELIVERED:
            return ()
        reader = await self._router.holder(before.assigned) if by_asker and before.assigned else to_asker(after)
        if not isinstance(reader, Recipient):
            return ()
        first = words_id(after, place, reader.person)
        there = {entry.id for entry in await work.outbox.waiting(after.id)}
        if first not in there and not await work.outbox.landed(first):
            return ()
        content = Relayed(escalation=after, words=after.words[place], spent=True)
        return (_notice(after, reader, content, change.at, first),)

    async def _asker_card(self, work: UnitOfWork, told: Escalation, now: datetime) -> AskerCard:
        waiting = await work.outbox.waiting(told.id)
        plan = await self._router.plan(told, self._rules.timetable, waiting, now)
        return AskerCard(escalation=told, presses=open_presses(told, Seat.ASKER), plan=plan)

    async def _retime(self, work: UnitOfWork, change: Change) -> None:
        before, after, timetable = change.before, change.after, self._rules.timetable
        if before.state is after.state and before.assigned == after.assigned:
            return
        if (before.state, after.state) == (State.DELIVERED, State.ACKNOWLEDGED):
            return  # seen is not answered: the plan goes on
        if after.state is before.state is State.PREVIEWED:
            return
        await work.outbox.drop_timers(after.id)
        if after.state is State.PREVIEWED:
            await self.time(work, after, timetable.lapses(change.at))
        elif after.state in (State.DELIVERED, State.ACKNOWLEDGED):
            await self.time(work, after, timetable.begins(after.assigned_as or Role.MANAGER, change.at))
        elif after.state in (State.ASKED_BACK, State.ANSWERED):
            await self.time(work, after, timetable.stands_until(change.at))


def to_asker(told: Escalation) -> Recipient:
    """Return where *told* was asked."""
    return Recipient(person=told.asker, address=told.asker_at)


def words_id(told: Escalation, place: int, reader: PersonId) -> EntryId:
    """Name the notice that first passed on the words at *place*, for edits in place."""
    return entry_id(told.id, "words", str(place), reader)


def _notice(
    told: Escalation, to: Recipient, content: Content, due_at: datetime, replaces: EntryId | None = None
) -> Notice:
    made = entry_id(told.id, str(told.version), kind_of(content), to.person, replaces or "")
    return Notice(id=made, recipient=to, content=content, due_at=due_at, escalation=told.id, replaces=replaces)
