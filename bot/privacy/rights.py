"""What a person may ask of us about themselves: to see what is kept, to take it with them, to have it erased."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.errors import BadInput
from bot.lifecycle import Event, Happening
from bot.people import Address, Person, PersonId, Platform, Unavailable, Unknown, person_id
from bot.ports import Clock, Directory, OpenWork
from bot.privacy.eraser import Erased, Eraser
from bot.privacy.holdings import Held, holdings
from bot.privacy.ledgers import Erasure, ErasureLedger, Shredder
from bot.privacy.retention import Periods

_ID = re.compile(r"[a-z2-7]{24}")
_ADDRESS = re.compile(rf"({'|'.join(Platform)}):([^:\s]*):([^:\s]+)")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """The person asked about: the id they have now, and those they had while the directory did not hold them."""

    people: tuple[PersonId, ...]
    known: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Erasing:
    """What was erased, and what a person must still do by hand."""

    erased: Erased
    in_hand: int
    still_to_do: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rights:
    """Shows, exports and erases what is kept about one person."""

    unit_of_work: OpenWork
    directory: Directory
    eraser: Eraser
    ledger: ErasureLedger
    shredder: Shredder
    clock: Clock
    secret: bytes = field(repr=False)
    periods: Periods = field(default_factory=Periods)

    async def find(self, who: str) -> Subject:
        """Find whom *who* means: an e-mail, an address such as `slack:T1:U1`, or a person id from a log.

        Raises:
            BadInput: it is none of these, or the directory cannot be asked, so that some ids would be missed.
        """
        given = who.strip()
        if _EMAIL.fullmatch(given):
            return await self._subject(person_id(self.secret, given))
        if (parts := _ADDRESS.fullmatch(given)) is not None:
            address = Address(platform=Platform(parts[1]), workspace=parts[2], user=parts[3])
            return await self._reached_at(address)
        if _ID.fullmatch(given):
            return await self._subject(PersonId(given))
        raise BadInput("name a person by e-mail, by address (slack:TEAM:USER, discord:SERVER:USER) or by person id")

    async def held(self, subject: Subject) -> tuple[Held, ...]:
        """List everything that is kept about *subject*, oldest first; nobody else's words are in it."""
        async with self.unit_of_work() as work:
            arrivals = [a for a in await work.intake.kept() if self._sent_by(a.sender, subject)]
            threads = [kept for kept in await work.threads.all() if self._sent_by(kept.owner, subject)]
            rows = {row.id: row for person in subject.people for row in await work.escalations.involving(person)}
            events = [event for person in subject.people for event in await work.audit.about(person)]
        return holdings(subject.people, arrivals, threads, rows.values(), dict.fromkeys(events), self.periods)

    async def export(self, subject: Subject) -> tuple[Held, ...]:
        """List it as `held` does, and record that it was handed out."""
        held = await self.held(subject)
        await self._record(Happening.EXPORTED, subject)
        return held

    async def erase(self, subject: Subject) -> Erasing:
        """Erase it for good, also from a backup that is put back later; safe to repeat after a crash.

        What they have in hand for others stays in hand.
        """
        now = self.clock.now()
        await self.ledger.add(Erasure(people=subject.people, at=now))
        erased = await self.eraser.erase_people(subject.people, now)
        await self._record(Happening.ERASED, subject)
        still_to_do = await self.shredder.shred()
        async with self.unit_of_work() as work:
            in_hand = [row for person in subject.people for row in await work.escalations.assigned_to(person)]
        return Erasing(erased=erased, in_hand=len(in_hand), still_to_do=tuple(still_to_do))

    async def _record(self, what: Happening, subject: Subject) -> None:
        async with self.unit_of_work() as work:
            await work.audit.append(Event(what=what, at=self.clock.now(), to=subject.people[0]))

    async def _reached_at(self, address: Address) -> Subject:
        found = await self.directory.find(address)
        stranger = person_id(self.secret, str(address))
        return self._with_addresses(found, stranger, (address,))

    async def _subject(self, person: PersonId) -> Subject:
        return self._with_addresses(await self.directory.person(person), person, ())

    def _with_addresses(
        self, found: Person | Unknown | Unavailable, otherwise: PersonId, addresses: Sequence[Address]
    ) -> Subject:
        match found:
            case Person():
                strangers = (person_id(self.secret, str(a)) for a in (*found.addresses, *addresses))
                return Subject(people=tuple(dict.fromkeys((found.id, *strangers))), known=True)
            case Unknown():
                return Subject(people=(otherwise,), known=False)
            case Unavailable(why=why):
                raise BadInput(f"the directory is needed to find every id of this person: {why}; nothing was done")

    def _sent_by(self, sender: Address, subject: Subject) -> bool:
        return person_id(self.secret, str(sender)) in subject.people
