"""The store and its units of work: one connection, one transaction, one commit."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.audit import StoredAudit
from adapters.storage.counts import StoredCounts, StoredLeases
from adapters.storage.escalations import StoredEscalations
from adapters.storage.intake import StoredIntake
from adapters.storage.marks import StoredMarks
from adapters.storage.outbox import StoredOutbox
from adapters.storage.refusals import in_plain_words
from adapters.storage.session import Session
from adapters.storage.threads import StoredThreads
from bot.errors import StoreUnavailable
from bot.ports import Clock


def _wake_nobody() -> None:
    """Nobody waits for commits yet."""


_HOLDS_TEXT = ("intake", "threads", "escalations", "outbox")
_OWN_LOG = (
    "PostgreSQL's write-ahead log (and any archive of it) still holds what was erased until it is recycled; "
    "run CHECKPOINT and pg_switch_wal() as its administrator to hasten that."
)
_READ_BY_ANOTHER = "Another program reads the database file, so its -wal file still holds what was erased; close it."


class Store:
    """An open database; `work` is the `OpenWork` that use cases take, `clock` the one whose time they pass.

    `on_commit` is called after each commit that wrote to the outbox: the relay's wake-up.
    """

    def __init__(self, engine: AsyncEngine, clock: Clock, audit_key: bytes) -> None:
        self.engine = engine
        self.clock = clock
        self.audit_key = audit_key
        self.on_commit = _wake_nobody
        self.turn = asyncio.Lock() if engine.dialect.name == "sqlite" else None  # SQLite has one writer anyway
        self.inside: set[asyncio.Task[object] | None] = set()
        self.finishing: set[asyncio.Task[None]] = set()

    def work(self) -> "StoredWork":
        """Open a unit of work."""
        return StoredWork(self)

    async def shred(self) -> Sequence[str]:
        """Take the bytes of what was erased out of the files (`bot.privacy.ledgers.Shredder`).

        SQLite has overwritten them already, and now empties the write-ahead log. PostgreSQL rewrites the tables that
        hold text.
        """
        with in_plain_words():
            if self.turn is None:
                async with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                    await connection.execute(text(f"VACUUM (FULL) {', '.join(_HOLDS_TEXT)}"))
                return (_OWN_LOG,)
            async with self.turn, self.engine.connect() as connection:
                raw = await connection.get_raw_connection()
                cursor = await raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
                busy, *_ = await cursor.fetchone()
        return (_READ_BY_ANOTHER,) if busy else ()

    async def close(self) -> None:
        """Finish what is being committed, then close every connection."""
        if self.finishing:
            await asyncio.wait(self.finishing)
        await self.engine.dispose()


class StoredWork:
    """One unit; on SQLite the process's units run one after another."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __aenter__(self) -> Self:
        store, self._task = self._store, asyncio.current_task()
        if self._task in store.inside:
            raise RuntimeError("a unit of work inside another one would wait for itself")
        if store.turn is not None:
            await store.turn.acquire()
        store.inside.add(self._task)
        self._connection = store.engine.connect()
        try:
            with in_plain_words():
                await self._connection.start()
                await self._connection.begin()
        except BaseException:
            await self._leave()
            raise
        self.session = session = Session(self._connection)
        self._audit = self.audit = StoredAudit(session, store.audit_key)
        self.outbox = StoredOutbox(session)
        self.escalations = StoredEscalations(session, self.outbox, self._audit)
        self.intake = StoredIntake(session)
        self.threads = StoredThreads(session)
        self.counts = StoredCounts(session)
        self.leases = StoredLeases(session)
        self.marks = StoredMarks(session)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # in a task of its own: whoever is cancelled here must leave neither lock nor connection behind
        finish = asyncio.create_task(self._commit() if kind is None else self._roll_back())
        self._store.finishing.add(finish)
        finish.add_done_callback(self._finished)
        await asyncio.shield(finish)

    async def _commit(self) -> None:
        try:
            with in_plain_words():
                await self._audit.write()
                await self._connection.commit()
        finally:
            await self._leave()
        if self.session.stirred:
            self._store.on_commit()

    async def _roll_back(self) -> None:
        try:
            with suppress(StoreUnavailable), in_plain_words():  # a lost connection is rolled back by the server
                await self._connection.rollback()
        finally:
            await self._leave()

    async def _leave(self) -> None:
        try:
            with suppress(StoreUnavailable), in_plain_words():
                await self._connection.close()
        finally:
            self._store.inside.discard(self._task)
            if self._store.turn is not None:
                self._store.turn.release()

    def _finished(self, finish: "asyncio.Task[None]") -> None:
        self._store.finishing.discard(finish)
        if not finish.cancelled():
            finish.exception()  # seen, also when nobody waits for it any more
