"""The rows of the fault table, sections 1, 4 and 7, that the desk answers for."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.escalating.referrals import DeskRules, Done, NobodyToAsk, Proposed, Refused, Sensitive
from bot.escalating.timetable import SPREAD, Timetable
from bot.escalating.transitions import Refusal
from bot.lifecycle import Happening, Press, PressKind, State
from bot.model import Reason, Sending
from bot.notices import Alarm, ManagerCard, Progress, Relayed, Reminder, Undelivered
from bot.outbox import TimerKind
from bot.people import Role
from tests.builders import an_address
from tests.desk_bench import HOUR, LONDON, PEOPLE, UNDO, WHERE, Bench, a_referral, screen, somebody, who
from tests.fakes import NOON, FakeClock

EVERYBODY = [person.email.split("@")[0] for person in PEOPLE]
DAY = timedelta(days=1)


def whats(bench: Bench, name: str) -> list[Happening]:
    return [notice.content.what for notice in bench.sent_to(name) if isinstance(notice.content, Progress)]


def cards_for(bench: Bench, name: str) -> int:
    return sum(isinstance(notice.content, ManagerCard) for notice in bench.sent_to(name))


def reminders_for(bench: Bench, name: str) -> int:
    return sum(isinstance(notice.content, Reminder) for notice in bench.sent_to(name))


async def test_fault_13_at_most_twenty_questions_in_ten_minutes() -> None:
    bench = Bench()

    results = [await bench.desk.propose(a_referral(f"Question {number}?")) for number in range(21)]
    bench.clock.move(timedelta(minutes=10))
    later = await bench.desk.propose(a_referral())

    assert [isinstance(result, Proposed) for result in results] == [True] * 20 + [False]
    assert results[-1] == Refused(why=Refusal.TOO_MANY)
    assert isinstance(later, Proposed)


async def test_fault_37_undo_at_the_due_instant_stops_it_or_is_too_late() -> None:
    for number in range(200):
        bench = Bench()
        escalation = await bench.asked()
        bench.clock.move(UNDO)
        undo, deliver = bench.press("ada", escalation, PressKind.DO_NOT_SEND), bench.relay.deliver_due()
        if number % 2:
            pressed, _ = await asyncio.gather(undo, deliver)
        else:
            _, pressed = await asyncio.gather(deliver, undo)

        assert isinstance(pressed, Done) is (cards_for(bench, "max") == 0)
        assert isinstance(pressed, Done) or (isinstance(pressed, Refused) and pressed.why is Refusal.TOO_LATE)


async def test_fault_38_of_two_answers_the_first_wins_and_the_second_sees_who() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.wait(DAY)
    assert (await bench.told(escalation)).assigned == who("bea")

    answers = await asyncio.gather(
        bench.press("bea", escalation, PressKind.REPLY, "Yes."),
        bench.press("max", escalation, PressKind.REPLY, "No."),
        bench.press("bea", escalation, PressKind.REPLY, "Yes."),
    )

    assert [isinstance(answer, Done) for answer in answers] == [True, False, False]
    late = answers[1]
    assert isinstance(late, Refused)
    assert late.why is Refusal.NO_LONGER_YOURS
    assert late.last is not None
    assert (late.last.what, late.last.by) == (Happening.REPLIED, who("bea"))
    refusals = [event.by for event in await bench.events(escalation) if event.what is Happening.REFUSED]
    assert refusals == [who("max"), who("bea")]


async def test_fault_45_a_clock_set_back_makes_the_undo_window_longer_never_shorter() -> None:
    bench = Bench()
    escalation = await bench.asked()

    bench.clock.move(-HOUR)
    await bench.wait(UNDO)
    done = await bench.press("ada", escalation, PressKind.DO_NOT_SEND)

    assert isinstance(done, Done)
    assert bench.sent_to("max") == []


@pytest.mark.parametrize("jump", [DAY, -HOUR, 8 * DAY])
async def test_fault_45_a_jump_of_the_clock_makes_no_storm(jump: timedelta) -> None:
    bench = Bench()
    escalation = await bench.delivered()
    if jump < timedelta():
        await bench.wait(4 * HOUR)  # the reminder went out; now the hour comes again

    bench.clock.move(jump)
    await bench.wait(HOUR)

    assert reminders_for(bench, "max") == 1
    assert cards_for(bench, "bea") == 0
    assert (await bench.told(escalation)).state is State.DELIVERED


async def test_fault_45_timers_keep_local_hours_over_a_change_to_summer_time() -> None:
    bench = Bench()
    bench.clock.move(timedelta(days=23))  # Friday 27 March 2026; the clocks change on Sunday
    await bench.delivered()

    async with bench.open() as work:
        due = await work.outbox.next_due(())
    await bench.wait(3 * DAY)

    assert due is not None
    assert due.isoformat() == "2026-03-27T16:01:00+00:00"
    assert reminders_for(bench, "max") == 1
    handed = [n.due_at.isoformat() for n in bench.sent_to("bea") if isinstance(n.content, ManagerCard)]
    assert handed == ["2026-03-30T11:01:00+00:00"]  # 12:01 in London


async def test_fault_46_after_a_long_sleep_each_gets_one_reminder_spread_over_minutes() -> None:
    asked = 50
    bench = Bench(*PEOPLE, *(somebody(f"p{number}", "max", "bea") for number in range(asked)))
    for number in range(asked):
        await bench.asked(a_referral(asker_at=an_address(f"p{number}")))
    await bench.wait(UNDO)

    bench.clock.move(3 * DAY)  # Saturday noon
    await bench.relay.deliver_due()
    asleep = reminders_for(bench, "max")
    await bench.wait(2 * DAY)

    times = sorted(n.due_at for n in bench.sent_to("max") if isinstance(n.content, Reminder))
    assert asleep == 0
    assert len(times) == asked
    assert times[0].isoformat() >= "2026-03-09T09:00:00+00:00"
    assert timedelta(minutes=5) < times[-1] - times[0] <= SPREAD
    assert len(set(times)) > asked // 2
    assert cards_for(bench, "bea") == 0


async def test_fault_52_a_forged_press_is_refused_logged_and_changes_nothing() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    before = await bench.told(escalation)

    for name in ("eve", "zoe", "pat", "bea"):
        for kind in (PressKind.ACKNOWLEDGE, PressKind.RECUSE, PressKind.WITHDRAW, PressKind.SETTLES_IT):
            assert await bench.press(name, escalation, kind) == Refused(why=Refusal.NOT_YOURS)
    assert await bench.refused("ada", escalation, PressKind.REPLY, "I say yes.") is Refusal.NOT_YOURS
    assert await bench.refused("max", escalation, PressKind.SETTLES_IT) is Refusal.NOT_YOURS

    assert await bench.told(escalation) == before
    refused = [event for event in await bench.events(escalation) if event.what is Happening.REFUSED]
    assert len(refused) == 18
    assert {event.by for event in refused} == {who(name) for name in ("eve", "zoe", "pat", "bea", "ada", "max")}


async def test_fault_52_the_manager_presses_nothing_while_the_undo_window_runs() -> None:
    bench = Bench()
    escalation = await bench.asked()

    assert await bench.refused("max", escalation, PressKind.REPLY, "Yes.") is Refusal.NOT_NOW


async def test_fault_53_knowing_an_id_gives_no_right_and_guessing_one_tells_nothing() -> None:
    bench = Bench()
    escalation = await bench.delivered()

    known = await bench.press("eve", escalation, PressKind.ACKNOWLEDGE)
    guessed = await bench.press("eve", type(escalation)("nothing"), PressKind.ACKNOWLEDGE)

    assert known == Refused(why=Refusal.NOT_YOURS)
    assert guessed == Refused(why=Refusal.UNKNOWN)


async def test_fault_54_ones_own_manager_asks_the_next_one_up() -> None:
    bench = Bench(somebody("ada", "ada", "bea"), somebody("bea"))

    await bench.delivered()

    assert (cards_for(bench, "bea"), cards_for(bench, "ada")) == (1, 0)


async def test_fault_55_a_question_about_the_manager_is_never_shown_to_them() -> None:
    bench = Bench()
    escalation = await bench.asked(a_referral("My manager posts our photos", sending=Sending.OFFERED))

    await bench.wait(2 * HOUR)
    await bench.pressed("ada", escalation, PressKind.ABOUT_MY_MANAGER)
    await bench.pressed("ada", escalation, PressKind.SEND_NOW)
    await bench.wait(30 * DAY)

    assert bench.sent_to("max") == []
    assert cards_for(bench, "sam") == 1


async def test_fault_56_a_manager_who_left_is_replaced_at_once_and_the_asker_told() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    bench.leave("max")
    bench.slack.close_messages(who("max"))

    fresh = await bench.asked()
    await bench.wait(4 * HOUR)

    assert (await bench.told(fresh)).chain == (who("bea"),)
    assert (await bench.told(escalation)).assigned == who("bea")
    assert Happening.TO_BACKUP in whats(bench, "ada")


async def test_fault_56_an_unreachable_manager_is_replaced_at_once() -> None:
    bench = Bench()
    bench.slack.close_messages(who("max"))

    escalation = await bench.delivered()

    assert (await bench.told(escalation)).assigned == who("bea")
    [word] = [n.content for n in bench.sent_to("ada") if isinstance(n.content, Undelivered)]
    assert word.next_person == who("bea")
    assert Happening.UNREACHED in await bench.log(escalation)


async def test_fault_56_a_directory_that_is_down_is_not_nobody() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    bench.directory.down = True

    await bench.wait(2 * DAY)
    during = await bench.told(escalation)
    bench.directory.down = False
    await bench.wait(HOUR)

    assert (during.state, during.assigned) == (State.DELIVERED, who("max"))
    assert reminders_for(bench, "max") == 1


async def test_fault_56_a_lost_card_waits_for_a_directory_that_is_down() -> None:
    bench = Bench()
    escalation = await bench.asked()
    bench.slack.close_messages(who("max"))
    bench.directory.down = True

    await bench.wait(UNDO + timedelta(minutes=20))
    during = await bench.told(escalation)
    bench.directory.down = False
    await bench.wait(HOUR)

    assert during.state is State.OPEN
    assert (await bench.told(escalation)).assigned == who("bea")


@pytest.mark.parametrize(
    "people",
    [
        (somebody("ada", "max"), somebody("max", "ada", "bea"), somebody("bea")),
        (somebody("ada", "ada", "bea"), somebody("bea")),
    ],
)
async def test_fault_57_a_loop_ends_with_the_backup(people: tuple[object, ...]) -> None:
    bench = Bench(*people)  # type: ignore[arg-type]

    escalation = await bench.delivered()
    await bench.wait(30 * DAY)

    assert cards_for(bench, "bea") == 1
    assert (await bench.told(escalation)).asker not in (await bench.told(escalation)).chain


@pytest.mark.parametrize("asker", ["ada", "guest"])
async def test_fault_58_nobody_to_ask_is_told_and_counted(asker: str) -> None:
    bench = Bench(somebody("ada"))

    proposal = await bench.desk.propose(a_referral(asker_at=an_address(asker)))

    assert isinstance(proposal, NobodyToAsk)
    async with bench.open() as work:
        assert {what for _, what in await work.counts.totals()} == {"nobody_to_ask"}
        assert await work.escalations.count() == {}


async def test_fault_59_an_id_used_again_is_another_person() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    taken = replace(somebody("new"), addresses=(WHERE["ada"],))
    bench.directory.entrants = [taken, *(p for p in bench.directory.entrants if not p.email.startswith("ada@"))]

    refused = await bench.refused("ada", escalation, PressKind.WITHDRAW)

    assert refused is Refusal.NOT_YOURS


async def test_fault_59_one_person_on_two_platforms_is_one_person() -> None:
    both = replace(somebody("max"), addresses=(an_address("max"), WHERE["bea"]))
    bench = Bench(somebody("ada", "max"), both)
    escalation = await bench.delivered()

    done = await bench.desk.press(escalation, Press(kind=PressKind.ACKNOWLEDGE), WHERE["bea"])

    assert isinstance(done, Done)


async def test_fault_60_a_sensitive_question_leaves_nothing_at_all() -> None:
    bench = Bench()

    proposal = await bench.desk.propose(a_referral("They harm me"))

    assert proposal == Sensitive(lane=screen("harm") or pytest.fail("no lane"))
    async with bench.open() as work:
        assert await work.escalations.count() == {}
        assert await work.counts.totals() == {}
    assert (bench.store.tables.outbox, bench.store.tables.audit, bench.ids.new()) == ({}, [], Bench().ids.new())


async def test_fault_61_a_sensitive_change_stops_what_had_not_gone() -> None:
    bench = Bench()
    escalation = await bench.asked()

    changed = await bench.press("ada", escalation, PressKind.CHANGE, "He wants to harm me")
    await bench.wait(30 * DAY)

    assert isinstance(changed, Sensitive)
    assert bench.sent_to("max") == []
    assert (await bench.told(escalation)).question == "Can I post this photo?"
    assert await bench.log(escalation) == [Happening.OPENED, Happening.STOPPED]


async def test_fault_61_sensitive_words_to_a_manager_are_not_kept_or_sent() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.pressed("max", escalation, PressKind.ASK_BACK, "What happened?")
    before = await bench.told(escalation)

    answered = await bench.press("ada", escalation, PressKind.ANSWER_BACK, "He wants to harm me")

    assert isinstance(answered, Sensitive)
    assert await bench.told(escalation) == before


async def test_fault_63_a_withdrawal_is_shown_on_the_managers_card() -> None:
    bench = Bench()
    escalation = await bench.delivered()

    await bench.pressed("ada", escalation, PressKind.WITHDRAW)

    [card] = [content for content in bench.shown_to("max") if isinstance(content, ManagerCard)]
    assert (card.escalation.state, card.presses) == (State.WITHDRAWN, ())
    assert (await bench.log(escalation))[-1] is Happening.WITHDRAWN


async def test_fault_63_a_withdrawal_follows_a_card_that_is_just_being_sent() -> None:
    bench = Bench()
    escalation = await bench.asked()
    bench.clock.move(UNDO)
    await deliver_asker_first(bench)
    claim = await bench.relay.claim()
    assert claim is not None

    await bench.press("ada", escalation, PressKind.WITHDRAW)
    await bench.relay.deliver(claim)
    await bench.relay.deliver_due()

    [card] = [content for content in bench.shown_to("max") if isinstance(content, ManagerCard)]
    assert (card.escalation.state, card.presses) == (State.WITHDRAWN, ())


async def deliver_asker_first(bench: Bench) -> None:
    claim = await bench.relay.claim()
    assert claim is not None
    await bench.relay.deliver(claim)


async def test_fault_64_nobody_answers_and_nobody_is_left_in_the_dark() -> None:
    bench = Bench()
    escalation = await bench.delivered()

    await bench.wait(60 * DAY)

    assert await bench.log(escalation) == [
        Happening.OPENED,
        Happening.DELIVERED,
        Happening.REMINDED,
        Happening.TO_BACKUP,
        Happening.DELIVERED,
        Happening.REMINDED,
        Happening.TO_OWNER,
        Happening.DELIVERED,
        Happening.REMINDED,
        Happening.EXPIRED,
    ]
    log = await bench.log(escalation)
    handed_on = {Happening.TO_BACKUP, Happening.TO_OWNER}  # who has it then is told with that
    assert whats(bench, "ada") == [now for before, now in pairwise(log) if before not in handed_on]
    assert [cards_for(bench, name) for name in ("max", "bea", "pat")] == [1, 1, 1]
    assert len([n for n in bench.sent_to("ops") if isinstance(n.content, Alarm)]) == 1
    assert (await bench.told(escalation)).assigned_as is Role.POLICY_OWNER


async def test_fault_64_the_plan_keeps_working_hours() -> None:
    bench = Bench()
    await bench.delivered()  # Wednesday 12:01

    await bench.wait(60 * DAY)

    due = {
        type(n.content).__name__ + " " + name: n.due_at for name in ("max", "bea", "pat") for n in bench.sent_to(name)
    }
    assert due["Reminder max"].isoformat() == "2026-03-04T16:01:00+00:00"
    cards = [n.due_at for name in ("bea", "pat") for n in bench.sent_to(name) if isinstance(n.content, ManagerCard)]
    assert [at.isoformat() for at in cards] == ["2026-03-05T12:01:00+00:00", "2026-03-06T12:01:00+00:00"]


async def test_fault_64_an_answer_nobody_objected_to_stands_and_a_question_back_expires() -> None:
    bench = Bench()
    answered, asked_back = await bench.delivered(), await bench.delivered()
    await bench.pressed("max", answered, PressKind.REPLY, "Yes.")
    await bench.pressed("max", asked_back, PressKind.ASK_BACK, "Whose photo?")

    await bench.wait(60 * DAY)

    assert [(await bench.told(each)).state for each in (answered, asked_back)] == [State.RESOLVED, State.EXPIRED]
    assert whats(bench, "ada")[-2:] == [Happening.RESOLVED, Happening.EXPIRED]


async def test_fault_64_with_nobody_else_the_manager_keeps_it_until_it_expires() -> None:
    bench = Bench(somebody("ada", "max"), somebody("max"))
    escalation = await bench.delivered()

    await bench.wait(60 * DAY)

    assert (await bench.log(escalation))[2:] == [Happening.REMINDED, Happening.EXPIRED]


async def test_fault_64_without_an_owner_the_chain_goes_on_up() -> None:
    bench = Bench(*(person for person in PEOPLE if not person.email.startswith("pat@")))
    escalation = await bench.delivered()

    await bench.wait(2 * DAY + HOUR)

    assert (await bench.told(escalation)).assigned == who("zoe")


async def test_fault_65_an_approval_against_a_clause_is_relayed_with_the_clause_beside_it() -> None:
    bench = Bench()
    escalation = await bench.delivered(a_referral("May I post the client's photo?", reason=Reason.AUTHORISATION))

    await bench.pressed("max", escalation, PressKind.APPROVE, "Yes, post it.")

    [relayed] = [n.content for n in bench.sent_to("ada") if isinstance(n.content, Relayed)]
    assert relayed.words.by == who("max")
    [cited] = relayed.escalation.citations
    assert cited.citation.lead_in == "Staff members must not:"
    assert cited.citation.quote == "post images of colleagues without their knowledge or consent"


async def test_fault_86_names_and_e_mails_stay_out_of_everything_kept() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.pressed("max", escalation, PressKind.REPLY, "Yes.")
    await bench.wait(5 * DAY)

    kept = repr(bench.store.tables) + repr(bench.health.troubles)
    rows = repr((bench.slack.sent, bench.discord.sent))

    for word in ("example.org", *(name.title() for name in EVERYBODY)):
        assert re.search(rf"\b{word}\b", kept + rows) is None


async def test_fault_87_presses_on_an_erased_escalation_say_that_it_is_gone() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    told = await bench.told(escalation)
    async with bench.open() as work:
        [event] = [e for e in await work.audit.of(escalation) if e.what is Happening.OPENED]
        await work.escalations.erase(
            escalation, replace(event, what=Happening.ERASED, version=told.version + 1, at=bench.clock.now())
        )

    refused = await bench.refused("max", escalation, PressKind.REPLY, "Yes.")
    await bench.wait(30 * DAY)

    assert refused is Refusal.UNKNOWN
    assert [type(n.content) for n in bench.sent_to("max")] == [ManagerCard]


async def test_an_unanswered_card_in_the_private_channel_says_so() -> None:
    rules = DeskRules(timetable=Timetable(hours=LONDON), channels=frozenset({WHERE["max"].platform}))
    bench = Bench(rules=rules)
    bench.slack.close_messages(who("max"))
    escalation = await bench.delivered()

    await bench.pressed("max", escalation, PressKind.ASK_BACK, "Whose?")
    await bench.pressed("ada", escalation, PressKind.ANSWER_BACK, "Mine.")

    assert Happening.DELIVERED_IN_CHANNEL in whats(bench, "ada")
    assert {n.recipient.route.value for n in bench.sent_to("max")} == {"private_channel"}
    assert [n.content.words.text for n in bench.sent_to("max") if isinstance(n.content, Relayed)] == ["Mine."]


async def test_words_that_do_not_arrive_come_back_to_their_sender() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    bench.slack.close_messages(who("ada"))
    await bench.pressed("max", escalation, PressKind.REPLY, "Yes.")
    bench.slack.closed.clear()
    await bench.pressed("ada", escalation, PressKind.STILL_UNCLEAR, "Which?")
    bench.slack.close_messages(who("max"))
    await bench.pressed("ada", escalation, PressKind.WITHDRAW)

    [back] = [n.content for n in bench.sent_to("max") if isinstance(n.content, Undelivered)]
    assert (back.escalation, back.next_person) == (escalation, None)


async def test_when_nobody_can_be_reached_it_ends_and_the_asker_hears_so() -> None:
    bench = Bench(somebody("ada", "max"), somebody("max"), somebody("ops", "", "", "operator"))
    bench.slack.close_messages(who("max"))

    escalation = await bench.delivered()

    assert (await bench.told(escalation)).state is State.UNDELIVERABLE
    [word] = [n.content for n in bench.sent_to("ada") if isinstance(n.content, Undelivered)]
    assert word.next_person is None
    assert len(bench.sent_to("ops")) == 1


async def test_a_timer_of_an_earlier_turn_decides_nothing() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    async with bench.open() as work:
        [old] = [entry for entry in await work.outbox.waiting(escalation) if not hasattr(entry, "recipient")]
    bench.clock.move(4 * HOUR)
    held = await bench.relay.claim()
    assert held is not None
    assert held.entry == old

    await bench.press("max", escalation, PressKind.ASK_BACK, "Whose?")
    await bench.press("ada", escalation, PressKind.ANSWER_BACK, "Mine.")
    await bench.relay.deliver(held)
    await bench.relay.deliver_due()

    assert reminders_for(bench, "max") == 0
    assert getattr(held.entry, "kind", None) is TimerKind.REMIND


def test_the_clock_of_the_bench_begins_on_a_working_day() -> None:
    assert LONDON.is_open(FakeClock().now())
    assert LONDON.next_open(NOON) == NOON
