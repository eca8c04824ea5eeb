"""Handing things to the app: events with retries, interactions once, over whichever transport is in use."""

import asyncio
import random
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Protocol

from tests.slack_server.faults import Blow
from tests.slack_server.model import Json
from tests.slack_server.payloads import Parcel, event
from tests.slack_server.record import Delivery
from tests.slack_server.state import State


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """How handing over went; `reason` as in retry_reason, `last` forbids another try."""

    acked: bool
    answer: Json | str | None = None
    reason: str | None = None
    last: bool = False


class Transport(Protocol):
    """Socket Mode or signed HTTP."""

    async def hand_over(self, parcel: Parcel, attempt: int, reason: str | None) -> Receipt:
        """Give *parcel* to the app and wait for its acknowledgement, at most as long as Slack does."""


@dataclass(slots=True)
class Deliveries:
    """`seen` keeps every event ever sent, by id, to send it again."""

    state: State
    transport: Transport
    retries: tuple[float, ...]
    seen: dict[str, Parcel] = field(default_factory=dict)
    twice_percent: float = 0.0
    dice: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - repeatable, not secret
    _tasks: set[asyncio.Task[object]] = field(default_factory=set)
    _striking: tuple[Blow, str] | None = None

    def strike_at_ack(self, blow: Blow, kind: str = "") -> None:
        """Let *blow* fall when the app acknowledges what a person did, of *kind* if given; Slack never hears it."""
        self._striking = (blow, kind)

    def event(self, inner: Json) -> None:
        """Send an event in the background, with Slack's retries."""
        parcel = event(self.state, inner)
        self.seen[parcel.id] = parcel
        self._spawn(self._persist(parcel))
        if self.dice.uniform(0, 100) < self.twice_percent:
            self._spawn(self._try(parcel, 1, "timeout"))

    async def interact(self, parcel: Parcel) -> Receipt:
        """Send a command, press, shortcut or submission: once, no retry (docs: handling-user-interaction)."""
        receipt = await self._try(parcel, 0, None)
        if not receipt.acked and receipt.reason not in {"no_connection", "connection_closed", "connection_failed"}:
            name = parcel.payload.get("type") or parcel.payload.get("command")
            self.state.record.violate("late-ack", str(name), f"the person sees an error: {receipt.reason}")
        return receipt

    async def redeliver(self, event_id: str, *, times: int = 1) -> list[Receipt]:
        """Send an event again, *times* at once, as Slack does when an acknowledgement got lost."""
        parcel = self.seen[event_id]
        return await asyncio.gather(*(self._try(parcel, number + 1, "timeout") for number in range(times)))

    @property
    def busy(self) -> int:
        return len(self._tasks)

    async def stop(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _persist(self, parcel: Parcel) -> None:
        reason: str | None = None
        for attempt, wait in enumerate((0.0, *self.retries)):
            if attempt:
                await asyncio.sleep(wait)
            receipt = await self._try(parcel, attempt, reason)
            if receipt.acked or receipt.last:
                return
            reason = receipt.reason
            if reason in {"timeout", "http_timeout"}:
                self.state.record.violate("late-ack", _kind(parcel), f"attempt {attempt} was not acknowledged in time")
        self.state.record.violate("undelivered", _kind(parcel), f"given up after {len(self.retries)} retries: {reason}")

    async def _try(self, parcel: Parcel, attempt: int, reason: str | None) -> Receipt:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        receipt = await self.transport.hand_over(parcel, attempt, reason)
        if receipt.acked and (blow := self._blow_at(parcel)) is not None:
            self._striking = None
            await blow()
            receipt = Receipt(acked=False, reason="connection_closed")
        self.state.record.deliveries.append(
            Delivery(
                kind=_kind(parcel),
                id=parcel.id,
                attempt=attempt,
                acked=receipt.acked,
                seconds=loop.time() - begun,
                reason=receipt.reason,
            )
        )
        self.state.record.changed()
        return receipt

    def _blow_at(self, parcel: Parcel) -> Blow | None:
        echo = "bot_id" in str(parcel.payload.get("event"))
        if self._striking is None or echo or self._striking[1] not in ("", _kind(parcel)):
            return None
        return self._striking[0]

    def _spawn(self, work: Coroutine[object, object, object]) -> None:
        task: asyncio.Task[object] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        self.state.record.changed()


def _kind(parcel: Parcel) -> str:
    payload = parcel.payload
    return str(payload.get("event", {}).get("type") or payload.get("command") or payload["type"])
