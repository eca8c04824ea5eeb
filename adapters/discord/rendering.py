"""What the front desk shows → messages of Discord."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from adapters.cards.drawing import Cards
from adapters.cards.showings import citation_part, disclaimer_parts, reply_parts
from adapters.discord.cards import to_components
from adapters.discord.keys import Place, read_id, refer_id, settle_id, share_id
from adapters.discord.layout import (
    Component,
    Message,
    button,
    buttons,
    packed,
    paragraph,
    small,
    strong,
)
from bot.drafting.telling import DraftTelling
from bot.model import Fact, Outcome
from bot.policies.front_desk import FrontDeskFile
from bot.showing import Answered, Cases, CheckedDraft, Disclaimed, Quoted, Said, Shared, Showing
from bot.threads import ThreadId

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
                return _messages([*asked, *map(to_components, reply_parts(reply, nearest))])
            case Said():
                return _messages(self._said(showing, place))
            case Quoted(text=text, citations=citations):
                first: list[Part] = [(paragraph(text),)] if text else []
                return _messages([*first, *(to_components(citation_part(citation)) for citation in citations)])
            case Disclaimed():
                return _messages(map(to_components, disclaimer_parts(showing)))
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
            yield (headline, *to_components(citation_part(finding.citation)), small(telling.settles(finding)))
        yield from ((small(said),) for said in (telling.more(checked), telling.limits(checked)) if said)
        if shown.asks:
            asks = buttons([button(self._ask_manager, refer_id(shown.thread), primary=True)])
            yield (*asks, small(shown.kept))

    def _answered(self, shown: Answered, place: Place) -> Iterator[Part]:
        reply = shown.reply
        finding, *rest = map(to_components, reply_parts(reply, shown.nearest))
        yield finding
        for fact in reply.facts:  # before the clauses, or nobody on a phone would see that there is something to press
            yield _fact(fact, shown.thread, reply.question)
        yield from rest
        if shown.notes:
            yield (small("\n".join(shown.notes)),)
        if reply.next_step:
            yield (paragraph(reply.next_step),)
        if reply.outcome is Outcome.SENSITIVE and place.kind == "direct":
            yield (small(self._says.own_message),)
        offered = (
            [button(self._ask_manager, refer_id(shown.thread, reply.question), primary=True)] if shown.asks else []
        )
        if shown.shareable and place.others:
            offered.append(button(self._says.share, share_id(shown.thread, reply.question, place.root)))
        yield buttons(offered)


def _messages(parts: Iterable[Part]) -> list[Message]:
    return [Message(components=pack) for pack in packed(parts)]


def _fact(fact: Fact, thread: ThreadId, question: str) -> Part:
    choices = [
        button(choice, settle_id(thread, question, fact.id, number)) for number, choice in enumerate(fact.choices)
    ]
    return (paragraph(fact.question), *buttons(choices))
