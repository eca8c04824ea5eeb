import pytest

from bot.arrivals import DeliveryId
from bot.deeds import Ask, Hail, Look, Meddle, Outdated, Refer, Retract, Reword, Settle, Share, Shelf
from bot.front_desk import Incoming
from bot.lifecycle import PressKind, State
from bot.model import FactId, Outcome, Verdict
from bot.notices import AskerCard
from bot.people import Address, Platform
from bot.showing import Answered, Cases, Quoted, Said, Shared
from bot.threads import about, thread_id
from tests.desk_bench import UNDO
from tests.desk_front import THREAD, Front

PHOTO = "Can I post this photo?"
CONFUSED = "I am confused about whether I can blog about work"
GRAVE = "My manager told me to hide that a child was hurt"
FORBIDDEN = "can i post a pic of jess on insta, she doesnt know i took it"


async def outcome(front: Front, text: str) -> Outcome:
    shown = (await front.asks(text))[0]
    assert isinstance(shown, Answered)
    return shown.reply.outcome


async def test_a_question_is_answered_with_its_clause_and_a_way_to_the_manager() -> None:
    front = Front()

    await front.asks(FORBIDDEN)

    answer = front.surface.last(Answered)
    assert (answer.reply.outcome, answer.asks, answer.shareable) == (Outcome.ANSWER, True, True)
    assert answer.reply.citations[0].quote in answer.text


async def test_facts_given_in_the_thread_are_remembered_whether_pressed_or_typed() -> None:
    front = Front()
    await front.asks(PHOTO)

    await front.asks("yes, everyone")
    await front.does(Settle(thread=THREAD, fact=FactId("whose-account"), choice=0))

    answer = front.surface.last(Answered)
    assert answer.reply.outcome is not Outcome.CLARIFY
    kept = front.bench.store.tables.threads[THREAD]
    assert [(fact.fact, fact.answer) for fact in kept.thread.facts] == [
        ("consent", "Yes, everyone"),
        ("whose-account", "My own"),
    ]


async def test_not_sure_leads_to_the_manager_and_the_preview_follows() -> None:
    front = Front()
    await front.asks(PHOTO)

    await front.does(Settle(thread=THREAD, fact=FactId("consent"), choice=2))
    await front.bench.relay.deliver_due()

    assert front.surface.last(Answered).reply.outcome is Outcome.MANAGER
    assert isinstance(front.bench.shown_to("ada")[0], AskerCard)
    [escalation] = await front.escalations()
    assert (await front.bench.told(escalation)).facts[0].answer == "Not sure"


@pytest.mark.parametrize("order", [("whose-account", "consent"), ("consent", "whose-account")])
async def test_what_forbids_it_wins_whichever_fact_was_given_first(order: tuple[str, str]) -> None:
    front, choice = Front(), {"whose-account": 2, "consent": 1}
    await front.asks(PHOTO)

    for fact in order:
        await front.does(Settle(thread=THREAD, fact=FactId(fact), choice=choice[fact]))
    await front.bench.wait(UNDO * 2)

    last = front.surface.last(Answered)
    assert (last.reply.outcome, last.reply.verdict) == (Outcome.ANSWER, Verdict.PROHIBITED)
    assert not any("with a person" in text for text in front.surface.texts)
    states = [(await front.bench.told(escalation)).state for escalation in await front.escalations()]
    assert states == [State.STOPPED] * (order[0] == "whose-account")


async def test_a_fact_may_be_typed_after_another_was_not_sure() -> None:
    front = Front()
    await front.asks(PHOTO)
    await front.does(Settle(thread=THREAD, fact=FactId("whose-account"), choice=2))

    [shown] = await front.asks("no, or not everyone.")

    assert isinstance(shown, Answered)
    assert shown.reply.verdict is Verdict.PROHIBITED


async def test_what_was_prepared_is_prepared_again_when_another_fact_is_given() -> None:
    front = Front()
    await front.asks(PHOTO)

    await front.does(Settle(thread=THREAD, fact=FactId("whose-account"), choice=2))
    await front.does(Settle(thread=THREAD, fact=FactId("consent"), choice=0))

    first, second = [await front.bench.told(escalation) for escalation in await front.escalations()]
    assert (first.state, second.state) == (State.STOPPED, State.PREVIEWED)
    assert [fact.answer for fact in second.facts] == ["Not sure", "Yes, everyone"]


