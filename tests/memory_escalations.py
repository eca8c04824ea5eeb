"""The escalations and their audit log in memory."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.audit_chain import GENESIS, Linked, link
from bot.errors import StaleEscalation, UnknownEscalation
from bot.lifecycle import Escalation, EscalationId, Event, State
from bot.people import PersonId
from bot.privacy.erasing import emptied, holds_text, silenced
from tests.memory_outbox import MemoryOutbox


class MemoryAudit:
    def __init__(self, rows: list[Linked], key: bytes) -> None:
        self._rows, self._key = rows, key

    async def append(self, event: Event) -> None:
        number, previous = (self._rows[-1].number, self._rows[-1].link) if self._rows else (0, GENESIS)
        self._rows.append(Linked(number=number + 1, event=event, link=link(self._key, previous, event)))

    async def of(self, escalation: EscalationId) -> tuple[Event, ...]:
        return tuple(row.event for row in self._rows if row.event.escalation == escalation)

    async def about(self, person: PersonId) -> tuple[Event, ...]:
        return tuple(row.event for row in self._rows if person in (row.event.by, row.event.to))

    async def linked(self, after: int = 0, limit: int = 1000) -> tuple[Linked, ...]:
        return tuple(row for row in self._rows if row.number > after)[:limit]

    async def last(self) -> Linked | None:
        return self._rows[-1] if self._rows else None

    async def forget(self, through: int) -> int:
        old = [row for row in self._rows[:-1] if row.number <= through]
        del self._rows[: len(old)]
        return len(old)


class MemoryEscalations:
    def __init__(self, rows: dict[EscalationId, Escalation], outbox: MemoryOutbox, audit: MemoryAudit) -> None:
        self._rows, self._audit, self._outbox = rows, audit, outbox

    async def add(self, escalation: Escalation, event: Event) -> None:
        if escalation.id in self._rows:
            raise StaleEscalation(escalation.id)
        self._rows[escalation.id] = escalation
        await self._audit.append(event)

    async def get(self, escalation: EscalationId) -> Escalation:
        if escalation not in self._rows:
            raise UnknownEscalation(escalation)
        return self._rows[escalation]

    async def change(self, escalation: Escalation, event: Event) -> None:
        stored = await self.get(escalation.id)
        if stored.version != escalation.version - 1:
            raise StaleEscalation(escalation.id)
        self._rows[escalation.id] = escalation
        await self._audit.append(event)

    async def asked_by(self, person: PersonId) -> tuple[Escalation, ...]:
        found = [row for row in self._rows.values() if row.asker == person]
        return tuple(sorted(found, key=lambda row: (row.opened_at, row.id), reverse=True))

    async def assigned_to(self, person: PersonId) -> tuple[Escalation, ...]:
        early = (State.PREVIEWED, State.OPEN)
        found = [r for r in self._rows.values() if r.assigned == person and not r.state.closed and r.state not in early]
        return tuple(sorted(found, key=lambda row: (row.opened_at, row.id)))

    async def count(self) -> Mapping[State, int]:
        return Counter(row.state for row in self._rows.values())

    async def due_for_erasure(self, closed_before: datetime, opened_before: datetime) -> tuple[EscalationId, ...]:
        return tuple(
            sorted(
                row.id
                for row in self._rows.values()
                if row.question and (row.opened_at < opened_before or (row.closed_at and row.closed_at < closed_before))
            )
        )

    async def involving(self, person: PersonId) -> tuple[Escalation, ...]:
        found = [
            row
            for row in self._rows.values()
            if person in (row.asker, row.assigned) or any(said.by == person for said in row.words)
        ]
        return tuple(sorted(found, key=lambda row: (row.opened_at, row.id), reverse=True))

    async def erase(self, escalation: EscalationId, event: Event) -> None:
        self._rows[escalation] = emptied(await self.get(escalation))
        self._outbox.erase(escalation)
        await self._audit.append(event)

    async def erase_words(self, escalation: EscalationId, by: PersonId, event: Event) -> None:
        row = silenced(await self.get(escalation), by)
        self._rows[escalation] = replace(row, version=row.version + 1)
        self._outbox.erase_words(escalation, by)
        await self._audit.append(event)

    async def forget(self, opened_before: datetime) -> int:
        rows = self._rows.values()
        old = [row.id for row in rows if row.opened_at < opened_before and row.state.closed and not holds_text(row)]
        for key in old:
            del self._rows[key]
        return len(old)
