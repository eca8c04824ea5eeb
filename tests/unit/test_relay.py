"""The relay against a platform and a store that fail: faults of sections 2 and 3 that need no chat platform."""

import asyncio
from collections.abc import Awaitable
from datetime import datetime, timedelta

import pytest

from bot.delivery import Relay, RelayRules, RelayWorld
from bot.errors import ArrivalUncertain, BotError, NotPermitted, RateLimited, StaleEscalation
from bot.health import Health
from bot.lifecycle import Happening, PressKind, State
from bot.notices import Alarm, ManagerCard, Notice
from bot.outbox import Burial, Landed, Timer
from bot.people import Workspace
from bot.ports import UnitOfWork
from bot.sending import LONGEST, SHORTEST, TRIES, back_off, clamped
from tests.builders import a_notice, a_recipient, a_timer
from tests.desk_bench import HOUR, UNDO, Bench, who
from tests.fakes import NOON, Died, FakeClock, FakeIds, FakeNotifier
from tests.memory import MemoryStore

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
LEASE = RelayRules().lease


class Nothing:
    """A sequel that decides nothing, and can be told to fail."""

    def __init__(self) -> None:
        self.sent_: list[Notice] = []
        self.given_up_: list[tuple[Notice, Burial]] = []
        self.fired: list[Timer] = []
        self.raises: list[Exception] = []

    def _strike(self) -> None:
        if self.raises:
            raise self.raises.pop(0)

    async def sent(self, work: UnitOfWork, notice: Notice, landed: Landed) -> None:
        del work, landed
        self._strike()
        self.sent_.append(notice)

    async def given_up(self, work: UnitOfWork, notice: Notice, why: Burial) -> None:
        del work
        self._strike()
        self.given_up_.append((notice, why))

    async def due(self, work: UnitOfWork, timer: Timer) -> None:
        del work
        self._strike()
        self.fired.append(timer)


class Desk:
    """One relay with a clock, a store and a platform."""

    def __init__(self, notifier: FakeNotifier | None = None) -> None:
        self.clock, self.store, self.health, self.sequel = FakeClock(), MemoryStore(), Health(), Nothing()
        self.notifier = notifier or FakeNotifier()
        self.ids = FakeIds()
        self.relay = self.another()

    def another(self) -> Relay:
        return Relay(
            RelayWorld(
                unit_of_work=self.store.work,
                notifiers=(self.notifier,),
                sequel=self.sequel,
                clock=self.clock,
                ids=self.ids,
                health=self.health,
                chance=lambda: 0.0,
            )
        )

    async def put(self, *entries: Notice | Timer) -> None:
        async with self.store.work() as work:
            await work.outbox.put(*entries)

    async def wait(self, by: timedelta) -> None:
        until = self.clock.now() + by
        await self.relay.deliver_due()
        while (due := await self.relay.next_due()) is not None and due <= until:
            self.clock.move(max(due - self.clock.now(), timedelta()))
            await self.relay.deliver_due()
        self.clock.move(until - self.clock.now())

    async def dead(self) -> list[tuple[str, Burial]]:
        async with self.store.work() as work:
            return [(letter.entry.id, letter.why) for letter in await work.outbox.dead_letters()]

    async def overdue(self) -> int:
        async with self.store.work() as work:
            return (await work.outbox.backlog(self.clock.now())).due


class Failing(FakeNotifier):
    """A notifier whose calls do what they are told, once each."""

    def __init__(self, *sends: Exception, finds: Exception | None = None, can_find: bool = True) -> None:
        super().__init__(can_find=can_find)
        self.sends = list(sends)
        self.finds = finds
        self.looked_up = 0

    async def send(self, notice: Notice) -> Landed:
        if self.sends:
            raise self.sends.pop(0)
        return await super().send(notice)

    async def find(self, notice: Notice, since: datetime) -> Landed | None:
        del since
        self.looked_up += 1
        if self.finds is not None:
            raise self.finds
        return await super().find(notice, NOON)


NOTICE = a_notice()


async def killed(work: Awaitable[int]) -> None:
    with pytest.raises(Died):
        await work


async def test_fault_18_a_lost_answer_is_looked_up_and_not_sent_again() -> None:
    desk = Desk()
    desk.notifier.lose_next_answer()
    await desk.put(NOTICE)

    await desk.wait(5 * MINUTE)

    assert desk.notifier.copies(NOTICE.id) == 1
    assert desk.sequel.sent_ == [NOTICE]
    assert await desk.overdue() == 0


