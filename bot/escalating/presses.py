"""What each allowed press does: the change, and the notices to the other one. Decided in the desk's unit of work."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.escalating.correspondence import Change, Correspondence, to_asker, words_id
from bot.escalating.referrals import DeskRules
from bot.escalating.routing import Nobody, Router
from bot.escalating.transitions import BEFORE_SENDING, RULINGS, Refusal, ended, handed_to, pressed
from bot.lifecycle import ON_OWN_WORDS, Escalation, Happening, Press, PressKind, State
from bot.notices import Notice, Recipient
from bot.people import PersonId, Step, Unavailable, Unknown
from bot.ports import UnitOfWork

NEEDS_NO_HOLDER = frozenset({PressKind.DO_NOT_SEND, PressKind.HOLD, PressKind.ABOUT_MY_MANAGER, PressKind.SETTLES_IT})


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """An escalation, somebody who may press, and the time."""

    told: Escalation
    by: PersonId
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a press led to."""

    after: Escalation
    what: Happening


class Presses:
    """Carries out presses that `objection` allowed."""

    def __init__(self, router: Router, rules: DeskRules, letters: Correspondence) -> None:
        self._router = router
        self._rules = rules
        self._letters = letters

    async def decide(self, work: UnitOfWork, here: Situation, press: Press) -> Verdict | Refusal:
        """Do it, or name the reason that only the directory or the outbox knew."""
        holder = await self._holder(here.told)
        if isinstance(holder, Unavailable):
            if press.kind not in NEEDS_NO_HOLDER:
                return Refusal.DIRECTORY_DOWN
            holder = None
        after, what = pressed(here.told, press, here.by, here.now)
        change = Change(before=here.told, after=after, what=what, at=here.now, by=here.by)
        if press.kind in BEFORE_SENDING:
            return await self._before_sending(work, change, press.kind, holder)
        match press.kind:
            case PressKind.PASS_ON:
                return await self._pass_on(work, change, press, holder)
            case PressKind.RECUSE:
                return await self._recuse(work, change, holder)
            case PressKind.WITHDRAW:
                return await self._withdraw(work, change, holder)
            case _:
                return await self._say(work, change, press, holder)

    async def hold_back(self, work: UnitOfWork, told: Escalation, now: datetime) -> None:
        """Stop what has not gone yet, as the asker could have; no word of why is kept."""
        unsent = told.state is State.PREVIEWED or (told.card is not None and await work.outbox.cancel(told.card))
        if unsent:
            after = ended(told, State.STOPPED, now)
            await self._letters.keep(
                work, Change(before=told, after=after, what=Happening.STOPPED, at=now, by=told.asker)
            )

    async def _before_sending(
        self, work: UnitOfWork, change: Change, kind: PressKind, holder: Recipient | None
    ) -> Verdict | Refusal:
        told = change.before
        if told.state is State.OPEN and not (told.card and await work.outbox.cancel(told.card)):
            return Refusal.TOO_LATE
        match kind:
            case PressKind.ABOUT_MY_MANAGER:
                return await self._to_alternative(work, change)
            case PressKind.DO_NOT_SEND | PressKind.HOLD:
                return await self._keep(work, change)
            case PressKind.SEND_NOW:
                return await self._send(work, change, holder, change.at)
            case _:
                undo = change.at + self._rules.timetable.undo if told.state is State.OPEN else None
                return await self._send(work, change, holder, undo)

    async def _send(
        self, work: UnitOfWork, change: Change, holder: Recipient | None, send_at: datetime | None
    ) -> Verdict:
        """Put the card for *send_at*, or keep waiting for a press; a holder who has left is replaced first."""
        if holder is None:
            step = await self._router.next(change.before)
            if isinstance(step, Unavailable | Nobody) or (holder := self._router.recipient(step.person)) is None:
                return await self._stop(work, change)
            change = replace(change, after=handed_to(change.after, step.person.id, step.role))
        after = change.after
        if send_at is None:
            return await self._keep(work, change)
        after, card = self._letters.with_card(replace(after, send_at=send_at), holder, send_at)
        return await self._keep(work, replace(change, after=after), card)

    async def _to_alternative(self, work: UnitOfWork, change: Change) -> Verdict:
        """Never to the manager: where nobody else is configured, or the directory is down, nothing is sent."""
        told = change.before
        avoided = told.assigned
        found = await self._router.alternative(told, *([avoided] if avoided else []))
        if isinstance(found, Nobody | Unavailable):
            return await self._stop(work, change)
        after = handed_to(change.after, found.person.id, found.role, avoiding=avoided)
        send_at = change.at + self._rules.timetable.undo if told.state is State.OPEN else None
        return await self._send(work, replace(change, after=after), self._router.recipient(found.person), send_at)

    async def _stop(self, work: UnitOfWork, change: Change) -> Verdict:
        after = ended(change.before, State.STOPPED, change.at)
        return await self._keep(work, replace(change, after=after, what=Happening.STOPPED))

    async def _pass_on(
        self, work: UnitOfWork, change: Change, press: Press, holder: Recipient | None
    ) -> Verdict | Refusal:
        step = await self._router.named(change.before, press.to) if press.to else Nobody()
        if isinstance(step, Unavailable):
            return Refusal.DIRECTORY_DOWN
        return Refusal.CANNOT_BE_ASKED if isinstance(step, Nobody) else await self._hand(work, change, step, holder)

    async def _recuse(self, work: UnitOfWork, change: Change, holder: Recipient | None) -> Verdict | Refusal:
        told = change.before
        step = await self._router.following(told)
        if isinstance(step, Unavailable):
            return Refusal.DIRECTORY_DOWN
        if isinstance(step, Nobody):
            after = ended(told, State.UNDELIVERABLE, change.at)
            change = replace(change, after=after)
            return await self._keep(
                work,
                change,
                self._letters.progress(replace(change, what=Happening.GIVEN_UP), to_asker(after)),
                *self._letters.to_old_holder(change, holder),
            )
        return await self._hand(work, change, step, holder)

    async def _hand(self, work: UnitOfWork, change: Change, step: Step, old: Recipient | None) -> Verdict | Refusal:
        after = await self._letters.hand_on(work, change, step, old)
        return Refusal.CANNOT_BE_ASKED if after is None else Verdict(after=after, what=change.what)

    async def _withdraw(self, work: UnitOfWork, change: Change, holder: Recipient | None) -> Verdict:
        card = change.before.card
        if card is None or holder is None or await work.outbox.cancel(card):
            return await self._keep(work, change)
        return await self._keep(
            work, change, self._letters.card_update(change, holder, card), self._letters.progress(change, holder)
        )

    async def _say(self, work: UnitOfWork, change: Change, press: Press, holder: Recipient | None) -> Verdict:
        """Pass on words, or a line where there are none, to the other one; the holder's card follows."""
        told, notices = change.after, list[Notice]()
        if holder is not None and change.before.card is not None:
            notices.append(self._letters.card_update(change, holder, change.before.card))
        reader = holder if change.by == told.asker else to_asker(told)
        if reader is not None:
            notices += await self._words(work, change, press, reader)
        verdict = await self._keep(work, change, *notices)
        if reader is None and told.state is State.ACKNOWLEDGED:
            await self._letters.next_at_once(work, told, change.at)
        return verdict

    async def _words(self, work: UnitOfWork, change: Change, press: Press, reader: Recipient) -> list[Notice]:
        told = change.after
        if press.kind in ON_OWN_WORDS and press.index is not None:
            first = words_id(told, press.index, reader.person)
            there = {entry.id for entry in await work.outbox.waiting(told.id)}
            in_place = first if first in there or await work.outbox.landed(first) else None
            again = self._letters.relayed(change, press.index, reader, replaces=in_place or first)
            line = self._letters.progress(change, reader)
            return [again, line] if in_place else [replace(again, replaces=None), line]
        if press.words or press.kind in RULINGS:
            return [self._letters.relayed(change, len(told.words) - 1, reader)]
        return [self._letters.progress(change, reader)]

    async def _keep(self, work: UnitOfWork, change: Change, *notices: Notice) -> Verdict:
        await self._letters.keep(work, change, *notices)
        return Verdict(after=change.after, what=change.what)

    async def _holder(self, told: Escalation) -> Recipient | Unavailable | None:
        if told.assigned is None:
            return None
        found = await self._router.holder(told.assigned)
        return None if isinstance(found, Unknown) else found
