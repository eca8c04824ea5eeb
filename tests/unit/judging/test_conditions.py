"""The facts a clause turns on: heard in the question, answered in the thread, or still open."""

from pathlib import Path

import pytest

from bot.answering import GuidanceDesk
from bot.judging.conditions import Conditions, State
from bot.model import FactId, Question
from bot.text import stems
from tests.knowledge_builders import GUIDANCE, a_library


@pytest.fixture(scope="session")
def conditions(gifts: GuidanceDesk) -> Conditions:
    return Conditions(gifts.library)


def read(desk: GuidanceDesk, conditions: Conditions, text: str, clause: str = "accepting.1b", **answers: str) -> State:
    policy = desk.library.policies[0]
    question = Question(text=text, answers=tuple((FactId(fact), choice) for fact, choice in answers.items()))
    return conditions.read(question, stems(text), policy, policy.clause(clause))


def test_a_fact_the_question_does_not_tell_is_open(gifts: GuidanceDesk, conditions: Conditions) -> None:
    state = read(gifts, conditions, "can i take a hamper")

    assert [fact.id for fact in state.open] == ["agreed"]
    assert (state.failed, state.unsure, state.cites) == (False, False, ())


def test_a_fact_the_question_affirms_is_settled(gifts: GuidanceDesk, conditions: Conditions) -> None:
    state = read(gifts, conditions, "can i take a hamper, my manager agreed")

    assert (state.open, state.failed) == ((), False)


def test_a_fact_the_question_denies_fails_the_condition(gifts: GuidanceDesk, conditions: Conditions) -> None:
    state = read(gifts, conditions, "can i take a hamper, nobody knows")

    assert (state.open, state.failed) == ((), True)


def test_denying_outweighs_affirming(gifts: GuidanceDesk, conditions: Conditions) -> None:
    assert read(gifts, conditions, "my manager agreed but nobody knows").failed


def test_an_answer_that_meets_the_condition_settles_it_and_brings_its_clauses(
    gifts: GuidanceDesk, conditions: Conditions
) -> None:
    state = read(gifts, conditions, "can i take a hamper", agreed="Yes")

    assert state == State(cites=("offering.2",))


def test_an_answer_that_does_not_meet_the_condition_fails_it(gifts: GuidanceDesk, conditions: Conditions) -> None:
    assert read(gifts, conditions, "can i take a hamper", agreed="No") == State(failed=True)


def test_not_sure_is_remembered(gifts: GuidanceDesk, conditions: Conditions) -> None:
    assert read(gifts, conditions, "can i take a hamper", agreed="Not sure") == State(unsure=True)


def test_an_answer_outweighs_what_the_question_said(gifts: GuidanceDesk, conditions: Conditions) -> None:
    assert not read(gifts, conditions, "can i take a hamper, nobody knows", agreed="Yes").failed


def test_an_answer_about_another_fact_changes_nothing(gifts: GuidanceDesk, conditions: Conditions) -> None:
    plain = read(gifts, conditions, "can i take a hamper")

    assert read(gifts, conditions, "can i take a hamper", elsewhere="No") == plain


def test_a_clause_whose_guidance_names_no_fact_turns_on_none(gifts: GuidanceDesk, conditions: Conditions) -> None:
    assert read(gifts, conditions, "can i accept cash", "accepting.1a") == State()


def test_without_guidance_a_clause_is_asked_about_in_its_own_words(gifts: GuidanceDesk, conditions: Conditions) -> None:
    (fact,) = read(gifts, conditions, "can i offer a present", "offering.1").open

    assert fact.question == (
        "The clause says “authorised by their manager to offer a present to a supplier”. Is it so here?"
    )
    assert fact.choices == ("Yes", "No", "Not sure")
    assert fact.fails == ("No",)


def test_what_a_clause_forbids_without_something_fails_when_it_is_lacking(tmp_path: Path) -> None:
    library = a_library(tmp_path, {"guidance/gifts.toml": 'policy = "gifts"\n'})
    policy = library.policies[0]

    state = Conditions(library).read(Question(text=""), [], policy, policy.clause("accepting.1b"))

    assert [fact.fails for fact in state.open] == [("Yes",)]


def test_a_clause_without_condition_or_guidance_turns_on_nothing(gifts: GuidanceDesk, conditions: Conditions) -> None:
    assert read(gifts, conditions, "may i keep flowers", "accepting.2") == State()


def test_words_are_heard_by_their_stems_and_groups(tmp_path: Path) -> None:
    guidance = GUIDANCE.replace('["my manager agreed"]', '["my {boss} agree/allow"]')
    library = a_library(tmp_path, {"guidance/gifts.toml": guidance})
    policy = library.policies[0]

    text = "my boss allowed it"
    state = Conditions(library).read(Question(text=text), stems(text), policy, policy.clause("accepting.1b"))

    assert state == State()


def test_a_question_that_says_a_limit_is_passed_fails_the_condition(tmp_path: Path) -> None:
    guidance = GUIDANCE.replace('id = "offering.2"', 'id = "offering.2"\ncrossed = ["never wrote/noted it"]')
    library = a_library(tmp_path, {"guidance/gifts.toml": guidance})
    policy = library.policies[0]

    states = [
        Conditions(library).read(Question(text=text), stems(text), policy, policy.clause("offering.2"))
        for text in ("i never noted it down", "i noted it down")
    ]

    assert [state.failed for state in states] == [True, False]
