"""What comes of deliveries and of the clock when something else was quicker."""

from datetime import timedelta
from types import TracebackType

import pytest

from bot.errors import StaleEscalation
from bot.lifecycle import EscalationId, Happening, Press, PressKind, State
from bot.model import Sending
from bot.notices import ManagerCard, Relayed, Route
from bot.outbox import Burial, Landed, TimerKind
from bot.people import Platform, Unavailable
from bot.referrals import DeskRules, Done, NobodyToAsk, Refused
from bot.timetable import Timetable
from bot.transitions import Refusal
from tests.builders import a_notice, a_timer
from tests.desk_bench import HOUR, LONDON, PEOPLE, UNDO, WHERE, Bench, a_referral, somebody, who
from tests.fakes import NOON
from tests.memory import MemoryStore, MemoryWork

LANDED = Landed(platform=Platform.SLACK, workspace="T1", channel="D1", message="1")
NONE = EscalationId("esc1")


class Contended:
    """A store in which somebody else is quicker a few times."""

    def __init__(self) -> None:
        self.store, self.times = MemoryStore(), 0

    def work(self) -> MemoryWork:
        return _Contended(self)


class _Contended(MemoryWork):
    def __init__(self, contended: Contended) -> None:
        super().__init__(contended.store)
        self._contended = contended

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._contended.times:
            self._contended.times -= 1
            await super().__aexit__(StaleEscalation, None, None)
            raise StaleEscalation(NONE)
        await super().__aexit__(kind, error, trace)


async def test_a_press_that_met_another_is_decided_again() -> None:
    contended = Contended()
    bench = Bench(work=contended.work)
    escalation = await bench.asked()
    contended.times = 2

    done = await bench.press("ada", escalation, PressKind.DO_NOT_SEND)

    assert isinstance(done, Done)
    assert await bench.log(escalation) == [Happening.OPENED, Happening.STOPPED]


async def test_a_press_that_always_meets_another_gives_up_and_changes_nothing() -> None:
    contended = Contended()
    bench = Bench(work=contended.work)
    escalation = await bench.asked()
    contended.times = 5

    with pytest.raises(StaleEscalation):
        await bench.press("ada", escalation, PressKind.DO_NOT_SEND)

    assert (await bench.told(escalation)).state is State.OPEN


async def test_what_is_asked_about_nothing_known_changes_nothing() -> None:
    bench = Bench()
    card = ManagerCard(escalation=(await bench.told(await bench.asked())), presses=())

    async with bench.open() as work:
        await bench.follow_ups.sent(work, a_notice(content=card), LANDED)
        await bench.follow_ups.due(work, a_timer())
        await bench.follow_ups.given_up(work, a_notice(), Burial.UNREACHABLE)
        await bench.follow_ups.given_up(work, a_notice(content=card), Burial.UNREACHABLE)

    assert NONE not in bench.store.tables.escalations


async def test_a_delivery_told_twice_is_recorded_once() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    [card] = bench.sent_to("max")

    async with bench.open() as work:
        await bench.follow_ups.sent(work, card, LANDED)
        await bench.follow_ups.given_up(work, card, Burial.TOO_MANY_TRIES)

    assert await bench.log(escalation) == [Happening.OPENED, Happening.DELIVERED]


async def test_a_timer_told_twice_is_decided_once() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    bench.clock.move(4 * HOUR)
    claim = await bench.relay.claim()
    assert claim is not None

    async with bench.open() as work:
        await bench.follow_ups.due(work, claim.entry)  # type: ignore[arg-type]
    async with bench.open() as work:
        await bench.follow_ups.due(work, claim.entry)  # type: ignore[arg-type]

    assert (await bench.log(escalation)).count(Happening.REMINDED) == 1


@pytest.mark.parametrize("kind", [TimerKind.REMIND, TimerKind.TO_OWNER, TimerKind.PREVIEW_LAPSES])
async def test_a_timer_that_no_longer_fits_decides_nothing(kind: TimerKind) -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.pressed("max", escalation, PressKind.REPLY, "Yes.")
    before = await bench.told(escalation)
    async with bench.open() as work:
        await work.outbox.drop_timers(escalation)
        await work.outbox.put(a_timer(kind, NOON, escalation))

    await bench.relay.deliver_due()

    assert await bench.told(escalation) == before


