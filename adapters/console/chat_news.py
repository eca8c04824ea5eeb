"""What somebody at the terminal has not seen yet, shown once; the choices under it; a hint about the others'."""

from collections import Counter

from rich.console import RenderableType
from rich.text import Text

from adapters.bootstrap import Office
from adapters.console.chat_rendering import ChatRendering, choices, code
from adapters.console.console_notifier import ConsoleNotifier, News
from adapters.console.screen import Screen
from adapters.console.seats import AskManager, Choice, PressOn, Seat, Seats, Settle
from bot.errors import BadInput
from bot.escalating.transitions import in_undo_window
from bot.lifecycle import EscalationId, Happening, State
from bot.model import Reply
from bot.notices import AskerCard, ManagerCard, Progress, Reminder
from bot.people import PersonId


class NewsReader:
    """Shows each person what concerns them, without repeating what has not changed for them."""

    def __init__(self, office: Office, seats: Seats, notifier: ConsoleNotifier, screen: Screen) -> None:
        self.rendering = ChatRendering(office.telling, seats.name, office.clock, office.zone)
        self._office, self._seats, self._notifier, self._screen = office, seats, notifier, screen
        self._previews: dict[EscalationId, tuple[object, ...]] = {}
        self._offered: dict[PersonId, tuple[Choice, ...]] = {}
        self._hinted = Counter[PersonId]()

    def show(self) -> None:
        """Show whoever has the keyboard what is new, and hint at what the others have."""
        seat = self._seats.current
        self._take(seat)
        if seat.focus is not None:
            self._offer_presses(seat, seat.focus)
        self._hint()

    def _take(self, seat: Seat) -> bool:
        """Show what is new to *seat*; return whether there was anything."""
        shown = False
        for news in self._notifier.take_news(seat.person.id):
            block = self._block(news, seat)
            if block is not None:
                shown = True
                self._screen.show(block)
                self._offered.pop(seat.person.id, None)
                seat.focus = news.notice.escalation or seat.focus
        return shown

    def arrive(self, seat: Seat) -> None:
        """Show everything that waits for somebody who takes the keyboard."""
        self._hinted.pop(seat.person.id, None)
        self._offered.pop(seat.person.id, None)
        card = None if self._take(seat) or seat.focus is None else self._notifier.card(seat.person.id, seat.focus)
        if card is not None and card.presses:
            self._screen.line(f"  {code(card.escalation.id)}  “{card.escalation.question}”")
        elif seat.focus is None and seat.choices:
            self._screen.show(self.rendering.line(f"You asked: “{seat.thread.question}”"))
            self._offer(seat)
        self.show()

    def open(self, seat: Seat, escalation: EscalationId) -> None:
        """Show a card again."""
        card = self._notifier.card(seat.person.id, escalation)
        block = self.rendering.content(card, seat.person.id) if card else None
        if block is None:
            raise BadInput("that question is not here any more")
        self._screen.show(block)
        seat.focus = escalation
        self._offered.pop(seat.person.id, None)

    def offer(self, seat: Seat, reply: Reply, *, may_ask: bool) -> None:
        """Show what a reply asks and offers, numbered through."""
        offered: list[Choice] = []
        for fact in reply.facts:
            settling = [Choice(label=choice, act=Settle(fact=fact, choice=choice)) for choice in fact.choices]
            self._screen.show(
                Text(fact.question, style="bold"), choices(settling, self._screen.width, len(offered) + 1)
            )
            offered += settling
        if reply.next_step:
            self._screen.line(reply.next_step)
        if may_ask:
            ask = Choice(label=self._office.telling.said.ask, act=AskManager(reply=reply))
            self._screen.show(choices([ask], self._screen.width, len(offered) + 1))
            offered.append(ask)
        seat.choices = tuple(offered)
        self._offered[seat.person.id] = seat.choices

    def _block(self, news: News, seat: Seat) -> RenderableType | None:
        content, escalation = news.notice.content, news.notice.escalation
        card = self._notifier.card(seat.person.id, escalation) if escalation else None
        match content:
            case AskerCard():
                return self.rendering.content(content, seat.person.id) if self._is_new_preview(content) else None
            case ManagerCard() if news.updated:
                return None
            case Progress() if card is not None:
                if content.what is Happening.EDITED:
                    return None  # the new words themselves are shown
                told = card.escalation
                return self.rendering.progress(content, told, to_asker=told.asker == seat.person.id)
            case Reminder() if card is not None:
                return self.rendering.reminder(content, card.escalation.asker, news.notice.due_at)
            case _:
                return self.rendering.content(content, seat.person.id)

    def _is_new_preview(self, card: AskerCard) -> bool:
        told = card.escalation
        if told.state is not State.PREVIEWED and not in_undo_window(told):
            return False
        shown = (told.question, told.assigned, told.send_at)
        gone = told.send_at is not None and told.send_at < self._office.clock.now()
        if gone or self._previews.get(told.id) == shown:
            return False
        self._previews[told.id] = shown
        return True

    def _offer_presses(self, seat: Seat, escalation: EscalationId) -> None:
        card = self._notifier.card(seat.person.id, escalation)
        kinds = card.presses if card else ()
        label = self._office.telling.label
        seat.choices = tuple(Choice(label=label(k), act=PressOn(escalation=escalation, kind=k)) for k in kinds)
        self._offer(seat)

    def _offer(self, seat: Seat) -> None:
        if seat.choices and self._offered.get(seat.person.id) != seat.choices and seat.wanted is None:
            self._screen.show(choices(seat.choices, self._screen.width))
        self._offered[seat.person.id] = seat.choices

    def _hint(self) -> None:
        for seat in self._seats:
            new = self._notifier.unseen(seat.person.id)
            if seat is not self._seats.current and new > self._hinted[seat.person.id]:
                self._hinted[seat.person.id] = new
                word = self._seats.role_of(seat) or seat.person.name
                self._screen.show(Text(f"→ {seat.person.name} has something new: /as {word}", style="yellow"))
