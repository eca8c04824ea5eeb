"""Time-limited rights to work on something, which end by themselves when their owner dies."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

OwnerId = NewType("OwnerId", str)
"""Who holds a lease: one slot of one run of one process, random, never used again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lease:
    """A time-limited right to work on one row."""

    owner: OwnerId
    taken_at: datetime
    until: datetime

    @classmethod
    def of(cls, owner: OwnerId, now: datetime, length: timedelta) -> "Lease":
        """Take a lease from *now* for *length*: longer than the platform's time-out and its own slowness together."""
        return cls(owner=owner, taken_at=now, until=now + length)
