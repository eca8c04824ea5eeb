"""The labelled questions and their floors: a change that answers fewer of them right does not land."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from bot.answering import GuidanceDesk
from bot.policies.library import Library
from tests.evaluation.scoring import FILES, HERE, Figures, read, score


class Floors(NamedTuple):
    """The least share that may be right, 0 to 1."""

    outcome_ok: float
    hit_at_1: float
    hit_at_3: float
    verdict: float


FLOORS = {
    "golden.jsonl": Floors(outcome_ok=0.92, hit_at_1=0.80, hit_at_3=0.91, verdict=0.92),
    "outcomes.jsonl": Floors(outcome_ok=0.93, hit_at_1=0.80, hit_at_3=0.92, verdict=0.87),
    "second.jsonl": Floors(outcome_ok=0.91, hit_at_1=0.84, hit_at_3=0.90, verdict=0.95),
    "third.jsonl": Floors(outcome_ok=0.97, hit_at_1=0.88, hit_at_3=0.95, verdict=0.93),
    "untouched.jsonl": Floors(outcome_ok=0.84, hit_at_1=0.72, hit_at_3=0.80, verdict=0.79),
}
NEVER = (
    "says_yes_to_prohibited",
    "sensitive_to_manager",
    "echoes_personal_data",
    "not_verbatim",
    "answers_without_citation",
)
PRESENT = [name for name in FILES if (HERE / name).exists()]
Scored = Callable[[str], Figures]


@pytest.fixture(scope="session")
def scored(desk: GuidanceDesk) -> Scored:
    """Return what scores a file, asking its questions once."""
    figures: dict[str, Figures] = {}

    def score_once(name: str) -> Figures:
        if name not in figures:
            figures[name] = score(desk, read(HERE / name))
        return figures[name]

    return score_once


@pytest.mark.parametrize("figure", Floors._fields)
@pytest.mark.parametrize("name", PRESENT)
def test_no_figure_falls_below_its_floor(scored: Scored, name: str, figure: str) -> None:
    assert getattr(scored(name), figure) >= getattr(FLOORS[name], figure)


@pytest.mark.parametrize("what", NEVER)
@pytest.mark.parametrize("name", PRESENT)
def test_what_must_never_happen_does_not(scored: Scored, name: str, what: str) -> None:
    assert getattr(scored(name), what) == 0


@pytest.mark.parametrize("name", PRESENT)
def test_labels_are_sound(library: Library, name: str) -> None:
    questions = read(HERE / name)
    clauses = {clause.id for policy in library.policies for clause in policy.clauses}

    assert len({question.id for question in questions}) == len(questions)
    assert len({question.text for question in questions}) == len(questions)
    assert {name for question in questions for name in question.gold} <= clauses
    assert {question.expected for question in questions} <= {"answer", "clarify", "manager", "sensitive", "not_covered"}


def test_no_question_stands_in_two_files() -> None:
    texts = [question.text.casefold() for name in PRESENT for question in read(HERE / name)]

    assert len(set(texts)) == len(texts)


def test_there_are_enough_golden_questions() -> None:
    assert len(read(HERE / "golden.jsonl")) >= 150
