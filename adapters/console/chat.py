"""`signpost chat`, line by line: what a person types becomes a question, a choice, words or a command."""

from typing import assert_never

from adapters.bootstrap import Office
from adapters.console.chat_news import NewsReader
from adapters.console.checking import blocks
from adapters.console.console_notifier import ConsoleNotifier
from adapters.console.movable_clock import MovableClock
from adapters.console.rendering import reply_blocks
from adapters.console.screen import Screen
from adapters.console.seats import AskManager, Choice, OpenCard, PressOn, Seat, Seats, Settle, Wanted
from bot.drafting.telling import DraftTelling
from bot.errors import BadInput
from bot.escalating.referrals import Done, NobodyToAsk, Pressed, Proposed, Referral, Refused, Sensitive
from bot.findings import Draft
from bot.lifecycle import MAY_HAVE_WORDS, NEEDS_WORDS, Happening, Press, PressKind, State
from bot.model import Fact, LaneId, Outcome, Reply, Sending
from bot.people import PersonId
from bot.threads import Thread


class Chat:
    """Two people and more at one terminal, on the same desk, store and relay as the platforms."""

    def __init__(self, office: Office, seats: Seats, clock: MovableClock, screen: Screen) -> None:
        self.office, self.seats, self.clock, self.screen = office, seats, clock, screen
        self.notifier = ConsoleNotifier()
        self.relay = office.relay(self.notifier)
        self.news = NewsReader(office, seats, self.notifier, screen)

    @property
    def prompt(self) -> str:
        """Who is asked to type, and when; or which words are wanted."""
        seat = self.seats.current
        if seat.wanted is not None:
            return f"  {self.office.telling.words_for(seat.wanted.press.kind)} "
        return f"{self.news.rendering.clock(self.clock.now())} {seat.person.name}> "

    async def take(self, text: str) -> None:
        """Do what *text* asks of the person who has the keyboard.

        Raises:
            BadInput: it asks for something that is not there; nothing was done.
        """
        seat = self.seats.current
        if seat.wanted is not None:
            await self._take_words(seat, seat.wanted, text)
        elif (choice := seat.chosen(text)) is not None:
            await self._choose(seat, choice)
        else:
            await self._ask(seat, text)
        await self.settle()

    def check(self, written: str) -> None:
        """Check a draft; nothing of it is kept but what the button needs."""
        seat, guidance = self.seats.current, self.office.guidance
        draft = Draft(text=guidance.mask_draft(written, self.office.directory.names))
        checked = guidance.check(draft, self.office.directory.names)
        seat.focus, seat.choices, seat.thread = None, (), Thread()
        telling = DraftTelling(guidance.library.drafts.says)
        lane = guidance.signpost(checked.lane) if checked.lane else None
        self.screen.show("", *blocks(draft, checked, telling, lane), "")
        if lane is None:
            self.news.offer(seat, guidance.for_manager(draft, self.office.directory.names), may_ask=True)

    async def settle(self) -> None:
        """Let the relay deliver what is due, and show what came."""
        await self.relay.deliver_due()
        self.news.show()

    async def press(self, press: PressOn, index: int | None = None) -> None:
        """Press, or ask for the words that belong to it first."""
        if press.kind in MAY_HAVE_WORDS:
            self.seats.current.wanted = Wanted(press=press, index=index)
        else:
            await self._press(press, Press(kind=press.kind, index=index))

    async def _take_words(self, seat: Seat, wanted: Wanted, text: str) -> None:
        seat.wanted = None
        kind = wanted.press.kind
        if not text and kind in NEEDS_WORDS | {PressKind.PASS_ON}:
            raise BadInput("without words nothing was done")
        if kind is PressKind.PASS_ON:
            await self._press(wanted.press, Press(kind=kind, to=self._named(text)))
        else:
            redacted = self.office.redacted(text)
            await self._press(wanted.press, Press(kind=kind, words=redacted.text, index=wanted.index))
            if hidden := self.office.telling.hidden(mask.kind for mask in redacted.found):
                self.screen.line(hidden)

    def _named(self, name: str) -> PersonId:
        return self.seats.called(name).person.id

    async def _choose(self, seat: Seat, choice: Choice) -> None:
        match choice.act:
            case AskManager(reply=reply):
                await self._ask_manager(seat, reply)
            case Settle(fact=fact, choice=said):
                await self._settle_fact(seat, fact, said)
            case PressOn() as press:
                await self.press(press)
            case OpenCard(escalation=escalation):
                self.news.open(seat, escalation)
            case _:
                assert_never(choice.act)

    async def _ask(self, seat: Seat, text: str) -> None:
        at_a_card = any(isinstance(c.act, PressOn) and c.act.kind is PressKind.REPLY for c in seat.choices)
        seat.quoted = frozenset()
        await self._answer(seat, seat.thread.anew(self.office.masked(text)))
        if at_a_card:
            self.screen.line("That was taken as a question of your own. To answer a card, open it with /waiting.")

    async def _settle_fact(self, seat: Seat, fact: Fact, said: str) -> None:
        await self._answer(seat, seat.thread.settled(fact, said))

    async def _answer(self, seat: Seat, thread: Thread) -> None:
        reply = self.office.ask(thread)
        seat.focus, seat.choices = None, ()
        if reply.outcome is Outcome.SENSITIVE:
            seat.thread = Thread()
            self._show(seat, reply)
            return
        seat.thread = thread.after(reply)
        self._show(seat, reply)
        referral = self.office.referral(reply, seat.thread, seat.address)
        if referral is not None and seat.thread.tried_enough:
            self.screen.line(self.office.telling.said.second_try)
            await self._propose(seat, referral)
        elif referral is not None and referral.sending is Sending.AFTER_UNDO:
            await self._propose(seat, referral)
        else:
            self.news.offer(seat, reply, may_ask=referral is not None)

    def _show(self, seat: Seat, reply: Reply) -> None:
        nearest = self.office.guidance.wording.nearest
        repeated = reply.outcome is Outcome.CLARIFY and seat.quoted.issuperset(c.clause for c in reply.citations)
        if not repeated:
            self.screen.show("", *reply_blocks(reply, nearest, seat.quoted))
        self.screen.line("")
        seat.quoted |= {citation.clause for citation in reply.citations}
        if reply.outcome is Outcome.SENSITIVE:
            self.screen.line(reply.next_step)

    async def _ask_manager(self, seat: Seat, reply: Reply) -> None:
        referral = self.office.referral(reply, seat.thread, seat.address)
        if referral is not None:
            await self._propose(seat, referral.asked_for())

    async def _propose(self, seat: Seat, referral: Referral) -> None:
        seat.thread, seat.choices = Thread(), ()
        match await self.office.desk.propose(referral):
            case Proposed(escalation=told):
                seat.focus = told.id
            case NobodyToAsk():
                self.screen.line(self.office.telling.said.nobody)
            case Sensitive(lane=lane):
                self._signpost(seat, lane)
            case Refused() as refused:
                self._refuse(refused)
            case other:
                assert_never(other)

    async def _press(self, on: PressOn, press: Press) -> None:
        seat = self.seats.current
        pressed: Pressed = await self.office.desk.press(on.escalation, press, seat.address)
        match pressed:
            case Done():
                seat.focus = on.escalation
                self._confirm(pressed)
            case Sensitive(lane=lane):
                self._signpost(seat, lane)
            case Refused():
                self._refuse(pressed)
            case _:
                assert_never(pressed)

    def _confirm(self, done: Done) -> None:
        told = done.escalation
        by_manager = self.seats.current.person.id != told.asker
        what = Happening.GIVEN_UP if told.state is State.UNDELIVERABLE else done.what
        reader = told.asker if by_manager and what in (Happening.EDITED, Happening.TAKEN_BACK) else told.assigned
        said = self.office.telling.done(what, self.seats.name(told.asker), self.seats.name(reader))
        if said:
            self.screen.show(self.news.rendering.line(said))

    def _refuse(self, refused: Refused) -> None:
        assigned = refused.escalation.assigned if refused.escalation else None
        self.screen.show(self.news.rendering.line(self.office.telling.refused(refused, self.seats.name(assigned))))

    def _signpost(self, seat: Seat, lane: LaneId) -> None:
        seat.choices = ()
        self._show(seat, self.office.guidance.signpost(lane))
