import asyncio
import json
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.arrivals import Arrival, ArrivalKind, DeliveryId
from bot.deeds import Act, Ask, Letter
from bot.errors import ArrivalUncertain, NotAccepted, RateLimited, StoreUnavailable, Unreachable
from bot.front_desk import LEASE, TRIES
from bot.fronting.turns import Turns
from bot.leases import Lease, OwnerId
from bot.lifecycle import PressKind, State
from bot.model import Outcome
from bot.people import Platform
from bot.showing import Answered, Form, Said
from bot.threads import KEPT
from tests.desk_bench import UNDO, WHERE
from tests.desk_front import THREAD, Front
from tests.fakes import NOON

CONFUSED = "I am confused about whether I can blog about work"
QUESTION = Ask(thread=THREAD, text="can i post a pic of jess on insta, she doesnt know i took it")


def unanswered(front: Front) -> int:
    return sum(row.arrival is not None for row in front.bench.store.tables.intake.values())


async def test_a_redelivery_changes_nothing() -> None:
    front = Front()

    first = await front.receive(QUESTION, event="Ev1")
    again = await front.receive(QUESTION, event="Ev1")

    assert first is not None
    assert again is None


async def test_without_the_store_nothing_is_said_to_be_kept() -> None:
    front = Front()
    front.bench.store.broken = True

    with pytest.raises(StoreUnavailable):
        await front.receive(QUESTION)


async def test_what_a_crash_left_unanswered_is_answered_after_the_lease() -> None:
    front = Front()
    await front.receive(QUESTION)

    assert await front.another_desk().answer_left() == 0
    front.bench.clock.move(LEASE)
    assert await front.another_desk().answer_left() == 1

    assert front.surface.last(Answered).reply.outcome is Outcome.ANSWER
    assert front.surface.shown[-1][1].again
    assert unanswered(front) == 0


async def test_whether_the_window_for_a_private_answer_has_closed_is_told_to_the_surface() -> None:
    front = Front()
    await front.receive(QUESTION, answer_by=NOON + LEASE)
    await front.receive(QUESTION, answer_by=NOON + 2 * LEASE)
    await front.receive(QUESTION)

    front.bench.clock.move(LEASE)
    await front.another_desk().answer_left()

    assert [answering.too_late for _, answering in front.surface.shown] == [True, False, False]


async def test_the_only_process_takes_over_at_once() -> None:
    front = Front()
    await front.receive(QUESTION)

    taking_over = asyncio.create_task(front.another_desk(alone=True).take_over())
    await asyncio.wait_for(front.surface.showed.wait(), 5)
    taking_over.cancel()
    with suppress(asyncio.CancelledError):
        await taking_over

    assert unanswered(front) == 0


async def test_a_crash_between_showing_and_settling_shows_the_same_again_under_the_same_key() -> None:
    front = Front()
    claim = await front.receive(Ask(thread=THREAD, text="zzqq blorp"))
    assert claim is not None
    front.surface.die = True
    with suppress(KeyboardInterrupt):
        await front.desk.answer(claim)

    front.bench.clock.move(LEASE)
    await front.another_desk().answer_left()

    (first, before), (second, after) = front.surface.shown
    assert first == second
    assert (before.key, before.again, after.again) == (after.key, False, True)
    assert front.bench.store.tables.threads[THREAD].thread.tries == 1


async def test_two_processes_answer_once() -> None:
    front = Front()
    claim = await front.receive(Ask(thread=THREAD, text=CONFUSED))
    assert claim is not None
    front.bench.clock.move(LEASE)

    await asyncio.gather(front.another_desk().answer_left(), front.desk.answer(claim))

    assert len(await front.escalations()) == 1


@pytest.mark.parametrize(
    "fault",
    [NotAccepted("e", "busy"), ArrivalUncertain("e", "timeout"), RateLimited("e", "429", timedelta(seconds=2))],
)
async def test_a_platform_that_stumbles_is_asked_again(fault: Exception) -> None:
    front = Front()
    front.surface.faults = [fault, fault]
    claim = await front.receive(QUESTION)
    assert claim is not None

    answering = asyncio.create_task(front.desk.answer(claim))
    while not answering.done():
        front.bench.clock.move(timedelta(seconds=1))
        await asyncio.sleep(0)

    assert len(front.surface.shown) == 1
    assert front.surface.shown[0][1].again is isinstance(fault, ArrivalUncertain)


async def test_what_cannot_be_answered_is_said_after_five_tries() -> None:
    front = Front()
    await front.receive(QUESTION)

    for _ in range(TRIES):
        front.surface.faults = [RateLimited("e", "429", timedelta(minutes=5))]
        front.bench.clock.move(LEASE)
        await front.desk.answer_left()

    assert [type(showing) for showing, _ in front.surface.shown] == [Said]
    assert "went wrong" in front.surface.last(Said).text
    assert unanswered(front) == 0


