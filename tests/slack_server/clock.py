"""The local Slack's time, which a test may move forward, and every delay Slack promises."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """Wall time plus what a test has added."""

    ahead: float = 0.0
    _last: int = field(default=0, init=False)

    def now(self) -> float:
        return time.time() + self.ahead

    def advance(self, seconds: float) -> None:
        self.ahead += seconds

    def stamp(self) -> str:
        """Name a moment as Slack's ts does: seconds and microseconds, never the same twice."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Timings:
    """Seconds; the defaults are Slack's own (docs: events-api, handling-user-interaction, using-socket-mode)."""

    ack: float = 3.0
    trigger: float = 3.0
    response_url: float = 1800.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    ticket: float = 30.0
    refresh_grace: float = 10.0