async def test_fault_19_a_rate_limit_pauses_the_workspace_and_costs_no_try() -> None:
    desk = Desk()
    others = [a_notice(f"n{number}", to=a_recipient(f"p{number}")) for number in range(30)]
    elsewhere = a_notice("elsewhere", to=a_recipient("bob", workspace="T2"))
    desk.notifier.limit_next(30 * SECOND)
    await desk.put(*others, elsewhere)

    await desk.relay.deliver_due()
    during = [notice.id for notice in desk.notifier.sent]
    paused = desk.relay.paused(desk.clock.now())
    await desk.wait(30 * SECOND)

    assert during == [elsewhere.id]
    assert paused == {Workspace(NOTICE.recipient.address.platform, "T1"): NOON + 30 * SECOND}
    assert len(desk.notifier.sent) == 31
    assert {row.failures for row in desk.store.tables.outbox.values()} == {0}


async def test_fault_19_what_was_claimed_before_the_pause_waits_too() -> None:
    desk = Desk()
    desk.notifier.limit_next(30 * SECOND)
    first, second = a_notice("a", to=a_recipient("a")), a_notice("b", to=a_recipient("b"))
    await desk.put(first, second)
    claims = [await desk.relay.claim(), await desk.relay.claim()]

    for claim in claims:
        assert claim is not None
        await desk.relay.deliver(claim)

    assert desk.notifier.sent == []
    await desk.wait(30 * SECOND)
    assert [notice.id for notice in desk.notifier.sent] == [first.id, second.id]


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (7, 7), (86_400, 300)])
def test_fault_20_a_pause_is_kept_between_a_second_and_five_minutes(asked: int, given: int) -> None:
    assert clamped(timedelta(seconds=asked)) == timedelta(seconds=given)


async def test_fault_21_eight_refusals_make_a_dead_letter_and_the_desk_is_told() -> None:
    desk = Desk()
    desk.notifier.down = True
    await desk.put(NOTICE)

    await desk.wait(HOUR)

    assert await desk.dead() == [(NOTICE.id, Burial.TOO_MANY_TRIES)]
    assert desk.sequel.given_up_ == [(NOTICE, Burial.TOO_MANY_TRIES)]
    assert desk.store.tables.outbox[NOTICE.id].attempt == TRIES
    assert desk.health.red


def test_fault_21_waits_grow_from_a_second_to_five_minutes_with_jitter() -> None:
    full = [back_off(failures, 0.0) for failures in range(1, TRIES + 1)]

    assert full[0] == SHORTEST
    assert full[-1] == LONGEST
    assert full == sorted(full)
    assert sum(full[:-1], timedelta()) > 10 * MINUTE
    assert back_off(5, 1.0) == full[4] / 2
    assert back_off(1, 1.0) == SHORTEST


async def test_fault_22_a_late_acceptance_is_found_because_the_retry_waits_for_the_lease() -> None:
    desk = Desk()
    desk.notifier.delay_next()
    await desk.put(NOTICE)

    await desk.wait(LEASE - SECOND)
    desk.notifier.arrive()
    await desk.wait(5 * MINUTE)

    assert desk.notifier.copies(NOTICE.id) == 1


async def test_fault_23_a_doubt_that_cannot_be_looked_up_is_kept_and_parked_after_a_day() -> None:
    notifier = Failing(ArrivalUncertain("x", "lost"), finds=RuntimeError("look-up down"))
    desk = Desk(notifier)
    await desk.put(NOTICE)

    await desk.wait(timedelta(hours=23))
    before = await desk.dead()
    await desk.wait(timedelta(hours=2))

    assert before == []
    assert notifier.sent == []
    assert await desk.dead() == [(NOTICE.id, Burial.IN_DOUBT_TOO_LONG)]


@pytest.mark.parametrize(
    "trouble", [RateLimited("x", "slow", 10 * SECOND), NotPermitted("x", "missing_scope"), ArrivalUncertain("x", "no")]
)
async def test_fault_23_whatever_strikes_the_look_up_nothing_is_sent_blindly(trouble: BotError) -> None:
    notifier = Failing(ArrivalUncertain("x", "lost"), finds=trouble)
    desk = Desk(notifier)
    await desk.put(NOTICE)

    await desk.wait(HOUR)
    notifier.finds = None
    during = list(notifier.sent)
    await desk.wait(HOUR)

    assert during == []
    assert notifier.copies(NOTICE.id) == 1


