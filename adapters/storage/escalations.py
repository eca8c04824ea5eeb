"""The escalations as they stand; a version number refuses whoever decided on an older one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, false, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from adapters.storage.audit import StoredAudit
from adapters.storage.codec import FORMAT, escalation_from_json, escalation_to_json
from adapters.storage.outbox import StoredOutbox
from adapters.storage.session import Session
from adapters.storage.tables import escalations
from bot.errors import StaleEscalation, UnknownEscalation
from bot.lifecycle import Escalation, EscalationId, Event, State
from bot.people import PersonId
from bot.privacy.erasing import emptied, holds_text, silenced

_EARLY_OR_CLOSED = [state for state in State if state.closed or state in (State.PREVIEWED, State.OPEN)]


_GET = select(escalations).where(escalations.c.id == bindparam("told"))
_CHANGE = (
    update(escalations)
    .where(escalations.c.id == bindparam("told"), escalations.c.version == bindparam("read"))
    .values({column.name: bindparam(f"new_{column.name}") for column in escalations.c if not column.primary_key})
)


class StoredEscalations:
    """`bot.records.Escalations` as a table: what is searched for in columns, the noun itself as JSON."""

    def __init__(self, session: Session, outbox: StoredOutbox, audit: StoredAudit) -> None:
        self._session = session
        self._outbox = outbox
        self._audit = audit

    async def add(self, escalation: Escalation, event: Event) -> None:
        """Insert it."""
        added = await self._session.run(
            insert(escalations).values(id=escalation.id, **_columns(escalation)).on_conflict_do_nothing()
        )
        if not added:
            raise StaleEscalation(escalation.id)
        await self._audit.append(event)

    async def get(self, escalation: EscalationId) -> Escalation:
        """Read it."""
        row = await self._session.row(_GET, {"told": escalation})
        if row is None:
            raise UnknownEscalation(escalation)
        return _escalation(row)

    async def change(self, escalation: Escalation, event: Event) -> None:
        """Update the version just below; the database lets one of two such updates find it."""
        new = {f"new_{name}": value for name, value in _columns(escalation).items()}
        changed = await self._session.run(_CHANGE, {"told": escalation.id, "read": escalation.version - 1, **new})
        if not changed:
            await self.get(escalation.id)
            raise StaleEscalation(escalation.id)
        await self._audit.append(event)

    async def asked_by(self, person: PersonId) -> tuple[Escalation, ...]:
        """List them."""
        query = select(escalations).where(escalations.c.asker == person)
        newest_first = query.order_by(escalations.c.opened_at.desc(), escalations.c.id.desc())
        return tuple(_escalation(row) for row in await self._session.rows(newest_first))

    async def assigned_to(self, person: PersonId) -> tuple[Escalation, ...]:
        """List them."""
        query = select(escalations).where(
            escalations.c.assigned == person, escalations.c.state.not_in(_EARLY_OR_CLOSED)
        )
        oldest_first = query.order_by(escalations.c.opened_at, escalations.c.id)
        return tuple(_escalation(row) for row in await self._session.rows(oldest_first))

    async def count(self) -> Mapping[State, int]:
        """Count them."""
        query = select(escalations.c.state, func.count().label("times")).group_by(escalations.c.state)
        return {State(row.state): row.times for row in await self._session.rows(query)}

    async def due_for_erasure(self, closed_before: datetime, opened_before: datetime) -> tuple[EscalationId, ...]:
        """List their ids."""
        table = escalations.c
        late = or_(table.closed_at < closed_before, table.opened_at < opened_before)
        query = select(table.id).where(table.has_text != false(), late).order_by(table.id)
        return tuple(EscalationId(row.id) for row in await self._session.rows(query))

    async def involving(self, person: PersonId) -> tuple[Escalation, ...]:
        """List them."""
        table = escalations.c
        wrote = table.writers.contains(f" {person} ", autoescape=True)
        query = select(escalations).where(or_(table.asker == person, table.assigned == person, wrote))
        newest_first = query.order_by(table.opened_at.desc(), table.id.desc())
        return tuple(_escalation(row) for row in await self._session.rows(newest_first))

    async def erase(self, escalation: EscalationId, event: Event) -> None:
        """Empty the text here and in the outbox."""
        await self._replace(emptied(await self._locked(escalation)))
        await self._outbox.erase(escalation)
        await self._audit.append(event)

    async def erase_words(self, escalation: EscalationId, by: PersonId, event: Event) -> None:
        """Empty one person's words here and in the outbox."""
        left = silenced(await self._locked(escalation), by)
        await self._replace(replace(left, version=left.version + 1))
        await self._outbox.erase_words(escalation, by)
        await self._audit.append(event)

    async def forget(self, opened_before: datetime) -> int:
        """Delete them."""
        table = escalations.c
        return await self._session.run(
            delete(escalations).where(
                table.opened_at < opened_before, table.closed_at.is_not(None), table.has_text == false()
            )
        )

    async def _locked(self, escalation: EscalationId) -> Escalation:
        row = await self._session.row(select(escalations).where(escalations.c.id == escalation).with_for_update())
        if row is None:
            raise UnknownEscalation(escalation)
        return _escalation(row)

    async def _replace(self, escalation: Escalation) -> None:
        mine = update(escalations).where(escalations.c.id == escalation.id)
        await self._session.run(mine.values(**_columns(escalation)))


def _columns(escalation: Escalation) -> dict[str, Any]:
    return {
        "version": escalation.version,
        "state": escalation.state,
        "asker": escalation.asker,
        "assigned": escalation.assigned,
        "opened_at": escalation.opened_at,
        "closed_at": escalation.closed_at,
        "has_text": holds_text(escalation),
        "writers": f" {' '.join(sorted({said.by for said in escalation.words}))} ",
        "format": FORMAT,
        "body": escalation_to_json(escalation),
    }


def _escalation(row: Row[Any]) -> Escalation:
    return escalation_from_json(row.id, row.body, row.format)
