"""What the policy is silent on: a topic that fits better than any clause, or evidence too weak to speak of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.cues import Cues
from bot.judging.citing import Citing
from bot.judging.forms import Asked
from bot.judging.outcomes import NotCovered
from bot.policies.library import Library
from bot.retrieval.searcher import Found, Hit, Kind
from bot.retrieval.text import Analyser

FAR_MARGIN = 0.2
"""How much better than the best clause a topic must fit that has nothing to do with the policy."""
NEAR_MARGIN = 0.8
"""The same for a topic that is near a clause."""
SPOKEN_MARGIN = 2.2
"""The same for a far topic, when the question speaks the policy's language."""
PUBLISHING_MARGIN = 2.6
"""The same for any topic, when the question asks for leave to publish something: that is what the policy is about."""
CUED_SLACK = 3.0
PUBLISHING_SLACK = 1.0
"""How much worse a topic may fit that stands in the question in so many words; the same for one about publishing."""
LEAST_WORDS = 0.12
LEAST_MEANING = 0.3
LEAST_COVERAGE = 0.5
TOO_FEW_TERMS = 2
CLEAR_MEANING = 0.5
CLEAR_WORDS = 0.5
"""A question of so few terms, none of them the policy's language, must be this near a clause to be about it."""
FEW_TERMS = 10
"""A question of more terms than this tells a story: weak evidence counts for more."""


class Silence:
    """Tells what one library's policies do not speak about."""

    def __init__(self, library: Library, citing: Citing, analyser: Analyser) -> None:
        """Compile the topics' cues; *analyser* is the searcher's own."""
        groups = library.groups()
        self._citing = citing
        self._topics = {topic.id: topic for topic in library.silences.topic}
        self._said_by = _filed((topic.id, topic.cues) for topic in library.silences.topic)
        self._barred_by = _filed((topic.id, topic.unless) for topic in library.silences.topic)
        self._cues = Cues([*self._said_by, *self._barred_by], groups)
        self._about = frozenset(analyser.terms(" ".join(library.silences.about)))

    def read(self, asked: Asked, found: Found, leaning: Found) -> NotCovered | None:
        """Return what the policy is silent on, if the question is about that rather than about a clause.

        A topic's cues are weighed against what was *found*, its likeness against what the question is *leaning* to.
        """
        best, leans_to = _best(found, Kind.CLAUSE), _best(leaning, Kind.CLAUSE)
        if best is None or leans_to is None:
            return NotCovered(topic=None, near=())
        if cued := self.cued(asked, found):
            return self._on(cued)
        barred = self._named(asked, self._barred_by)
        topic = next((h for h in found.hits if h.target.kind is Kind.TOPIC and h.target.id not in barred), None)
        if topic and topic.score > leans_to.score + self._margin(topic, asked, found):
            return self._on(topic)
        leans = leans_to.score > best.score
        if not self.about_the_policy(found.terms) and not leans and _weak(best, found):
            near = best.meaning >= LEAST_MEANING and found.coverage >= LEAST_COVERAGE
            return NotCovered(topic=None, near=(self._citing.of(best),) if near else ())
        return None

    def cued(self, asked: Asked, found: Found) -> Hit | None:
        """Return the best topic that stands in the question in so many words."""
        said = self._named(asked, self._said_by)
        if not said:
            return None
        said -= self._named(asked, self._barred_by)
        best = _best(found, Kind.CLAUSE)
        least = (best.score if best else 0.0) - (
            PUBLISHING_SLACK if asked.asks_leave and asked.publishes else CUED_SLACK
        )
        topics = (hit for hit in found.hits if hit.target.kind is Kind.TOPIC and hit.target.id in said)
        foreign = not self.about_the_policy(found.terms)
        return next((hit for hit in topics if hit.score > least or (foreign and not self._near(hit))), None)

    def about_the_policy(self, terms: Sequence[str]) -> bool:
        """Tell whether one of *terms* is the policy's language."""
        return not self._about.isdisjoint(terms)

    def _named(self, asked: Asked, by_cue: Mapping[str, Sequence[str]]) -> set[str]:
        return {name for cue in self._cues.found(asked.stems) for name in by_cue.get(cue, ())}

    def _near(self, hit: Hit) -> bool:
        return bool(self._topics[hit.target.id].near)

    def _margin(self, hit: Hit, asked: Asked, found: Found) -> float:
        if asked.asks_leave and asked.publishes:
            return PUBLISHING_MARGIN
        if self._near(hit):
            return NEAR_MARGIN
        if self.about_the_policy(found.terms):
            return SPOKEN_MARGIN
        return FAR_MARGIN if len(found.terms) <= FEW_TERMS else NEAR_MARGIN

    def _on(self, hit: Hit) -> NotCovered:
        topic = self._topics[hit.target.id]
        return NotCovered(topic=topic, near=self._citing.named(topic.near))


def _best(found: Found, kind: Kind) -> Hit | None:
    return next((hit for hit in found.hits if hit.target.kind is kind), None)


def _filed(topics: Iterable[tuple[str, Sequence[str]]]) -> dict[str, list[str]]:
    """File the topics' names under each of their cues."""
    filed: dict[str, list[str]] = defaultdict(list)
    for name, cues in topics:
        for cue in cues:
            filed[cue].append(name)
    return dict(filed)


def _weak(best: Hit, found: Found) -> bool:
    """Tell whether the evidence is too weak to answer: an absolute and a normalised signal must both be low."""
    curt = len(found.terms) <= TOO_FEW_TERMS and best.meaning < CLEAR_MEANING and best.words < CLEAR_WORDS
    if curt or found.coverage < LEAST_COVERAGE / 2:
        return True
    short = len(found.terms) <= FEW_TERMS
    return short and best.meaning < LEAST_MEANING and (best.words < LEAST_WORDS or found.coverage < LEAST_COVERAGE)
