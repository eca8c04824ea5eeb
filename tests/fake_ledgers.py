"""Anchors, erasures and the shredder in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.audit_chain import Anchor
from bot.privacy.ledgers import Erasure


@dataclass
class FakeAnchors:
    written: list[Anchor] = field(default_factory=list)

    async def add(self, anchor: Anchor) -> None:
        self.written.append(anchor)

    async def all(self) -> tuple[Anchor, ...]:
        return tuple(self.written)


@dataclass
class FakeErasures:
    written: list[Erasure] = field(default_factory=list)

    async def add(self, erasure: Erasure) -> None:
        self.written.append(erasure)

    async def all(self) -> tuple[Erasure, ...]:
        return tuple(self.written)


@dataclass
class FakeShredder:
    still_to_do: tuple[str, ...] = ()
    runs: int = 0

    async def shred(self) -> Sequence[str]:
        self.runs += 1
        return self.still_to_do