async def test_somebody_who_cannot_be_shown_anything_is_not_tried_for_ever() -> None:
    front = Front()
    front.surface.faults = [Unreachable("e", "account_inactive")]

    assert await front.does(QUESTION) == []
    assert unanswered(front) == 0


async def test_an_arrival_that_cannot_be_read_is_put_aside() -> None:
    front = Front()
    arrival = Arrival(
        delivery=DeliveryId(Platform.SLACK, "T1", "Ev1"),
        kind=ArrivalKind.QUESTION,
        sender=WHERE["ada"],
        body="{}",
        received_at=NOON,
    )
    async with front.bench.open() as work:
        claim = await work.intake.record(arrival, Lease.of(OwnerId("slot-1"), NOON, LEASE))
    assert claim is not None

    await front.desk.answer(claim)

    assert unanswered(front) == 0


async def test_twenty_questions_in_ten_minutes_are_enough() -> None:
    front = Front()
    for _ in range(20):
        await front.receive(Ask(thread=THREAD, text="hello"))

    claim = await front.receive(QUESTION)
    assert claim is not None
    assert "insta" not in claim.arrival.body
    await front.desk.answer(claim)
    said = front.surface.shown[-1][0]
    other = await front.does(QUESTION, by="eve")
    front.bench.clock.move(timedelta(minutes=10))
    later = await front.does(QUESTION)

    assert isinstance(said, Said)
    assert "great many" in said.text
    assert isinstance(other[0], Answered)
    assert isinstance(later[0], Answered)


async def test_presses_are_taken_to_the_desk_and_answered_with_a_word() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()
    await front.bench.wait(UNDO * 2)

    replied = await front.presses("max", escalation, PressKind.REPLY, "Yes, with a disclaimer.")
    forged = await front.presses("eve", escalation, PressKind.REPLY, "No.")
    settled = await front.presses("ada", escalation, PressKind.SETTLES_IT)
    stale = await front.presses("max", escalation, PressKind.REPLY, "One more thing.")

    assert [showing.text for [showing] in (replied, forged, settled, stale) if isinstance(showing, Said)] == [
        "Ada has your reply.",
        "That is not yours to press. Nothing was changed.",
        "Settled. Max is told.",
        front.surface.texts[-1],
    ]
    assert "closed" in front.surface.texts[-1]
    assert (await front.bench.told(escalation)).state is State.RESOLVED


async def test_sensitive_words_of_an_asker_stop_what_has_not_gone() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()

    words = "My manager told me to hide that a child was hurt"
    [shown] = await front.presses("ada", escalation, PressKind.CHANGE, words)

    assert isinstance(shown, Answered)
    assert shown.reply.outcome is Outcome.SENSITIVE
    assert (await front.bench.told(escalation)).state is State.STOPPED


async def test_a_press_before_sending_is_answered_with_who_gets_it() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()

    changed = await front.presses("ada", escalation, PressKind.CHANGE, "May I blog?")
    await front.presses("ada", escalation, PressKind.HOLD)
    held = await front.presses("ada", escalation, PressKind.CHANGE, "May I blog about work?")
    other = await front.presses("ada", escalation, PressKind.ABOUT_MY_MANAGER)
    sent = await front.presses("ada", escalation, PressKind.SEND_NOW)

    assert [showing.text for [showing] in (changed, held, other, sent) if isinstance(showing, Said)] == [
        "Changed. Max gets the new words.",
        "Changed. Max gets the new words. Nothing goes until you press Send now.",
        "Sam is asked instead, and nobody else. Nothing goes until you press Send now.",
        "Sam gets it now.",
    ]


def test_a_letter_kept_by_the_version_before_is_read() -> None:
    kept = json.loads(Letter(deed=QUESTION, place="here").write())
    del kept["hidden"], kept["here"]

    assert Letter.read(json.dumps(kept)) == Letter(deed=QUESTION, place="here")


async def test_opening_the_form_holds_it_without_a_word_unless_it_has_gone() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()

    held = await front.presses("ada", escalation, PressKind.HOLD)
    again = await front.presses("ada", escalation, PressKind.HOLD)
    state = (await front.bench.told(escalation)).state
    await front.presses("ada", escalation, PressKind.SEND_NOW)
    await front.bench.relay.deliver_due()
    [late] = await front.presses("ada", escalation, PressKind.HOLD)

    assert (held, again, state) == ([], [], State.PREVIEWED)
    assert isinstance(late, Said)
    assert late.text.startswith("It has gone already.")