async def test_fault_24_a_card_nobody_can_tell_of_is_parked_and_the_next_person_asked() -> None:
    bench = Bench()
    escalation = await bench.asked()
    await bench.relay.deliver_due()
    bench.slack.lose_next_answer()
    bench.clock.move(UNDO)
    await bench.relay.deliver_due()
    bench.slack.finds_nothing_out = True

    await bench.wait(timedelta(hours=25))

    assert sum(isinstance(n.content, ManagerCard) for n in bench.sent_to("max")) == 1
    assert (await bench.told(escalation)).chain == (who("max"), who("bea"))
    bench.slack.finds_nothing_out = False
    await bench.wait(HOUR)
    assert len([n for n in bench.sent_to("ops") if isinstance(n.content, Alarm)]) == 1


async def test_fault_26_a_missing_scope_turns_health_red_and_burns_no_row() -> None:
    notifier = Failing(*[NotPermitted("x", "missing_scope")] * 20)
    desk = Desk(notifier)
    await desk.put(NOTICE)

    await desk.wait(HOUR)
    red = dict(desk.health.troubles)
    notifier.sends.clear()
    await desk.wait(HOUR)

    assert red["slack T1"] == "missing_scope"
    assert notifier.copies(NOTICE.id) == 1
    assert "slack T1" not in desk.health.troubles
    assert desk.store.tables.outbox[NOTICE.id].failures == 0


async def test_fault_29_killed_before_the_send_it_is_sent_once_after_the_restart() -> None:
    desk = Desk()
    desk.notifier.die_next(after=False)
    await desk.put(NOTICE)
    await killed(desk.relay.deliver_due())

    desk.relay = desk.another()
    await desk.wait(LEASE)

    assert desk.notifier.copies(NOTICE.id) == 1


async def test_fault_30_killed_after_the_send_it_is_found_and_not_sent_again() -> None:
    desk = Desk()
    desk.notifier.die_next(after=True)
    await desk.put(NOTICE)
    await killed(desk.relay.deliver_due())

    desk.relay = desk.another()
    await desk.wait(LEASE)

    assert desk.notifier.copies(NOTICE.id) == 1
    assert desk.sequel.sent_ == [NOTICE]


async def test_fault_30_where_nothing_can_be_found_one_repeat_is_allowed_and_no_more() -> None:
    desk = Desk(FakeNotifier(can_find=False))
    for _ in range(3):
        desk.notifier.lose_next_answer()
    await desk.put(NOTICE)

    await desk.wait(HOUR)

    assert desk.notifier.copies(NOTICE.id) == 2
    assert await desk.dead() == [(NOTICE.id, Burial.IN_DOUBT_TOO_LONG)]


async def test_fault_31_killed_in_the_undo_window_it_arrives_in_time_and_can_still_be_undone() -> None:
    bench = Bench()
    kept, undone = await bench.asked(), await bench.asked()
    await bench.wait(UNDO / 2)

    bench.relay = bench.another_relay()
    await bench.pressed("ada", undone, PressKind.DO_NOT_SEND)
    await bench.wait(UNDO / 2)

    assert (await bench.told(kept)).state is State.DELIVERED
    assert (await bench.told(undone)).state is State.STOPPED
    assert sum(isinstance(n.content, ManagerCard) for n in bench.sent_to("max")) == 1


async def test_fault_34_an_answer_before_our_commit_is_accepted_as_proof_of_delivery() -> None:
    bench = Bench()
    escalation = await bench.asked()
    await bench.relay.deliver_due()
    bench.slack.die_next(after=True)
    bench.clock.move(UNDO)
    with pytest.raises(Died):
        await bench.relay.deliver_due()
    assert (await bench.told(escalation)).state is State.OPEN

    answered = await bench.pressed("max", escalation, PressKind.REPLY, "Ask them first.")
    await bench.wait(5 * MINUTE)

    assert answered.state is State.ANSWERED
    assert (await bench.told(escalation)).state is State.ANSWERED
    assert sum(isinstance(n.content, ManagerCard) for n in bench.slack.sent) == 1
    assert Happening.DELIVERED not in await bench.log(escalation)


