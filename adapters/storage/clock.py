"""The time: the system's with SQLite, the server's with PostgreSQL, so that all replicas agree on what is due."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

_READ_EVERY = 60.0  # seconds between two looks at the clock that is followed
_NAP = 30.0  # seconds slept at most before looking whether the clock was moved
_A_JUMP = timedelta(seconds=60)
log = structlog.get_logger(__name__)


def elapsed() -> float:
    """Count seconds that no one can set, sleep of the machine included where the system tells."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def system_time() -> datetime:
    """Read the system's clock: the one place beside PostgreSQL's where the time comes from."""
    return datetime.fromtimestamp(time.time(), UTC)


class SteadyClock:
    """Follows another clock: read now and then, and carried on in between by seconds that no one can set."""

    def __init__(
        self, read: Callable[[], Awaitable[datetime]], now: datetime, elapsed: Callable[[], float] = elapsed
    ) -> None:
        self._read = read
        self._elapsed = elapsed
        self._at, self._base = elapsed(), now

    def now(self) -> datetime:
        """Tell the time."""
        return self._base + timedelta(seconds=self._elapsed() - self._at)

    async def sleep_until(self, when: datetime) -> None:
        """Sleep in naps, so that a clock that was moved is noticed."""
        while (left := (when - self.now()).total_seconds()) > 0:
            await asyncio.sleep(min(left, _NAP))
            if self._elapsed() - self._at >= _READ_EVERY:
                await self.follow()

    async def follow(self) -> None:
        """Read the followed clock; a jump is taken over and told. One that cannot be read now is carried on."""
        before, began = self.now(), self._elapsed()
        self._at, self._base = began, before  # whoever asks meanwhile need not read it too
        try:
            read = await self._read()
        except (SQLAlchemyError, OSError):
            return
        took = self._elapsed() - began
        now = read + timedelta(seconds=took / 2)
        jumped = now - before - timedelta(seconds=took)
        self._at, self._base = self._elapsed(), now
        if abs(jumped) > _A_JUMP:
            log.warning("clock_jumped", seconds=round(jumped.total_seconds()))


class SystemClock(SteadyClock):
    """The system's clock."""

    def __init__(self) -> None:
        super().__init__(_system_time, system_time())


async def _system_time() -> datetime:
    return system_time()


class ServerClock(SteadyClock):
    """The PostgreSQL server's clock."""

    @classmethod
    async def of(cls, engine: AsyncEngine) -> "ServerClock":
        """Read the server's clock for the first time."""

        async def read() -> datetime:
            async with engine.connect() as connection:
                row = (await connection.execute(select(func.clock_timestamp()))).one()
            now: datetime = row[0]
            return now.astimezone(UTC)

        return cls(read, await read())
