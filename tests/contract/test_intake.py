import asyncio
from datetime import timedelta

import pytest

from bot.errors import ClaimLost
from bot.people import Platform
from bot.ports import OpenWork
from tests.builders import a_lease, an_arrival
from tests.fakes import NOON

ALL = tuple(Platform)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


async def test_a_redelivery_finds_the_first_and_changes_nothing(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        first = await work.intake.record(an_arrival(), a_lease())
    async with unit_of_work() as work:
        again = await work.intake.record(an_arrival(body="other words"), a_lease("slot-2", NOON + DAY))
        taken = await work.intake.claim(a_lease("slot-2", NOON + MINUTE), ALL)

    assert first is not None
    assert (first.arrival, first.attempt, again) == (an_arrival(), 1, None)
    assert taken is not None
    assert taken.arrival == an_arrival()


async def test_of_copies_at_once_one_is_recorded(unit_of_work: OpenWork) -> None:
    async def record(owner: str) -> bool:
        async with unit_of_work() as work:
            return await work.intake.record(an_arrival(), a_lease(owner)) is not None

    recorded = await asyncio.gather(*(record(f"slot-{number}") for number in range(8)))

    assert sorted(recorded) == [False] * 7 + [True]


async def test_what_a_dead_process_left_is_claimed_by_another(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        await work.intake.record(an_arrival("Ev2", at=NOON + timedelta(seconds=1)), a_lease())
        first = await work.intake.record(an_arrival("Ev1"), a_lease())
        left = await work.intake.unanswered(NOON), await work.intake.unanswered(NOON + MINUTE)

    async with unit_of_work() as work:
        during = await work.intake.claim(a_lease("slot-2", NOON + MINUTE - timedelta(microseconds=1)), ALL)
        elsewhere = await work.intake.claim(a_lease("slot-2", NOON + MINUTE), [Platform.DISCORD])
        taken = await work.intake.claim(a_lease("slot-2", NOON + MINUTE), ALL)

    assert left == (0, 2)
    assert (during, elsewhere) == (None, None)
    assert taken is not None
    assert (taken.arrival, taken.attempt) == (an_arrival("Ev1"), 2)
    assert first is not None
    with pytest.raises(ClaimLost):
        async with unit_of_work() as work:
            await work.intake.settle(first, NOON)


async def test_an_answered_arrival_is_answered_once_and_its_delivery_id_stays(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        held = await work.intake.record(an_arrival(), a_lease())
        assert held is not None
        await work.intake.settle(held, NOON)

    with pytest.raises(ClaimLost):
        async with unit_of_work() as work:
            await work.intake.settle(held, NOON)
    async with unit_of_work() as work:
        assert await work.intake.record(an_arrival(), a_lease()) is None
        assert await work.intake.claim(a_lease("slot-2", NOON + DAY), ALL) is None
        assert await work.intake.forget(NOON) == 0
        assert await work.intake.forget(NOON + MINUTE) == 1
        assert await work.intake.record(an_arrival(), a_lease()) is not None
