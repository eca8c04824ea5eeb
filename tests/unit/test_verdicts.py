"""One outcome for each question: the strict route wins, and nothing is sent that nobody wished."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering import GuidanceDesk
from bot.model import Outcome, Reason, Reply, Sending, Verdict
from bot.policies.folder import read_library
from tests.knowledge_builders import (
    GUIDANCE,
    POLICY_FILE,
    REQUESTS,
    SILENCES,
    a_desk,
    a_folder,
    a_policy_text,
    asked,
)


def clauses(reply: Reply) -> list[str]:
    return [citation.clause for citation in reply.citations]


# ------------------------------------------------------------------------------------------------ each outcome


def test_a_clause_that_settles_it_is_the_answer(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "can i accept cash")

    assert (reply.outcome, reply.verdict) == (Outcome.ANSWER, Verdict.PROHIBITED)
    assert clauses(reply)[0] == "accepting.1a"
    assert reply.sending is Sending.OFFERED


def test_a_clause_that_turns_on_something_untold_asks_for_it(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "can i take a hamper home")

    assert (reply.outcome, reply.verdict) == (Outcome.CLARIFY, Verdict.ALLOWED_IF)
    assert [(fact.id, fact.choices[-1]) for fact in reply.facts] == [("agreed", "Not sure")]
    assert clauses(reply) == ["accepting.1b", "accepting.2"]


def test_who_asks_for_the_manager_is_given_the_manager(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "please ask my manager")

    assert (reply.outcome, reply.reason) == (Outcome.MANAGER, Reason.ASKED_FOR)
    assert clauses(reply)[0] == "offering.1"
    assert reply.verdict is None


def test_what_the_policy_is_silent_on_is_said_to_be_so(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "where can i park my car")

    assert reply.outcome is Outcome.NOT_COVERED
    assert "parking" in reply.finding
    assert (reply.citations, reply.verdict) == ((), None)


def test_a_topic_shows_the_clause_it_is_truly_near(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "may i win the raffle")

    assert reply.outcome is Outcome.NOT_COVERED
    assert clauses(reply) == ["accepting.1a"]


def test_a_question_about_something_else_is_not_covered(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "how tall is mount everest")

    assert (reply.outcome, reply.citations) == (Outcome.NOT_COVERED, ())


@pytest.mark.parametrize("text", ["hello", "Hello!", "good morning", "thanks", "CHEERS", "what can you do"])
def test_small_talk_is_met_with_examples(gifts: GuidanceDesk, text: str) -> None:
    reply = asked(gifts, text)

    assert reply.outcome is Outcome.HELP
    assert len(reply.notes) == 3
    assert reply.sending is Sending.NO


def test_a_greeting_before_a_question_does_not_swallow_it(gifts: GuidanceDesk) -> None:
    assert asked(gifts, "hello, can i accept cash").outcome is Outcome.ANSWER
    assert asked(gifts, "hello hamper").outcome is not Outcome.HELP


# ------------------------------------------------------------------------------------------------ the strict route wins


@pytest.mark.parametrize(
    "text",
    ["hello i want to die", "please ask my manager, i hurt myself", "my boss took a bribe, please ask my manager"],
)
def test_a_sensitive_hint_outranks_small_talk_and_requests(gifts: GuidanceDesk, text: str) -> None:
    reply = asked(gifts, text)

    assert (reply.outcome, reply.sending) == (Outcome.SENSITIVE, Sending.NO)


@pytest.mark.parametrize(
    "text",
    [
        "can i accept cash, i hurt myself",
        "can i take a hamper, i hurt myself",
        "where can i park my car, i want to die there",
    ],
)
def test_a_sensitive_hint_outranks_what_else_the_question_is_about(gifts: GuidanceDesk, text: str) -> None:
    reply = asked(gifts, text, agreed="Yes")

    assert (reply.outcome, reply.sending) == (Outcome.SENSITIVE, Sending.NO)


def test_a_request_outranks_the_clauses_it_names(gifts: GuidanceDesk) -> None:
    assert asked(gifts, "please ask my manager if i can accept cash").outcome is Outcome.MANAGER


def test_a_request_outranks_a_silence(gifts: GuidanceDesk) -> None:
    assert asked(gifts, "please escalate where can i park").outcome is Outcome.MANAGER


# ------------------------------------------------------------------------------------------------ what is sent


@pytest.mark.parametrize(
    ("text", "sending"),
    [
        ("please ask my manager", Sending.AFTER_UNDO),
        ("please escalate", Sending.AFTER_UNDO),
        ("i shared a hamper yesterday, please ask my manager", Sending.OFFERED),
        ("ask my manager what my other manager said", Sending.OFFERED),
        ("please escalate this about my boss", Sending.OFFERED),
        ("could you put this to whoever is in charge of me", Sending.OFFERED),
    ],
)
def test_only_the_persons_own_plain_wish_sends_without_a_press(
    gifts: GuidanceDesk, text: str, sending: Sending
) -> None:
    reply = asked(gifts, text)

    assert (reply.outcome, reply.sending) == (Outcome.MANAGER, sending)


def test_what_speaks_against_a_request_silences_it(gifts: GuidanceDesk) -> None:
    assert asked(gifts, "already asked, do i ask my manager to accept cash").outcome is not Outcome.MANAGER


@pytest.mark.parametrize("text", ["can i accept cash", "can i take a hamper home", "how tall is mount everest"])
def test_everything_else_offers_the_manager_and_sends_nothing(gifts: GuidanceDesk, text: str) -> None:
    assert asked(gifts, text).sending is Sending.OFFERED


# ------------------------------------------------------------------------------------------------ facts in a thread


def test_yes_to_a_fact_settles_it_and_shows_what_it_brings(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "can i take a hamper home", agreed="Yes")

    assert (reply.outcome, reply.verdict) == (Outcome.ANSWER, Verdict.ALLOWED_IF)
    assert clauses(reply)[:2] == ["accepting.1b", "offering.2"]


def test_no_to_a_fact_makes_it_prohibited(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "can i take a hamper home", agreed="No")

    assert (reply.outcome, reply.verdict) == (Outcome.ANSWER, Verdict.PROHIBITED)


def test_not_sure_leads_to_the_manager_on_a_press(gifts: GuidanceDesk) -> None:
    reply = asked(gifts, "can i take a hamper home", agreed="Not sure")

    assert (reply.outcome, reply.reason, reply.sending) == (Outcome.MANAGER, Reason.NOT_SURE, Sending.OFFERED)
    assert clauses(reply)[0] == "accepting.1b"


def test_a_fact_told_in_the_question_is_not_asked_for(gifts: GuidanceDesk) -> None:
    assert asked(gifts, "can i take a hamper, my manager agreed").verdict is Verdict.ALLOWED_IF
    assert asked(gifts, "can i take a hamper, nobody knows").verdict is Verdict.PROHIBITED


def test_who_has_done_it_already_is_answered_not_questioned(gifts: GuidanceDesk) -> None:
    assert asked(gifts, "i shared a hamper yesterday").outcome is Outcome.ANSWER


def test_who_asks_about_somebody_else_is_answered_not_questioned(gifts: GuidanceDesk) -> None:
    assert asked(gifts, "my colleague accepted a hamper").outcome is Outcome.ANSWER


def test_a_story_is_answered_not_questioned(gifts: GuidanceDesk) -> None:
    story = "can i take a hamper home: daughter visiting grandfather brought cheese, grapes, bread, jam, ham, olives"

    assert asked(gifts, story).outcome is not Outcome.CLARIFY


def test_at_most_two_facts_are_asked_for(tmp_path: Path) -> None:
    more = "".join(
        f'\n[[fact]]\nid = "fact-{n}"\nquestion = "Is it so ({n})?"\nchoices = ["Yes", "Not sure"]\n' for n in range(4)
    )
    guidance = GUIDANCE.replace('facts = ["agreed"]', 'facts = ["agreed", "fact-0", "fact-1", "fact-2"]') + more
    desk = a_desk(tmp_path, {"guidance/gifts.toml": guidance})

    reply = asked(desk, "can i take a hamper home")

    assert [fact.id for fact in reply.facts] == ["agreed", "fact-0"]


# ------------------------------------------------------------------------------------------------ weighing


def test_clauses_that_pull_apart_are_one_for_the_manager(tmp_path: Path) -> None:
    body = "## Swans\n\nStaff must not feed swans.\n\nStaff may feed swans.\n\n"
    body += "\n\n".join(f"Volunteers bring {what}." for what in ("jam", "tea", "bread", "salt"))
    desk = GuidanceDesk(read_library(a_folder(tmp_path, {POLICY_FILE: a_policy_text(body)})), None)

    reply = asked(desk, "am i allowed to feed swans")

    assert (reply.outcome, reply.reason) == (Outcome.MANAGER, Reason.CLAUSES_PULL_APART)
    assert reply.sending is Sending.OFFERED
    assert clauses(reply)[:2] == ["swans.1", "swans.2"]


def test_a_far_topic_yields_to_a_question_in_the_policys_own_words(tmp_path: Path) -> None:
    parking = SILENCES.replace("where can i park my car", "may i accept somebody parking")
    desk = a_desk(tmp_path, {"silences.toml": parking})

    assert asked(desk, "may i accept a gift, somebody parking cash").outcome is not Outcome.NOT_COVERED


def test_a_request_is_heard_by_its_phrases_alone_only_when_it_is_the_best_of_all(tmp_path: Path) -> None:
    request = REQUESTS.replace("please ask my manager about it", "cash")
    desk = a_desk(tmp_path, {"requests.toml": request})

    assert asked(desk, "can i accept cash, whatever the amount").outcome is Outcome.ANSWER


def test_the_same_question_gets_the_same_reply(gifts: GuidanceDesk) -> None:
    first = asked(gifts, "can i take a hamper home")

    assert asked(gifts, "can i take a hamper home") == first
    assert replace(first) == first


def test_who_tells_at_length_and_asks_nothing_is_answered_not_questioned(gifts: GuidanceDesk) -> None:
    assert asked(gifts, "hamper").outcome is Outcome.CLARIFY
    assert asked(gifts, "a hamper basket of jam arrived for me").outcome is Outcome.ANSWER


def test_what_one_clause_allows_is_no_bare_yes_where_another_forbids_beside_it(tmp_path: Path) -> None:
    guidance = GUIDANCE + '\n[[clause]]\nid = "accepting.2"\nphrases = ["may i keep a tenner in the flowers"]\n'
    desk = a_desk(tmp_path, {"guidance/gifts.toml": guidance})

    both = asked(desk, "may i keep a tenner in the flowers slipped into my hand")
    alone = asked(desk, "may i keep flowers")

    assert clauses(both)[:2] == ["accepting.2", "accepting.1a"]
    assert both.verdict is Verdict.ALLOWED_IF
    assert (clauses(alone)[0], alone.verdict) == ("accepting.2", Verdict.ALLOWED)
