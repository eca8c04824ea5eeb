"""What is done about a notice that was given up: another way, the next person, a word to its sender."""

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from bot.escalating.correspondence import Change, Correspondence, to_asker
from bot.escalating.referrals import DeskRules
from bot.escalating.routing import Nobody, Router
from bot.escalating.transitions import ended
from bot.lifecycle import EntryId, Escalation, Happening, State
from bot.notices import Alarm, Notice, Recipient, Relayed, Route, Undelivered, entry_id
from bot.outbox import Burial, Timer, TimerKind
from bot.people import Step, Unavailable
from bot.ports import Clock, UnitOfWork

DIRECTORY_AGAIN = timedelta(minutes=5)  # until a directory that was down is asked again


class Losses:
    """Finds another way for what could not be delivered."""

    def __init__(self, clock: Clock, router: Router, rules: DeskRules) -> None:
        self._clock = clock
        self._router = router
        self._rules = rules
        self._letters = Correspondence(router, rules)

    async def card_lost(self, work: UnitOfWork, told: Escalation, notice: Notice, why: Burial) -> None:
        """Try the private channel, then the next person; with nobody left, end it and say so."""
        if told.state is not State.OPEN or told.card != notice.id:
            return
        if self._may_use_channel(notice, why):
            after = replace(told, version=told.version + 1)
            to = replace(notice.recipient, route=Route.PRIVATE_CHANNEL)
            after, card = self._letters.with_card(after, to, self._clock.now())
            change = Change(before=told, after=after, what=Happening.UNREACHED, at=self._clock.now())
            await self._letters.keep(work, change, card)
            return
        step = await self._router.following(told)
        match step:
            case Unavailable():
                when = self._clock.now() + DIRECTORY_AGAIN
                again = Timer(id=entry_id(notice.id, "next"), escalation=told.id, kind=TimerKind.TO_BACKUP, due_at=when)
                await work.outbox.put(again)
            case Nobody():
                await self._undeliverable(work, told, notice, why)
            case Step():
                word = self._undelivered(told, notice, to_asker(told), step)
                after = replace(told, version=told.version + 1)
                change = Change(before=told, after=after, what=Happening.UNREACHED, at=self._clock.now())
                await self._letters.hand_on(work, change, step, word=word)
            case _:
                assert_never(step)

    async def _undeliverable(self, work: UnitOfWork, told: Escalation, notice: Notice, why: Burial) -> None:
        now = self._clock.now()
        change = Change(before=told, after=ended(told, State.UNDELIVERABLE, now), what=Happening.GIVEN_UP, at=now)
        await self._letters.keep(work, change, self._undelivered(told, notice, to_asker(told)))
        await self.alarm(work, notice.id, why)

    async def words_lost(
        self, work: UnitOfWork, told: Escalation, notice: Notice, content: Relayed, why: Burial
    ) -> None:
        """Try the private channel for the holder; else tell whoever wrote the words."""
        if notice.recipient.person != told.asker and self._may_use_channel(notice, why):
            to = replace(notice.recipient, route=Route.PRIVATE_CHANNEL)
            await work.outbox.put(
                replace(
                    notice, id=entry_id(notice.id, "channel"), recipient=to, replaces=None, due_at=self._clock.now()
                )
            )
            return
        by_asker = content.words.by == told.asker
        sender = to_asker(told) if by_asker else await self._router.holder(content.words.by)
        if isinstance(sender, Recipient):
            await work.outbox.put(self._undelivered(told, notice, sender))

    def _may_use_channel(self, notice: Notice, why: Burial) -> bool:
        to = notice.recipient
        closed = why is Burial.UNREACHABLE and to.route is Route.DIRECT
        return closed and to.address.platform in self._rules.channels

    def _undelivered(self, told: Escalation, notice: Notice, sender: Recipient, step: Step | None = None) -> Notice:
        following = step.person.id if step else None
        content = Undelivered(escalation=told.id, entry=notice.id, next_person=following)
        made = entry_id(notice.id, "undelivered")
        return Notice(id=made, recipient=sender, content=content, due_at=self._clock.now(), escalation=told.id)

    async def alarm(self, work: UnitOfWork, entry: EntryId, why: str) -> None:
        """Tell whoever runs the bot, once for each entry and trouble."""
        to = await self._router.operator()
        if to is not None:
            alarm = Alarm(entries=(entry,), why=why)
            await work.outbox.put(
                Notice(id=entry_id(entry, "alarm", why), recipient=to, content=alarm, due_at=self._clock.now())
            )
