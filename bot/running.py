"""The relay at work: one poller that sleeps to the next due time, its senders, its auditor; drained on stop."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.delivery import Relay
from bot.health import Health
from bot.outbox import Claim
from bot.ports import Clock

A_JUMP = timedelta(seconds=60)
STORE_AGAIN = timedelta(seconds=5)  # until a store that refused is asked again


class RunningRelay:
    """Runs a relay until it is stopped; `wake` is for the store to call after each commit.

    *elapsed* counts seconds that nobody can set. With it, a clock that jumps ahead does not shorten anybody's undo
    window: nothing is claimed for *undo* after the jump.
    """

    def __init__(
        self,
        relay: Relay,
        clock: Clock,
        health: Health,
        undo: timedelta = timedelta(seconds=60),
        elapsed: Callable[[], float] | None = None,
    ) -> None:
        self._relay, self._clock, self._health = relay, clock, health
        self._undo, self._elapsed = undo, elapsed
        self._woken, self._stopping = asyncio.Event(), asyncio.Event()
        self._free = asyncio.Semaphore(relay.rules.senders)
        self._busy: set[asyncio.Task[None]] = set()
        self._last: tuple[datetime, float] | None = None
        self._hold_until = 0.0
        self._held = self._spun = False

    def wake(self) -> None:
        """Look again: something was committed."""
        self._woken.set()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when what is under way is done, within the time to drain."""
        self._stopping.set()
        self._woken.set()

    async def run(self) -> None:
        """Work until `stop`."""
        auditor = asyncio.create_task(self._audit())
        try:
            while not self._stopping.is_set():
                await self._claim_or_sleep()
        finally:
            auditor.cancel()
            await self._drain()

    async def _claim_or_sleep(self) -> None:
        await self._free.acquire()
        self._woken.clear()
        claim, wait_until = None, None
        try:
            self._held = self._holding()
            if not self._stopping.is_set() and not self._held:
                claim = await self._relay.claim()
            if claim is None:
                wait_until = await self._relay.next_due()
            self._health.tell("store", "")
        except Exception as error:  # noqa: BLE001 - the poller outlives whatever strikes it
            self._health.tell("store", type(error).__name__)
            wait_until = self._clock.now() + STORE_AGAIN
        if claim is None:
            self._free.release()
            await self._sleep(wait_until)
        else:
            self._start(claim)

    def _start(self, claim: Claim) -> None:
        self._spun = False
        task = asyncio.create_task(self._relay.deliver(claim))
        self._busy.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._busy.discard(task)
        self._free.release()
        self._woken.set()

    async def _sleep(self, until: datetime | None) -> None:
        """Sleep to *until*, but look again after a second at the latest, and at once when woken."""
        now = self._clock.now()
        soon = now + self._relay.rules.look_every
        if until is not None and until <= now:
            if not (self._spun or self._held):
                self._spun = True  # once: something fell due between the two looks
                return
            until = soon
        self._spun = False
        sleeping = asyncio.create_task(self._clock.sleep_until(soon if until is None else min(until, soon)))
        waking = asyncio.create_task(self._woken.wait())
        await asyncio.wait({sleeping, waking}, return_when=asyncio.FIRST_COMPLETED)
        for task in (sleeping, waking):
            task.cancel()
        await asyncio.gather(sleeping, waking, return_exceptions=True)

    def _holding(self) -> bool:
        if self._elapsed is None:
            return False
        now, elapsed = self._clock.now(), self._elapsed()
        if self._last is not None:
            ahead = (now - self._last[0]) - timedelta(seconds=elapsed - self._last[1])
            if ahead > A_JUMP:
                self._hold_until = elapsed + self._undo.total_seconds()
        self._last = (now, elapsed)
        return elapsed < self._hold_until

    async def _audit(self) -> None:
        while True:
            try:
                await self._relay.audit()
            except Exception as error:  # noqa: BLE001 - the auditor outlives whatever strikes it
                self._health.tell("store", type(error).__name__)
            await self._clock.sleep_until(self._clock.now() + self._relay.rules.audit_every)

    async def _drain(self) -> None:
        if self._busy:
            _, left = await asyncio.wait(self._busy, timeout=self._relay.rules.drain)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
