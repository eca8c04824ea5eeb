"""What the front desk shows → messages of Slack."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from adapters.cards.drawing import Cards
from adapters.cards.showings import citation_part, disclaimer_parts, reply_parts
from adapters.slack.blocks import Block, Message, button, buttons, packed, section, small, strong
from adapters.slack.cards import to_blocks
from adapters.slack.keys import REFER, SETTLE, SHARE, Place, settle_value, share_value
from bot.drafting.telling import DraftTelling
from bot.model import Fact, Outcome
from bot.policies.front_desk import FrontDeskFile
from bot.showing import Answered, Cases, CheckedDraft, Disclaimed, Quoted, Said, Shared, Showing
from bot.threads import ThreadId
from bot.wording import quoted

Part = tuple[Block, ...]
WRITTEN = ("direct", "mention")
"""Places where a question stands as a message of its asker."""


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
                return _messages(showing.text, self._answered(showing, place))
            case CheckedDraft():
                return _messages(showing.text, self._checked(showing))
            case Shared(reply=reply, text=text, nearest=nearest, question=question):
                asked: list[Part] = [(small(question),)] if question else []
                return _messages(text, [*asked, *map(to_blocks, reply_parts(reply, nearest))])
            case Said(text=text, examples=examples):
                lines = [text, *(f"• {example}" for example in examples)]
                return _messages("\n".join(lines), [(section("\n".join(lines)),)])
            case Quoted(text=text, citations=citations):
                words = "\n\n".join(filter(None, (text, *map(quoted, citations))))
                parts: list[Part] = [(section(text),)] if text else []
                return _messages(words, [*parts, *(to_blocks(citation_part(citation)) for citation in citations)])
            case Disclaimed(text=text):
                return _messages(text, map(to_blocks, disclaimer_parts(showing)))
            case Cases():
                return _messages(self._cards.cases_text(showing), map(to_blocks, self._cards.cases(showing)))
            case _:
                assert_never(showing)

    def _checked(self, shown: CheckedDraft) -> Iterator[Part]:
        telling, checked = self._drafts, shown.checked
        yield (strong(telling.opening(checked)),)
        for finding in telling.shown(checked):
            yield (section(f"{finding.severity}: {telling.headline(finding)}"),)
            yield to_blocks(citation_part(finding.citation))
            yield (small(telling.settles(finding)),)
        yield from ((small(said),) for said in (telling.more(checked), telling.limits(checked)) if said)
        if shown.asks:
            yield buttons([button(self._ask_manager, REFER, shown.thread, primary=True)])
            yield (small(shown.kept),)

    def _answered(self, shown: Answered, place: Place) -> Iterator[Part]:
        reply = shown.reply
        finding, *rest = map(to_blocks, reply_parts(reply, shown.nearest))
        yield finding
        for fact in reply.facts:  # before the clauses, or nobody on a phone would see that there is something to press
            yield _fact(fact, shown.thread)
        yield from rest
        if shown.notes:
            yield (small("\n".join(shown.notes)),)
        if reply.next_step:
            yield (section(reply.next_step),)
        if reply.outcome is Outcome.SENSITIVE and place.kind in WRITTEN:
            yield (small(self._says.own_message),)
        offered = [button(self._ask_manager, REFER, shown.thread, primary=True)] if shown.asks else []
        if shown.shareable and place.among_others:
            offered.append(button(self._says.share, SHARE, share_value(shown.thread, place.root)))
        yield buttons(offered)


def _messages(text: str, parts: Iterable[Part]) -> list[Message]:
    packs = packed(parts)
    return [Message(text=text, blocks=pack) for pack in packs[:1]] + [
        Message(text="…", blocks=pack) for pack in packs[1:]
    ]


def _fact(fact: Fact, thread: ThreadId) -> Part:
    choices = [
        button(choice, f"{SETTLE}.{number}", settle_value(thread, fact.id, number), aloud=f"{choice}: {fact.question}")
        for number, choice in enumerate(fact.choices)
    ]
    return (section(fact.question), *buttons(choices))
