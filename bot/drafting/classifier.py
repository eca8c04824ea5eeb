"""Learned kinds of finding: a linear classifier for each, over the features of a draft.

Each feature that a draft has counts once, by its inverse document frequency, and all together have unit length
(Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, 6.4); the weights are those of logistic
regressions. A draft of a few words is not stretched to unit length: what it says so shortly is weak evidence.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.drafting.observing import Feature
from bot.drafting.reading import Reading
from bot.findings import FindingKind, Span, Spot
from bot.policies.weights import Weights

SHORTEST = 40.0
"""The least length that a draft's values are divided by: that of some eight words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """How far a draft is above the threshold of a kind (below 0: under it), and which features made it so."""

    kind: FindingKind
    above: float
    shares: Mapping[str, float]


class Classifier:
    """Weighs drafts by what was learned."""

    def __init__(self, weights: Weights) -> None:
        """Take the *weights*; without any, nothing is found."""
        self._weights = weights

    def weigh(self, features: Sequence[Feature]) -> Iterator[Weighed]:
        """Go through the kinds."""
        values = self._values(features)
        for number, kind in enumerate(self._weights.kinds):
            shares = {name: value * self._weights.features[name][number + 1] for name, value in values.items()}
            score = self._weights.biases[number] + sum(shares.values())
            yield Weighed(kind=kind, above=score - self._weights.thresholds[number], shares=shares)

    def _values(self, features: Sequence[Feature]) -> Mapping[str, float]:
        """Return the value of each known feature; the squares of all add up to 1, or less in a short draft."""
        known = dict.fromkeys(feature.name for feature in features if feature.name in self._weights.features)
        values = {name: self._weights.features[name][0] for name in known}
        length = max(SHORTEST, math.hypot(*values.values()))
        return {name: value / length for name, value in values.items()}


def spot_of(weighed: Weighed, features: Sequence[Feature], reading: Reading) -> Spot:
    """Point at the sentence of *reading* that did most to make *weighed* what it is; the first of equals."""
    names: defaultdict[Span, set[str]] = defaultdict(set)
    for feature in features:
        sentence = reading.at(feature.span[0]) if feature.span else None
        if sentence is not None and feature.name in weighed.shares:
            names[sentence.span(0, len(sentence.tokens))].add(feature.name)
    pulls = {span: sum(weighed.shares[name] for name in sorted(some)) for span, some in names.items()}
    return Spot(kind=weighed.kind, span=max(pulls, key=lambda span: (pulls[span], -span[0]), default=(0, 0)))
