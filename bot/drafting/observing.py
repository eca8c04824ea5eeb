"""What the classifier is given of a draft: its words, names and details covered, and what is true of all of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.drafting.details import Details
from bot.drafting.disclaiming import Disclaiming
from bot.drafting.features import features, seen_in
from bot.drafting.people import People
from bot.drafting.reading import Reading
from bot.drafting.signs import Hearing
from bot.findings import Span, Spot

DISCLAIMED, PERSONAL, UNDISCLAIMED = "<disclaimed>", "<personal>", "<undisclaimed>"
ELSEWHERE, AGREED = "<elsewhere>", "<agreed>"
"""What may be true of all of a draft; what was spotted in it already is too: `<spotted name>`."""


class Feature(NamedTuple):
    """One feature of a draft, and where it stands; what is true of all of it stands nowhere."""

    name: str
    span: Span | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """All that is seen of one draft before it is weighed; *personal* are names and details that may be private."""

    reading: Reading
    facts: frozenset[str]
    personal: Sequence[Spot]
    slurs: Sequence[Spot]
    features: Sequence[Feature]


@dataclass(frozen=True, kw_only=True, slots=True)
class Observer:
    """Looks at drafts with the looks that need no learning."""

    people: People
    details: Details
    disclaiming: Disclaiming
    consent: Hearing

    def facts(self, reading: Reading) -> frozenset[str]:
        """Return what is true of all of a draft."""
        return frozenset(self._facts(reading))

    def features(self, reading: Reading, facts: Iterable[str], spots: Iterable[Spot]) -> list[Feature]:
        """Return every feature of a draft, once for each place: its *facts*, what was spotted, what stands in it."""
        covered = [*self.people.coverings(reading), *self.details.coverings(reading)]
        whole = [*sorted(facts), *(f"<spotted {kind}>" for kind in sorted({spot.kind for spot in spots}))]
        seen = features(seen_in(reading.text, covered))
        return [*(Feature(name, None) for name in whole), *(Feature(name, span) for name, span in seen)]

    def _facts(self, reading: Reading) -> Iterator[str]:
        personal, disclaimed = self.disclaiming.is_personal(reading), self.disclaiming.is_disclaimed(reading)
        if disclaimed:
            yield DISCLAIMED
        if personal:
            yield PERSONAL
        if personal and not disclaimed:
            yield UNDISCLAIMED
        if self.disclaiming.is_elsewhere(reading):
            yield ELSEWHERE
        if any(self.consent.of(sentence) for sentence in reading.sentences):
            yield AGREED
