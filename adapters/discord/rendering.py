"""What the front desk shows → messages of Discord."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from adapters.cards.drawing import Cards
from adapters.discord.cards import to_components
from adapters.discord.keys import Place, read_id, refer_id, settle_id, share_id
from adapters.discord.layout import (
    Component,
    Message,
    button,
    buttons,
    copyable,
    packed,
    paragraph,
    quote,
    row,
    small,
    strong,
)
from bot.drafting.telling import DraftTelling
from bot.model import Citation, Fact, Outcome, Reply
from bot.policies.front_desk import FrontDeskFile
from bot.showing import Answered, Cases, CheckedDraft, Disclaimed, Quoted, Said, Shared, Showing
from bot.threads import ThreadId
from bot.wishes import Worded
from bot.wording import quoted

Part = Sequence[Component]


class Rendering:
    """Renders showings; the words come from knowledge."""

    def __init__(self, says: FrontDeskFile, ask_manager: str, cards: Cards, drafts: DraftTelling) -> None:
        self._says = says
        self._ask_manager = ask_manager
        self._cards = cards
        self._drafts = drafts

    def messages(  # noqa: PLR0911 - one for each showing
        self, showing: Showing, place: Place
    ) -> list[Message]:
        """Render *showing* for *place*: one message, or more where one would not hold it."""
        match showing:
            case Answered():
                return _messages(self._answered(showing, place))
            case CheckedDraft():
                return _messages(self._checked(showing))
            case Shared(reply=reply, nearest=nearest, question=question):
                asked: list[Part] = [(small(question),)] if question else []
                return _messages([*asked, *_reply(reply, nearest)])
            case Said():
                return _messages(self._said(showing, place))
            case Quoted(text=text, citations=citations):
                first: list[Part] = [(paragraph(text),)] if text else []
                return _messages([*first, *map(_citation, citations)])
            case Disclaimed():
                return _messages(_disclaimed(showing))
            case Cases():
                return _messages(map(to_components, self._cards.cases(showing)))
            case _:
                assert_never(showing)

    def _said(self, said: Said, place: Place) -> Iterator[Part]:
        yield (paragraph("\n".join([said.text, *(f"• {example}" for example in said.examples)])),)
        if place.kind == "mention":
            yield buttons([button(self._says.read_answer, read_id(place.channel, place.root), primary=True)])

    def _checked(self, shown: CheckedDraft) -> Iterator[Part]:
        telling, checked = self._drafts, shown.checked
        yield (strong(telling.opening(checked)),)
        for finding in telling.shown(checked):
            headline = paragraph(f"{finding.severity}: {telling.headline(finding)}")
            yield (headline, *_citation(finding.citation), small(telling.settles(finding)))
        yield from ((small(said),) for said in (telling.more(checked), telling.limits(checked)) if said)
        if shown.asks:
            asks = buttons([button(self._ask_manager, refer_id(shown.thread), primary=True)])
            yield (*asks, small(shown.kept))

    def _answered(self, shown: Answered, place: Place) -> Iterator[Part]:
        reply = shown.reply
        finding, *rest = _reply(reply, shown.nearest)
        yield finding
        for fact in reply.facts:  # before the clauses, or nobody on a phone would see that there is something to press
            yield _fact(fact, shown.thread, reply.question)
        yield from rest
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


def _disclaimed(shown: Disclaimed) -> Iterator[Part]:
    made = shown.made
    if shown.note:
        yield (paragraph(shown.note),)
    yield (strong(f"{made.platform}, {made.spot}"), paragraph(made.opening), *_copy(made.example))
    yield _citation(made.citation)
    if made.fitting:
        yield (paragraph(made.ready),)
    yield from map(_copy, made.fitting)
    yield (small("\n".join(made.lines)),)
    if made.authorisation is not None:
        yield _citation(made.authorisation)


def _copy(worded: Worded) -> Part:
    return (copyable(worded.text), small(", ".join(filter(None, (worded.title, worded.size)))))


def _citation(citation: Citation) -> Part:
    words, _, source = quoted(citation).rpartition("\n")
    return (*quote(words), small(source))


def _fact(fact: Fact, thread: ThreadId, question: str) -> Part:
    choices = [
        button(choice, settle_id(thread, question, fact.id, number)) for number, choice in enumerate(fact.choices)
    ]
    return (paragraph(fact.question), *buttons(choices))
