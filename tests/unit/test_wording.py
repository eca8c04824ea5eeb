"""Judgements in words: the policy's own, quoted whole, and the bot's, which promise nothing."""

from datetime import date
from pathlib import Path

import pytest

from bot.answering import GuidanceDesk
from bot.judging.citing import Citing
from bot.judging.outcomes import Answer, AskManager, Clarify, NotCovered, Sensitive, SmallTalk
from bot.model import Citation, ClauseId, Outcome, PolicyId, Reason, Sending, Verdict
from bot.policies.guidance import Talk
from bot.policies.library import Library
from bot.settings import SHIPPED_KNOWLEDGE
from bot.wording import Wording, quoted, review_passed
from tests.knowledge_builders import POLICY_FILE, TODAY, a_desk, a_policy_text, asked


@pytest.fixture(scope="session")
def wording(gifts: GuidanceDesk) -> Wording:
    return gifts.wording


# ------------------------------------------------------------------------------------------------ what is said


@pytest.mark.parametrize("verdict", [*Verdict, None])
def test_every_verdict_has_its_finding(gifts: GuidanceDesk, verdict: Verdict | None) -> None:
    answer = Answer(clauses=Citing(gifts.library).named(["accepting.1a"]), verdict=verdict)

    reply = gifts.wording.reply(answer, "may i", TODAY)

    assert reply.finding
    assert (reply.outcome, reply.verdict) == (Outcome.ANSWER, verdict)


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("sending", [Sending.OFFERED, Sending.AFTER_UNDO])
def test_every_reason_for_the_manager_has_its_words(wording: Wording, reason: Reason, sending: Sending) -> None:
    reply = wording.reply(AskManager(reason=reason, clauses=(), sending=sending), "may i", TODAY)

    assert reply.finding
    assert reply.next_step
    assert (reply.reason, reply.sending) == (reason, sending)


def test_no_sentence_of_the_bots_own_says_yes() -> None:
    written = (SHIPPED_KNOWLEDGE / "wording.toml").read_text("utf-8").casefold()

    for promise in ("yes,", "yes.", "you can post", "you may", "is allowed", "is fine", "go ahead", "approved"):
        assert promise not in written


def test_a_clause_that_asks_for_nothing_first_is_no_bare_yes(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "may i keep flowers")

    assert reply.verdict is Verdict.ALLOWED
    assert "does not lift the other rules" in reply.finding
    assert reply.citations


def test_a_topic_is_named(gifts: GuidanceDesk) -> None:
    (topic, *_) = gifts.library.silences.topic

    said = gifts.wording.reply(NotCovered(topic=topic, near=()), "", TODAY).finding

    assert said == "The policy does not speak about parking. That is neither a yes nor a no."


@pytest.mark.parametrize("about", ["greeting", "thanks", "help", "empty", "unheard-of"])
def test_small_talk_gives_examples_to_ask(wording: Wording, about: str) -> None:
    reply = wording.small_talk(about, "hi")

    assert (reply.outcome, len(reply.notes)) == (Outcome.HELP, 3)
    assert reply == wording.reply(SmallTalk(talk=Talk(id=about)), "hi", TODAY)


def test_the_examples_that_ship_are_questions_the_bot_can_answer(desk: GuidanceDesk) -> None:
    outcomes = {text: asked(desk, text).outcome for text in desk.library.wording.talk.examples}

    assert {text for text, outcome in outcomes.items() if outcome not in {Outcome.ANSWER, Outcome.CLARIFY}} == set()


# ------------------------------------------------------------------------------------------------ sensitive matters


def test_a_sensitive_reply_shows_clauses_and_contacts_and_repeats_nothing(gifts: GuidanceDesk) -> None:
    lane = gifts.library.lanes.lane[1]

    cash = Citing(gifts.library).named(["accepting.1a"])

    reply = gifts.wording.reply(Sensitive(lane=lane, clauses=cash), "my boss took a bribe", TODAY)

    assert [citation.clause for citation in reply.citations] == ["accepting.1a"]
    assert (reply.contacts[0].name, reply.contacts[0].reach) == ("The Listeners", "116 000")
    assert reply.lane == "manager-wrong"
    assert "bribe" not in gifts.wording.plain(reply)


def test_a_contact_that_nobody_filled_in_says_so(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "my boss took a bribe")

    assert "not filled in yet" in reply.contacts[1].reach


# ------------------------------------------------------------------------------------------------ notes


