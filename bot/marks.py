"""Small facts that outlive a process: names and values of our own making, about no person."""

from typing import Protocol


class Marks(Protocol):
    """What was noted under a name; the last word counts."""

    async def get(self, name: str) -> str:
        """Read what was noted; empty where nothing was."""

    async def put(self, name: str, value: str) -> None:
        """Note *value*, in place of what was noted before."""
