"""How often something happened in a week, and which process holds which named right."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.postgresql import insert

from adapters.storage.session import Session
from adapters.storage.tables import counts, leases
from bot.leases import Lease


class StoredCounts:
    """`bot.records.Counts` as a table."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, week: date, what: str) -> None:
        """Count one more."""
        first = insert(counts).values(week=week, what=what, times=1)
        one_more = first.on_conflict_do_update(index_elements=["week", "what"], set_={"times": counts.c.times + 1})
        await self._session.run(one_more)

    async def totals(self) -> Mapping[tuple[date, str], int]:
        """Read them."""
        return {(row.week, row.what): row.times for row in await self._session.rows(select(counts))}


class StoredLeases:
    """`bot.records.Leases` as a table."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def take(self, name: str, lease: Lease) -> bool:
        """Insert or renew in one statement; of two at once the second finds the first's."""
        first = insert(leases).values(name=name, owner=lease.owner, until=lease.until)
        free = or_(leases.c.owner == lease.owner, leases.c.until <= lease.taken_at)
        renewed = first.on_conflict_do_update(
            index_elements=["name"], set_={"owner": lease.owner, "until": lease.until}, where=free
        )
        return await self._session.row(renewed.returning(leases.c.name)) is not None

    async def give_up(self, name: str, lease: Lease) -> None:
        """Delete it."""
        await self._session.run(delete(leases).where(leases.c.name == name, leases.c.owner == lease.owner))
