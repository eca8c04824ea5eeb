"""Erasing what one person wrote, and what was written to answer them, wherever the store keeps it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import StaleEscalation
from bot.lifecycle import Escalation, EscalationId, Event, Happening, State
from bot.people import Person, PersonId, person_id
from bot.ports import Clock, Directory, OpenWork, UnitOfWork
from bot.privacy.closures import Reach, close_and_erase
from bot.privacy.erasing import holds_text

TRIES = 5
"""How often an escalation that somebody is changing just then is read again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Erased:
    """How much went: unanswered questions, whole escalations, and others' escalations with their words in."""

    arrivals: int = 0
    escalations: int = 0
    words: int = 0

    @property
    def anything(self) -> bool:
        """Whether there was anything to erase."""
        return bool(self.arrivals or self.escalations or self.words)


@dataclass(frozen=True, kw_only=True, slots=True)
class Eraser:
    """Erases by person and by escalation; each escalation in a commit of its own, so that a crash leaves no half."""

    unit_of_work: OpenWork
    directory: Directory
    clock: Clock
    secret: bytes = field(repr=False)

    async def erase_people(self, people: Collection[PersonId], until: datetime) -> Erased:
        """Erase what *people* wrote up to *until*; what they ask later is not touched, so this may be repeated.

        An escalation they asked goes as a whole, the answers in it too; of others' they lose their own words.
        """
        arrivals = await self._erase_arrivals(people, until)
        async with self.unit_of_work() as work:
            found = {row.id: row for person in people for row in await work.escalations.involving(person)}
        asked = [row for row in found.values() if _asked(row, people, until)]
        wrote = [row for row in found.values() if _wrote(row, people, until) and row not in asked]
        for row in asked:
            await self.erase_escalation(row.id, State.WITHDRAWN)
        for row in wrote:
            await self._erase_words(row.id, people)
        return Erased(arrivals=arrivals, escalations=len(asked), words=len(wrote))

    async def erase_escalation(self, escalation: EscalationId, state: State) -> None:
        """Erase one as a whole; if it is open it is closed as *state*, and both people are told.

        Raises:
            UnknownEscalation: none of that id.
            StaleEscalation: somebody kept changing it.
        """
        async with self.unit_of_work() as work:
            reach = await self._reach(await work.escalations.get(escalation))
        for tries_left in reversed(range(TRIES)):
            try:
                async with self.unit_of_work() as work:
                    row = await work.escalations.get(escalation)
                    await close_and_erase(work, row, state, self.clock.now(), reach)
            except StaleEscalation:
                if not tries_left:
                    raise
            else:
                return

    async def _erase_arrivals(self, people: Collection[PersonId], until: datetime) -> int:
        async with self.unit_of_work() as work:
            theirs = [
                arrival.delivery
                for arrival in await work.intake.kept()
                if arrival.received_at <= until and person_id(self.secret, str(arrival.sender)) in people
            ]
            talks = [
                kept.id
                for kept in await work.threads.all()
                if kept.touched_at <= until and person_id(self.secret, str(kept.owner)) in people
            ]
            return await work.intake.erase(theirs, self.clock.now()) + await work.threads.drop(talks)

    async def _erase_words(self, escalation: EscalationId, people: Collection[PersonId]) -> None:
        async with self.unit_of_work() as work:
            for person in people:
                await _silence(work, escalation, person, self.clock.now())

    async def _reach(self, row: Escalation) -> Reach:
        """Say where both are reached; nobody is told of what was closed before."""
        if row.state.closed:
            return {}
        found = None if row.assigned is None else await self.directory.person(row.assigned)
        addresses = found.addresses if isinstance(found, Person) else ()
        return {row.asker: (row.asker_at,)} | ({row.assigned: addresses} if row.assigned else {})


def _asked(row: Escalation, people: Collection[PersonId], until: datetime) -> bool:
    return row.asker in people and row.opened_at <= until and (holds_text(row) or bool(row.asker_at.user))


def _wrote(row: Escalation, people: Collection[PersonId], until: datetime) -> bool:
    return any(words.by in people and words.text and words.at <= until for words in row.words)


async def _silence(work: UnitOfWork, escalation: EscalationId, person: PersonId, now: datetime) -> None:
    row = await work.escalations.get(escalation)
    if any(words.by == person and words.text for words in row.words):
        event = Event(what=Happening.ERASED, at=now, escalation=escalation, version=row.version + 1, to=person)
        await work.escalations.erase_words(escalation, person, event)
