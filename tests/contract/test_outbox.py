import asyncio
from datetime import timedelta

import pytest

from bot.errors import ClaimLost
from bot.notices import Notice
from bot.outbox import Burial, Claim, DeadLetter, Doubt
from bot.ports import OpenWork
from tests.builders import a_lease, a_notice, a_timer
from tests.contract.slots import ALL, MINUTE, claim, claimed, put, settle
from tests.fakes import NOON


async def test_a_claimed_entry_is_the_one_that_was_put(unit_of_work: OpenWork) -> None:
    notice = a_notice()
    await put(unit_of_work, notice)

    held = await claimed(unit_of_work)

    assert held == Claim(entry=notice, lease=a_lease(), attempt=1)


async def test_nothing_is_claimed_before_it_is_due(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice(due_at=NOON + MINUTE))

    early = await claim(unit_of_work, after=MINUTE - timedelta(microseconds=1))
    in_time = await claim(unit_of_work, after=MINUTE)

    assert (early, in_time is not None) == (None, True)


async def test_an_entry_put_twice_is_there_once_even_after_it_was_settled(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice(), a_notice())
    await settle(unit_of_work, await claimed(unit_of_work))
    await put(unit_of_work, a_notice())

    assert await claim(unit_of_work) is None


async def test_many_slots_claim_each_entry_once(unit_of_work: OpenWork) -> None:
    timers = [a_timer(escalation=f"esc{number}") for number in range(20)]
    await put(unit_of_work, *timers)

    claims = await asyncio.gather(*(claim(unit_of_work, f"slot-{number}") for number in range(30)))

    assert sorted(held.entry.id for held in claims if held) == sorted(timer.id for timer in timers)


async def test_a_lease_that_ran_out_is_taken_over_in_doubt(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice())
    first = await claimed(unit_of_work)

    during = await claim(unit_of_work, "slot-2", after=MINUTE - timedelta(microseconds=1))
    second = await claimed(unit_of_work, "slot-2", after=MINUTE)

    assert during is None
    assert (second.attempt, second.doubt) == (2, Doubt(since=first.lease.taken_at, times=1))


async def test_whoever_lost_the_claim_can_write_nothing(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice())
    first = await claimed(unit_of_work)
    second = await claimed(unit_of_work, "slot-2", after=MINUTE)

    with pytest.raises(ClaimLost):
        await settle(unit_of_work, first)
    with pytest.raises(ClaimLost):
        async with unit_of_work() as work:
            await work.outbox.postpone(first, NOON, failures=1, doubt=None)
    with pytest.raises(ClaimLost):
        async with unit_of_work() as work:
            await work.outbox.bury(first, Burial.TOO_MANY_TRIES, NOON)
    await settle(unit_of_work, second)


async def test_the_same_owner_is_fenced_by_its_attempt(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice())
    first = await claimed(unit_of_work)
    await claimed(unit_of_work, after=MINUTE)

    with pytest.raises(ClaimLost):
        await settle(unit_of_work, first)


async def test_what_is_settled_is_settled_once(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice())
    held = await claimed(unit_of_work)
    await settle(unit_of_work, held)

    with pytest.raises(ClaimLost):
        await settle(unit_of_work, held)


async def test_a_lost_claim_undoes_the_whole_unit(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_timer())
    first = await claimed(unit_of_work)
    await claimed(unit_of_work, "slot-2", after=MINUTE)

    async def fire() -> None:
        async with unit_of_work() as work:
            await work.outbox.put(a_notice("what the timer led to"))
            await work.outbox.settle(first, None, NOON)

    with pytest.raises(ClaimLost):
        await fire()

    assert await claim(unit_of_work) is None


async def test_a_postponed_entry_returns_with_what_is_known_of_it(unit_of_work: OpenWork) -> None:
    doubt = Doubt(since=NOON - MINUTE, times=2)
    await put(unit_of_work, a_notice())
    held = await claimed(unit_of_work)
    async with unit_of_work() as work:
        await work.outbox.postpone(held, NOON + MINUTE, failures=3, doubt=doubt)

    early = await claim(unit_of_work)
    again = await claimed(unit_of_work, after=MINUTE)

    assert early is None
    assert (again.attempt, again.failures, again.doubt) == (2, 3, doubt)
    assert again.doubted == Doubt(since=NOON - MINUTE, times=3)


async def test_a_surely_refused_entry_returns_without_doubt(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice())
    async with unit_of_work() as work:
        held = await work.outbox.claim(a_lease(), ALL)
        assert held is not None
        await work.outbox.postpone(held, NOON, failures=1, doubt=None)

    again = await claimed(unit_of_work)

    assert again.doubt is None


async def test_a_dead_letter_is_listed_and_can_be_revived(unit_of_work: OpenWork) -> None:
    notice = a_notice()
    await put(unit_of_work, notice)
    held = await claimed(unit_of_work)
    async with unit_of_work() as work:
        await work.outbox.bury(held, Burial.TOO_MANY_TRIES, NOON)

    async with unit_of_work() as work:
        dead = await work.outbox.dead_letters()
        revived = await work.outbox.revive(notice.id, NOON)
        twice = await work.outbox.revive(notice.id, NOON)
    again = await claimed(unit_of_work)

    assert dead == (DeadLetter(entry=notice, why=Burial.TOO_MANY_TRIES, at=NOON, attempt=1),)
    assert (revived, twice) == (True, False)
    assert (again.entry, again.attempt, again.failures) == (notice, 2, 0)


@pytest.mark.parametrize("after", [timedelta(), MINUTE])
async def test_what_was_claimed_cannot_be_cancelled(unit_of_work: OpenWork, after: timedelta) -> None:
    notice = a_notice()
    await put(unit_of_work, notice)
    held = await claimed(unit_of_work)
    if after:
        async with unit_of_work() as work:
            await work.outbox.postpone(held, NOON + after, failures=1, doubt=held.doubted)

    async with unit_of_work() as work:
        assert await work.outbox.cancel(notice.id) is False


async def test_what_is_cancelled_never_goes_out(unit_of_work: OpenWork) -> None:
    notice = a_notice()
    await put(unit_of_work, notice)
    async with unit_of_work() as work:
        cancelled = await work.outbox.cancel(notice.id)
        again = await work.outbox.cancel(notice.id)
    await put(unit_of_work, notice)

    assert (cancelled, again) == (True, False)
    assert await claim(unit_of_work, after=MINUTE) is None


async def test_undo_at_the_due_instant_happens_or_does_not(unit_of_work: OpenWork) -> None:
    async def undo(notice: Notice) -> bool:
        async with unit_of_work() as work:
            return await work.outbox.cancel(notice.id)

    for number in range(20):
        notice = a_notice(f"race {number}")
        await put(unit_of_work, notice)
        pair = undo(notice), claim(unit_of_work)
        cancelled, held = await asyncio.gather(*(pair if number % 2 else reversed(pair)))
        if number % 2 == 0:
            cancelled, held = held, cancelled
        assert cancelled is (held is None)
        if isinstance(held, Claim):
            await settle(unit_of_work, held)
