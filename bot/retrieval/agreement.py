"""One score for each target from the scores of its passages: how far its best few agree."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
WITNESSES = (1, 2, 4)
"""A target's score is the average over its best 1, 2 and 4 passages: one chance likeness is no agreement."""
MOST = max(WITNESSES)


class Agreement:
    """Knows which passages speak for which target."""

    def __init__(self, owners: Sequence[int]) -> None:
        """Take the number of each passage's target; each target has some.

        Targets with about as many passages stand together in rows of one length, which are filled up with a place
        that has no passage.
        """
        passages: defaultdict[int, list[int]] = defaultdict(list)
        for passage, target in enumerate(owners):
            passages[target].append(passage)
        alike: defaultdict[int, list[int]] = defaultdict(list)
        for target, own in passages.items():
            alike[max(MOST, 1 << (len(own) - 1).bit_length())].append(target)
        self._size = len(passages)
        self._rows = [
            (
                np.array(targets),
                np.array([[*passages[t], *[len(owners)] * (width - len(passages[t]))] for t in targets]),
            )
            for width, targets in alike.items()
        ]
        counts = np.array([min(len(passages[target]), MOST) for target in range(self._size)], np.int64)
        self._counts = np.minimum(counts[:, np.newaxis], WITNESSES)

    def of(self, scores: Floats) -> Floats:
        """Average each target's best 1, 2 and 4 passages, shape (targets,); one with fewer averages those it has."""
        if not self._size:
            return np.zeros(0)
        best = np.empty((self._size, MOST))
        against = np.append(-scores, np.inf)
        for targets, places in self._rows:
            best[targets] = np.partition(against[places], MOST - 1, axis=1)[:, :MOST]
        best = -np.sort(best, axis=1)
        best[np.isinf(best)] = 0.0
        sums = best.cumsum(axis=1)[:, [witnesses - 1 for witnesses in WITNESSES]]
        return np.asarray((sums / self._counts).mean(axis=1))
