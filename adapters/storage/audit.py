"""The append-only log: events are gathered during a unit and written last, numbered and chained, under one lock."""

from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select

from adapters.storage.session import Session
from adapters.storage.tables import audit
from bot.audit_chain import GENESIS, Linked, link
from bot.lifecycle import EscalationId, Event, Happening
from bot.people import PersonId

_LOCK = 0x51697061  # any number that nothing else in the database takes; replicas write the chain one by one
_APPEND = insert(audit)
_LAST = select(audit).order_by(audit.c.number.desc()).limit(1)
_IN_ORDER = select(audit).order_by(audit.c.number)


class StoredAudit:
    """`bot.records.Audit` as a table that triggers protect."""

    def __init__(self, session: Session, key: bytes) -> None:
        self._session = session
        self._key = key
        self._events: list[Event] = []

    async def append(self, event: Event) -> None:
        """Gather it; `write` writes it."""
        self._events.append(event)

    async def of(self, escalation: EscalationId) -> tuple[Event, ...]:
        """Read what is committed."""
        query = _IN_ORDER.where(audit.c.escalation == escalation)
        return tuple(_event(row) for row in await self._session.rows(query))

    async def about(self, person: PersonId) -> tuple[Event, ...]:
        """Read what names them."""
        query = _IN_ORDER.where(or_(audit.c.by_person == person, audit.c.to_person == person))
        return tuple(_event(row) for row in await self._session.rows(query))

    async def linked(self, after: int = 0, limit: int = 1000) -> tuple[Linked, ...]:
        """Read a page of the chain."""
        query = _IN_ORDER.where(audit.c.number > after).limit(limit)
        return tuple(_linked(row) for row in await self._session.rows(query))

    async def last(self) -> Linked | None:
        """Read its end."""
        row = await self._session.row(_LAST)
        return None if row is None else _linked(row)

    async def forget(self, through: int) -> int:
        """Delete the head; triggers refuse anything else, and the newest event."""
        newest = select(func.max(audit.c.number)).scalar_subquery()
        head = delete(audit).where(audit.c.number <= through, audit.c.number < newest)
        return await self._session.run(head)

    async def write(self) -> None:
        """Write what was gathered, as the unit's last act: no other lock is taken while this one is held."""
        if not self._events:
            return
        if self._session.postgresql:
            await self._session.rows(select(func.pg_advisory_xact_lock(_LOCK)))
        last = await self.last()
        written, previous = (last.number, last.link) if last else (0, GENESIS)
        rows = []
        for number, event in enumerate(self._events, written + 1):
            previous = link(self._key, previous, event)
            rows.append(_row(number, event, previous))
        self._events = []
        await self._session.insert(_APPEND, rows)


def _row(number: int, event: Event, its_link: str) -> dict[str, Any]:
    return {
        "number": number,
        "at": event.at,
        "what": event.what,
        "escalation": event.escalation,
        "version": event.version,
        "by_person": event.by,
        "to_person": event.to,
        "link": its_link,
    }


def _event(row: Row[Any]) -> Event:
    return Event(
        what=Happening(row.what),
        at=row.at,
        escalation=None if row.escalation is None else EscalationId(row.escalation),
        version=row.version,
        by=None if row.by_person is None else PersonId(row.by_person),
        to=None if row.to_person is None else PersonId(row.to_person),
    )


def _linked(row: Row[Any]) -> Linked:
    return Linked(number=row.number, event=_event(row), link=row.link)
