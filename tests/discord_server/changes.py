"""Waiting for something to become true, woken by every change."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

PATIENCE = 20.0  # seconds of real time; generous, since test machines are slow
_GLANCE = 0.1  # seconds; some things become true by time alone

Found = TypeVar("Found")


class NeverHappened(AssertionError):
    """What a test waited for did not come."""


class Changes:
    """Wakes whoever waits whenever the server's state moved."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()

    def bump(self) -> None:
        for event in self._waiting:
            event.set()

    async def until(self, look: Callable[[], Found | None], what: str, timeout: float = PATIENCE) -> Found:  # noqa: ASYNC109 - the caller's patience, not a cancel scope
        """Return the first truthy thing *look* finds."""
        deadline = time.monotonic() + timeout
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            while not (found := look()):
                if time.monotonic() > deadline:
                    raise NeverHappened(f"{what} did not happen within {timeout:g} s")
                event.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(_GLANCE):  # wait_for of Python 3.11 may swallow a cancellation
                        await event.wait()
            return found
        finally:
            self._waiting.discard(event)
