"""Keeping the audit log honest: anchoring its last link each day, verifying it, dropping what is too old."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.audit_chain import GENESIS, Anchor, Linked, Proof, chain_key, standing, verify
from bot.ports import Clock, OpenWork
from bot.privacy.ledgers import Anchors
from bot.privacy.retention import Periods

PAGE = 1000
GRACE = timedelta(days=1)
"""How much later than promised the head may be dropped: clocks are set back, and purges run once a day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditKeeper:
    """Anchors, verifies and shortens the audit log."""

    unit_of_work: OpenWork
    anchors: Anchors
    clock: Clock
    secret: bytes = field(repr=False)
    periods: Periods = field(default_factory=Periods)

    async def anchor(self) -> Anchor | None:
        """Write the last link down in the second place; None when nothing was added to the log since."""
        last = await self._last()
        written = standing(await self.anchors.all())
        if last is None or (written and written[-1].number >= last.number):
            return None
        return await self._write(last.number, last.link, restored=False)

    async def verify(self) -> Proof:
        """Say whether the log is what was written, and if not, where it is not.

        After a restore from a backup it says `TailCut` or `Replaced` until `declare_restored` is called.
        A longer `Periods.audit` than the log was kept by says `HeadCut` until the log has grown into it.
        """
        kept_since = self.clock.now() - self.periods.audit + GRACE
        return verify(chain_key(self.secret), await self._rows(), await self.anchors.all(), kept_since)

    async def declare_restored(self) -> Anchor:
        """Write down that the database was put back, to where log and anchors last agree; the log goes on from there.

        Anchors that point further are void from here on; they stay in the file for whoever looks into it.
        """
        rows = await self._rows()
        links = {row.number: row.link for row in rows}
        before = rows[0].number - 1 if rows else 0
        agreed = (a for a in standing(await self.anchors.all()) if links.get(a.number) == a.link or a.number == before)
        furthest = max(agreed, key=lambda anchor: anchor.number, default=None)
        number, link = (furthest.number, furthest.link) if furthest else (0, GENESIS)
        declared = await self._write(number, link, restored=True)
        return await self.anchor() or declared

    async def drop_head(self) -> int:
        """Drop the events before the newest anchor that is older than the log is kept; return how many.

        Only up to an anchor, so that the rest can still be verified.
        """
        kept_since = self.clock.now() - self.periods.audit
        old = [anchor.number for anchor in standing(await self.anchors.all()) if anchor.at <= kept_since]
        if not old:
            return 0
        async with self.unit_of_work() as work:
            return await work.audit.forget(max(old))

    async def _last(self) -> Linked | None:
        async with self.unit_of_work() as work:
            return await work.audit.last()

    async def _rows(self) -> list[Linked]:
        rows: list[Linked] = []
        async with self.unit_of_work() as work:
            while page := await work.audit.linked(after=rows[-1].number if rows else 0, limit=PAGE):
                rows += page
        return rows

    async def _write(self, number: int, link: str, *, restored: bool) -> Anchor:
        anchor = Anchor(number=number, link=link, at=self.clock.now(), restored=restored)
        await self.anchors.add(anchor)
        return anchor
