"""Learns the kinds of finding from labelled drafts, and writes `knowledge/draft_weights.tsv`.

`pip install -e '.[training]'`, then `python -m tests.evaluation.drafts_training`. It prints what drafts of authors who
were left out would have met, and needs some minutes. The same drafts and the same knowledge give the same file.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.drafting.classifier import SHORTEST
from bot.drafts import Drafts
from bot.findings import FindingKind
from bot.policies.folder import read_library
from bot.policies.weights import BIAS, COMMENT, HUNDREDTHS, KINDS, THRESHOLD
from bot.settings import SHIPPED_KNOWLEDGE
from tests.evaluation.drafts_scoring import LEARNED, LabelledDraft, digest, read
from tests.evaluation.drafts_thresholds import Trial, thresholds

WEIGHTS = SHIPPED_KNOWLEDGE / "draft_weights.tsv"
LEARNS: dict[str, FindingKind] = {
    "derogatory": FindingKind.DEROGATORY,
    "organisation": FindingKind.DISREPUTE,
    "confidential": FindingKind.BUSINESS,
    "service_user": FindingKind.SERVICE_USER,
    "picture_without_consent": FindingKind.PICTURE,
    "copyright": FindingKind.COPYRIGHT,
    "work_without_disclaimer": FindingKind.DISCLAIMER,
    "personal_data": FindingKind.PRIVATE,
}
"""The kinds as drafts are labelled, and the kind of finding that is made of each."""
FALSE_ALARMS = 0.05
"""The share of harmless drafts by authors left out that may have a finding."""
WROTE_EVERYTHING = "everything-"
"""Beginning of the names of files by authors who wrote about everything; their drafts set the thresholds."""
LEAST = 2
"""Drafts that a feature must stand in."""
FEATURES = 20_000
STRICTNESS = 20.0
"""Inverse of the regularisation."""
OF_ANY = 0.8
"""How much it counts for every kind that a draft looks like one with any breach."""

Floats = NDArray[np.float64]
Names = Sequence[str]


def main() -> None:
    """Learn, and write the file."""
    files = sorted(LEARNED.glob("*.jsonl"))
    drafts = Drafts(read_library(SHIPPED_KNOWLEDGE))
    by_author = {path.stem: read(path) for path in files}
    seen = {author: [_names(drafts, draft) for draft in some] for author, some in by_author.items()}
    labels = {author: _labels(some) for author, some in by_author.items()}
    trials: list[Trial] = []
    for author in (author for author in by_author if author.startswith(WROTE_EVERYTHING)):
        others = [other for other in by_author if other != author]
        learned = Learned(list(chain.from_iterable(seen[o] for o in others)), np.vstack([labels[o] for o in others]))
        trials += _trials(drafts, by_author[author], learned.scores(seen[author]))
        sys.stderr.write(f"{author} was left out\n")
    limits = thresholds(trials, FALSE_ALARMS)
    learned = Learned(list(chain.from_iterable(seen.values())), np.vstack(list(labels.values())))
    WEIGHTS.write_text("".join(f"{line}\n" for line in learned.lines(limits, digest())), "utf-8")


def _names(drafts: Drafts, draft: LabelledDraft) -> Names:
    return [feature.name for feature in drafts.observe(draft.text).features]


def _labels(some: Sequence[LabelledDraft]) -> NDArray[np.bool_]:
    """Return which kinds each draft has, and last whether it has any breach; shape (drafts, kinds + 1)."""
    return np.array(
        [[*(any(b.kind == kind for b in draft.breaches) for kind in LEARNS), bool(draft.breaches)] for draft in some]
    )


class Learned:
    """A logistic regression for each kind over the strongest features, and a share of that for any breach."""

    def __init__(self, seen: Sequence[Names], labels: NDArray[np.bool_]) -> None:
        """Learn from drafts as features, and *labels*, shape (drafts, kinds + 1)."""
        self._learn(seen, labels, None)
        strength = np.abs(self._weights).max(axis=0) * self._terms.idf_
        names = self._terms.get_feature_names_out()
        self._learn(seen, labels, sorted(names[np.argsort(-strength, kind="stable")[:FEATURES]]))

    def _learn(self, seen: Sequence[Names], labels: NDArray[np.bool_], vocabulary: Names | None) -> None:
        self._terms = TfidfVectorizer(
            analyzer=_as_they_are,
            binary=True,
            norm=None,
            min_df=1 if vocabulary else LEAST,
            vocabulary=vocabulary,
        )
        counted = _shortened(self._terms.fit_transform(seen))
        *kinds, of_any = (_fit(counted, labels[:, number]) for number in range(labels.shape[1]))
        self._weights: Floats = np.vstack([fit.coef_[0] + OF_ANY * of_any.coef_[0] for fit in kinds])
        self._biases: Floats = np.array([fit.intercept_[0] + OF_ANY * of_any.intercept_[0] for fit in kinds])

    def scores(self, seen: Sequence[Names]) -> Floats:
        """Return the score of each draft for each kind, shape (drafts, kinds)."""
        found: Floats = _shortened(self._terms.transform(seen)) @ self._weights.T + self._biases
        return found

    def lines(self, limits: Floats, learned_from: str) -> Iterator[str]:
        """Go through the lines of the file."""
        yield f"{COMMENT}Written by tests/evaluation/drafts_training.py; do not edit, but learn again."
        yield f"{COMMENT}learned from {learned_from}"
        yield "\t".join((KINDS, *LEARNS.values()))
        yield "\t".join((THRESHOLD, *_hundredths(limits)))
        yield "\t".join((BIAS, *_hundredths(self._biases)))
        for number, name in enumerate(self._terms.get_feature_names_out()):
            yield "\t".join((name, *_hundredths([self._terms.idf_[number], *self._weights[:, number]])))


def _as_they_are(names: Names) -> Names:
    return names


def _shortened(counted: Any) -> Any:  # noqa: ANN401 - sparse matrices of SciPy's
    """Divide the values of each draft by their length, as the classifier does."""
    lengths = np.sqrt(counted.multiply(counted).sum(axis=1))
    return counted.multiply(1 / np.maximum(lengths, SHORTEST)).tocsr()


def _fit(counted: Any, labels: NDArray[np.bool_]) -> LogisticRegression:  # noqa: ANN401 - a sparse matrix of SciPy's
    return LogisticRegression(C=STRICTNESS, class_weight="balanced", max_iter=300).fit(counted, labels)


def _hundredths(numbers: Sequence[float] | Floats) -> Iterator[str]:
    return (str(round(number * HUNDREDTHS)) for number in numbers)


def _trials(drafts: Drafts, labelled: Sequence[LabelledDraft], scores: Floats) -> list[Trial]:
    """Return for each draft its scores, and for each kind whether its clause is a labelled one."""
    clauses = {guide.id: guide.clause for guide in drafts.guides()}
    return [
        Trial(
            scores=tuple(row),
            right=tuple(any(clauses[kind] in b.clauses for b in draft.breaches) for kind in LEARNS.values()),
            harmless=not draft.breaches,
        )
        for draft, row in zip(labelled, scores, strict=True)
    ]


if __name__ == "__main__":
    main()
