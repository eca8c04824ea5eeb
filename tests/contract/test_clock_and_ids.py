import asyncio
import re
from datetime import UTC, timedelta
from typing import cast

import pytest

from adapters.ids import RandomIds
from bot.ports import Clock, Ids
from tests.fakes import NOON, FakeClock, FakeIds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=[FakeIds, RandomIds])
def ids(request: pytest.FixtureRequest) -> Ids:
    return cast("type[Ids]", request.param)()


def test_the_fake_clock_is_a_clock(clock: FakeClock) -> None:
    port: Clock = clock

    assert port.now() == NOON


async def test_a_sleeper_wakes_when_the_clock_is_moved_far_enough(clock: FakeClock) -> None:
    sleeper = asyncio.create_task(clock.sleep_until(clock.now() + timedelta(hours=4)))
    await asyncio.sleep(0)

    clock.move(timedelta(hours=3))
    await asyncio.sleep(0)
    early = sleeper.done()
    clock.move(timedelta(hours=1))
    await sleeper

    assert (early, clock.now().tzinfo) == (False, UTC)
    await clock.sleep_until(clock.now())


def test_ids_differ_and_fit(ids: Ids) -> None:
    made = [ids.new() for _ in range(100)]

    assert len(set(made)) == 100
    assert all(re.fullmatch("[a-z2-7]{26,32}", one) for one in made)