async def test_a_fact_given_after_it_went_changes_the_answer_and_says_that_it_has_gone() -> None:
    front = Front()
    await front.asks(PHOTO)
    await front.does(Settle(thread=THREAD, fact=FactId("whose-account"), choice=2))
    [escalation] = await front.escalations()
    await front.presses("ada", escalation, PressKind.SEND_NOW)
    await front.bench.relay.deliver_due()

    await front.does(Settle(thread=THREAD, fact=FactId("consent"), choice=1))

    assert front.surface.last(Answered).reply.verdict is Verdict.PROHIBITED
    assert "has gone as it was first written" in front.surface.texts[-1]
    assert (await front.bench.told(escalation)).state is State.DELIVERED


async def test_what_waits_for_a_press_is_not_said_to_be_with_anybody() -> None:
    front = Front()
    await front.asks(PHOTO)
    await front.does(Settle(thread=THREAD, fact=FactId("whose-account"), choice=2))

    [said] = await front.does(Refer(thread=THREAD))

    assert isinstance(said, Said)
    assert said.text == "That question waits for your press in our direct messages. Nothing has gone yet."


async def test_the_asker_may_always_have_a_person_and_a_second_press_makes_no_second_question() -> None:
    front = Front()
    await front.asks(FORBIDDEN)

    await front.does(Refer(thread=THREAD))
    again = await front.does(Refer(thread=THREAD))

    [escalation] = await front.escalations()
    assert (await front.bench.told(escalation)).state is State.OPEN
    await front.bench.wait(UNDO)
    later = await front.does(Refer(thread=THREAD))
    assert isinstance(again[0], Said)
    assert isinstance(later[0], Said)
    assert "is about to go" in again[0].text
    assert "with a person already: with Max" in later[0].text


async def test_after_two_misses_a_person_is_offered_and_nothing_goes_without_a_press() -> None:
    front = Front()

    first = await front.asks("zzqq blorp")
    second = await front.asks("blorp wibble")
    await front.bench.wait(UNDO * 2)

    assert isinstance(first[0], Answered)
    assert first[0].asks
    assert isinstance(second[0], Answered)
    assert not second[0].asks
    [escalation] = await front.escalations()
    assert (await front.bench.told(escalation)).state is State.PREVIEWED
    assert front.bench.sent_to("max") == []


@pytest.mark.parametrize("more", ["what about former residents?", "and on facebook?", "even if they ask me?"])
async def test_a_short_follow_up_is_understood_together_with_its_question(more: str) -> None:
    front = Front()
    await front.asks("can I add residents as friends")

    [shown] = await front.asks(more)
    await front.does(Refer(thread=THREAD))

    assert isinstance(shown, Answered)
    assert "friend requests" in shown.text
    [escalation] = await front.escalations()
    told = await front.bench.told(escalation)
    assert told.question == f"can I add residents as friends\n{more}"


async def test_a_second_follow_up_goes_on_with_the_question_and_not_with_the_first() -> None:
    front = Front()
    await front.asks("can I add residents as friends")

    await front.asks("what about former residents?")
    await front.asks("and on facebook?")

    kept = front.bench.store.tables.threads[THREAD]
    assert kept.thread.question == "can I add residents as friends\nand on facebook?"


async def test_another_if_is_another_case_and_its_facts_are_asked_again() -> None:
    front = Front()
    await front.asks(PHOTO)
    await front.does(Settle(thread=THREAD, fact=FactId("consent"), choice=1))

    [shown] = await front.asks("what if they are grown up?")

    assert isinstance(shown, Answered)
    assert shown.reply.verdict is not Verdict.PROHIBITED
    assert front.bench.store.tables.threads[THREAD].thread.facts == ()


async def test_a_sensitive_follow_up_is_sensitive() -> None:
    front = Front()
    await front.asks(PHOTO)

    [shown] = await front.asks("what if a child was hurt?")

    assert isinstance(shown, Answered)
    assert shown.reply.outcome is Outcome.SENSITIVE
    assert front.bench.store.tables.threads == {}


