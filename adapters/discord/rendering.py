"""What the front desk shows → messages of Discord."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from adapters.cards.drawing import Cards
from adapters.discord.cards import to_components
from adapters.discord.keys import Place, read_id, refer_id, settle_id, share_id
from adapters.discord.layout import Component, Message, button, buttons, packed, paragraph, quote, row, small, strong
from bot.model import Citation, Fact, Outcome, Reply
from bot.policies.front_desk import FrontDeskFile
from bot.showing import Answered, Cases, Quoted, Said, Shared, Showing
from bot.threads import ThreadId
from bot.wording import quoted

Part = Sequence[Component]


class Rendering:
    """Renders showings; the words come from knowledge."""

    def __init__(self, says: FrontDeskFile, ask_manager: str, cards: Cards) -> None:
        self._says = says
        self._ask_manager = ask_manager
        self._cards = cards

    def messages(self, showing: Showing, place: Place) -> list[Message]:
        """Render *showing* for *place*: one message, or more where one would not hold it."""
        match showing:
            case Answered():
                return _messages(self._answered(showing, place))
            case Shared(reply=reply, nearest=nearest):
                return _messages(_reply(reply, nearest))
            case Said():
                return _messages(self._said(showing, place))
            case Quoted(text=text, citations=citations):
                first: list[Part] = [(paragraph(text),)] if text else []
                return _messages([*first, *map(_citation, citations)])
            case Cases():
                return _messages(map(to_components, self._cards.cases(showing)))
            case _:
                assert_never(showing)

    def _said(self, said: Said, place: Place) -> Iterator[Part]:
        yield (paragraph("\n".join([said.text, *(f"• {example}" for example in said.examples)])),)
        if place.kind == "mention":
            yield buttons([button(self._says.read_answer, read_id(place.channel, place.root), primary=True)])

    def _answered(self, shown: Answered, place: Place) -> Iterator[Part]:
        reply = shown.reply
        yield from _reply(reply, shown.nearest)
        for fact in reply.facts:
            yield _fact(fact, shown.thread, reply.question)
        if shown.notes:
            yield (small("\n".join(shown.notes)),)
        if reply.next_step:
            yield (paragraph(reply.next_step),)
        offered = (
            [button(self._ask_manager, refer_id(shown.thread, reply.question), primary=True)] if shown.asks else []
        )
        if shown.shareable and place.others:
            offered.append(button(self._says.share, share_id(shown.thread, reply.question, place.root)))
        yield buttons(offered)


def _messages(parts: Iterable[Part]) -> list[Message]:
    return [Message(components=pack) for pack in packed(parts)]


def _reply(reply: Reply, nearest: str) -> Iterator[Part]:
    yield (strong(reply.finding),)
    for contact in reply.contacts:
        yield (row(contact.role, f"{contact.name}, {contact.reach}"),)
    if nearest and reply.outcome is Outcome.NOT_COVERED:
        yield (small(nearest),)
    yield from map(_citation, reply.citations)
    if reply.notes:
        shown = "\n".join(f"• {note}" for note in reply.notes) if reply.outcome is Outcome.HELP else None
        yield (paragraph(shown) if shown else small("\n".join(reply.notes)),)


def _citation(citation: Citation) -> Part:
    words, _, source = quoted(citation).rpartition("\n")
    return (*quote(words), small(source))


def _fact(fact: Fact, thread: ThreadId, question: str) -> Part:
    choices = [
        button(choice, settle_id(thread, question, fact.id, number)) for number, choice in enumerate(fact.choices)
    ]
    return (paragraph(fact.question), *buttons(choices))