async def test_the_backup_is_asked_again_when_the_directory_is_back() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.wait(23 * HOUR)
    bench.directory.down = True
    await bench.wait(2 * HOUR)
    during = (await bench.told(escalation)).assigned
    bench.directory.down = False
    await bench.wait(timedelta(minutes=10))

    assert (during, (await bench.told(escalation)).assigned) == (who("max"), who("bea"))


async def test_a_preview_whose_manager_left_with_nobody_else_is_stopped() -> None:
    bench = Bench(somebody("ada", "max"), somebody("max"))
    escalation = await bench.asked(a_referral(sending=Sending.OFFERED))
    bench.leave("max")

    done = await bench.press("ada", escalation, PressKind.SEND_NOW)

    assert isinstance(done, Done)
    assert (done.escalation.state, done.what) == (State.STOPPED, Happening.STOPPED)


async def test_a_manager_on_a_platform_that_does_not_run_here_is_passed_over() -> None:
    rules = DeskRules(timetable=Timetable(hours=LONDON), platforms=frozenset({Platform.SLACK}))
    bench = Bench(rules=rules)
    escalation = await bench.delivered()

    recused = await bench.pressed("max", escalation, PressKind.RECUSE)
    alone = Bench(somebody("ada", "bea"), somebody("bea", platform=Platform.DISCORD), rules=rules)

    assert recused.assigned == who("zoe")
    assert isinstance(await alone.desk.propose(a_referral()), NobodyToAsk)


async def test_it_cannot_be_passed_on_to_a_platform_that_does_not_run_here() -> None:
    rules = DeskRules(timetable=Timetable(hours=LONDON), platforms=frozenset({Platform.SLACK}))
    bench = Bench(rules=rules)
    escalation = await bench.delivered()

    refused = await bench.pass_on("max", escalation, "bea")

    assert isinstance(refused, Refused)
    assert refused.why is Refusal.CANNOT_BE_ASKED


async def test_an_edit_of_words_whose_message_was_lost_is_passed_on_anew() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    bench.slack.close_messages(who("ada"))
    await bench.pressed("max", escalation, PressKind.REPLY, "Yes.")
    bench.slack.closed.clear()

    await bench.pressed("max", escalation, PressKind.EDIT, "Yes, if they agree.", index=0)

    told = [content.words.text for content in bench.shown_to("ada") if isinstance(content, Relayed)]
    assert told == ["Yes, if they agree."]


async def test_an_edit_overtakes_nothing_that_has_not_gone_yet() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.press("max", escalation, PressKind.REPLY, "Yes.")
    await bench.press("max", escalation, PressKind.EDIT, "No.", index=0)

    await bench.relay.deliver_due()

    assert [c.words.text for c in bench.shown_to("ada") if isinstance(c, Relayed)] == ["No."]


async def test_in_the_private_channel_a_card_that_fails_goes_to_the_next_person() -> None:
    rules = DeskRules(timetable=Timetable(hours=LONDON), channels=frozenset({Platform.SLACK}))
    bench = Bench(rules=rules)
    bench.slack.close_messages(who("max"))
    escalation = await bench.asked()
    bench.clock.move(UNDO)
    for _ in range(4):  # preview, closed messages, the asker's card
        claim = await bench.relay.claim()
        if claim is None:
            break
        if getattr(getattr(claim.entry, "recipient", None), "route", None) is Route.PRIVATE_CHANNEL:
            async with bench.open() as work:
                await work.outbox.bury(claim, Burial.UNREACHABLE, bench.clock.now())
                await bench.follow_ups.given_up(work, claim.entry, Burial.UNREACHABLE)  # type: ignore[arg-type]
            continue
        await bench.relay.deliver(claim)
    await bench.relay.deliver_due()

    assert (await bench.told(escalation)).assigned == who("bea")


async def test_an_asker_may_stop_their_question_though_the_directory_is_down() -> None:
    bench = Bench()
    escalation = await bench.asked()
    bench.directory.down = True

    done = await bench.desk.press(escalation, Press(kind=PressKind.DO_NOT_SEND), WHERE["ada"])
    other = await bench.desk.press(escalation, Press(kind=PressKind.DO_NOT_SEND), WHERE["eve"])

    assert isinstance(done, Done)
    assert other == Refused(why=Refusal.DIRECTORY_DOWN)
    assert isinstance(await bench.directory.person(who("ada")), Unavailable)


def test_the_bench_has_everybody() -> None:
    assert len(WHERE) == len(PEOPLE)
