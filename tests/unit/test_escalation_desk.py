"""The life of an escalation as the two people live it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.escalating.referrals import DeskRules, Done, NobodyToAsk, Proposed, Referral, Refused, Sensitive
from bot.escalating.timetable import Timetable
from bot.escalating.transitions import MOVES, Refusal, Seat, open_presses
from bot.lifecycle import FactGiven, Happening, Press, PressKind, Ruling, State
from bot.model import FactId, Outcome, Reason, Reply, Sending
from bot.notices import AskerCard, ManagerCard, Progress, Relayed, Undelivered
from bot.people import Role
from tests.builders import a_citation, a_lease, an_address, an_arrival
from tests.desk_bench import HOUR, LONDON, PEOPLE, UNDO, WHERE, Bench, a_referral, somebody, who
from tests.fakes import NOON

SECOND = timedelta(seconds=1)


def contents_of(bench: Bench, name: str, kind: type) -> list[object]:
    return [notice.content for notice in bench.sent_to(name) if isinstance(notice.content, kind)]


def told_what(bench: Bench, name: str) -> list[Happening]:
    return [notice.content.what for notice in bench.sent_to(name) if isinstance(notice.content, Progress)]


async def test_the_asker_sees_what_goes_to_whom_and_when_before_it_goes() -> None:
    bench = Bench()

    await bench.asked()
    await bench.relay.deliver_due()

    [preview] = bench.shown_to("ada")
    assert isinstance(preview, AskerCard)
    assert preview.escalation.question == "Can I post this photo?"
    assert [(step.role, step.person) for step in preview.plan] == [
        (Role.MANAGER, who("max")),
        (Role.BACKUP, who("bea")),
        (Role.POLICY_OWNER, who("pat")),
    ]
    assert preview.plan[0].at == NOON + UNDO
    assert preview.presses == (
        PressKind.SEND_NOW,
        PressKind.DO_NOT_SEND,
        PressKind.CHANGE,
        PressKind.ABOUT_MY_MANAGER,
    )
    assert bench.sent_to("max") == []


async def test_after_the_undo_window_the_manager_has_it_and_the_asker_is_told() -> None:
    bench = Bench()
    escalation = await bench.asked()

    await bench.wait(UNDO - SECOND)
    before = bench.sent_to("max")
    await bench.wait(SECOND)

    [card] = bench.shown_to("max")
    assert (before, isinstance(card, ManagerCard)) == ([], True)
    assert (await bench.told(escalation)).state is State.DELIVERED
    assert told_what(bench, "ada") == [Happening.DELIVERED]


async def test_what_was_not_sent_never_arrives() -> None:
    bench = Bench()
    escalation = await bench.asked()

    stopped = await bench.pressed("ada", escalation, PressKind.DO_NOT_SEND)
    await bench.wait(timedelta(days=30))

    assert (stopped.state, bench.sent_to("max")) == (State.STOPPED, [])
    assert await bench.log(escalation) == [Happening.OPENED, Happening.STOPPED]


async def test_send_now_sends_now() -> None:
    bench = Bench()
    escalation = await bench.asked()

    await bench.pressed("ada", escalation, PressKind.SEND_NOW)

    assert len(contents_of(bench, "max", ManagerCard)) == 1
    assert (await bench.told(escalation)).state is State.DELIVERED


async def test_a_change_restarts_the_undo_window_and_only_the_new_words_arrive() -> None:
    bench = Bench()
    escalation = await bench.asked()
    await bench.wait(UNDO - SECOND)

    await bench.pressed("ada", escalation, PressKind.CHANGE, "Can I post a drawing?")
    await bench.wait(UNDO - SECOND)
    during = bench.sent_to("max")
    await bench.wait(SECOND)

    [card] = bench.sent_to("max")
    assert during == []
    assert isinstance(card.content, ManagerCard)
    assert card.content.escalation.question == "Can I post a drawing?"


async def test_while_its_form_is_open_nothing_goes_until_the_asker_sends_it() -> None:
    bench = Bench()
    escalation = await bench.asked()
    await bench.wait(UNDO - SECOND)

    held = await bench.pressed("ada", escalation, PressKind.HOLD)
    await bench.wait(HOUR)
    changed = await bench.pressed("ada", escalation, PressKind.CHANGE, "Can I post a drawing?")
    await bench.wait(HOUR)
    before = bench.sent_to("max")
    await bench.pressed("ada", escalation, PressKind.SEND_NOW)

    [card] = bench.sent_to("max")
    assert (held.state, held.send_at, changed.state, before) == (State.PREVIEWED, None, State.PREVIEWED, [])
    assert PressKind.HOLD not in open_presses(held, Seat.ASKER)
    assert isinstance(card.content, ManagerCard)
    assert card.content.escalation.question == "Can I post a drawing?"


async def test_a_form_that_was_left_open_sends_nothing_and_lapses() -> None:
    bench = Bench()
    escalation = await bench.asked()

    await bench.pressed("ada", escalation, PressKind.HOLD)
    await bench.wait(timedelta(days=2))

    assert (await bench.told(escalation)).state is State.STOPPED
    assert bench.sent_to("max") == []
    assert await bench.log(escalation) == [Happening.OPENED, Happening.HELD, Happening.STOPPED]


async def test_what_has_gone_is_not_held_any_more() -> None:
    bench = Bench()
    escalation = await bench.delivered()

    assert await bench.refused("ada", escalation, PressKind.HOLD) is Refusal.TOO_LATE


async def test_about_my_manager_goes_to_the_alternative_and_never_to_the_manager() -> None:
    bench = Bench()
    escalation = await bench.asked()

    changed = await bench.pressed("ada", escalation, PressKind.ABOUT_MY_MANAGER)
    await bench.wait(timedelta(days=60))

    assert (changed.assigned, changed.avoided) == (who("sam"), (who("max"),))
    assert isinstance(bench.sent_to("sam")[0].content, ManagerCard)
    assert (bench.sent_to("max"), bench.sent_to("bea"), bench.sent_to("zoe")) == ([], [], [])
    assert len(contents_of(bench, "pat", ManagerCard)) == 1


@pytest.mark.parametrize("down", [False, True])
async def test_about_my_manager_with_nobody_else_sends_nothing(*, down: bool) -> None:
    bench = Bench(*(person for person in PEOPLE if "alternative" not in person.roles))
    escalation = await bench.asked()
    bench.directory.down = down

    done = await bench.press("ada", escalation, PressKind.ABOUT_MY_MANAGER)
    bench.directory.down = False
    await bench.wait(timedelta(days=30))

    assert isinstance(done, Done)
    assert (done.what, done.escalation.state) == (Happening.STOPPED, State.STOPPED)
    assert bench.sent_to("max") == []


async def test_what_the_bot_inferred_waits_for_a_press_and_lapses() -> None:
    bench = Bench()
    pressed = await bench.asked(a_referral(sending=Sending.OFFERED))
    lapsing = await bench.asked(a_referral(sending=Sending.OFFERED))

    await bench.wait(timedelta(hours=2))
    before = bench.sent_to("max")
    await bench.pressed("ada", pressed, PressKind.SEND_NOW)
    await bench.wait(timedelta(days=2))

    assert before == []
    assert len(contents_of(bench, "max", ManagerCard)) == 1
    assert (await bench.told(lapsing)).state is State.STOPPED
    assert Happening.STOPPED in told_what(bench, "ada")


async def test_with_after_press_nothing_goes_by_itself() -> None:
    bench = Bench(rules=DeskRules(timetable=Timetable(hours=LONDON), after_press=True))
    escalation = await bench.asked()

    await bench.wait(timedelta(hours=3))
    changed = await bench.pressed("ada", escalation, PressKind.CHANGE, "Something else?")

    assert bench.sent_to("max") == []
    assert (changed.state, changed.question) == (State.PREVIEWED, "Something else?")


async def test_about_my_manager_before_any_press_stays_a_preview() -> None:
    bench = Bench()
    escalation = await bench.asked(a_referral(sending=Sending.OFFERED))

    changed = await bench.pressed("ada", escalation, PressKind.ABOUT_MY_MANAGER)
    await bench.pressed("ada", escalation, PressKind.SEND_NOW)

    assert (changed.state, changed.assigned) == (State.PREVIEWED, who("sam"))
    assert len(contents_of(bench, "sam", ManagerCard)) == 1


async def test_the_managers_words_reach_the_asker_who_settles_it() -> None:
    bench = Bench()
    escalation = await bench.delivered()

    await bench.pressed("max", escalation, PressKind.ACKNOWLEDGE)
    await bench.pressed("max", escalation, PressKind.REPLY, "Ask them first.")
    settled = await bench.pressed("ada", escalation, PressKind.SETTLES_IT)
    await bench.wait(timedelta(days=60))

    [relayed] = contents_of(bench, "ada", Relayed)
    assert isinstance(relayed, Relayed)
    assert (relayed.words.text, relayed.words.by) == ("Ask them first.", who("max"))
    assert PressKind.SETTLES_IT in relayed.presses
    assert settled.state is State.RESOLVED
    assert told_what(bench, "max") == [Happening.RESOLVED]
    assert await bench.log(escalation) == [
        Happening.OPENED,
        Happening.DELIVERED,
        Happening.ACKNOWLEDGED,
        Happening.REPLIED,
        Happening.RESOLVED,
    ]


async def test_a_question_back_is_answered_and_still_unclear_starts_again() -> None:
    bench = Bench()
    escalation = await bench.delivered()

    await bench.pressed("max", escalation, PressKind.ASK_BACK, "Whose photo is it?")
    await bench.pressed("ada", escalation, PressKind.ANSWER_BACK, "A colleague's.")
    await bench.pressed("max", escalation, PressKind.REPLY, "Then no.")
    unclear = await bench.pressed("ada", escalation, PressKind.STILL_UNCLEAR)
    await bench.pressed("max", escalation, PressKind.REPLY, "Not without their consent.")

    assert [relayed.words.text for relayed in contents_of(bench, "max", Relayed) if isinstance(relayed, Relayed)] == [
        "A colleague's."
    ]
    assert unclear.state is State.ACKNOWLEDGED
    assert told_what(bench, "max") == [Happening.STILL_UNCLEAR]
    assert (await bench.told(escalation)).state is State.ANSWERED


async def test_only_requests_for_a_decision_are_approved_or_declined() -> None:
    bench = Bench()
    confusion = await bench.delivered()
    request = await bench.delivered(a_referral(reason=Reason.AUTHORISATION))

    refused = await bench.refused("max", confusion, PressKind.APPROVE)
    declined = await bench.pressed("max", request, PressKind.DECLINE, "Not this time.")

    assert refused is Refusal.NO_RULING_ASKED
    assert (declined.ruling, declined.state) == (Ruling.DECLINED, State.ANSWERED)


async def test_an_edit_follows_in_place_and_a_taken_back_answer_is_none() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.pressed("max", escalation, PressKind.REPLY, "Yes.")

    await bench.pressed("max", escalation, PressKind.EDIT, "Yes, if they agree.", index=0)
    edited = [content.words.text for content in bench.shown_to("ada") if isinstance(content, Relayed)]
    taken = await bench.pressed("max", escalation, PressKind.TAKE_BACK, index=0)

    assert edited == ["Yes, if they agree."]
    assert [content.words.text for content in bench.shown_to("ada") if isinstance(content, Relayed)] == [""]
    assert (taken.state, taken.ruling) == (State.ACKNOWLEDGED, None)
    assert told_what(bench, "ada")[-2:] == [Happening.EDITED, Happening.TAKEN_BACK]


async def test_an_approval_without_words_may_be_taken_back_while_it_stands() -> None:
    bench = Bench()
    escalation = await bench.delivered(a_referral(reason=Reason.AUTHORISATION))
    await bench.pressed("max", escalation, PressKind.APPROVE)

    taken = await bench.pressed("max", escalation, PressKind.TAKE_BACK, index=0)
    twice = await bench.press("max", escalation, PressKind.TAKE_BACK, index=0)

    assert (taken.state, taken.ruling) == (State.ACKNOWLEDGED, None)
    assert isinstance(twice, Refused)
    assert twice.why is Refusal.NOT_NOW


@pytest.mark.parametrize("press", [PressKind.SETTLES_IT, PressKind.STILL_UNCLEAR, PressKind.WITHDRAW])
async def test_words_that_were_answered_keep_no_buttons(press: PressKind) -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.pressed("max", escalation, PressKind.REPLY, "Yes.")

    before = [content.presses for content in bench.shown_to("ada") if isinstance(content, Relayed)]
    await bench.pressed("ada", escalation, press)
    after = [content.presses for content in bench.shown_to("ada") if isinstance(content, Relayed)]

    assert before != [()]
    assert after == [()]


async def test_what_the_asker_answered_keeps_no_buttons_once_the_manager_replied() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.pressed("max", escalation, PressKind.ASK_BACK, "Which page?")
    await bench.pressed("ada", escalation, PressKind.ANSWER_BACK, "The public one.")

    await bench.pressed("max", escalation, PressKind.REPLY, "Yes.")

    assert [content.presses for content in bench.shown_to("max") if isinstance(content, Relayed)] == [()]
    assert [bool(content.presses) for content in bench.shown_to("ada") if isinstance(content, Relayed)] == [False, True]


async def test_buttons_that_cannot_be_taken_off_are_nobodys_loss() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.pressed("max", escalation, PressKind.REPLY, "Yes.")

    bench.slack.close_messages(who("ada"))
    await bench.pressed("ada", escalation, PressKind.SETTLES_IT)

    assert contents_of(bench, "max", Undelivered) == []


async def test_nobody_changes_anothers_words() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.pressed("max", escalation, PressKind.REPLY, "Yes.")

    by_ada = await bench.press("ada", escalation, PressKind.EDIT, "No.", index=0)
    none_such = await bench.press("max", escalation, PressKind.TAKE_BACK, index=7)
    await bench.pressed("max", escalation, PressKind.TAKE_BACK, index=0)
    twice = await bench.press("max", escalation, PressKind.TAKE_BACK, index=0)
    await bench.pressed("ada", escalation, PressKind.WITHDRAW)
    closed = await bench.press("max", escalation, PressKind.EDIT, "No.", index=0)

    assert [done.why for done in (by_ada, none_such, twice, closed) if isinstance(done, Refused)] == [
        Refusal.NOT_YOUR_WORDS,
        Refusal.NOT_YOUR_WORDS,
        Refusal.NOT_NOW,
        Refusal.CLOSED,
    ]


async def test_passing_on_closes_the_old_card_and_tells_the_asker() -> None:
    bench = Bench()
    escalation = await bench.delivered()

    done = await bench.pass_on("max", escalation, "zoe")
    await bench.relay.deliver_due()

    assert isinstance(done, Done)
    assert (await bench.told(escalation)).assigned == who("zoe")
    assert [card.presses for card in bench.shown_to("max") if isinstance(card, ManagerCard)] == [()]
    assert told_what(bench, "ada") == [Happening.DELIVERED, Happening.PASSED_ON]
    assert await bench.refused("max", escalation, PressKind.REPLY, "Late.") is Refusal.NO_LONGER_YOURS


@pytest.mark.parametrize("to", ["ada", "max", "nobody"])
async def test_it_is_not_passed_to_the_asker_oneself_or_a_stranger(to: str) -> None:
    bench = Bench()
    escalation = await bench.delivered()

    refused = await bench.pass_on("max", escalation, to)

    assert isinstance(refused, Refused)
    assert refused.why is Refusal.CANNOT_BE_ASKED
    assert (await bench.told(escalation)).assigned == who("max")


async def test_who_should_not_handle_it_is_never_asked_again() -> None:
    bench = Bench()
    escalation = await bench.delivered()

    recused = await bench.pressed("max", escalation, PressKind.RECUSE)
    back = await bench.pass_on("bea", escalation, "max")

    assert (recused.assigned, recused.avoided) == (who("bea"), (who("max"),))
    assert isinstance(back, Refused)
    assert back.why is Refusal.CANNOT_BE_ASKED


async def test_when_the_last_one_recuses_it_ends_and_the_asker_is_told() -> None:
    bench = Bench(somebody("ada", "max"), somebody("max"))
    escalation = await bench.delivered()

    over = await bench.pressed("max", escalation, PressKind.RECUSE)

    assert over.state is State.UNDELIVERABLE
    assert told_what(bench, "ada")[-1] is Happening.GIVEN_UP
    assert (await bench.log(escalation))[-1] is Happening.RECUSED


async def test_withdrawn_before_the_card_went_leaves_the_manager_in_peace() -> None:
    bench = Bench()
    late = await bench.delivered()
    early = await bench.asked()

    await bench.pressed("ada", early, PressKind.WITHDRAW)
    withdrawn = await bench.pressed("ada", late, PressKind.WITHDRAW)

    assert withdrawn.state is State.WITHDRAWN
    assert told_what(bench, "max") == [Happening.WITHDRAWN]


async def test_a_second_press_is_told_what_happened() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    await bench.pressed("max", escalation, PressKind.REPLY, "Yes.")

    again = await bench.press("max", escalation, PressKind.REPLY, "Yes.")

    assert isinstance(again, Refused)
    assert again.why is Refusal.NOT_NOW
    assert again.last is not None
    assert (again.last.what, again.last.by) == (Happening.REPLIED, who("max"))


async def test_a_press_settles_its_arrival_in_the_same_commit() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    async with bench.open() as work:
        arrival = await work.intake.record(an_arrival(), a_lease())

    await bench.desk.press(escalation, Press(kind=PressKind.ACKNOWLEDGE), WHERE["max"], arrival)

    async with bench.open() as work:
        assert await work.intake.unanswered(NOON + timedelta(days=1)) == 0


async def test_a_proposal_settles_its_arrival_whatever_comes_of_it() -> None:
    bench = Bench()
    async with bench.open() as work:
        first = await work.intake.record(an_arrival("1"), a_lease())
        second = await work.intake.record(an_arrival("2"), a_lease())

    proposals = await bench.desk.propose(a_referral(), first), await bench.desk.propose(a_referral("harm"), second)

    assert isinstance(proposals[0], Proposed)
    assert isinstance(proposals[1], Sensitive)
    async with bench.open() as work:
        assert await work.intake.unanswered(NOON + timedelta(days=1)) == 0


async def test_people_find_what_they_asked_and_what_they_have_in_hand() -> None:
    bench = Bench()
    escalation = await bench.delivered()

    asked = await bench.desk.asked_by(WHERE["ada"])
    in_hand = await bench.desk.assigned_to(WHERE["max"])

    assert [told.id for told in asked] == [told.id for told in in_hand] == [escalation]
    assert await bench.desk.assigned_to(WHERE["eve"]) == ()


async def test_a_stranger_may_ask_the_fallback_and_stays_the_asker_when_known_later() -> None:
    bench = Bench(somebody("fay", "", "", "fallback"))
    escalation = await bench.asked(a_referral(asker_at=an_address("new")))
    bench.directory.entrants = [*bench.directory.entrants, somebody("new")]

    done = await bench.desk.press(escalation, Press(kind=PressKind.DO_NOT_SEND), an_address("new"))

    assert isinstance(done, Done)


async def test_a_reply_that_is_not_to_be_sent_makes_no_referral() -> None:
    sensitive = Reply(outcome=Outcome.SENSITIVE, question="They hurt me", finding="")
    answer = Reply(outcome=Outcome.ANSWER, question="Q?", finding="No.", citations=(a_citation(),))
    offered = replace(answer, sending=Sending.OFFERED)
    fact = FactGiven(fact=FactId("consent"), question="Do they agree?", answer="Not sure")

    referral = Referral.of(offered, WHERE["ada"], "v1", (fact,))

    assert Referral.of(sensitive, WHERE["ada"], "v1") is None
    assert Referral.of(answer, WHERE["ada"], "v1") is None
    assert referral is not None
    assert (referral.reason, referral.sending, referral.facts) == (Reason.ASKED_FOR, Sending.OFFERED, (fact,))
    assert referral.asked_for().sending is Sending.AFTER_UNDO


def test_a_referral_cannot_be_made_of_what_is_never_sent() -> None:
    with pytest.raises(ValueError, match="not referred"):
        a_referral(sending=Sending.NO)
    with pytest.raises(ValueError, match="empty"):
        a_referral(" ")


async def test_bots_and_leavers_ask_nobody() -> None:
    bench = Bench()
    bench.leave("ada")

    assert await bench.desk.propose(a_referral()) == Refused(why=Refusal.NOT_STAFF)


async def test_a_holder_who_left_is_replaced_when_the_asker_sends_or_answers() -> None:
    bench = Bench()
    unsent, asked_back = await bench.asked(a_referral(sending=Sending.OFFERED)), await bench.delivered()
    await bench.pressed("max", asked_back, PressKind.ASK_BACK, "Whose photo?")
    bench.leave("max")

    await bench.pressed("ada", unsent, PressKind.SEND_NOW)
    await bench.pressed("ada", asked_back, PressKind.ANSWER_BACK, "Mine.")
    await bench.wait(SECOND)

    assert [(await bench.told(each)).assigned for each in (unsent, asked_back)] == [who("bea")] * 2


async def test_when_the_directory_is_down_a_press_that_needs_it_changes_nothing() -> None:
    bench = Bench()
    escalation = await bench.delivered()
    bench.directory.down = True

    by_manager = await bench.refused("max", escalation, PressKind.REPLY, "Yes.")
    by_stranger_now = await bench.refused("ada", escalation, PressKind.WITHDRAW)
    new = await bench.desk.propose(a_referral())

    assert (by_manager, by_stranger_now) == (Refusal.DIRECTORY_DOWN, Refusal.DIRECTORY_DOWN)
    assert new == Refused(why=Refusal.DIRECTORY_DOWN)
    assert (await bench.told(escalation)).state is State.DELIVERED


def test_every_press_has_its_line_in_the_table() -> None:
    assert set(PressKind) - set(MOVES) == {PressKind.EDIT, PressKind.TAKE_BACK}


async def test_nobody_to_ask_is_a_result_and_counted() -> None:
    bench = Bench(somebody("ada"))

    proposal = await bench.desk.propose(a_referral())

    assert proposal == NobodyToAsk()
    async with bench.open() as work:
        assert list((await work.counts.totals()).values()) == [1]
