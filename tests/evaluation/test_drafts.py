"""The labelled drafts and their floors: a change that finds fewer breaches, or cries wolf more often, does not land."""

from functools import cache
from typing import NamedTuple

import pytest

from bot.drafts import Drafts
from bot.policies.folder import read_library
from bot.policies.library import Library
from bot.settings import SHIPPED_KNOWLEDGE
from tests.evaluation.drafts_scoring import FILES, HERE, LEARNED, DraftFigures, LabelledDraft, digest, main, read, score
from tests.evaluation.drafts_thresholds import Trial, thresholds


class Floors(NamedTuple):
    """The least and the most, 0 to 1, that is let through."""

    recall: float
    main: float
    false_alarms: float


FLOORS = {
    "drafts_unseen.jsonl": Floors(recall=0.90, main=0.90, false_alarms=0.05),
    "drafts_untouched.jsonl": Floors(recall=0.90, main=0.88, false_alarms=0.10),
    "drafts_other.jsonl": Floors(recall=0.90, main=0.90, false_alarms=0.08),
}
"""A little below what was measured. The aim is a recall of 0.85 at 0.10 of false alarms."""
SIZES = {"drafts_unseen.jsonl": (200, 100), "drafts_untouched.jsonl": (70, 26), "drafts_other.jsonl": (80, 40)}
"""Drafts, and the harmless ones among them."""


@cache
def figures(name: str) -> DraftFigures:
    return score(Drafts(read_library(SHIPPED_KNOWLEDGE)), read(HERE / name))


@cache
def learned() -> tuple[LabelledDraft, ...]:
    return tuple(draft for path in sorted(LEARNED.glob("*.jsonl")) for draft in read(path))


@pytest.mark.parametrize("name", FILES)
def test_breaches_are_found_and_wolf_is_not_cried_too_often(name: str) -> None:
    measured, floors = figures(name), FLOORS[name]

    assert measured.recall >= floors.recall
    assert measured.main >= floors.main
    assert measured.false_alarms <= floors.false_alarms


@pytest.mark.parametrize("name", FILES)
def test_the_sizes_are_those_that_are_reported(name: str) -> None:
    labelled = read(HERE / name)

    assert (len(labelled), sum(not draft.breaches for draft in labelled)) == SIZES[name]


def test_the_labels_of_drafts_are_sound(library: Library) -> None:
    labelled = [*learned(), *(draft for name in FILES for draft in read(HERE / name))]
    clauses = {clause.id for policy in library.policies for clause in policy.clauses}

    assert len({draft.id for draft in labelled}) == len(labelled)
    assert all(breach.words in draft.text for draft in labelled for breach in draft.breaches)
    assert {clause for draft in labelled for breach in draft.breaches for clause in breach.clauses} <= clauses


def test_no_draft_that_was_learned_from_is_measured_on() -> None:
    texts = [draft.text.casefold() for name in FILES for draft in read(HERE / name)]

    assert len(set(texts)) == len(texts)
    assert {draft.text.casefold() for draft in learned()}.isdisjoint(texts)


def test_the_weights_that_ship_were_learned_from_the_drafts_that_stand_here() -> None:
    head = (SHIPPED_KNOWLEDGE / "draft_weights.tsv").read_text("utf-8").splitlines()[:2]

    assert head[1] == f"# learned from {digest()}"


def test_the_scorer_prints_totals_and_no_draft(capsys: pytest.CaptureFixture[str]) -> None:
    main([str(HERE / "drafts_unseen.jsonl")])

    printed = capsys.readouterr().out
    assert "200 drafts, 100 of them harmless" in printed
    assert not any(draft.text[:30] in printed for draft in read(HERE / "drafts_unseen.jsonl"))


def a_trial(*scores: float, right: tuple[bool, bool] = (False, False)) -> Trial:
    return Trial(scores=scores, right=right, harmless=not any(right))


def test_thresholds_find_what_they_can_within_the_false_alarms_allowed() -> None:
    harmless = [a_trial(number / 10, -9) for number in range(10)]
    cheap = [a_trial(-9, 1, right=(False, True)) for _ in range(3)]
    dear = [a_trial(0.55, -9, right=(True, False)), a_trial(0.85, -9, right=(True, False))]

    none, one = thresholds([*harmless, *cheap, *dear], 0.0), thresholds([*harmless, *cheap, *dear], 0.1)

    assert none[0] >= 0.9
    assert none[1] < 1
    assert 0.8 <= one[0] < 0.85
