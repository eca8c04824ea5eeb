"""One connection in one transaction, as the tables' modules see it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Row
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.refusals import in_plain_words


class Session:
    """Runs statements; the driver's errors leave it as `StoreUnavailable`. `stirred` once the outbox was written."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.stirred = False

    @property
    def postgresql(self) -> bool:
        """Whether locks between processes are needed."""
        return self._connection.dialect.name == "postgresql"

    async def run(self, statement: Executable, values: Mapping[str, Any] | None = None) -> int:
        """Execute a statement; tell how many rows it changed."""
        with in_plain_words():
            return (await self._connection.execute(statement, values)).rowcount

    async def insert(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute *statement* for each of *rows*, in one go."""
        with in_plain_words():
            await self._connection.execute(statement, rows)

    async def rows(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """Read every row."""
        with in_plain_words():
            return (await self._connection.execute(statement, values)).all()

    async def row(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Row[Any] | None:
        """Read the first row, if there is one."""
        with in_plain_words():
            return (await self._connection.execute(statement, values)).first()
