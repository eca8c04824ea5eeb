"""Faults a test asks for: the next calls of a route fail in a chosen way."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase

from tests.discord_server.rest.calls import Call


class How(StrEnum):
    STATUS = "status"  # refuse with an HTTP status and a JSON code
    STATUS_AFTER = "status_after"  # act on it, then answer with a status
    TOO_MANY = "too_many"  # 429
    DROP = "drop"  # close the connection without acting
    DROP_AFTER = "drop_after"  # act on it, then close without an answer
    LATE = "late"  # close now, act some seconds later
    STALL = "stall"  # say nothing for some seconds, then close without acting
    SLOW = "slow"  # answer properly, some seconds later
    STRUCK = "struck"  # let `blow` fall, and close without acting
    STRUCK_AFTER = "struck_after"  # act on it, let `blow` fall, and close without an answer


@dataclass(slots=True)
class Fault:
    """One planned fault; `route` is "METHOD /template" and may hold `*`."""

    route: str
    how: How
    times: int = 1
    after: int = 0  # let this many matching calls pass first
    status: int = 500
    code: int = 0
    message: str = "500: Internal Server Error"
    seconds: float = 0.0
    retry_after: float = 0.1
    everywhere: bool = False
    via: bool = True  # without the Via header discord.py takes a 429 for a ban
    params: Mapping[str, str] = field(default_factory=dict)
    saying: str = ""  # strike only a call whose body holds these words, marks of markdown apart
    blow: Callable[[], Awaitable[None]] | None = None

    def wants(self, call: Call) -> bool:
        """Say whether it strikes this call, counting down."""
        here = all(call.params.get(key) == value for key, value in self.params.items())
        here = here and self.saying in _words(call)
        if self.times <= 0 or not here or not fnmatchcase(call.name, self.route):
            return False
        if self.after > 0:
            self.after -= 1
            return False
        self.times -= 1
        return True


def _words(call: Call) -> str:
    return json.dumps(call.body, ensure_ascii=False).replace("\\", "").replace("**", "")


class FaultPlan(list[Fault]):
    """Faults in the order they were asked for."""

    def strike(self, call: Call) -> Fault | None:
        fault = next((fault for fault in self if fault.wants(call)), None)
        if fault is not None:
            call.fault = fault.how
        return fault

    def fail(self, route: str, status: int = 500, *, times: int = 1, code: int = 0, accepted: bool = False) -> None:
        how = How.STATUS_AFTER if accepted else How.STATUS
        self.append(Fault(route, how, times, status=status, code=code, message=f"{status}: injected"))

    def limit(self, route: str, retry_after: float = 0.1, *, times: int = 1, everywhere: bool = False) -> None:
        self.append(Fault(route, How.TOO_MANY, times, retry_after=retry_after, everywhere=everywhere))

    def drop(self, route: str, *, times: int = 1, accepted: bool = False) -> None:
        self.append(Fault(route, How.DROP_AFTER if accepted else How.DROP, times))

    def late(self, route: str, seconds: float, *, times: int = 1) -> None:
        self.append(Fault(route, How.LATE, times, seconds=seconds))

    def stall(self, route: str, seconds: float, *, times: int = 1) -> None:
        self.append(Fault(route, How.STALL, times, seconds=seconds))

    def slow(self, route: str, seconds: float, *, times: int = 1) -> None:
        self.append(Fault(route, How.SLOW, times, seconds=seconds))

    def strike_with(
        self, blow: Callable[[], Awaitable[None]], route: str = "*", *, saying: str = "", accepted: bool = False
    ) -> None:
        """Let *blow* fall while the next such call is on its way: before it is acted on, or once it is."""
        self.append(Fault(route, How.STRUCK_AFTER if accepted else How.STRUCK, saying=saying, blow=blow))
