"""What a stored unit of work does beyond the contract that it shares with the fake."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from traceback import format_exception

import pytest
from sqlalchemy import insert, text

from adapters.storage.tables import intake
from adapters.storage.work import Store
from bot.errors import StoreUnavailable
from bot.lifecycle import EscalationId, Happening
from tests.adapters.storage.opening import ESC, execute, opened, record, recorded
from tests.builders import a_lease, a_notice, a_timer, an_escalation, an_event
from tests.contract.slots import ALL, MINUTE, claim, claimed, put
from tests.fakes import NOON, FakeClock

HOUR = timedelta(hours=1)
CANARY = "a canary"


async def abandon(store: Store) -> None:
    with suppress(StoreUnavailable):
        async with store.work() as work:
            await work.outbox.put(a_timer())
            raise StoreUnavailable("on purpose")


async def test_a_unit_inside_another_one_is_refused(store: Store) -> None:
    async with store.work():
        with pytest.raises(RuntimeError, match="inside another one"):
            async with store.work():
                pass

    assert await record(store, "Ev1")


async def test_a_commit_to_the_outbox_wakes_the_relay_and_reading_does_not(store: Store) -> None:
    woken: list[None] = []
    store.on_commit = lambda: woken.append(None)
    await put(store.work, a_notice())
    after_put = len(woken)
    await record(store, "Ev1")
    await claimed(store.work)
    await abandon(store)

    assert (after_put, len(woken)) == (1, 1)


async def test_a_commit_goes_through_although_whoever_waits_is_cancelled(store: Store) -> None:
    entered = asyncio.Event()

    async def unit() -> None:
        async with store.work() as work:
            await work.outbox.put(a_notice())
            entered.set()

    task = asyncio.create_task(unit())
    await entered.wait()
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert (await claimed(store.work)).entry == a_notice()


async def test_whoever_is_cancelled_while_waiting_leaves_nothing_behind(store: Store) -> None:
    async with store.work():
        waiting = asyncio.create_task(record(store, "Ev1"))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    assert await record(store, "Ev1")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET what = 'x' WHERE number = 2",
        "DELETE FROM audit WHERE number = 2",
        "DELETE FROM audit WHERE number = 3",
        "DELETE FROM audit",
    ],
)
async def test_fault_90_the_database_refuses_to_change_the_log(store: Store, change: str) -> None:
    async with store.work() as work:
        for version in range(1, 4):
            await work.audit.append(an_event(version=version))

    with pytest.raises(Exception, match="append-only"):
        await execute(store, change)

    async with store.work() as work:
        assert [row.number for row in await work.audit.linked()] == [1, 2, 3]


async def test_fault_49_what_a_newer_version_put_is_left_for_it(store: Store) -> None:
    await put(store.work, a_notice("kind"), a_notice("format"), a_notice("ours"))
    await execute(store, "UPDATE outbox SET kind = 'novelty', stream = 'n' WHERE place = 1")
    await execute(store, "UPDATE outbox SET format = 9, stream = 'm' WHERE place = 2")

    held = await claimed(store.work)
    nothing = await claim(store.work)
    async with store.work() as work:
        waiting = await work.outbox.waiting(ESC)
        backlog = await work.outbox.backlog(NOON)
        overdue = await work.outbox.overdue(NOON + MINUTE)

    assert (held.entry, nothing, waiting) == (a_notice("ours"), None, (a_notice("ours"),))
    assert (backlog.waiting, len(overdue)) == (3, 3)


async def test_fault_48_an_entry_that_cannot_be_read_holds_nobody_up_and_is_not_lost(store: Store) -> None:
    broken, whole = a_notice("broken"), a_timer()
    await put(store.work, broken, whole)
    async with store.work() as work:
        body = await work.session.row(text("SELECT body FROM outbox WHERE kind = 'progress'"))
        assert body is not None
        await work.session.run(text("UPDATE outbox SET body = '{}' WHERE kind = 'progress'"))

    held = await claimed(store.work)
    nothing = await claim(store.work)
    async with store.work() as work:
        due = await work.outbox.overdue(NOON + MINUTE)
        await work.session.run(
            text("UPDATE outbox SET body = :body WHERE id = :id").bindparams(body=body[0], id=broken.id)
        )
    again = await claimed(store.work, after=5 * MINUTE)

    assert (held.entry, nothing, due) == (whole, None, (broken.id, whole.id))
    assert (again.entry, again.doubt, again.failures) == (broken, None, 0)


async def test_words_are_erased_also_from_what_cannot_be_read(store: Store) -> None:
    async with store.work() as work:
        await work.escalations.add(an_escalation(), an_event())
        await work.outbox.put(a_notice())
        await work.session.run(text("UPDATE outbox SET body = '{}'"))

    async with store.work() as work:
        await work.escalations.erase_words(ESC, an_escalation().asker, an_event(Happening.ERASED, version=2))

    assert await claim(store.work) is None


async def test_an_escalation_of_a_newer_version_is_not_misread(store: Store) -> None:
    async with store.work() as work:
        await work.escalations.add(an_escalation(), an_event())
        await work.session.run(text("UPDATE escalations SET format = 2"))

    with pytest.raises(StoreUnavailable, match="esc1 was written by a newer version"):
        async with store.work() as work:
            await work.escalations.get(ESC)


async def test_a_damaged_escalation_is_named_without_its_text(store: Store) -> None:
    async with store.work() as work:
        await work.escalations.add(an_escalation(), an_event())
        await work.session.run(text("UPDATE escalations SET body = replace(body, '\"open\"', '\"canary\"')"))

    with pytest.raises(StoreUnavailable, match=r"esc1 .* is damaged \(state\)") as refusal:
        async with store.work() as work:
            await work.escalations.get(ESC)

    assert "canary" not in str(refusal.value)
    assert refusal.value.__cause__ is None


async def test_a_failing_statement_undoes_the_unit_and_shows_no_words(store: Store) -> None:
    async def fail() -> None:
        async with store.work() as work:
            await work.outbox.put(a_notice())
            await work.session.run(insert(intake).values(body=CANARY))

    with pytest.raises(StoreUnavailable) as refusal:
        await fail()

    assert CANARY not in "".join(format_exception(refusal.value))
    assert await claim(store.work) is None


async def test_the_log_counts_on_over_many_units(store: Store) -> None:
    async def one(number: int) -> None:
        async with store.work() as work:
            found = replace(an_escalation(), id=EscalationId(f"esc{number}"))
            await work.escalations.add(found, an_event(escalation=found.id))
            await work.audit.append(an_event(Happening.REFUSED, escalation=found.id))

    await asyncio.gather(*(one(number) for number in range(12)))

    async with store.work() as work:
        rows = await work.audit.linked()
    assert [row.number for row in rows] == list(range(1, 25))
    assert [a.event.escalation for a in rows[::2]] == [b.event.escalation for b in rows[1::2]]


async def test_fault_45_after_the_clock_was_set_back_leases_last_no_longer_than_they_are_long(address: str) -> None:
    async with opened(address) as store:
        await put(store.work, a_notice())
        await claimed(store.work)
        await record(store, "Ev1")

    earlier = FakeClock(NOON - HOUR)
    async with opened(address, clock=earlier) as store:
        due_later = await claim(store.work, after=-HOUR + MINUTE)
        async with store.work() as work:
            during = await work.intake.claim(a_lease("slot-2", NOON - HOUR), ALL)
            after = await work.intake.claim(a_lease("slot-2", NOON - HOUR + MINUTE), ALL)
        in_time = await claimed(store.work, "slot-2")

    assert due_later is None  # nothing goes out before it is due
    assert during is None
    assert after is not None
    assert (in_time.entry, in_time.attempt) == (a_notice(), 2)


async def test_recorded_arrivals_outlive_the_store(address: str) -> None:
    async with opened(address) as store:
        await record(store, "Ev1")
    async with opened(address) as store:
        assert await recorded(store) == {"Ev1"}


async def test_closing_waits_for_what_is_being_committed(address: str) -> None:
    entered = asyncio.Event()

    async def unit(store: Store) -> None:
        async with store.work() as work:
            await work.outbox.put(a_notice())
            entered.set()

    async with opened(address) as store:
        task = asyncio.create_task(unit(store))
        await entered.wait()
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async with opened(address) as store:
        assert (await claimed(store.work)).entry == a_notice()
