"""A clock that stands still until somebody moves it, and the spans of time that people type."""

import asyncio
import re
from datetime import datetime, timedelta

from bot.errors import BadInput

LONGEST = timedelta(days=400)
_SPAN = re.compile(r"(\d{1,6})\s*(seconds?|secs?|s|minutes?|mins?|m|hours?|h|days?|d|weeks?|w)\s*", re.IGNORECASE)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class MovableClock:
    """The time of `signpost chat`."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        """Tell the time."""
        return self._now

    def move_to(self, when: datetime) -> None:
        """Go on to *when*; never back."""
        self._now = max(self._now, when)
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep_until(self, when: datetime) -> None:
        """Sleep until the clock has been moved that far."""
        while self._now < when:
            await self._moved.wait()


def read_span(text: str) -> timedelta:
    """Read `4h`, `90s`, `2d`, `1h 30m`.

    Raises:
        BadInput: it is no span of time, or more than a year.
    """
    parts = [*_SPAN.finditer(text.strip())]
    if not parts or "".join(part[0] for part in parts) != text.strip():
        raise BadInput("say how long to wait: /wait 90s, /wait 4h or /wait 2d")
    span = sum((timedelta(**{_UNITS[unit[0].lower()]: int(n)}) for n, unit in (p.groups() for p in parts)), timedelta())
    if span > LONGEST:
        raise BadInput("that is longer than a year; wait for less")
    return span
