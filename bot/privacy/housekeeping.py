"""The daily purge: what is past its time goes, whoever must hear of it first is told, and the audit log is anchored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from bot.lifecycle import Escalation, EscalationId, Event, Happening, State
from bot.notices import Notice, NoticeKind, Progress, Recipient, entry_id
from bot.people import Address, Person, PersonId
from bot.ports import Clock, Directory, OpenWork
from bot.privacy.audit_keeping import AuditKeeper
from bot.privacy.eraser import Eraser
from bot.privacy.ledgers import ErasureLedger, Shredder
from bot.privacy.retention import Periods, shown, text_until, to_be_told
from bot.threads import KEPT

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Purged:
    """What one purge did: people erased again after a restore, people told, and how much of each thing went."""

    erased_again: int = 0
    told: int = 0
    texts: int = 0
    arrivals: int = 0
    rows: int = 0
    events: int = 0
    still_to_do: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether anything was removed."""
        return any((self.erased_again, self.texts, self.arrivals, self.rows, self.events))


@dataclass(frozen=True, kw_only=True, slots=True)
class Housekeeper:
    """Purges once a day, at start-up and on demand; every step may be repeated, and a crash between two loses nothing.

    At start-up it runs before anything is sent: a restored backup must not speak of what was erased.
    """

    unit_of_work: OpenWork
    directory: Directory
    eraser: Eraser
    ledger: ErasureLedger
    auditor: AuditKeeper
    shredder: Shredder
    clock: Clock
    periods: Periods = field(default_factory=Periods)

    async def purge(self) -> Purged:
        """Remove what is past its time, and write the last link of the audit log down."""
        erased_again = await self._erase_again()
        told = await self._tell()
        texts = await self._erase_texts()
        arrivals = await self._drop_arrivals()
        rows = await self._forget_rows()
        await self._record(Purged(erased_again=erased_again, texts=texts, arrivals=arrivals, rows=rows))
        await self.auditor.anchor()
        events = await self.auditor.drop_head()
        return Purged(
            erased_again=erased_again,
            told=told,
            texts=texts,
            arrivals=arrivals,
            rows=rows,
            events=events,
            still_to_do=tuple(await self.shredder.shred()),
        )

    async def counts(self) -> Mapping[tuple[date, str], int | None]:
        """Read the weekly counts; None stands for one too small to be shown."""
        async with self.unit_of_work() as work:
            return shown(await work.counts.totals(), self.periods.smallest_count)

    async def _erase_again(self) -> int:
        """Apply the ledger: a backup may have brought back what people had erased; older text is past the cap."""
        oldest = self.clock.now() - self.periods.at_most
        back = 0
        for erasure in await self.ledger.all():
            if erasure.at > oldest:
                back += (await self.eraser.erase_people(erasure.people, erasure.at)).anything
        return back

    async def _tell(self) -> int:
        """Tell asker and manager, once each, that the text goes soon although nobody closed the escalation."""
        now = self.clock.now()
        async with self.unit_of_work() as work:
            near = await work.escalations.due_for_erasure(_LONG_AGO, now - self.periods.at_most + self.periods.warning)
            rows = [await work.escalations.get(escalation) for escalation in near]
        told = [await self._tell_one(row, person) for row in rows for person in to_be_told(row, self.periods, now)]
        return sum(told)

    async def _tell_one(self, row: Escalation, person: PersonId) -> bool:
        address = row.asker_at if person == row.asker else await self._address(person)
        if address is None:
            return False
        now, goes_at = self.clock.now(), text_until(row, self.periods)
        async with self.unit_of_work() as work:
            events = await work.audit.of(row.id)
            if any(event.what is Happening.TEXT_ENDS and event.to == person for event in events):
                return False
            event = Event(what=Happening.TEXT_ENDS, at=now, escalation=row.id, version=row.version, to=person)
            await work.audit.append(event)
            await work.outbox.put(_warning(row.id, Recipient(person=person, address=address), goes_at, now))
        return True

    async def _address(self, person: PersonId) -> Address | None:
        found = await self.directory.person(person)
        return found.addresses[0] if isinstance(found, Person) and found.addresses else None

    async def _erase_texts(self) -> int:
        """Erase what was closed long enough ago or has reached the hard cap; the cap wins over everything."""
        now = self.clock.now()
        async with self.unit_of_work() as work:
            due = await work.escalations.due_for_erasure(now - self.periods.after_closing, now - self.periods.at_most)
        for escalation in due:
            await self.eraser.erase_escalation(escalation, State.EXPIRED)
        return len(due)

    async def _drop_arrivals(self) -> int:
        """Drop the arrivals that nobody could answer in all that time."""
        now = self.clock.now()
        oldest = now - self.periods.delivery_ids
        async with self.unit_of_work() as work:
            stuck = [arrival.delivery for arrival in await work.intake.kept() if arrival.received_at < oldest]
            return await work.intake.erase(stuck, now)

    async def _forget_rows(self) -> int:
        """Forget delivery ids, and the ids of escalations and entries that no text belongs to any more."""
        now = self.clock.now()
        async with self.unit_of_work() as work:
            delivered = await work.intake.forget(now - self.periods.delivery_ids)
            delivered += await work.threads.forget(now - KEPT)
            sent = await work.outbox.forget(now - self.periods.audit)
            return delivered + sent + await work.escalations.forget(now - self.periods.audit)

    async def _record(self, purged: Purged) -> None:
        if purged.anything:
            async with self.unit_of_work() as work:
                await work.audit.append(Event(what=Happening.PURGED, at=self.clock.now()))


def _warning(escalation: EscalationId, to: Recipient, goes_at: datetime, now: datetime) -> Notice:
    return Notice(
        id=entry_id(escalation, Happening.TEXT_ENDS, NoticeKind.PROGRESS, to.person),
        recipient=to,
        content=Progress(escalation=escalation, what=Happening.TEXT_ENDS, at=goes_at),
        due_at=now,
        escalation=escalation,
    )
