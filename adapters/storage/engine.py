"""Open the database of `DATABASE_URL`, refuse one that cannot be used, and bring its tables to this version."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

from adapters.storage.clock import ServerClock, SystemClock
from adapters.storage.leases_left import shorten_leases
from adapters.storage.migrate import SCRIPTS, migrate
from adapters.storage.refusals import UnsuitablePlace, in_plain_words, is_damage
from adapters.storage.sqlite_driver import connect
from adapters.storage.sqlite_file import damaged, locked, refuse_network_disks
from adapters.storage.work import Store
from bot.ports import Clock

BUSY_SECONDS = 5.0  # how long SQLite waits for another program's lock
_POSTGRESQL = {
    "synchronous_commit": "on",
    "lock_timeout": "10s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",  # a frozen process gives up its rows before its lease is over
    "timezone": "UTC",
    "application_name": "signpost",
}
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_RESET_BUG_MENDED = (3, 51, 3)


@asynccontextmanager
async def open_store(
    address: str,
    *,
    clock: Clock | None = None,
    audit_key: bytes,
    scripts: Path = SCRIPTS,
    busy_seconds: float = BUSY_SECONDS,
) -> AsyncIterator[Store]:
    """Open the database at *address* (`DATABASE_URL`), migrated and ready; closed at the end of the block.

    *audit_key* is `bot.audit_chain.chain_key` of the organisation's secret.
    Without a *clock* of the caller's (`signpost chat`, tests) it is the server's on PostgreSQL, the system's on SQLite.

    Raises:
        StoreRefused: it cannot or must not be used as it is; its `exit_code` is the process's.
        StoreUnavailable: it cannot be reached now.
    """
    url = _url(address)
    with ExitStack() as held:
        if url.get_backend_name() == "sqlite":
            engine = _sqlite(url, busy_seconds)
            file = _file(url)
            lock = held.enter_context(locked(file)) if file else None
            if file and lock:
                refuse_network_disks(file)
                lock.refuse_a_lost_database(file)
        else:
            engine, file, lock = _postgresql(url), None, None
        store = Store(engine, clock or SystemClock(), audit_key)
        try:
            await _make_ready(engine, file, scripts)
            if lock:
                lock.remember()
            if clock is None and store.turn is None:
                store.clock = await ServerClock.of(engine)
            async with store.work() as work:
                await shorten_leases(work.session, store.clock.now())
            yield store
        finally:
            await store.close()


def has_reset_bug(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> bool:
    """Whether two writers could damage a file of this SQLite; Signpost's one connection never does. For `doctor`."""
    return version < _RESET_BUG_MENDED


def _url(address: str) -> URL:
    try:
        url = make_url(address)
        driver = _DRIVERS[url.get_backend_name()]
    except (ArgumentError, KeyError) as error:
        raise UnsuitablePlace(
            "DATABASE_URL is not an address this can use; write sqlite:///signpost.db or "
            "postgresql://user:password@host/database."
        ) from error
    return url.set(drivername=driver)


def _file(url: URL) -> Path | None:
    in_memory = not url.database or url.database == ":memory:"
    return None if in_memory else Path(str(url.database))


def _sqlite(url: URL, busy_seconds: float) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        async_creator=partial(connect, _file(url), busy_seconds),
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    cursor = connection.cursor()
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "recursive_triggers = ON",
        "trusted_schema = OFF",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(url: URL) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=10,
        max_overflow=5,
        pool_timeout=30,
        pool_pre_ping=True,
        connect_args={"timeout": 10, "command_timeout": 70, "server_settings": _POSTGRESQL},
        hide_parameters=True,
    )


async def _make_ready(engine: AsyncEngine, file: Path | None, scripts: Path) -> None:
    with in_plain_words():
        try:
            async with engine.begin() as connection:
                if file is not None:
                    await connection.run_sync(_refuse_damage, file)
                await connection.run_sync(migrate, scripts)
        except DBAPIError as error:
            if file is not None and is_damage(error):
                raise damaged(file, str(error.orig)) from error
            raise


def _refuse_damage(connection: Connection, file: Path) -> None:
    found = connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars().all()
    if found != ["ok"]:
        raise damaged(file, "; ".join(map(str, found)))
