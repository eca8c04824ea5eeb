import asyncio
from datetime import date, timedelta

import pytest

from bot.errors import UnknownEscalation
from bot.lifecycle import Happening
from bot.outbox import Landed
from bot.people import Platform
from bot.ports import OpenWork
from tests.builders import a_lease, a_notice, an_arrival, an_escalation, an_event
from tests.fakes import NOON

ALL = tuple(Platform)
MINUTE = timedelta(minutes=1)
ESC = an_escalation().id


class Mishap(Exception):
    pass


async def test_an_escalation_and_its_notice_are_kept_together(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        await work.escalations.add(an_escalation(), an_event())
        await work.outbox.put(a_notice())

    async with unit_of_work() as work:
        kept = await work.escalations.get(ESC), await work.outbox.waiting(ESC), await work.audit.of(ESC)

    assert kept == (an_escalation(), (a_notice(),), (an_event(),))


async def test_nothing_is_kept_of_a_unit_that_fails(unit_of_work: OpenWork) -> None:
    async def fail() -> None:
        async with unit_of_work() as work:
            await work.intake.record(an_arrival(), a_lease())
            await work.escalations.add(an_escalation(), an_event())
            await work.outbox.put(a_notice())
            await work.counts.add(date(2026, 3, 2), "sensitive")
            await work.leases.take("shard", a_lease())
            raise Mishap

    with pytest.raises(Mishap):
        await fail()

    async with unit_of_work() as work:
        assert await work.intake.record(an_arrival(), a_lease()) is not None
        assert await work.outbox.waiting(ESC) == ()
        assert await work.audit.of(ESC) == ()
        assert await work.counts.totals() == {}
        assert await work.leases.take("shard", a_lease("other"))
        with pytest.raises(UnknownEscalation):
            await work.escalations.get(ESC)


async def test_nothing_is_kept_of_a_unit_that_is_cancelled(unit_of_work: OpenWork) -> None:
    reached = asyncio.Event()

    async def interrupted() -> None:
        async with unit_of_work() as work:
            await work.outbox.put(a_notice())
            reached.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(interrupted())
    await reached.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    async with unit_of_work() as work:
        assert await work.outbox.waiting(ESC) == ()


async def test_nobody_sees_what_is_not_committed(unit_of_work: OpenWork) -> None:
    reached, leave = asyncio.Event(), asyncio.Event()

    async def failing() -> None:
        async with unit_of_work() as work:
            await work.outbox.put(a_notice())
            reached.set()
            await leave.wait()
            raise Mishap

    async def reading() -> int:
        async with unit_of_work() as work:
            return len(await work.outbox.waiting(ESC))

    writer = asyncio.create_task(failing())
    await reached.wait()
    reader = asyncio.create_task(reading())
    await asyncio.sleep(0)
    leave.set()
    await asyncio.gather(writer, return_exceptions=True)

    assert await reader == 0


async def test_counts_add_up_by_week(unit_of_work: OpenWork) -> None:
    monday = date(2026, 3, 2)
    for _ in range(2):
        async with unit_of_work() as work:
            await work.counts.add(monday, "sensitive")
    async with unit_of_work() as work:
        await work.counts.add(monday + timedelta(weeks=1), "sensitive")

    async with unit_of_work() as work:
        totals = await work.counts.totals()

    assert totals == {(monday, "sensitive"): 2, (monday + timedelta(weeks=1), "sensitive"): 1}


async def test_a_mark_is_what_was_noted_last_and_empty_where_nothing_was(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        before = await work.marks.get("commands")
        await work.marks.put("commands", "first")
    async with unit_of_work() as work:
        await work.marks.put("commands", "second")
        await work.marks.put("other", "another")
    async with unit_of_work() as work:
        found = await work.marks.get("commands"), await work.marks.get("other")

    assert before == ""
    assert found == ("second", "another")


async def test_a_named_lease_has_one_holder_until_it_runs_out_or_is_given_up(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        taken = await work.leases.take("shard", a_lease("a"))
        refused = await work.leases.take("shard", a_lease("b"))
        renewed = await work.leases.take("shard", a_lease("a", NOON + MINUTE / 2))
        still = await work.leases.take("shard", a_lease("b", NOON + MINUTE))
        after = await work.leases.take("shard", a_lease("b", NOON + 2 * MINUTE))
        await work.leases.give_up("shard", a_lease("a"))
        kept = await work.leases.take("shard", a_lease("c", NOON + 2 * MINUTE))
        await work.leases.give_up("shard", a_lease("b"))
        free = await work.leases.take("shard", a_lease("c", NOON + 2 * MINUTE))

    assert (taken, refused, renewed, still, after, kept, free) == (True, False, True, False, True, False, True)


async def test_an_event_without_a_change_joins_the_log(unit_of_work: OpenWork) -> None:
    refused = an_event(Happening.REFUSED)
    async with unit_of_work() as work:
        await work.audit.append(refused)

    async with unit_of_work() as work:
        assert await work.audit.of(ESC) == (refused,)


async def test_the_place_of_a_message_outlives_its_content(unit_of_work: OpenWork) -> None:
    landed = Landed(platform=Platform.SLACK, workspace="T1", channel="D1", message="1.2")
    async with unit_of_work() as work:
        await work.outbox.put(a_notice())
        held = await work.outbox.claim(a_lease(), ALL)
        assert held is not None
        await work.outbox.settle(held, landed, NOON)

    async with unit_of_work() as work:
        assert await work.outbox.landed(a_notice().id) == landed
        assert await work.outbox.waiting(ESC) == ()
