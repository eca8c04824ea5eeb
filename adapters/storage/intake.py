"""What came in, from before the platform is acknowledged until it is answered."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from adapters.storage.session import Session
from adapters.storage.tables import intake
from bot.arrivals import Arrival, ArrivalClaim, ArrivalKind, DeliveryId
from bot.errors import ClaimLost
from bot.leases import Lease
from bot.people import Address, Platform

_EMPTY = {"body": None, "sender_workspace": None, "sender_user": None}
_UNANSWERED = intake.c.settled_at.is_(None)


class StoredIntake:
    """`bot.records.Intake` as a table."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def record(self, arrival: Arrival, lease: Lease) -> ArrivalClaim | None:
        """Insert it, unless its delivery id is there; the unique constraint decides between copies."""
        kept = await self._session.row(
            insert(intake)
            .values(
                platform=arrival.delivery.platform,
                workspace=arrival.delivery.workspace,
                event=arrival.delivery.event,
                kind=arrival.kind,
                sender_workspace=arrival.sender.workspace,
                sender_user=arrival.sender.user,
                body=arrival.body,
                received_at=arrival.received_at,
                answer_by=arrival.answer_by,
                attempt=1,
                **_held(lease),
            )
            .on_conflict_do_nothing()
            .returning(intake.c.number)
        )
        return None if kept is None else ArrivalClaim(arrival=arrival, lease=lease, attempt=1)

    async def claim(self, lease: Lease, platforms: Collection[Platform]) -> ArrivalClaim | None:
        """Claim in one statement; other processes skip the row while it is locked."""
        abandoned = (
            select(intake.c.number)
            .where(_UNANSWERED, intake.c.lease_until <= lease.taken_at, intake.c.platform.in_(platforms))
            .order_by(intake.c.received_at, intake.c.number)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        row = await self._session.row(
            update(intake)
            .where(intake.c.number == abandoned)
            .values(attempt=intake.c.attempt + 1, **_held(lease))
            .returning(*intake.c)
        )
        return None if row is None else ArrivalClaim(arrival=_arrival(row), lease=lease, attempt=row.attempt)

    async def settle(self, claim: ArrivalClaim, now: datetime) -> None:
        """Empty the row, if it is still this claim's."""
        mine = (intake.c.owner == claim.lease.owner, intake.c.attempt == claim.attempt)
        settled = update(intake).where(_named(claim.arrival.delivery), *mine).values(settled_at=now, **_EMPTY)
        if not await self._session.run(settled):
            raise ClaimLost(str(claim.arrival.delivery))

    async def unanswered(self, now: datetime) -> int:
        """Count them."""
        count = select(func.count()).where(_UNANSWERED, intake.c.lease_until <= now)
        row = await self._session.row(count)
        return row[0] if row else 0

    async def kept(self) -> tuple[Arrival, ...]:
        """List them."""
        query = select(intake).where(_UNANSWERED).order_by(intake.c.received_at, intake.c.number)
        return tuple(_arrival(row) for row in await self._session.rows(query))

    async def erase(self, deliveries: Collection[DeliveryId], now: datetime) -> int:
        """Empty them; the claims lose their fence."""
        erased = 0
        for delivery in deliveries:
            erased += await self._session.run(update(intake).where(_named(delivery)).values(settled_at=now, **_EMPTY))
        return erased

    async def forget(self, settled_before: datetime) -> int:
        """Delete them."""
        return await self._session.run(delete(intake).where(intake.c.settled_at < settled_before))


def _named(delivery: DeliveryId) -> ColumnElement[bool]:
    return and_(
        intake.c.platform == delivery.platform,
        intake.c.workspace == delivery.workspace,
        intake.c.event == delivery.event,
        _UNANSWERED,
    )


def _held(lease: Lease) -> dict[str, Any]:
    return {"owner": lease.owner, "lease_taken_at": lease.taken_at, "lease_until": lease.until}


def _arrival(row: Row[Any]) -> Arrival:
    platform = Platform(row.platform)
    return Arrival(
        delivery=DeliveryId(platform, row.workspace, row.event),
        kind=ArrivalKind(row.kind),
        sender=Address(platform=platform, workspace=row.sender_workspace, user=row.sender_user),
        body=row.body,
        received_at=row.received_at,
        answer_by=row.answer_by,
    )
