"""What is kept outside the database, because the database may be put back to yesterday: anchors and erasures.

Both are append-only and hold ids alone. Every operation may raise `StoreUnavailable`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.audit_chain import Anchor
from bot.people import PersonId


@dataclass(frozen=True, kw_only=True, slots=True)
class Erasure:
    """What a person asked to be erased: everything of theirs up to `at`. Somebody may have several ids."""

    people: tuple[PersonId, ...]
    at: datetime


class Anchors(Protocol):
    """The audit log's links as written down in a second place, best where the database's owner cannot rewrite it."""

    async def add(self, anchor: Anchor) -> None:
        """Write *anchor* down for good; it survives a power cut once this returns."""

    async def all(self) -> tuple[Anchor, ...]:
        """Read every anchor, oldest first."""


class ErasureLedger(Protocol):
    """Who was erased, to be applied again when a backup brings erased text back."""

    async def add(self, erasure: Erasure) -> None:
        """Write *erasure* down for good, before anything is erased."""

    async def all(self) -> tuple[Erasure, ...]:
        """Read every erasure, oldest first."""


class Shredder(Protocol):
    """Takes the bytes of what was deleted out of the database's own files."""

    async def shred(self) -> Sequence[str]:
        """Overwrite what it can; return what the operator must still do, a plain line each."""
