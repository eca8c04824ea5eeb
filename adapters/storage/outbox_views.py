"""Reading the outbox: which entries a claim may take, and how they are put together from their rows."""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    tuple_,
)

from adapters.storage.codec import FORMAT, Unreadable, landed_from_json, message_from_json
from adapters.storage.session import Session
from adapters.storage.tables import Fate, outbox
from bot.lifecycle import EntryId, EscalationId
from bot.notices import Notice, NoticeKind
from bot.outbox import Backlog, Burial, DeadLetter, Entry, Landed, Timer, TimerKind
from bot.people import Platform, Workspace

KNOWN = (*NoticeKind, *TimerKind)
"""What this version understands; other kinds are left for the newer one that put them."""

_TIMERS = frozenset(TimerKind)
_AT_MOST = 100


def fated(table: FromClause, *fates: Fate) -> ColumnElement[bool]:
    """Say that an entry's fate is one of these; as literals, for the partial indexes to serve."""
    return table.c.fate.in_([literal_column(f"'{fate}'") for fate in fates])


def unfinished(table: FromClause) -> ColumnElement[bool]:
    """Say that an entry waits or is claimed."""
    return fated(table, Fate.WAITING, Fate.CLAIMED)


def claimable(
    table: FromClause, platforms: Collection[Platform], paused: Collection[Workspace]
) -> tuple[ColumnElement[bool], ...]:
    """Say that an entry could be claimed once it is ready: served, understood, and first of its stream."""
    running = [table.c.platform.in_([str(platform) for platform in platforms])]
    if paused:
        running.append(not_(tuple_(table.c.platform, table.c.workspace).in_([tuple(map(str, one)) for one in paused])))
    served = or_(table.c.stream.is_(None), and_(*running))
    earlier = outbox.alias("earlier")
    before = or_(
        earlier.c.due_at < table.c.due_at, and_(earlier.c.due_at == table.c.due_at, earlier.c.place < table.c.place)
    )
    held_up = exists().where(earlier.c.stream == table.c.stream, unfinished(earlier), before)
    return unfinished(table), served, table.c.kind.in_(KNOWN), table.c.format <= FORMAT, not_(held_up)


def entry_of(row: Row[Any]) -> Entry:
    """Put an entry together.

    Raises:
        Unreadable: this version does not understand it.
    """
    escalation = None if row.escalation is None else EscalationId(row.escalation)
    if row.kind in _TIMERS and escalation is not None:
        return Timer(id=EntryId(row.id), escalation=escalation, kind=TimerKind(row.kind), due_at=row.due_at)
    if row.format > FORMAT or row.body is None:
        raise Unreadable(f"a {row.kind} cannot be read")
    recipient, content = message_from_json(row.kind, row.body)
    return Notice(
        id=EntryId(row.id),
        recipient=recipient,
        content=content,
        due_at=row.due_at,
        escalation=escalation,
        replaces=None if row.replaces is None else EntryId(row.replaces),
    )


_WAITING = (
    select(outbox)
    .where(outbox.c.escalation == bindparam("told"), unfinished(outbox))
    .order_by(outbox.c.due_at, outbox.c.place)
)
_LANDED = select(outbox.c.landed).where(outbox.c.id == bindparam("entry"))


class OutboxViews:
    """The part of `bot.records.Outbox` that changes nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def waiting(self, escalation: EscalationId) -> tuple[Entry, ...]:
        """List them; what this version cannot read is left out."""
        rows = await self._session.rows(_WAITING, {"told": escalation})
        return tuple(entry for entry in map(readable, rows) if entry is not None)

    async def landed(self, entry: EntryId) -> Landed | None:
        """Read where it is."""
        row = await self._session.row(_LANDED, {"entry": entry})
        return landed_from_json(row.landed) if row else None

    async def next_due(self, platforms: Collection[Platform], paused: Collection[Workspace] = ()) -> datetime | None:
        """Read the earliest ready time."""
        row = await self._session.row(_soonest(frozenset(platforms), frozenset(paused)))
        return row.ready_at if row else None

    async def overdue(self, due_before: datetime) -> tuple[EntryId, ...]:
        """List their ids, whether or not this version can read them."""
        query = select(outbox.c.id).where(unfinished(outbox), outbox.c.due_at < due_before)
        rows = await self._session.rows(query.order_by(outbox.c.due_at, outbox.c.place).limit(_AT_MOST))
        return tuple(EntryId(row.id) for row in rows)

    async def backlog(self, now: datetime) -> Backlog:
        """Count, in one statement, so that the numbers fit together."""
        is_due = outbox.c.due_at <= now
        dead = select(func.count()).where(fated(outbox, Fate.DEAD)).scalar_subquery()
        row = await self._session.row(
            select(
                func.count().label("waiting"),
                func.count().filter(is_due).label("due"),
                func.min(outbox.c.due_at).filter(is_due).label("oldest"),
                dead.label("dead"),
            ).where(unfinished(outbox))
        )
        if row is None:  # pragma: no cover - an aggregate always has its row
            return Backlog()
        return Backlog(waiting=row.waiting, due=row.due, oldest_due_at=row.oldest, dead=row.dead)

    async def dead_letters(self) -> tuple[DeadLetter, ...]:
        """List those this version can read; the backlog counts all."""
        query = select(outbox).where(fated(outbox, Fate.DEAD)).order_by(outbox.c.ended_at.desc()).limit(_AT_MOST)
        letters = ((row, readable(row)) for row in await self._session.rows(query))
        return tuple(
            DeadLetter(entry=entry, why=Burial(row.buried_why), at=row.ended_at, attempt=row.attempt)
            for row, entry in letters
            if entry is not None
        )


@lru_cache(maxsize=64)
def _soonest(platforms: frozenset[Platform], paused: frozenset[Workspace]) -> Select[datetime]:
    claims = claimable(outbox, platforms, paused)
    return select(outbox.c.ready_at).where(*claims).order_by(outbox.c.ready_at).limit(1)


def readable(row: Row[Any]) -> Entry | None:
    """Put an entry together; None where this version does not understand it."""
    try:
        return entry_of(row)
    except Unreadable:
        return None
