"""What people are in the middle of: one row for each thread, gone a day after its last message."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.postgresql import insert

from adapters.storage.session import Session
from adapters.storage.tables import threads
from bot.threads import KeptThread, ThreadId

_KEPT = TypeAdapter(KeptThread)


class StoredThreads:
    """`bot.records.Threads` as a table."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def keep(self, kept: KeptThread) -> None:
        """Insert it, or put it in place of the row there."""
        written = {"touched_at": kept.touched_at, "body": _KEPT.dump_json(kept).decode()}
        put = insert(threads).values(id=kept.id, **written)
        await self._session.run(put.on_conflict_do_update(index_elements=[threads.c.id], set_=written))

    async def get(self, thread: ThreadId) -> KeptThread | None:
        """Read it."""
        row = await self._session.row(select(threads).where(threads.c.id == thread))
        return None if row is None else _read(row)

    async def all(self) -> tuple[KeptThread, ...]:
        """List them."""
        rows = await self._session.rows(select(threads).order_by(threads.c.touched_at, threads.c.id))
        return tuple(kept for row in rows if (kept := _read(row)))

    async def drop(self, ids: Collection[ThreadId]) -> int:
        """Delete them."""
        return await self._session.run(delete(threads).where(threads.c.id.in_(ids))) if ids else 0

    async def forget(self, touched_before: datetime) -> int:
        """Delete them."""
        return await self._session.run(delete(threads).where(threads.c.touched_at < touched_before))


def _read(row: Row[Any]) -> KeptThread | None:
    """Read a row; one that another version wrote is as good as gone, as it is a day later anyway."""
    try:
        return _KEPT.validate_json(row.body)
    except ValidationError:
        return None
