"""The relay at work: its poller, its senders, its auditor, its end."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.delivery import RelayRules
from bot.notices import Notice
from bot.outbox import Landed
from bot.running import RunningRelay
from tests.builders import a_notice, a_recipient
from tests.fakes import FakeNotifier
from tests.unit.test_relay import MINUTE, NOTICE, SECOND, Desk, Failing

TURNS = 200  # of the event loop, ample for anything in memory


async def until(done: Callable[[], bool]) -> None:
    for _ in range(TURNS):
        if done():
            return
        await asyncio.sleep(0)
    raise AssertionError("it did not come to pass")


async def some_turns() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)


@asynccontextmanager
async def running(desk: Desk, elapsed: Callable[[], float] | None = None) -> AsyncIterator[RunningRelay]:
    relay = RunningRelay(desk.relay, desk.clock, desk.health, elapsed=elapsed)
    desk.store.on_commit = relay.wake
    task = asyncio.create_task(relay.run())
    yield relay
    relay.stop()
    await asyncio.wait_for(task, 5)


async def test_a_commit_wakes_it_and_what_is_due_goes_out() -> None:
    desk = Desk()
    async with running(desk):
        await some_turns()
        await desk.put(NOTICE)

        await until(lambda: bool(desk.sequel.sent_))

    assert desk.notifier.copies(NOTICE.id) == 1


async def test_it_sleeps_to_the_next_due_time() -> None:
    desk = Desk()
    async with running(desk):
        await desk.put(a_notice(due_at=NOTICE.due_at + SECOND / 2))
        await some_turns()
        early = list(desk.notifier.sent)
        desk.clock.move(SECOND / 2)

        await until(lambda: bool(desk.notifier.sent))

    assert early == []


async def test_no_more_are_sent_at_once_than_there_are_senders() -> None:
    notifier, gate = Failing(), asyncio.Event()
    under_way: list[int] = []
    at_once = 0

    async def slowly(notice: Notice) -> Landed:
        nonlocal at_once
        at_once += 1
        under_way.append(at_once)
        await gate.wait()
        at_once -= 1
        return await FakeNotifier.send(notifier, notice)

    notifier.send = slowly  # type: ignore[method-assign]
    desk = Desk(notifier)
    await desk.put(*(a_notice(f"n{number}", to=a_recipient(f"p{number}")) for number in range(10)))
    async with running(desk):
        await until(lambda: len(under_way) == RelayRules().senders)
        await some_turns()
        most = max(under_way)
        gate.set()
        await until(lambda: len(notifier.sent) == 10)

    assert most == RelayRules().senders


async def test_fault_47_on_stop_it_claims_nothing_more_and_finishes_what_is_under_way() -> None:
    notifier, gate, begun = Failing(), asyncio.Event(), asyncio.Event()

    async def slowly(notice: Notice) -> Landed:
        begun.set()
        await gate.wait()
        return await FakeNotifier.send(notifier, notice)

    notifier.send = slowly  # type: ignore[method-assign]
    desk = Desk(notifier)
    await desk.put(NOTICE)
    async with running(desk) as relay:
        await asyncio.wait_for(begun.wait(), 5)
        relay.stop()
        await desk.put(a_notice("late", to=a_recipient("bea")))
        gate.set()

    assert [notice.id for notice in notifier.sent] == [NOTICE.id]
    assert desk.sequel.sent_ == [NOTICE]


async def test_fault_47_what_does_not_finish_in_time_is_left_in_doubt() -> None:
    notifier, begun = Failing(), asyncio.Event()

    async def hang(notice: Notice) -> Landed:
        begun.set()
        await asyncio.Event().wait()
        return await FakeNotifier.send(notifier, notice)

    notifier.send = hang  # type: ignore[method-assign]
    desk = Desk(notifier)
    desk.relay.rules = RelayRules(drain=0.001)
    await desk.put(NOTICE)
    async with running(desk):
        await asyncio.wait_for(begun.wait(), 5)

    assert desk.store.tables.outbox[NOTICE.id].doubt is not None


async def test_fault_40_a_store_that_is_away_turns_health_red_and_is_asked_again() -> None:
    desk = Desk()
    await desk.put(NOTICE)
    desk.store.broken = True
    async with running(desk):
        await until(lambda: "store" in desk.health.troubles)
        desk.store.broken = False
        await some_turns()
        desk.clock.move(5 * SECOND)

        await until(lambda: bool(desk.sequel.sent_))
        await until(lambda: not desk.health.red)


async def test_the_auditor_looks_every_five_minutes() -> None:
    desk = Desk()
    desk.notifier.down = True
    await desk.put(NOTICE)
    async with running(desk):
        await some_turns()
        desk.clock.move(6 * MINUTE)

        await until(lambda: "outbox" in desk.health.troubles)


async def test_the_auditor_outlives_a_store_that_is_away() -> None:
    desk = Desk()
    desk.store.broken = True
    async with running(desk):
        await until(lambda: "store" in desk.health.troubles)
        desk.store.broken = False
        desk.notifier.down = True
        await desk.put(NOTICE)
        desk.clock.move(6 * MINUTE)
        await some_turns()
        desk.clock.move(6 * MINUTE)

        await until(lambda: "outbox" in desk.health.troubles)


async def test_fault_45_after_a_jump_ahead_nothing_goes_for_one_undo_window() -> None:
    desk = Desk()
    seconds = [0.0]
    async with running(desk, lambda: seconds[0]):
        await desk.put(a_notice(due_at=NOTICE.due_at + MINUTE))
        await some_turns()
        desk.clock.move(timedelta(days=1))
        await some_turns()
        held = list(desk.notifier.sent)
        seconds[0] += 59
        desk.clock.move(59 * SECOND)
        await some_turns()
        still = list(desk.notifier.sent)
        seconds[0] += 1
        desk.clock.move(SECOND)

        await until(lambda: bool(desk.notifier.sent))

    assert (held, still) == ([], [])