async def test_what_a_follow_up_overtakes_is_sent_once_with_both() -> None:
    front = Front()
    await front.asks(CONFUSED)

    await front.asks("and on facebook?")

    first, second = [await front.bench.told(escalation) for escalation in await front.escalations()]
    assert (first.state, second.state) == (State.STOPPED, State.OPEN)
    assert second.question == f"{CONFUSED}\nand on facebook?"


async def test_a_sensitive_question_is_kept_without_its_words_and_leaves_no_trace() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()

    claim = await front.receive(Ask(thread=THREAD, text=GRAVE))
    kept_before_it_is_answered = front.kept_text
    assert claim is not None
    await front.desk.answer(claim)
    await front.bench.wait(UNDO * 2)

    assert "child" not in kept_before_it_is_answered
    answer = front.surface.last(Answered)
    assert (answer.reply.outcome, answer.asks, answer.shareable) == (Outcome.SENSITIVE, False, False)
    assert THREAD not in front.bench.store.tables.threads
    assert (await front.bench.told(escalation)).state is State.STOPPED
    assert front.bench.sent_to("max") == []


async def test_personal_data_is_masked_before_anything_is_kept() -> None:
    front = Front()

    await front.receive(Ask(thread=THREAD, text="Can I post Jess Field's number 07700 900123?"))

    assert "Jess Field" not in front.kept_text
    assert "900123" not in front.kept_text


async def test_a_picture_or_a_file_without_words_is_a_question_of_its_own() -> None:
    front = Front()

    await front.does(Ask(thread=THREAD, text="", has_picture=True))
    await front.does(Ask(thread=thread_id("another"), text=" ", has_file=True))

    picture, file = (showing for showing, _ in front.surface.shown if isinstance(showing, Answered))
    assert picture.reply.outcome is Outcome.CLARIFY
    assert picture.notes == file.notes == ("I have not opened what you attached; I only read your words.",)


async def test_an_edit_within_the_undo_window_asks_again_and_stops_what_was_about_to_go() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()

    await front.does(Reword(thread=THREAD, text=FORBIDDEN))
    await front.bench.wait(UNDO * 2)

    assert (await front.bench.told(escalation)).state is State.STOPPED
    assert front.bench.sent_to("max") == []
    answer = front.surface.last(Answered)
    assert answer.reply.outcome is Outcome.ANSWER
    assert len(answer.notes) == 1


async def test_an_edit_after_it_went_changes_nothing_and_says_so() -> None:
    front = Front()
    await front.asks(CONFUSED)
    await front.bench.wait(UNDO * 2)
    [escalation] = await front.escalations()

    said = await front.does(Reword(thread=THREAD, text=FORBIDDEN))
    unchanged = await front.does(Reword(thread=THREAD, text=CONFUSED))

    assert isinstance(said[0], Said)
    assert "as it was first written" in said[0].text
    assert unchanged == []
    assert (await front.bench.told(escalation)).question == CONFUSED


async def test_a_deleted_question_is_forgotten_and_not_sent() -> None:
    front = Front()
    await front.asks(CONFUSED)
    [escalation] = await front.escalations()

    await front.does(Retract(thread=THREAD))

    assert (await front.bench.told(escalation)).state is State.STOPPED
    assert front.bench.store.tables.threads == {}


async def test_an_answer_is_shared_by_its_asker_alone() -> None:
    front = Front()
    await front.asks(FORBIDDEN)

    mine = await front.does(Share(thread=THREAD))
    theirs = await front.does(Share(thread=THREAD), by="eve")

    assert isinstance(mine[0], Shared)
    assert isinstance(theirs[0], Said)


async def test_what_is_shared_says_what_was_asked_and_speaks_to_nobody() -> None:
    front = Front()
    await front.asks("Can I post this photo? Ring 07700 900123")
    [clarified] = await front.does(Share(thread=THREAD))
    await front.asks("can Bob Marsh be named on my blog", thread=thread_id("another"))
    [named] = await front.does(Share(thread=thread_id("another")))

    assert isinstance(clarified, Shared)
    assert clarified.question == "Asked: “Can I post this photo? Ring [phone number]”"
    assert clarified.reply.finding == "It depends on something that has not been said yet."
    assert "personal details" not in clarified.text
    assert "Tell me" not in clarified.text
    assert isinstance(named, Shared)
    assert "Marsh" not in named.text + named.question


