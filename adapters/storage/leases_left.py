"""Leases taken in the future: the clock was set back, and nobody may wait for them longer than they are long."""

from datetime import datetime

from sqlalchemy import select, update

from adapters.storage.outbox_views import fated
from adapters.storage.session import Session
from adapters.storage.tables import Fate, intake, outbox


async def shorten_leases(session: Session, now: datetime) -> None:
    """Let every lease that seems to begin later than *now* run from now, for as long as it was meant to."""
    claimed = select(outbox).where(fated(outbox, Fate.CLAIMED), outbox.c.lease_taken_at > now)
    for row in await session.rows(claimed):
        until = now + (row.ready_at - row.lease_taken_at)
        same = update(outbox).where(outbox.c.place == row.place, outbox.c.attempt == row.attempt)
        await session.run(same.values(lease_taken_at=now, ready_at=until))
    unanswered = select(intake).where(intake.c.settled_at.is_(None), intake.c.lease_taken_at > now)
    for row in await session.rows(unanswered):
        until = now + (row.lease_until - row.lease_taken_at)
        same = update(intake).where(intake.c.number == row.number, intake.c.attempt == row.attempt)
        await session.run(same.values(lease_taken_at=now, lease_until=until))
