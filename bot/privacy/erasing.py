"""What is left of an escalation, and of what waits to be sent about it, once its text is erased."""

from dataclasses import replace
from typing import assert_never

from bot.lifecycle import Escalation
from bot.notices import Alarm, AskerCard, Content, ManagerCard, Notice, Progress, Relayed, Reminder, Undelivered
from bot.outbox import Entry, Timer
from bot.people import PersonId


def holds_text(escalation: Escalation) -> bool:
    """Say whether anything that a person wrote is still in it."""
    said = (words.text for words in escalation.words)
    return any((escalation.question, escalation.finding, escalation.facts, *said))


def emptied(escalation: Escalation) -> Escalation:
    """Take every text and the asker's address out; the next version, so that nobody can put them back."""
    citations = tuple(
        replace(cited, citation=replace(cited.citation, quote="", lead_in="")) for cited in escalation.citations
    )
    return replace(
        escalation,
        version=escalation.version + 1,
        asker_at=replace(escalation.asker_at, user=""),
        question="",
        finding="",
        facts=(),
        citations=citations,
        words=tuple(replace(words, text="") for words in escalation.words),
    )


def silenced(escalation: Escalation, person: PersonId) -> Escalation:
    """Take the words of *person* out and leave everybody else's; the same version."""
    words = tuple(replace(words, text="") if words.by == person else words for words in escalation.words)
    return replace(escalation, words=words)


def entry_without(entry: Entry, person: PersonId) -> Entry | None:
    """Take the words of *person* out of what waits to be sent; None if nothing worth sending is left."""
    match entry:
        case Timer():
            return entry
        case Notice(content=content):
            left = _content_without(content, person)
            return None if left is None else replace(entry, content=left)
        case _:
            assert_never(entry)


def _content_without(content: Content, person: PersonId) -> Content | None:
    match content:
        case Relayed(words=words) if words.by == person:
            return None
        case ManagerCard() | AskerCard() | Relayed():
            return replace(content, escalation=silenced(content.escalation, person))
        case Progress() | Reminder() | Undelivered() | Alarm():
            return content
        case _:
            assert_never(content)
