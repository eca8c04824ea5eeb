"""The labelled drafts and their floors: a change that finds fewer breaches, or cries wolf more often, does not land."""

from functools import cache
from typing import NamedTuple

import pytest

from bot.drafts import Drafts
from bot.policies.folder import read_library
from bot.policies.library import Library
from bot.settings import SHIPPED_KNOWLEDGE
from tests.evaluation.drafts_scoring import FILES, HERE, DraftFigures, main, read, score


class Floors(NamedTuple):
    """The least and the most, 0 to 1, that is let through."""

    recall: float
    main: float
    false_alarms: float


FLOORS = {
    "drafts.jsonl": Floors(recall=0.96, main=0.95, false_alarms=0.02),
    "drafts_untouched.jsonl": Floors(recall=0.85, main=0.76, false_alarms=0.16),
}
"""A little below what was measured. The aim on drafts never seen is a recall of 0.85 and false alarms of 0.10."""
SIZES = {"drafts.jsonl": (210, 72), "drafts_untouched.jsonl": (70, 26)}
"""Drafts, and the harmless ones among them."""


@cache
def figures(name: str) -> DraftFigures:
    return score(Drafts(read_library(SHIPPED_KNOWLEDGE)), read(HERE / name))


@pytest.mark.parametrize("name", FILES)
def test_breaches_are_found_and_wolf_is_not_cried_too_often(name: str) -> None:
    measured, floors = figures(name), FLOORS[name]

    assert measured.recall >= floors.recall
    assert measured.main >= floors.main
    assert measured.false_alarms <= floors.false_alarms


@pytest.mark.parametrize("name", FILES)
def test_the_labels_of_drafts_are_sound(library: Library, name: str) -> None:
    labelled = read(HERE / name)
    clauses = {clause.id for policy in library.policies for clause in policy.clauses}

    assert (len(labelled), sum(not draft.breaches for draft in labelled)) == SIZES[name]
    assert len({draft.id for draft in labelled}) == len(labelled)
    assert all(breach.words in draft.text for draft in labelled for breach in draft.breaches)
    assert {clause for draft in labelled for breach in draft.breaches for clause in breach.clauses} <= clauses


def test_no_draft_stands_in_two_files() -> None:
    texts = [draft.text.casefold() for name in FILES for draft in read(HERE / name)]

    assert len(set(texts)) == len(texts)


def test_the_scorer_prints_totals_and_no_draft(capsys: pytest.CaptureFixture[str]) -> None:
    main([str(HERE / "drafts.jsonl")])

    printed = capsys.readouterr().out
    assert "210 drafts, 72 of them harmless" in printed
    assert not any(draft.text[:30] in printed for draft in read(HERE / "drafts.jsonl"))