async def test_what_does_not_answer_anything_is_not_shared() -> None:
    front = Front()
    await front.asks(CONFUSED)

    assert isinstance((await front.does(Share(thread=THREAD)))[0], Said)


async def test_a_forgotten_thread_is_said_to_be_forgotten() -> None:
    front = Front()

    for deed in (
        Refer(thread=THREAD),
        Share(thread=THREAD),
        Settle(thread=THREAD, fact=FactId("consent"), choice=0),
    ):
        [said] = await front.does(deed)
        assert isinstance(said, Said)
        assert "ask it again" in said.text


async def test_small_talk_does_not_push_a_question_out_of_its_thread() -> None:
    front = Front()
    await front.asks(PHOTO)

    assert await outcome(front, "thanks") is Outcome.HELP
    assert front.bench.store.tables.threads[THREAD].thread.question == PHOTO


async def test_shelves_show_help_clauses_ones_own_questions_and_the_disclaimer() -> None:
    front = Front()
    await front.asks(CONFUSED)

    [clause] = await front.does(Look(at=Shelf.CLAUSE, words="Guidelines 4(b)"))
    [none] = await front.does(Look(at=Shelf.CLAUSE, words="Guidelines 99"))
    [unnamed] = await front.does(Look(at=Shelf.CLAUSE))
    [mine] = await front.does(Look(at=Shelf.MINE))
    [disclaimer] = await front.does(Look(at=Shelf.DISCLAIMER))
    [help_] = await front.does(Look(at=Shelf.HELP))
    [outdated] = await front.does(Outdated())

    assert isinstance(clause, Quoted)
    assert clause.citations[0].label == "Guidelines 4(b)"
    assert isinstance(none, Said)
    assert none == unnamed
    assert isinstance(mine, Cases)
    assert [case.escalation.question for case in mine.mine] == [CONFUSED]
    assert PressKind.DO_NOT_SEND in mine.mine[0].presses
    assert isinstance(disclaimer, Quoted)
    assert "The views I express here are mine alone" in disclaimer.citations[0].quote
    assert isinstance(help_, Said)
    assert "threads" in help_.text
    assert isinstance(outdated, Said)


async def test_a_hail_shows_the_way_in_and_somebody_elses_answer_is_not_shown() -> None:
    front = Front()

    [way_in] = await front.does(Hail())
    [refused] = await front.does(Meddle())

    assert isinstance(way_in, Said)
    assert "for your eyes alone" in way_in.text
    assert isinstance(refused, Said)
    assert "for whoever asked" in refused.text
    assert front.bench.store.tables.threads == {}


@pytest.mark.parametrize("of", [Refer, Share])
async def test_a_button_below_an_earlier_question_is_not_taken_for_the_one_that_followed(
    of: type[Refer | Share],
) -> None:
    front = Front()
    await front.asks(PHOTO)
    await front.asks("may i use my own phone for work calls")
    later = front.bench.store.tables.threads[THREAD].thread.question

    [refused] = await front.does(of(thread=THREAD, about=about(PHOTO)))
    shown = await front.does(of(thread=THREAD, about=about(later)))

    assert later != PHOTO
    assert isinstance(refused, Said)
    assert "ask it again" in refused.text
    assert not any(isinstance(one, Said) and "ask it again" in one.text for one in shown)


async def test_help_names_each_platforms_own_commands() -> None:
    front = Front()
    discord = Address(platform=Platform.DISCORD, workspace="G1", user="1")
    delivery = DeliveryId(Platform.DISCORD, "G1", "1")
    incoming = Incoming(delivery=delivery, sender=discord, deed=Look(at=Shelf.HELP), place="here")
    front.surface.platform = Platform.DISCORD
    claim = await front.another_desk().receive(incoming)
    assert claim is not None

    await front.another_desk().answer(claim)

    assert "/policy ask asks" in front.surface.last(Said).text
