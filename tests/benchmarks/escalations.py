"""Whole escalations a second, and what ten thousand waiting ones cost: `python -m tests.benchmarks.escalations`."""

import argparse
import asyncio
import resource
import sys
import time
from datetime import timedelta
from pathlib import Path

from adapters.storage.clock import SystemClock
from adapters.storage.engine import open_store
from adapters.storage.work import Store
from bot.audit_chain import chain_key
from bot.delivery import Relay, RelayRules, RelayWorld
from bot.escalating.followups import FollowUps
from bot.escalating.referrals import DeskRules, Proposed, Referral
from bot.escalating.routing import Router
from bot.escalations import EscalationDesk, World
from bot.lifecycle import EscalationId, Press, PressKind, State
from bot.model import Reason, Sending
from bot.notices import ManagerCard, Notice, entry_id
from bot.outbox import Timer, TimerKind
from bot.people import Address, Platform, person_id
from bot.ports import Clock
from bot.relaying.health import Health
from bot.running import RunningRelay
from tests.builders import a_recipient, an_escalation, an_event
from tests.fakes import FakeClock, FakeNotifier
from tests.scenarios.crowd import SECRET, Crowd
from tests.scenarios.soak import database
from tests.scenarios.wire import HOME
from tests.scenarios.worker import RandomIds, timetable

WAITING = 10_000
AT_ONCE = 8


class Bench:
    """The desk and the relay on a store, with a platform that accepts at once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.health = store, clock, Health()
        ids = RandomIds()
        router = Router(Crowd(), lambda address: person_id(SECRET, str(address)), (Platform.CONSOLE,))
        rules = DeskRules(timetable=timetable())
        self.desk = EscalationDesk(
            World(unit_of_work=store.work, clock=clock, ids=ids, router=router, screen=lambda _: None), rules
        )
        self.relay = Relay(
            RelayWorld(
                unit_of_work=store.work,
                notifiers=(FakeNotifier(Platform.CONSOLE),),
                sequel=FollowUps(clock, router, rules),
                clock=clock,
                ids=ids,
                health=self.health,
            ),
            RelayRules(senders=AT_ONCE),
        )

    async def deliver(self) -> None:
        await asyncio.gather(*(self.relay.deliver_due() for _ in range(AT_ONCE)))

    async def propose(self, number: int) -> EscalationId:
        asker = Address(platform=Platform.CONSOLE, workspace=HOME, user=f"asker-{number}")
        proposal = await self.desk.propose(
            Referral(asker_at=asker, question="Can I post this?", reason=Reason.ASKED_FOR, sending=Sending.AFTER_UNDO)
        )
        assert isinstance(proposal, Proposed)
        return proposal.escalation.id

    async def press(self, told: EscalationId, kind: PressKind, words: str = "") -> None:
        async with self.store.work() as work:
            found = await work.escalations.get(told)
        user = found.asker_at.user
        if kind is PressKind.REPLY:
            chain = await Crowd().chain(found.asker)
            user = getattr(chain, "steps")[0].person.name  # noqa: B009 - this crowd is never away
        by = Address(platform=Platform.CONSOLE, workspace=HOME, user=user)
        await self.desk.press(told, Press(kind=kind, words=words), by)


async def whole_escalations(address: str, number: int) -> tuple[float, float]:
    """Ask, deliver, reply, relay, settle; return how many a second, and the processor's milliseconds for each."""
    clock = FakeClock()
    async with open_store(address, audit_key=chain_key(SECRET), clock=clock) as store:
        bench = Bench(store, clock)
        began, used = time.perf_counter(), time.process_time()
        told = [await bench.propose(one) for one in range(number)]
        await bench.deliver()
        clock.move(timedelta(seconds=61))
        await bench.deliver()
        for one in told:
            await bench.press(one, PressKind.REPLY, "Ask them first.")
        await bench.deliver()
        for one in told:
            await bench.press(one, PressKind.SETTLES_IT)
        await bench.deliver()
        took, busy = time.perf_counter() - began, time.process_time() - used
        async with store.work() as work:
            assert await work.escalations.count() == {State.RESOLVED: number}
            assert (await work.outbox.backlog(clock.now())).due == 0
    return number / took, busy / number * 1000


async def waiting_escalations(address: str, seconds: float) -> tuple[float, float]:
    """Let ten thousand wait; return the memory they cost in MB and the share of a core that idling takes."""
    clock = SystemClock()
    async with open_store(address, audit_key=chain_key(SECRET), clock=clock) as store:
        bench = Bench(store, clock)
        before = memory()
        for start in range(0, WAITING, 100):
            await _put(store, clock, range(start, start + 100))
        running = RunningRelay(bench.relay, clock, bench.health)
        store.on_commit = running.wake
        relay = asyncio.create_task(running.run())
        await asyncio.sleep(2)
        used, began = time.process_time(), time.perf_counter()
        await asyncio.sleep(seconds)
        share = (time.process_time() - used) / (time.perf_counter() - began)
        running.stop()
        await relay
        assert not bench.health.red, bench.health.troubles
        async with store.work() as work:
            assert (await work.outbox.backlog(clock.now())).waiting == 2 * WAITING
    return memory() - before, share


async def _put(store: Store, clock: Clock, numbers: range) -> None:
    due = clock.now() + timedelta(hours=1)
    async with store.work() as work:
        for number in numbers:
            told = an_escalation(id=EscalationId(f"esc{number}"), opened_at=clock.now())
            card = Notice(
                id=entry_id(told.id, "card"),
                recipient=a_recipient(platform=Platform.CONSOLE),
                content=ManagerCard(escalation=told, presses=()),
                due_at=due,
                escalation=told.id,
            )
            timer = Timer(id=entry_id(told.id, "timer"), escalation=told.id, kind=TimerKind.REMIND, due_at=due)
            await work.escalations.add(told, an_event(escalation=told.id))
            await work.outbox.put(card, timer)


def memory() -> float:
    """Tell this process's resident memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--escalations", type=int, default=200)
    parser.add_argument("--idle", type=float, default=35.0)
    given = parser.parse_args()
    for kind in ("sqlite", "postgres"):
        with database(kind) as (address, _):
            rate, each = asyncio.run(whole_escalations(address, given.escalations))
        with database(kind) as (address, _):
            megabytes, share = asyncio.run(waiting_escalations(address, given.idle))
        print(
            f"{kind}: {rate:.0f} whole escalations a second, {each:.0f} ms of processor time each; "
            f"{WAITING} waiting cost {megabytes:.0f} MB and {share:.1%} of a core"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