async def test_fault_35_three_relays_send_three_hundred_notices_once() -> None:
    desk = Desk()
    notices = [a_notice(f"n{number}", to=a_recipient(f"p{number}")) for number in range(300)]
    await desk.put(*notices)

    await asyncio.gather(*(relay.deliver_due() for relay in (desk.another(), desk.another(), desk.another())))

    assert sorted(notice.id for notice in desk.notifier.sent) == sorted(notice.id for notice in notices)


async def test_fault_36_a_sender_whose_lease_is_nearly_over_does_not_send() -> None:
    desk = Desk()
    await desk.put(NOTICE)
    claim = await desk.relay.claim()
    assert claim is not None

    desk.clock.move(LEASE - SECOND)
    await desk.relay.deliver(claim)
    nothing = list(desk.notifier.sent)
    await desk.relay.deliver_due()

    assert nothing == []
    assert desk.notifier.copies(NOTICE.id) == 1


async def test_fault_36_a_sender_that_lost_its_claim_writes_nothing() -> None:
    notifier = Failing()
    desk = Desk(notifier)
    await desk.put(NOTICE)

    async def slowly(notice: Notice) -> Landed:
        landed = await FakeNotifier.send(notifier, notice)
        desk.clock.move(LEASE)
        await desk.another().deliver_due()
        return landed

    notifier.send = slowly  # type: ignore[method-assign]
    await desk.relay.deliver_due()

    assert notifier.copies(NOTICE.id) == 1
    assert (desk.store.tables.outbox[NOTICE.id].attempt, desk.health.red) == (2, False)


def test_fault_36_a_lease_shorter_than_its_calls_cannot_be_configured() -> None:
    with pytest.raises(ValueError, match="lease"):
        RelayRules(lease=timedelta(seconds=59))
    with pytest.raises(ValueError, match="lease"):
        RelayRules(call=20.0)


async def test_fault_40_a_store_that_refuses_loses_nothing() -> None:
    desk = Desk()
    await desk.put(NOTICE)
    claim = await desk.relay.claim()
    assert claim is not None
    desk.store.broken = True

    await desk.relay.deliver(claim)
    troubled = desk.health.red
    desk.store.broken = False
    await desk.wait(2 * LEASE)

    assert troubled
    assert desk.notifier.copies(NOTICE.id) == 1
    assert desk.sequel.sent_ == [NOTICE]


async def test_fault_40_a_commit_whose_answer_was_lost_is_not_done_twice() -> None:
    desk = Desk()
    await desk.put(NOTICE)
    claim = await desk.relay.claim()
    assert claim is not None
    desk.store.forgets_next_answer = True

    await desk.relay.deliver(claim)
    await desk.wait(2 * LEASE)

    assert desk.notifier.copies(NOTICE.id) == 1
    assert desk.sequel.sent_ == [NOTICE]


async def test_fault_48_a_poison_row_is_parked_and_the_others_go_on() -> None:
    poison, sound = a_notice("poison", to=a_recipient("bob")), a_notice("sound")
    notifier = Failing()

    async def send(notice: Notice) -> Landed:
        if notice.id == poison.id:
            raise ZeroDivisionError
        return await FakeNotifier.send(notifier, notice)

    notifier.send = send  # type: ignore[method-assign]
    desk = Desk(notifier)
    await desk.put(poison, sound)

    await desk.wait(2 * HOUR)

    assert [notice.id for notice in notifier.sent] == [sound.id]
    assert await desk.dead() == [(poison.id, Burial.TOO_MANY_TRIES)]
    assert desk.sequel.given_up_ == [(poison, Burial.TOO_MANY_TRIES)]


async def test_fault_48_a_timer_the_desk_cannot_decide_is_parked() -> None:
    desk = Desk()
    desk.sequel.raises = [ZeroDivisionError() for _ in range(20)]
    await desk.put(a_timer())

    await desk.wait(2 * HOUR)

    assert await desk.dead() == [(a_timer().id, Burial.TOO_MANY_TRIES)]
    assert desk.sequel.given_up_ == []


async def test_a_sequel_that_fails_is_asked_again_and_the_message_is_not() -> None:
    desk = Desk()
    desk.sequel.raises = [ZeroDivisionError(), StaleEscalation("esc1"), StaleEscalation("esc1")]
    await desk.put(NOTICE)

    await desk.wait(HOUR)

    assert desk.notifier.copies(NOTICE.id) == 1
    assert desk.sequel.sent_ == [NOTICE]


