"""The append-only log: events are gathered during a unit and written last, numbered and chained, under one lock."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, func, insert, select

from adapters.storage.session import Session
from adapters.storage.tables import audit
from bot.lifecycle import EscalationId, Event, Happening
from bot.people import PersonId

Linking = Callable[[str | None, Event], str]
"""Makes the link of an event from the link before it; none before the first."""

_LOCK = 0x51697061  # any number that nothing else in the database takes; replicas write the chain one by one


def unlinked(previous: str | None, event: Event) -> str:
    """Leave the link empty: a log without a key."""
    del previous, event
    return ""


class StoredAudit:
    """`bot.records.Audit` as a table that triggers protect."""

    def __init__(self, session: Session, linking: Linking) -> None:
        self._session = session
        self._linking = linking
        self._events: list[Event] = []

    async def append(self, event: Event) -> None:
        """Gather it; `write` writes it."""
        self._events.append(event)

    async def of(self, escalation: EscalationId) -> tuple[Event, ...]:
        """Read what is committed."""
        query = select(audit).where(audit.c.escalation == escalation).order_by(audit.c.number)
        return tuple(_event(row) for row in await self._session.rows(query))

    async def write(self) -> None:
        """Write what was gathered, as the unit's last act: no other lock is taken while this one is held."""
        if not self._events:
            return
        if self._session.postgresql:
            await self._session.rows(select(func.pg_advisory_xact_lock(_LOCK)))
        last = await self._session.row(select(audit.c.number, audit.c.link).order_by(audit.c.number.desc()).limit(1))
        number, previous = (last.number, last.link) if last else (0, None)
        rows = []
        for number, event in enumerate(self._events, number + 1):  # noqa: B020 - counts on from the last one
            previous = self._linking(previous, event)
            rows.append(_row(number, event, previous))
        self._events = []
        await self._session.run(insert(audit).values(rows))


def _row(number: int, event: Event, link: str) -> dict[str, Any]:
    return {
        "number": number,
        "at": event.at,
        "what": event.what,
        "escalation": event.escalation,
        "version": event.version,
        "by_person": event.by,
        "to_person": event.to,
        "link": link,
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
