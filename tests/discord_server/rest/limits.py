"""Rate limits: buckets by route and major parameter, one limit over all, and the headers that tell of them."""

import time
import zlib
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass

from tests.discord_server.rest.calls import Call

_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")


@dataclass(frozen=True, slots=True)
class TooMany:
    """A 429 to be answered."""

    retry_after: float
    everywhere: bool = False
    scope: str = "user"


class Limits:
    """Counts calls in real time, as the client waits in real time."""

    def __init__(self) -> None:
        self.usual: tuple[int, float] = (50, 1.0)  # calls per seconds, for a bucket
        self.special: dict[str, tuple[int, float]] = {}  # route → calls per seconds
        self.everywhere = 50  # calls a second over all bot routes
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self._all: deque[float] = deque()
        self._blocked: dict[str, float] = {}

    def take(self, call: Call, *, counts_everywhere: bool) -> TooMany | None:
        """Count a call, or say how long to wait."""
        now, key = time.monotonic(), _key(call)
        most, period = self.special.get(call.name, self.usual)
        recent = self._calls[key]
        while recent and now - recent[0] >= period:
            recent.popleft()
        while self._all and now - self._all[0] >= 1:
            self._all.popleft()
        if counts_everywhere and len(self._all) >= self.everywhere:
            return TooMany(round(1 - (now - self._all[0]), 3) + 0.001, everywhere=True, scope="global")
        if len(recent) >= most:
            return TooMany(round(period - (now - recent[0]), 3) + 0.001)
        recent.append(now)
        if counts_everywhere:
            self._all.append(now)
        return None

    def block(self, call: Call, seconds: float) -> None:
        self._blocked[_key(call)] = time.monotonic() + seconds

    def impatient(self, call: Call) -> bool:
        """Whether this call came before the time a 429 had asked it to wait for."""
        return time.monotonic() < self._blocked.pop(_key(call), 0.0) - 0.02

    def headers(self, call: Call) -> Mapping[str, str]:
        most, period = self.special.get(call.name, self.usual)
        recent = self._calls[_key(call)]
        reset = max(0.0, period - (time.monotonic() - recent[0])) if recent else period
        return {
            "X-RateLimit-Limit": str(most),
            "X-RateLimit-Remaining": str(max(0, most - len(recent))),
            "X-RateLimit-Reset": f"{time.time() + reset:.3f}",
            "X-RateLimit-Reset-After": f"{reset:.3f}",
            "X-RateLimit-Bucket": f"{zlib.crc32(call.name.encode()):08x}",
        }


def _key(call: Call) -> str:
    return ":".join([call.name, *(call.params.get(name, "") for name in _MAJOR)])