def test_a_document_the_policy_leans_on_and_the_bot_does_not_hold_is_said_to_be_so(gifts: GuidanceDesk) -> None:
    assert asked(gifts, "do i have to record what i gave away").notes == ("Signpost does not hold the register.",)
    assert asked(gifts, "can i accept cash").notes == ()


def test_a_document_that_is_held_needs_no_note(tmp_path: Path) -> None:
    held = 'name = "S"\n[[contact]]\nid = "listeners"\nrole = "r"\n[[contact]]\nid = "trustees"\nrole = "r"\n'
    held += '[[document]]\nid = "register"\ntitle = "t"\nheld = true\nmentioned_in = ["offering.2"]\nnote = "n"\n'

    assert asked(a_desk(tmp_path, {"organisation.toml": held}), "do i have to record what i gave away").notes == ()


def test_an_overdue_review_is_said_with_every_answer(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {POLICY_FILE: a_policy_text(next_review="2026-10")})

    assert [note for note in asked(desk, "can i accept cash").notes if "October 2026" in note]
    assert asked(desk, "how tall is mount everest?").notes == ()


def test_who_tells_of_something_is_shown_a_way_out(gifts: GuidanceDesk) -> None:
    told = asked(gifts, "there was cash in my pocket")

    assert told.outcome is not Outcome.SENSITIVE
    assert gifts.library.wording.notes["way_out"] in told.notes
    assert gifts.library.wording.notes["way_out"] not in asked(gifts, "can i accept cash").notes


@pytest.mark.parametrize("text", ["i hurt myself", "hello"])
def test_a_way_out_is_not_shown_where_there_is_one_already(gifts: GuidanceDesk, text: str) -> None:
    assert gifts.library.wording.notes["way_out"] not in asked(gifts, text).notes


@pytest.mark.parametrize(
    ("due", "today", "passed"),
    [
        ("January 2027", date(2026, 12, 31), False),
        ("January 2027", date(2027, 1, 1), False),
        ("January 2027", date(2027, 1, 31), False),
        ("January 2027", date(2027, 2, 1), True),
        ("December 2026", date(2027, 1, 1), True),
        ("28 February 2026", date(2026, 2, 28), False),
        ("28 February 2026", date(2026, 3, 1), True),
        ("1 March 2026", date(2026, 2, 28), False),
    ],
)
def test_a_review_has_passed_the_day_after_a_month_after_its_end(due: str, today: date, *, passed: bool) -> None:
    assert review_passed(due, today) is passed


# ------------------------------------------------------------------------------------------------ plain text


def test_a_clause_is_quoted_with_its_lead_in_its_place_and_its_age() -> None:
    citation = Citation(
        policy=PolicyId("gifts"),
        policy_title="Gifts",
        last_reviewed="February 2026",
        clause=ClauseId("accepting.1a"),
        label="Accepting 1(a)",
        heading="Accepting",
        lead_in="Staff must not:",
        quote="accept cash",
    )

    assert quoted(citation) == "“Staff must not: … accept cash”\n— Gifts, Accepting 1(a) (last reviewed February 2026)"


def test_plain_text_holds_every_part_of_a_reply(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "can i take a hamper home")

    text = gifts.wording.plain(reply)

    for part in (
        reply.finding,
        reply.next_step,
        *(c.quote for c in reply.citations),
        *(c.label for c in reply.citations),
    ):
        assert part in text
    assert "Has your manager agreed to it? (Yes / No / Not sure)" in text
    assert "“Staff must not: … accept a hamper without the consent of their manager”" in text


def test_plain_text_names_contacts_and_what_is_only_near(gifts: GuidanceDesk) -> None:
    assert "Someone to talk to: The Listeners, 116 000" in gifts.wording.plain(asked(gifts, "i hurt myself"))
    assert gifts.wording.nearest in gifts.wording.plain(asked(gifts, "may i win the raffle"))
    assert gifts.wording.nearest not in gifts.wording.plain(asked(gifts, "where can i park my car"))


def test_a_clarifying_reply_shows_what_it_turns_on(gifts: GuidanceDesk) -> None:
    located = Citing(gifts.library).named(["accepting.1b"])
    with pytest.raises(ValueError, match="asks for a fact"):
        gifts.wording.reply(Clarify(clauses=located, verdict=None, facts=()), "", TODAY)


def test_what_ships_has_words_for_everything(library: Library) -> None:
    says = library.wording

    assert set(says.finding) >= {*Verdict, "none", "clarify"}
    assert set(says.manager) == set(Reason)
    assert set(says.next) >= {"answer", "clarify", "after_undo", "offered", "not_covered", "sensitive"}
    assert set(says.not_covered) >= {"topic", "unknown", "nearest"}