async def test_a_crash_after_the_form_was_opened_holds_it_after_the_restart() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()

    await front.receive(Act(escalation=escalation, kind=PressKind.HOLD))
    front.bench.clock.move(LEASE)
    await front.another_desk().answer_left()

    assert (await front.bench.told(escalation)).state is State.PREVIEWED


async def test_it_is_passed_on_to_somebody_of_the_directory_only() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()
    await front.bench.wait(UNDO * 2)

    [nobody] = await front.does(Act(escalation=escalation, kind=PressKind.PASS_ON), by="max")
    [done] = await front.does(Act(escalation=escalation, kind=PressKind.PASS_ON, to=WHERE["zoe"]), by="max")

    assert isinstance(nobody, Said)
    assert "cannot be asked" in nobody.text
    assert isinstance(done, Said)
    assert done.text == "Zoe has it now."


async def test_a_form_without_words_is_refused_with_the_right_sentence() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()
    await front.bench.wait(UNDO * 2)

    [blank] = await front.presses("max", escalation, PressKind.REPLY, "   ")

    assert isinstance(blank, Said)
    assert blank.text.startswith("There were no words in it.")
    assert (await front.bench.told(escalation)).state is State.DELIVERED


async def test_what_is_wrong_with_a_form_is_known_while_it_is_open() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()
    await front.bench.wait(UNDO * 2)

    async def fault(kind: PressKind, words: str = "", to: str = "", by: str = "max") -> str:
        return await front.desk.acts.fault_in(
            Act(escalation=escalation, kind=kind, words=words, to=WHERE.get(to)), WHERE[by]
        )

    assert await fault(PressKind.REPLY, "  ") == "Please write something first."
    assert await fault(PressKind.REPLY, "Yes.") == ""
    assert await fault(PressKind.STILL_UNCLEAR) == ""
    assert "cannot be asked" in await fault(PressKind.PASS_ON, to="ada")
    assert "cannot be asked" in await fault(PressKind.PASS_ON)
    assert await fault(PressKind.PASS_ON, to="zoe") == ""
    assert await fault(PressKind.PASS_ON, to="ada", by="eve") == ""  # the press itself is refused
    front.bench.directory.down = True
    assert await fault(PressKind.PASS_ON, to="zoe") == ""


async def test_whoever_wrote_something_that_was_hidden_is_told_what_and_how_to_say_it() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()
    await front.bench.wait(UNDO * 2)
    await front.presses("max", escalation, PressKind.ASK_BACK, "Which account exactly?")

    [said] = await front.presses("ada", escalation, PressKind.ANSWER_BACK, "The @ycinsta one, and @ycinsta2")

    assert isinstance(said, Said)
    assert said.text.startswith("Max has your answer.\nHidden in what you wrote: 2 handles.")
    assert "describe it instead" in said.text
    assert "ycinsta" not in front.kept_text


async def test_a_form_says_what_it_is_about_and_who_will_read_it() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()
    await front.bench.wait(UNDO * 2)
    await front.presses("max", escalation, PressKind.REPLY, "Yes.")

    async def form(by: str, kind: PressKind, index: int | None = None) -> Form:
        return await front.desk.acts.form(Act(escalation=escalation, kind=kind, index=index), WHERE[by])

    assert await form("ada", PressKind.CHANGE) == Form(question=CONFUSED, reader="Max", before=CONFUSED)
    assert await form("max", PressKind.EDIT, 0) == Form(question=CONFUSED, reader="Ada", before="Yes.")
    assert await form("max", PressKind.PASS_ON) == Form(question=CONFUSED)
    assert await form("eve", PressKind.REPLY) == Form()


async def test_what_waits_is_listed_for_whoever_has_it() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()
    await front.bench.wait(UNDO * 2)

    cases = [await front.desk.acts.cases(WHERE[who]) for who in ("max", "eve")]

    assert [[case.escalation.id for case in one.waiting] for one in cases] == [[escalation], []]


async def test_a_thread_older_than_a_day_is_not_gone_on_with() -> None:
    front = Front()
    await front.asks("Can I post this photo?")
    front.bench.clock.move(KEPT)

    await front.asks("yes, everyone")

    assert front.bench.store.tables.threads[THREAD].thread.facts == ()


async def test_turns_of_one_name_come_one_after_another() -> None:
    turns, order = Turns(), list[str]()

    async def take(name: str, what: str) -> None:
        async with turns.take(name):
            order.append(f"{what} begins")
            await asyncio.sleep(0)
            order.append(f"{what} ends")

    await asyncio.gather(take("a", "first"), take("a", "second"))

    assert order == ["first begins", "first ends", "second begins", "second ends"]
