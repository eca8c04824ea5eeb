"""The SQLite driver with one trip to its thread for a statement instead of four: half the time of an escalation."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import aiosqlite

_ROWS_AT_ONCE = 64  # for aiosqlite's own cursors, which SQLAlchemy does not use


class OneTripCursor:
    """What SQLAlchemy asks of an aiosqlite cursor, with opening, fetching and closing done along with executing."""

    def __init__(self, connection: "OneTripConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Any = ()) -> Self:  # noqa: ANN401 - as in aiosqlite
        """Execute and fetch."""
        await self._connection.in_its_thread(self._run, "execute", sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Sequence[Any]) -> Self:
        """Execute for each of *parameters*."""
        await self._connection.in_its_thread(self._run, "executemany", sql, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        """Hand over what was fetched."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Do nothing: the statement was finished in its thread."""

    def _run(self, connection: sqlite3.Connection, how: str, sql: str, parameters: Any) -> None:  # noqa: ANN401 - as in aiosqlite
        cursor = connection.cursor()
        try:
            getattr(cursor, how)(sql, parameters)
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class OneTripConnection(aiosqlite.Connection):
    """An aiosqlite connection that opens such cursors."""

    def cursor(self) -> OneTripCursor:  # type: ignore[override]
        """Open one."""
        return OneTripCursor(self)

    async def in_its_thread(self, function: Any, *arguments: Any) -> None:  # noqa: ANN401 - whatever is to be run
        """Run *function* on the connection, in the thread that owns it."""
        await self._execute(function, self._conn, *arguments)  # type: ignore[no-untyped-call]


async def connect(file: Path | None, busy_seconds: float) -> aiosqlite.Connection:
    """Open a connection on which the driver begins no transaction by itself."""
    name = ":memory:" if file is None else str(file)
    connection = OneTripConnection(
        lambda: sqlite3.connect(name, timeout=busy_seconds, isolation_level=None, check_same_thread=False),
        iter_chunk_size=_ROWS_AT_ONCE,
    )
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does; a process may end without closing
    return await connection
