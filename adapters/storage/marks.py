"""Small facts that outlive a process."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from adapters.storage.session import Session
from adapters.storage.tables import marks


class StoredMarks:
    """`bot.marks.Marks` as a table."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, name: str) -> str:
        """Read it."""
        row = await self._session.row(select(marks.c.value).where(marks.c.name == name))
        return str(row.value) if row is not None else ""

    async def put(self, name: str, value: str) -> None:
        """Insert or replace it."""
        first = insert(marks).values(name=name, value=value)
        await self._session.run(first.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
