"""Time that tests can move, and ids that carry it as Discord's do."""

import time
from datetime import UTC, datetime

DISCORD_EPOCH = 1_420_070_400_000  # ms; the first second of 2015


class MovableClock:
    """Real time plus a shift; it may be frozen."""

    def __init__(self) -> None:
        self._shift = 0.0
        self._frozen: float | None = None

    def now(self) -> float:
        """Seconds since 1970."""
        return (time.time() if self._frozen is None else self._frozen) + self._shift

    def advance(self, seconds: float) -> None:
        """Move on at once; deadlines pass."""
        self._shift += seconds

    def freeze(self) -> None:
        """Stand still until thawed; only `advance` moves it."""
        if self._frozen is None:
            self._frozen = time.time()

    def thaw(self) -> None:
        """Run on from where it stands."""
        if self._frozen is not None:
            self._shift += self._frozen - time.time()
            self._frozen = None


def iso(seconds: float) -> str:
    """Write a moment as Discord does."""
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="microseconds")


class Snowflakes:
    """Ids that only grow: milliseconds, then a counter."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        moment = int(self._clock.now() * 1000) - DISCORD_EPOCH
        self._last = max(moment << 22, self._last + 1)
        return str(self._last)
