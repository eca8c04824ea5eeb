"""A target's score from those of its passages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.agreement import WITNESSES, Agreement

SCORES = st.floats(-3, 3, allow_nan=False)


def expected(scores: list[float]) -> float:
    """Work the score of one target out by hand."""
    best = sorted(scores, reverse=True)
    means = [np.mean(best[:witnesses]) for witnesses in WITNESSES]
    return float(np.mean(means))


@given(st.lists(st.lists(SCORES, min_size=1, max_size=12), min_size=1, max_size=12))
def test_a_targets_score_is_the_mean_over_its_best_passages(targets: list[list[float]]) -> None:
    passages = [(owner, score) for owner, scores in enumerate(targets) for score in scores]

    found = Agreement([owner for owner, _ in passages]).of(np.array([score for _, score in passages]))

    assert found == pytest.approx([expected(scores) for scores in targets])


def test_one_chance_likeness_is_outdone_by_four_that_agree() -> None:
    chance, agreed = Agreement([0, 0, 0, 0, 1, 1, 1, 1]).of(np.array([5.0, 0, 0, 0, 4.0, 4.0, 4.0, 4.0]))

    assert agreed > chance


def test_without_targets_there_are_no_scores() -> None:
    assert Agreement([]).of(np.zeros(0)).shape == (0,)
