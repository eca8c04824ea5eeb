"""What is kept about one person: their own words and the ids of what they did, never anybody else's words."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.arrivals import Arrival
from bot.lifecycle import Escalation, Event, Happening
from bot.people import PersonId
from bot.privacy.retention import Periods, text_until
from bot.threads import KEPT, KeptThread

REACHED = frozenset(
    {
        Happening.DELIVERED,
        Happening.DELIVERED_IN_CHANNEL,
        Happening.REMINDED,
        Happening.TEXT_ENDS,
        Happening.ERASED,
        Happening.EXPORTED,
    }
)
"""Events that reached whom they name. The others may name a manager of whom the asker thought better in time."""


class Kind(StrEnum):
    """What one line of a person's export is."""

    ARRIVAL = "not answered yet"
    THREAD = "asked within a day"
    QUESTION = "question"
    FINDING = "finding shown"
    FACT = "fact given"
    WORDS = "words"
    IN_HAND = "in hand"
    EVENT = "event"


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """One thing kept about a person. `text` is theirs, or the bot's to them; `until` is when it goes at the latest."""

    kind: Kind
    at: datetime
    until: datetime
    escalation: str = ""
    text: str = ""


def holdings(  # noqa: PLR0913, PLR0917 - one for each thing that is kept
    people: Collection[PersonId],
    arrivals: Iterable[Arrival],
    threads: Iterable[KeptThread],
    escalations: Iterable[Escalation],
    events: Iterable[Event],
    periods: Periods,
) -> tuple[Held, ...]:
    """List what these rows hold about the one person who has the ids *people*, oldest first.

    *arrivals* and *threads* are that person's alone; of *escalations* only their part is taken, whoever else took part.
    """
    held = [
        Held(kind=Kind.ARRIVAL, at=a.received_at, until=a.received_at + periods.delivery_ids, text=a.body)
        for a in arrivals
    ]
    held += [
        Held(kind=Kind.THREAD, at=t.touched_at, until=t.touched_at + KEPT, text=text)
        for t in threads
        for text in (t.thread.question, *(f"{fact.question} {fact.answer}" for fact in t.thread.facts))
        if text
    ]
    for escalation in escalations:
        held += _part_of(people, escalation, periods)
    held += [
        Held(kind=Kind.EVENT, at=e.at, until=e.at + periods.audit, escalation=e.escalation or "", text=str(e.what))
        for e in events
        if e.by in people or e.what in REACHED
    ]
    return tuple(sorted(held, key=lambda one: (one.at, one.escalation, one.kind)))


def _part_of(people: Collection[PersonId], escalation: Escalation, periods: Periods) -> Iterator[Held]:
    """Take this person's part of one escalation: as the asker, as its manager, or by words in it."""
    until = text_until(escalation, periods)

    def held(kind: Kind, text: str, at: datetime = escalation.opened_at) -> Held:
        return Held(kind=kind, at=at, until=until, escalation=escalation.id, text=text)

    if escalation.asker in people:
        yield from (held(Kind.QUESTION, text) for text in (escalation.question,) if text)
        yield from (held(Kind.FINDING, text) for text in (escalation.finding,) if text)
        yield from (held(Kind.FACT, f"{fact.question} {fact.answer}") for fact in escalation.facts)
    if escalation.in_hand in people:
        yield held(Kind.IN_HAND, str(escalation.state))
    yield from (held(Kind.WORDS, said.text, said.at) for said in escalation.words if said.by in people and said.text)
