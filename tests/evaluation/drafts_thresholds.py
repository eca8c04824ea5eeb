"""From which score on a kind is found: as many breaches as can be had for a given share of false alarms."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEPS = (1, 2, 4, 8, 16, 32)
"""How many more harmless drafts may be let in at once, where one alone gains nothing."""
CHEAP = 0.3
"""What a step costs that lets in no harmless draft that had no finding before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """A draft's score for each kind, whether a finding of that kind would be right, and whether it is harmless."""

    scores: tuple[float, ...]
    right: tuple[bool, ...]
    harmless: bool


def thresholds(trials: Sequence[Trial], false_alarms: float) -> Floats:
    """Return the score above which each kind is found, so that at most a share *false_alarms* of harmless ones has any.

    Greedy: again and again the kind is eased that finds most breaches more for each harmless draft more.
    """
    harmless = np.array([trial.scores for trial in trials if trial.harmless])
    bad = np.array([trial.scores for trial in trials if not trial.harmless])
    right = np.array([trial.right for trial in trials if not trial.harmless])
    ladder = -np.sort(-harmless, axis=0)
    rungs = np.zeros(ladder.shape[1], int)
    limits: Floats = ladder[0].copy()
    budget = int(false_alarms * len(harmless))
    while step := _best(ladder, rungs, limits, _Drafts(harmless, bad, right), budget):
        rungs[step[0]] += step[1]
        limits[step[0]] = ladder[rungs[step[0]], step[0]]
    sys.stderr.write(
        f"left out: recall {_found(bad, right, limits) / len(bad):.3f}, "
        f"false alarms {_alarms(harmless, limits) / len(harmless):.3f}\n"
    )
    return limits


class _Drafts(NamedTuple):
    """Scores of harmless drafts and of those with a breach, and which kinds would be right for the latter."""

    harmless: Floats
    bad: Floats
    right: NDArray[np.bool_]


def _best(
    ladder: Floats, rungs: NDArray[np.int_], limits: Floats, drafts: _Drafts, budget: int
) -> tuple[int, int] | None:
    """Return the kind to ease next and by how many rungs; nothing where nothing is gained within the *budget*."""
    alarms, found = _alarms(drafts.harmless, limits), _found(drafts.bad, drafts.right, limits)
    offers: list[tuple[float, int, int]] = []
    for kind in range(len(rungs)):
        for step in STEPS:
            if rungs[kind] + step < len(ladder):
                eased = limits.copy()
                eased[kind] = ladder[rungs[kind] + step, kind]
                more, gained = _alarms(drafts.harmless, eased), _found(drafts.bad, drafts.right, eased) - found
                if more <= budget and gained > 0:
                    offers.append((gained / max(more - alarms, CHEAP), kind, step))
    if not offers:
        return None
    _, kind, step = max(offers)
    return kind, step


def _alarms(harmless: Floats, limits: Floats) -> int:
    return int((harmless > limits).any(axis=1).sum())


def _found(bad: Floats, right: NDArray[np.bool_], limits: Floats) -> int:
    return int(((bad > limits) & right).any(axis=1).sum())
