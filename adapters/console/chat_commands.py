"""What one types after a slash in `signpost chat`."""

from collections.abc import Awaitable, Callable, Sequence

from rich.table import Table

from adapters.console.chat import Chat
from adapters.console.chat_rendering import code
from adapters.console.disclaimer_rendering import disclaimer_blocks
from adapters.console.movable_clock import read_span
from adapters.console.seats import Choice, OpenCard, PressOn, plain
from bot.disclaimers import Disclaimers
from bot.errors import BadInput
from bot.lifecycle import ON_OWN_WORDS, Escalation, PressKind

HELP = (
    ("just type", "ask a question; under a card, the number or the name of a button presses it"),
    ("/check DRAFT", "check a draft post; findings only, each with its clause"),
    ("/as manager", "take another seat: staff, manager, backup, owner, or anybody by name; /as alone lists them"),
    ("/wait 4h", "move the clock, which stands still otherwise, by 90s, 4h or 2d; what falls due on the way happens"),
    ("/mine", "what you asked; a number opens it, to stop or withdraw it"),
    ("/waiting", "what waits for you"),
    ("/edit, /takeback", "change or take back the last words you wrote about the question in front of you"),
    ("/press CODE BUTTON", "press a button of any question, by the code on its card, and see what is refused"),
    ("/disclaimer insta bio", "wording for a personal account; add a style, we, or naming and the organisation's name"),
    ("/quit", "end; nothing of this is kept"),
)


class Commands:
    """The commands, each by its word."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._by_word: dict[str, Callable[[str], Awaitable[None]]] = {
            "help": self._help,
            "check": self._check,
            "as": self._as,
            "wait": self._wait,
            "mine": self._mine,
            "waiting": self._waiting,
            "edit": self._edit,
            "takeback": self._take_back,
            "press": self._press,
            "disclaimer": self._disclaimer,
        }

    async def take(self, text: str) -> None:
        """Do what the line *text* says.

        Raises:
            BadInput: there is no such command, or it lacks something.
        """
        word, _, rest = text.removeprefix("/").strip().partition(" ")
        command = self._by_word.get(word.casefold())
        if command is None:
            raise BadInput("there is no such command; /help lists them")
        self._chat.seats.current.wanted = None
        await command(rest.strip())

    async def _help(self, rest: str) -> None:
        del rest
        self._table(HELP)

    async def _check(self, draft: str) -> None:
        if not draft:
            raise BadInput("write the draft after it: /check So proud of our volunteers today")
        self._chat.check(draft)

    async def _as(self, name: str) -> None:
        chat = self._chat
        if not name:
            self._table([(seat.person.name, self._about(seat.person.id)) for seat in chat.seats])
            return
        seat = chat.seats.sit(name)
        role = chat.seats.role_of(seat)
        chat.screen.show("", f"You are {seat.person.name}{f' ({role})' if role else ''}.")
        chat.news.arrive(seat)

    def _about(self, person: str) -> str:
        seat = next(seat for seat in self._chat.seats if seat.person.id == person)
        here = "has the keyboard" if seat is self._chat.seats.current else ""
        new = "has something new" if self._chat.notifier.unseen(seat.person.id) else ""
        return ", ".join(filter(None, (self._chat.seats.role_of(seat), here or new)))

    async def _wait(self, span: str) -> None:
        chat, until = self._chat, self._chat.clock.now() + read_span(span)
        await chat.relay.deliver_due()
        while (due := await chat.relay.next_due()) is not None and due <= until:
            stood = chat.clock.now()
            chat.clock.move_to(due)
            if not await chat.relay.deliver_due() and due <= stood:
                break  # nothing that could be done; it waits for something else
        chat.clock.move_to(until)
        chat.screen.line(f"It is {chat.news.rendering.moment(until)}.")
        await chat.settle()

    async def _mine(self, rest: str) -> None:
        del rest
        asked = await self._chat.office.desk.asked_by(self._chat.seats.current.address)
        self._list(asked, "You have asked nothing that went to anybody.")

    async def _waiting(self, rest: str) -> None:
        del rest
        waiting = await self._chat.office.desk.assigned_to(self._chat.seats.current.address)
        self._list(waiting, "Nothing waits for you.")

    def _list(self, found: Sequence[Escalation], nothing: str) -> None:
        chat, seat = self._chat, self._chat.seats.current
        seat.focus = None
        seat.choices = tuple(Choice(label=code(told.id), act=OpenCard(escalation=told.id)) for told in found)
        if not found:
            chat.screen.line(nothing)
        for number, told in enumerate(found, 1):
            chat.screen.line(f"  {number}  {chat.news.rendering.standing(told)}")

    async def _edit(self, rest: str) -> None:
        del rest
        await self._on_own_words(PressKind.EDIT)

    async def _take_back(self, rest: str) -> None:
        del rest
        await self._on_own_words(PressKind.TAKE_BACK)

    async def _on_own_words(self, kind: PressKind) -> None:
        chat, seat = self._chat, self._chat.seats.current
        card = chat.notifier.card(seat.person.id, seat.focus) if seat.focus else None
        words = card.escalation.words if card else ()
        own = [index for index, said in enumerate(words) if said.by == seat.person.id and said.text]
        if card is None or not own:
            raise BadInput("you wrote nothing about the question in front of you; /mine or /waiting opens another")
        await chat.press(PressOn(escalation=card.escalation.id, kind=kind), own[-1])
        await chat.settle()

    async def _press(self, rest: str) -> None:
        chat, telling = self._chat, self._chat.office.telling
        wanted, _, label = rest.partition(" ")
        known = [card.escalation.id for card in chat.notifier.cards()]
        escalation = next((told for told in known if wanted == code(told)), None)
        if escalation is None:
            label, escalation = rest, next(iter(known[-1:]), None)
        kind = next((kind for kind in PressKind if plain(label) in (kind.value, plain(telling.label(kind)))), None)
        if escalation is None or kind is None or kind in ON_OWN_WORDS:
            raise BadInput("write /press, the code on a card, and the name of a button: /press k3fa reply")
        await chat.press(PressOn(escalation=escalation, kind=kind))
        await chat.settle()

    async def _disclaimer(self, rest: str) -> None:
        desk = Disclaimers(self._chat.office.guidance.library)
        self._chat.screen.show(*disclaimer_blocks(desk.word(desk.read(rest))))

    def _table(self, rows: Sequence[tuple[str, str]]) -> None:
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(style="bold", no_wrap=True)
        for row in rows:
            table.add_row(*row)
        self._chat.screen.show(table)
