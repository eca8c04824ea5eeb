"""One shard, one process: leases taken, renewed, lost and given up, and a new start after whatever is raised."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import discord

from adapters.discord.supervisor import LEASE, LONGEST_AWAY, LOOK_EVERY, Supervisor, Watch
from bot.leases import Lease, OwnerId
from bot.relaying.health import Health
from tests.fakes import FakeClock
from tests.memory import MemoryStore

SHARD = (0, 1)
NAME = "discord.shard.0.of.1"
WITHIN = timedelta(seconds=15)


class FakeLine:
    """A connection that stays until it is closed or `fault` is raised."""

    def __init__(self) -> None:
        self.away = 0.0
        self.closed = False
        self._end: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def fail(self, fault: BaseException) -> None:
        self._end.set_exception(fault)

    async def start(self, token: str) -> None:
        assert token == "token"  # noqa: S105 - opens nothing
        await self._end

    async def close(self) -> None:
        self.closed = True
        if not self._end.done():
            self._end.set_result(None)


class Process:
    """A process that could hold the shard."""

    def __init__(self, name: str, store: MemoryStore, clock: FakeClock, *, alone: bool = False) -> None:
        self.lines: list[FakeLine] = []
        self.refuses = 0
        self.health, self.clock, self.store = Health(), clock, store
        watch = Watch(
            unit_of_work=store.work,
            clock=clock,
            health=self.health,
            owner=OwnerId(name),
            alone=alone,
            token="token",  # noqa: S106 - opens nothing
            new_line=self._line,
        )
        self.supervisor = Supervisor(watch, SHARD)

    def _line(self, shard: tuple[int, int]) -> FakeLine:
        assert shard == SHARD
        if self.refuses:
            self.refuses -= 1
            raise TypeError("a fault of our own")
        self.lines.append(FakeLine())
        return self.lines[-1]

    @property
    def up(self) -> bool:
        return bool(self.lines) and not self.lines[-1].closed

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.supervisor.run())
        try:
            await settle()
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def wait(self, by: timedelta) -> None:
        """Let time pass, as often looked at as a real clock would be."""
        for _ in range(int(by / timedelta(seconds=1))):
            self.clock.move(timedelta(seconds=1))
            await settle()


async def settle() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


async def held_by(owner: str, store: MemoryStore, clock: FakeClock) -> bool:
    async with store.work() as work:
        return await work.leases.take(NAME, Lease.of(OwnerId(owner), clock.now(), LEASE))


async def test_of_two_processes_one_is_connected_and_the_other_stands_by() -> None:
    store, clock = MemoryStore(), FakeClock()
    first, second = Process("first", store, clock), Process("second", store, clock)

    async with first.running(), second.running():
        await first.wait(3 * LEASE)

        assert first.up
        assert second.lines == []
        assert second.supervisor.connected  # it stands by, and is well


async def test_another_takes_over_from_one_that_died_within_fifteen_seconds() -> None:
    store, clock = MemoryStore(), FakeClock()
    await held_by("dead", store, clock)
    other = Process("other", store, clock)

    async with other.running():
        before = other.up
        await other.wait(WITHIN - timedelta(seconds=2))

        assert not before
        assert other.up
        assert other.supervisor.connected
    assert LEASE + LOOK_EVERY < WITHIN


async def test_another_takes_over_at_its_next_look_from_one_that_ended() -> None:
    store, clock = MemoryStore(), FakeClock()
    first, second = Process("first", store, clock), Process("second", store, clock)

    async with second.running():
        async with first.running():
            await first.wait(LEASE)
        assert not first.up
        await second.wait(LOOK_EVERY)

        assert second.up


async def test_the_only_process_of_a_store_waits_for_no_lease_of_a_dead_one() -> None:
    store, clock = MemoryStore(), FakeClock()
    await held_by("dead", store, clock)
    process = Process("new", store, clock, alone=True)

    async with process.running():
        assert process.up


async def test_whoever_lost_the_lease_disconnects() -> None:
    store, clock = MemoryStore(), FakeClock()
    process = Process("slow", store, clock)

    async with process.running():
        clock.move(LEASE)  # it was asleep for as long
        assert await held_by("other", store, clock)
        await settle()

        assert not process.up


async def test_a_store_in_trouble_ends_the_connection_when_the_lease_runs_out_and_not_before() -> None:
    store, clock = MemoryStore(), FakeClock()
    process, only = Process("one", store, clock), Process("only", MemoryStore(), clock, alone=True)

    async with process.running(), only.running():
        store.broken = only.store.broken = True
        await process.wait(LEASE - timedelta(seconds=1))
        before = process.up
        await process.wait(2 * LOOK_EVERY)

        assert before
        assert not process.up
        assert only.up


async def test_whatever_discord_py_raises_it_is_started_again_with_longer_and_longer_pauses() -> None:
    store, clock = MemoryStore(), FakeClock()
    process = Process("one", store, clock)
    faults = [
        AttributeError("'NoneType' object has no attribute 'sequence'"),
        KeyError("id"),
        discord.GatewayNotFound(),  # type: ignore[no-untyped-call]
        discord.LoginFailure("Improper token has been passed."),
        discord.PrivilegedIntentsRequired(0),
    ]

    async with process.running():
        for number, fault in enumerate(faults, start=1):
            process.lines[-1].fail(fault)
            await settle()
            assert process.health.red
            assert not process.supervisor.connected
            await process.wait(timedelta(seconds=2**number))
            assert len(process.lines) == number + 1
        await process.wait(LOOK_EVERY)

        assert process.supervisor.connected
        assert not process.health.red


async def test_a_fault_of_our_own_does_not_end_it_either() -> None:
    store, clock = MemoryStore(), FakeClock()
    process = Process("one", store, clock)
    process.refuses = 1

    async with process.running():
        assert process.health.red
        await process.wait(2 * LOOK_EVERY)

        assert process.supervisor.connected
        assert not process.health.red


async def test_a_connection_that_does_not_come_back_by_itself_is_made_anew() -> None:
    store, clock = MemoryStore(), FakeClock()
    process = Process("one", store, clock)

    async with process.running():
        process.lines[0].away = LONGEST_AWAY / 2
        await process.wait(LEASE)
        assert len(process.lines) == 1
        assert not process.supervisor.connected
        process.lines[0].away = LONGEST_AWAY + 1
        await process.wait(LEASE)

        assert len(process.lines) == 2
        assert process.lines[0].closed