@pytest.mark.parametrize("times", [2, 6])
async def test_a_stale_escalation_is_decided_again(times: int) -> None:
    desk = Desk()
    desk.sequel.raises = [StaleEscalation("esc1") for _ in range(times)]
    await desk.put(a_timer())

    await desk.wait(HOUR)

    assert desk.sequel.fired == [a_timer()]


@pytest.mark.parametrize("times", [2, 6])
async def test_giving_up_is_decided_again_until_the_desk_was_told(times: int) -> None:
    desk = Desk()
    desk.notifier.close_messages(NOTICE.recipient.person)
    desk.sequel.raises = [StaleEscalation("esc1") for _ in range(times)]
    await desk.put(NOTICE)

    await desk.wait(HOUR)

    assert desk.sequel.given_up_ == [(NOTICE, Burial.UNREACHABLE)]


async def test_a_desk_that_never_manages_leaves_a_dead_letter_and_red_health() -> None:
    desk = Desk()
    desk.notifier.close_messages(NOTICE.recipient.person)
    desk.sequel.raises = [ZeroDivisionError() for _ in range(50)]
    await desk.put(NOTICE)

    await desk.wait(2 * HOUR)

    assert await desk.dead() == [(NOTICE.id, Burial.TOO_MANY_TRIES)]
    assert "dead letters" in desk.health.troubles


async def test_an_update_of_what_never_arrived_is_nothing_to_do() -> None:
    desk = Desk()
    update = a_notice("update", replaces=a_notice("never").id)
    await desk.put(update)

    await desk.wait(SECOND)

    assert (desk.notifier.sent, await desk.overdue(), desk.sequel.sent_) == ([], 0, [])


async def test_an_uncertain_update_is_repeated_and_never_looked_up() -> None:
    desk = Desk(Failing())
    card, update = a_notice("card"), a_notice("update", replaces=a_notice("card").id)
    await desk.put(card)
    await desk.wait(SECOND)
    desk.notifier.lose_next_answer()
    await desk.put(update)

    await desk.wait(5 * MINUTE)

    assert await desk.overdue() == 0
    assert [notice.id for notice in desk.notifier.shown.values()] == [update.id]
    assert isinstance(desk.notifier, Failing)
    assert desk.notifier.looked_up == 0


async def test_a_platform_that_never_answers_is_given_ten_seconds() -> None:
    notifier = Failing()

    async def hang(notice: Notice) -> Landed:
        await asyncio.Event().wait()
        return await FakeNotifier.send(notifier, notice)

    notifier.send = hang  # type: ignore[method-assign]
    desk = Desk(notifier)
    desk.relay = Relay(desk.relay._world, RelayRules(call=0.001))  # noqa: SLF001
    await desk.put(NOTICE)

    await desk.relay.deliver_due()

    row = desk.store.tables.outbox[NOTICE.id]
    assert (row.failures, row.doubt is not None) == (1, True)


async def test_the_auditor_turns_health_red_for_what_is_overdue_and_back() -> None:
    desk = Desk()
    desk.notifier.down = True
    await desk.put(NOTICE)
    await desk.relay.audit()
    young = desk.health.red

    desk.clock.move(5 * MINUTE + SECOND)
    await desk.relay.audit()
    late = desk.health.troubles.get("outbox", "")
    desk.notifier.down = False
    await desk.wait(MINUTE)
    await desk.relay.audit()

    assert (young, desk.health.red) == (False, False)
    assert NOTICE.id in late


async def test_a_dead_letter_keeps_health_red_for_a_day_and_an_unreachable_person_does_not() -> None:
    desk = Desk()
    desk.notifier.close_messages(NOTICE.recipient.person)
    await desk.put(NOTICE)
    await desk.wait(SECOND)
    await desk.relay.audit()
    unreachable = desk.health.red
    desk.notifier.down = True
    await desk.put(a_notice("second", to=a_recipient("bea")))
    await desk.wait(HOUR)
    await desk.relay.audit()
    dead = desk.health.red
    desk.clock.move(timedelta(days=1))
    await desk.relay.audit()

    assert (unreachable, dead, desk.health.red) == (False, True, False)
