"""What comes in from a platform, kept from before it is acknowledged until it is answered."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.leases import Lease
from bot.people import Address, Platform


class DeliveryId(NamedTuple):
    """The platform's own event id, which a redelivery repeats: our idempotency key."""

    platform: Platform
    workspace: str
    event: str


class ArrivalKind(StrEnum):
    """What a person did."""

    QUESTION = "question"
    PRESS = "press"
    FORM = "form"


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """One thing a person did. `body` is the adapter's own writing, masked: what was said and where to answer.

    `answer_by` is until when a private answer can be given where it was asked; later the asker is told in another way.
    """

    delivery: DeliveryId
    kind: ArrivalKind
    sender: Address
    body: str = field(repr=False)
    received_at: datetime
    answer_by: datetime | None = None

    def closed(self, now: datetime) -> bool:
        """Tell whether the window for a private answer has closed."""
        return self.answer_by is not None and self.answer_by <= now


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrivalClaim:
    """An unanswered arrival in one process's hands; `(lease.owner, attempt)` fences its settling."""

    arrival: Arrival
    lease: Lease
    attempt: int
