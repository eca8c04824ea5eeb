"""What the front desk shows → messages of Slack."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from adapters.cards.drawing import Cards
from adapters.slack.blocks import Block, Message, button, buttons, copyable, packed, quote, row, section, small, strong
from adapters.slack.cards import to_blocks
from adapters.slack.keys import REFER, SETTLE, SHARE, Place, settle_value, share_value
from bot.drafting.telling import DraftTelling
from bot.model import Citation, Fact, Outcome, Reply
from bot.policies.front_desk import FrontDeskFile
from bot.showing import Answered, Cases, CheckedDraft, Disclaimed, Quoted, Said, Shared, Showing
from bot.threads import ThreadId
from bot.wishes import Worded
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
                return _messages(text, [*asked, *_reply(reply, nearest)])
            case Said(text=text, examples=examples):
                lines = [text, *(f"• {example}" for example in examples)]
                return _messages("\n".join(lines), [(section("\n".join(lines)),)])
            case Quoted(text=text, citations=citations):
                words = "\n\n".join(filter(None, (text, *map(quoted, citations))))
                parts: list[Part] = [(section(text),)] if text else []
                return _messages(words, [*parts, *map(_citation, citations)])
            case Disclaimed(text=text):
                return _messages(text, _disclaimed(showing))
            case Cases():
                return _messages(self._cards.cases_text(showing), map(to_blocks, self._cards.cases(showing)))
            case _:
                assert_never(showing)

    def _checked(self, shown: CheckedDraft) -> Iterator[Part]:
        telling, checked = self._drafts, shown.checked
        yield (strong(telling.opening(checked)),)
        for finding in telling.shown(checked):
            yield (section(f"{finding.severity}: {telling.headline(finding)}"),)
            yield _citation(finding.citation)
            yield (small(telling.settles(finding)),)
        yield from ((small(said),) for said in (telling.more(checked), telling.limits(checked)) if said)
        if shown.asks:
            yield buttons([button(self._ask_manager, REFER, shown.thread, primary=True)])
            yield (small(shown.kept),)

    def _answered(self, shown: Answered, place: Place) -> Iterator[Part]:
        reply = shown.reply
        finding, *rest = _reply(reply, shown.nearest)
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


def _reply(reply: Reply, nearest: str) -> Iterator[Part]:
    yield (strong(reply.finding),)
    for contact in reply.contacts:
        yield (row(contact.role, f"{contact.name}, {contact.reach}"),)
    if nearest and reply.outcome is Outcome.NOT_COVERED:
        yield (small(nearest),)
    yield from map(_citation, reply.citations)
    if reply.notes:
        shown = "\n".join(f"• {note}" for note in reply.notes) if reply.outcome is Outcome.HELP else None
        yield (section(shown) if shown else small("\n".join(reply.notes)),)


def _disclaimed(shown: Disclaimed) -> Iterator[Part]:
    made = shown.made
    if shown.note:
        yield (section(shown.note),)
    yield (strong(f"{made.platform}, {made.spot}"), section(made.opening), *_copy(made.example))
    yield _citation(made.citation)
    if made.fitting:
        yield (section(made.ready),)
    yield from map(_copy, made.fitting)
    yield (small("\n".join(made.lines)),)
    if made.authorisation is not None:
        yield _citation(made.authorisation)


def _copy(worded: Worded) -> Part:
    return (copyable(worded.text), small(", ".join(filter(None, (worded.title, worded.size)))))


def _citation(citation: Citation) -> Part:
    words, _, source = quoted(citation).rpartition("\n")
    return (*quote(words), small(source))


def _fact(fact: Fact, thread: ThreadId) -> Part:
    choices = [
        button(choice, f"{SETTLE}.{number}", settle_value(thread, fact.id, number), aloud=f"{choice}: {fact.question}")
        for number, choice in enumerate(fact.choices)
    ]
    return (section(fact.question), *buttons(choices))
