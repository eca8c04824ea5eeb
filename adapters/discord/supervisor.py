"""One shard, one process: whoever holds its lease is connected, and is connected again whatever discord.py raises."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import aiohttp
import discord
import structlog

from bot.errors import StoreUnavailable
from bot.leases import Lease, OwnerId
from bot.ports import Clock, OpenWork
from bot.relaying.health import Health

LEASE, LOOK_EVERY = timedelta(seconds=9), timedelta(seconds=3)
"""Together less than 15 seconds: within that another process takes over from one that died."""
LONGEST_AWAY = 60.0
"""Seconds without a connection after which discord.py's own tries are given up for a new start (its issue 10511)."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
GOODBYE = 3.0  # seconds that a connection may take to close
FINAL = frozenset({4004, 4010, 4011, 4012, 4013, 4014})
"""Close codes that no new start mends: somebody must."""
log = structlog.get_logger(__name__)


class Line(Protocol):
    """One connection to Discord."""

    @property
    def away(self) -> float:
        """Seconds for which it has not been connected; 0 while it is."""

    async def start(self, token: str) -> None:
        """Connect, and stay connected; whatever it raises, another is made."""

    async def close(self) -> None:
        """Disconnect; `start` returns."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """What a supervisor works with. `alone` says that no other process has this store: nobody's lease is waited for."""

    unit_of_work: OpenWork
    clock: Clock
    health: Health
    owner: OwnerId
    alone: bool
    token: str
    new_line: Callable[[tuple[int, int]], Line]


class Supervisor:
    """Keeps one shard connected, for as long as `run` runs and the lease is ours."""

    def __init__(self, watch: Watch, shard: tuple[int, int]) -> None:
        self._watch = watch
        self._shard = shard
        self._name = f"discord.shard.{shard[0]}.of.{shard[1]}"
        self._subject = f"discord shard {shard[0]}"
        self._line: Line | None = None
        self._stands_by = False
        self._until = watch.clock.now()

    @property
    def connected(self) -> bool:
        """Whether Discord reaches us, or we stand by for another process that it reaches."""
        return self._stands_by or (self._line is not None and not self._line.away)

    async def run(self) -> None:
        """Stand by, connect once the lease is ours, and again after every fault; give the lease up at the end."""
        try:
            while True:
                try:
                    self._stands_by = not await self._holds()
                    if not self._stands_by:
                        await self._serve()
                except Exception as error:
                    log.exception("shard_fault")
                    self._watch.health.tell(self._subject, type(error).__name__)
                await self._nap()
        finally:
            await self._hang_up()
            with suppress(StoreUnavailable):
                async with self._watch.unit_of_work() as work:
                    await work.leases.give_up(self._name, self._lease())

    async def _serve(self) -> None:
        """Keep connecting until the lease is lost."""
        log.info("shard_taken", number=self._shard[0])
        wait = FIRST_WAIT
        while True:
            began = self._watch.clock.now()
            if not await self._until_it_fails():
                log.warning("shard_lost", number=self._shard[0])
                return
            if self._watch.clock.now() - began > timedelta(seconds=LONGEST_WAIT):
                wait = FIRST_WAIT
            log.warning("discord_starts_again", seconds=wait)
            if not await self._wait(wait * random.uniform(0.5, 1.0)):  # noqa: S311 - spreads replicas, guards nothing
                return
            wait = min(wait * 2, LONGEST_WAIT)

    async def _until_it_fails(self) -> bool:
        """Run one client to its end; False when the lease was lost first."""
        self._line = line = self._watch.new_line(self._shard)
        running = asyncio.create_task(line.start(self._watch.token))
        try:
            while not running.done():
                await self._nap_beside(running)
                if not await self._holds():
                    return False
                if not line.away:
                    self._watch.health.tell(self._subject, "")
                elif line.away > LONGEST_AWAY:
                    break
            self._tell(running)
        finally:
            await self._hang_up()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        return True

    def _tell(self, running: "asyncio.Task[None]") -> None:
        """Say what ended it; whatever it was, it is started again."""
        error = running.exception() if running.done() and not running.cancelled() else None
        final = isinstance(error, discord.LoginFailure | discord.PrivilegedIntentsRequired) or (
            isinstance(error, discord.ConnectionClosed) and error.code in FINAL
        )
        word = f"{type(error).__name__} {getattr(error, 'code', '')}".strip() if error else "no connection"
        self._watch.health.tell(self._subject, word)
        log.error("discord_refused" if final else "discord_fault", why=word.replace(" ", "_"), exc_info=error)

    async def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with suppress(discord.DiscordException, aiohttp.ClientError, OSError, RuntimeError):
                async with asyncio.timeout(GOODBYE):
                    await line.close()

    async def _wait(self, seconds: float) -> bool:
        """Wait before another start; tell whether the lease is still ours afterwards."""
        until = self._watch.clock.now() + timedelta(seconds=seconds)
        while (left := until - self._watch.clock.now()) > timedelta():
            await self._watch.clock.sleep_until(self._watch.clock.now() + min(left, LOOK_EVERY))
            if not await self._holds():
                return False
        return True

    async def _holds(self) -> bool:
        """Take or renew the lease; while the store cannot be asked, it is ours until it runs out."""
        try:
            async with self._watch.unit_of_work() as work:
                lease = self._lease()
                taken = await work.leases.take(self._name, lease)
        except StoreUnavailable:
            return self._watch.alone or self._watch.clock.now() < self._until
        if taken:
            self._until = lease.until
        return taken

    def _lease(self) -> Lease:
        """Make a lease; the only process of a store need not wait for one that a process before it left."""
        now = self._watch.clock.now()
        asked_at = now + LEASE if self._watch.alone else now
        return Lease(owner=self._watch.owner, taken_at=asked_at, until=now + LEASE)

    async def _nap_beside(self, running: "asyncio.Task[None]") -> None:
        """Nap for as long as *running* runs."""
        napping = asyncio.create_task(self._nap())
        try:
            await asyncio.wait({running, napping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            napping.cancel()

    async def _nap(self) -> None:
        await self._watch.clock.sleep_until(self._watch.clock.now() + LOOK_EVERY)
