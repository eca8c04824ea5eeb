"""Interactions that can still be added to: for a quarter of an hour they reach people who take no direct messages."""

import time
from collections.abc import Callable
from dataclasses import dataclass

LIVES = 14 * 60.0
"""Seconds; Discord gives a minute more, which a slow call may need."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One interaction's; where `others` read along, what is added must be ephemeral."""

    token: str
    others: bool
    until: float


class Tokens:
    """The latest interaction of each person, as long as it lives."""

    def __init__(self, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._elapsed = elapsed
        self._latest: dict[str, Token] = {}

    def note(self, user: str, token: str, *, others: bool) -> None:
        """Note that *user* has just used an interaction, and that it was acknowledged."""
        now = self._elapsed()
        self._latest = {who: one for who, one in self._latest.items() if one.until > now}
        self._latest[user] = Token(token=token, others=others, until=now + LIVES)

    def of(self, user: str) -> Token | None:
        """Find the one through which *user* is reached."""
        found = self._latest.get(user)
        return found if found is not None and found.until > self._elapsed() else None
