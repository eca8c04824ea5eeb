from datetime import timedelta

import pytest

from bot.errors import ClaimLost
from bot.lifecycle import Happening
from bot.outbox import Backlog, Burial, TimerKind
from bot.people import Platform, Workspace
from bot.ports import OpenWork
from tests.builders import a_lease, a_notice, a_recipient, a_timer, an_escalation, an_event
from tests.contract.slots import ALL, LANDED, MINUTE, claim, claimed, put, settle
from tests.fakes import NOON


async def test_notices_of_one_stream_keep_their_order(unit_of_work: OpenWork) -> None:
    first, second = a_notice("first"), a_notice("second", due_at=NOON + timedelta(seconds=1))
    await put(unit_of_work, second, first)
    held = await claimed(unit_of_work, after=MINUTE)
    during = await claim(unit_of_work, "slot-2", after=MINUTE)
    async with unit_of_work() as work:
        await work.outbox.postpone(held, NOON + 2 * MINUTE, failures=1, doubt=None)
    postponed = await claim(unit_of_work, "slot-2", after=MINUTE)
    again = await claimed(unit_of_work, after=2 * MINUTE)
    await settle(unit_of_work, again)
    last = await claimed(unit_of_work, after=2 * MINUTE)

    assert (held.entry, during, postponed, again.entry, last.entry) == (first, None, None, first, second)


async def test_a_later_notice_does_not_hold_up_an_earlier_one(unit_of_work: OpenWork) -> None:
    tomorrow, today = a_notice("tomorrow", due_at=NOON + timedelta(days=1)), a_notice("today")
    await put(unit_of_work, tomorrow, today)

    held = await claimed(unit_of_work)

    assert held.entry == today


async def test_other_people_do_not_wait_for_a_stream(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice("to max"), a_notice("to bea", to=a_recipient("bea")))
    await claimed(unit_of_work)

    other = await claimed(unit_of_work, "slot-2")

    assert other.entry == a_notice("to bea", to=a_recipient("bea"))


async def test_a_dead_letter_does_not_hold_up_its_stream(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice("first"), a_notice("second"))
    held = await claimed(unit_of_work)
    async with unit_of_work() as work:
        await work.outbox.bury(held, Burial.UNREACHABLE, NOON)

    following = await claimed(unit_of_work)

    assert following.entry == a_notice("second")


async def test_only_served_platforms_and_running_workspaces_are_claimed(unit_of_work: OpenWork) -> None:
    await put(
        unit_of_work,
        a_notice("discord", to=a_recipient("max", Platform.DISCORD)),
        a_notice("paused", to=a_recipient("bea")),
        a_notice("open", to=a_recipient("bob", workspace="T2")),
    )
    paused = [Workspace(Platform.SLACK, "T1")]

    async with unit_of_work() as work:
        due = await work.outbox.next_due([Platform.SLACK], paused)
        held = await work.outbox.claim(a_lease(), [Platform.SLACK], paused)
        nothing = await work.outbox.claim(a_lease(), [Platform.SLACK], paused)
        no_due = await work.outbox.next_due([Platform.SLACK], paused)

    assert held is not None
    assert held.entry == a_notice("open", to=a_recipient("bob", workspace="T2"))
    assert (due, nothing, no_due) == (NOON, None, NOON + MINUTE)


async def test_timers_fire_whatever_is_served(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_timer())

    async with unit_of_work() as work:
        held = await work.outbox.claim(a_lease(), [])

    assert held is not None
    assert held.entry == a_timer()


async def test_an_update_is_told_where_the_replaced_notice_landed(unit_of_work: OpenWork) -> None:
    card = a_notice("card")
    await put(unit_of_work, card, a_notice("update", replaces=card.id))
    await settle(unit_of_work, await claimed(unit_of_work))

    update = await claimed(unit_of_work)

    assert update.target == LANDED
    async with unit_of_work() as work:
        assert await work.outbox.landed(card.id) == LANDED


async def test_the_next_due_time_looks_past_what_cannot_be_claimed(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice("first"), a_notice("held up"), a_timer(due_at=NOON + 5 * MINUTE))
    async with unit_of_work() as work:
        before = await work.outbox.next_due(ALL)
    held = await claimed(unit_of_work)
    async with unit_of_work() as work:
        during = await work.outbox.next_due(ALL)
        await work.outbox.postpone(held, NOON + 3 * MINUTE, failures=1, doubt=None)
        postponed = await work.outbox.next_due(ALL)

    assert (before, during, postponed) == (NOON, held.lease.until, NOON + 3 * MINUTE)


async def test_an_empty_outbox_has_no_next_due_time(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        assert await work.outbox.next_due(ALL) is None


async def test_timers_are_dropped_with_their_escalation(unit_of_work: OpenWork) -> None:
    other = a_timer(escalation="esc2")
    await put(unit_of_work, a_timer(), a_timer(TimerKind.EXPIRE), other, a_notice())

    async with unit_of_work() as work:
        await work.outbox.drop_timers(an_escalation().id)
        left = await work.outbox.waiting(an_escalation().id)

    assert left == (a_notice(),)
    assert {(await claimed(unit_of_work)).entry for _ in range(2)} == {other, a_notice()}


async def test_what_is_overdue_is_told_though_it_is_retried_or_claimed(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice(), a_timer(), a_timer(TimerKind.EXPIRE, due_at=NOON + MINUTE))
    held = await claimed(unit_of_work)
    async with unit_of_work() as work:
        await work.outbox.postpone(held, NOON + 9 * MINUTE, failures=1, doubt=None)
    await claimed(unit_of_work)

    async with unit_of_work() as work:
        at_due = await work.outbox.overdue(NOON)
        later = await work.outbox.overdue(NOON + MINUTE)

    assert at_due == ()
    assert set(later) == {a_notice().id, a_timer().id}


async def test_the_backlog_counts_waiting_due_and_dead(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice(), a_timer(), a_timer(TimerKind.EXPIRE, due_at=NOON + MINUTE))
    held = await claimed(unit_of_work)
    async with unit_of_work() as work:
        await work.outbox.bury(held, Burial.UNREACHABLE, NOON)

    async with unit_of_work() as work:
        backlog = await work.outbox.backlog(NOON)

    assert backlog == Backlog(waiting=2, due=1, oldest_due_at=NOON, dead=1)


async def test_erasing_an_escalation_takes_its_entries_out_and_their_content_away(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice("dead"), a_notice("claimed"), a_timer())
    async with unit_of_work() as work:
        await work.escalations.add(an_escalation(), an_event())
        dead = await work.outbox.claim(a_lease(), ALL)
        assert dead is not None
        await work.outbox.bury(dead, Burial.UNREACHABLE, NOON)
    held = await claimed(unit_of_work)

    async with unit_of_work() as work:
        await work.escalations.erase(an_escalation().id, an_event(Happening.ERASED, version=2))
        left = await work.outbox.dead_letters(), await work.outbox.waiting(an_escalation().id)

    assert left == ((), ())
    assert await claim(unit_of_work, after=2 * MINUTE) is None
    with pytest.raises(ClaimLost):
        await settle(unit_of_work, held)
