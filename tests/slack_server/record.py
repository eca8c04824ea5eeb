"""What happened: calls, violations, acknowledgements; and how a test waits for more to happen."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import TypeVar

from tests.slack_server.model import Json

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Violation:
    """Something the real Slack, or a careful reviewer, would not let through."""

    rule: str
    where: str
    detail: str

    def __str__(self) -> str:
        return f"[{self.rule}] {self.where}: {self.detail}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One Web API or response_url call and what it was answered; `accepted` tells whether it had its effect."""

    method: str
    args: Json
    status: int
    answer: Json
    accepted: bool
    at: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One attempt to hand something to the app; `seconds` is the time to its acknowledgement."""

    kind: str
    id: str
    attempt: int
    acked: bool
    seconds: float
    reason: str | None


@dataclass(slots=True)
class Record:
    violations: list[Violation] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    _waiting: set[asyncio.Future[None]] = field(default_factory=set)

    def violate(self, rule: str, where: str, detail: str) -> None:
        self.violations.append(Violation(rule=rule, where=where, detail=detail))
        self.changed()

    def changed(self) -> None:
        """Wake everyone who waits: something is different now."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    def calls_of(self, method: str, *, accepted: bool | None = None) -> list[Call]:
        calls = [call for call in self.calls if call.method == method]
        return calls if accepted is None else [call for call in calls if call.accepted is accepted]

    def assert_clean(self, *, ignoring: Iterable[str] = ()) -> None:
        """Fail with every violation whose rule is not in *ignoring*."""
        skipped = set(ignoring)
        left = [str(violation) for violation in self.violations if violation.rule not in skipped]
        assert not left, "Slack would object:\n" + "\n".join(left)

    async def until(self, predicate: Callable[[], T | None], *, within: float = 10.0) -> T:
        """Return what *predicate* gives as soon as it is truthy; it is asked again whenever anything happens.

        Raises:
            TimeoutError: it never was; the violations so far are in the message.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not (found := predicate()):
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.add(future)
            try:
                await asyncio.wait_for(future, deadline - loop.time())
            except TimeoutError:
                seen = "; ".join(str(violation) for violation in self.violations) or "no violations"
                raise TimeoutError(f"not within {within} s ({seen})") from None
            finally:
                self._waiting.discard(future)
        return found

    async def quiet(self, seconds: float = 0.3, *, within: float = 10.0) -> None:
        """Return once nothing at all has happened for *seconds*: the way to see that something did not."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while loop.time() < deadline:
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.add(future)
            try:
                await asyncio.wait_for(future, seconds)
            except TimeoutError:
                return
            finally:
                self._waiting.discard(future)
        raise TimeoutError(f"still busy after {within} s")

    def report(self) -> Json:
        return {
            "violations": [asdict(violation) for violation in self.violations],
            "calls": [asdict(call) for call in self.calls],
            "deliveries": [asdict(delivery) for delivery in self.deliveries],
        }
