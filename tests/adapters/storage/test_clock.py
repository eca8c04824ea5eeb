"""The clocks: they follow another one, tell of jumps, and never go back between two looks."""

from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from adapters.storage.clock import ServerClock, SteadyClock, SystemClock, elapsed, system_time
from adapters.storage.engine import open_store
from bot.audit_chain import chain_key
from tests.fake_directory import SECRET
from tests.fakes import NOON

SECOND = timedelta(seconds=1)


class Wall:
    """A clock to follow, and seconds that pass, both moved by hand."""

    def __init__(self) -> None:
        self.time = NOON
        self.passed = 0.0
        self.broken = False

    def pass_seconds(self, seconds: float) -> None:
        self.passed += seconds
        self.time += timedelta(seconds=seconds)

    async def read(self) -> datetime:
        if self.broken:
            raise OSError
        return self.time

    def clock(self) -> SteadyClock:
        return SteadyClock(self.read, NOON, lambda: self.passed)


def test_it_goes_on_by_the_seconds_that_passed() -> None:
    wall = Wall()
    clock = wall.clock()

    wall.time += timedelta(days=1)  # set by somebody, not yet looked at
    wall.passed += 5

    assert clock.now() == NOON + 5 * SECOND


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=1)])
async def test_fault_45_a_jump_is_followed_and_told(jump: timedelta) -> None:
    wall = Wall()
    clock = wall.clock()
    wall.pass_seconds(60)
    wall.time += jump

    with capture_logs() as logs:
        await clock.follow()

    assert clock.now() == NOON + 60 * SECOND + jump
    assert [(line["event"], line["seconds"]) for line in logs] == [("clock_jumped", jump.total_seconds())]


async def test_a_small_drift_is_followed_quietly() -> None:
    wall = Wall()
    clock = wall.clock()
    wall.time += 3 * SECOND

    with capture_logs() as logs:
        await clock.follow()

    assert (clock.now(), logs) == (NOON + 3 * SECOND, [])


async def test_a_clock_that_cannot_be_read_is_carried_on() -> None:
    wall = Wall()
    clock = wall.clock()
    wall.pass_seconds(60)
    wall.broken = True

    await clock.follow()

    assert clock.now() == NOON + 60 * SECOND


async def test_whoever_sleeps_looks_at_the_clock_now_and_then() -> None:
    wall = Wall()
    clock = wall.clock()
    wall.pass_seconds(61)
    wall.time += timedelta(hours=1)

    await clock.sleep_until(NOON + 61.001 * SECOND)

    assert clock.now() >= NOON + timedelta(hours=1)
    await clock.sleep_until(NOON)


async def test_the_systems_clock_tells_utc_and_follows_itself() -> None:
    clock = SystemClock()
    await clock.follow()

    assert abs(clock.now() - system_time()) < SECOND
    assert clock.now().tzinfo is UTC
    assert elapsed() > 0


async def test_postgresql_tells_its_own_time(address: str) -> None:
    async with open_store(address, audit_key=chain_key(SECRET)) as store:
        clock = store.clock
        assert isinstance(clock, SystemClock if address.startswith("sqlite") else ServerClock)
        before = clock.now()
        assert isinstance(clock, SteadyClock)
        await clock.follow()

        assert abs(clock.now() - before) < 5 * SECOND
