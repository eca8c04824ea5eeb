"""Which clauses a question is about: words and meaning, best first, with the evidence for it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.policies.library import Library
from bot.retrieval.agreement import Agreement
from bot.retrieval.index import ClauseIndex
from bot.retrieval.meaning import Meaning, Sentences
from bot.retrieval.text import Analyser
from bot.text import normalise

Floats = NDArray[np.float64]
MEANING_WEIGHT = 0.7
"""How much nearness in meaning counts beside BM25; see decision 0005 for the measurements."""
FEWEST = 32
"""Passages; with fewer, rank-bm25's idf says little of rarity or inverts it; see decision 0003."""
K1, B = 1.5, 0.75
"""rank-bm25's own: how soon repeating a term stops helping, and how much a long passage is held against itself."""
PASSAGE_LENGTH = 400
"""Characters; a longer clause is also indexed in passages."""


class Kind(StrEnum):
    """What a passage can speak for."""

    CLAUSE = "clause"
    TOPIC = "topic"
    REQUEST = "request"
    LANE = "lane"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What a passage speaks for: a clause of a policy, a topic the policy is silent on, a request, or a lane."""

    kind: Kind
    policy: str
    id: str


class Hit(NamedTuple):
    """A target found. `score` ranks; `words` (≥ 0) is its BM25 share, `meaning` (-1…1) its best passages' cosine."""

    target: Target
    score: float
    words: float
    meaning: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a search found: hits best first, and how much of the question the knowledge has words for (0…1)."""

    hits: tuple[Hit, ...]
    coverage: float
    terms: tuple[str, ...]


class Searcher:
    """Searches one library. Repeatable: equal scores keep the order of the policy."""

    def __init__(self, library: Library, meaning: Meaning | None) -> None:
        """Index every clause and phrase; without *meaning* BM25 decides alone."""
        passages = list(_passages(library))
        texts = [text for _, text in passages]
        policy = [clause.text for _, clause in library.clauses()]
        self.analyser = Analyser([same.words for same in library.lexicon.same], policy, texts)
        numbers = {target: number for number, target in enumerate(dict.fromkeys(target for target, _ in passages))}
        self._targets = list(numbers)
        self._agreement = Agreement([numbers[target] for target, _ in passages])
        corpus = [self.analyser.terms(text) for text in texts]
        self._rarity = _rarity(corpus)
        self._index = _index(corpus, self._rarity)
        self._unknown = max(self._rarity.values(), default=1.0)
        self._meaning = meaning
        writings = list(map(normalise, texts)), list(map(_plain, corpus))
        self._sentences = Sentences(meaning, *writings) if meaning else None

    def search(self, text: str) -> Found:
        """Rank every target for the question *text*."""
        terms = self.analyser.terms(text)
        by_words = self._agreement.of(self._index.get_scores(terms))
        by_words = by_words / max(self._weight(terms), 1e-9)
        by_meaning = self._nearness(text, terms)
        scores = _standard(by_words) + MEANING_WEIGHT * _standard(by_meaning)
        order = np.argsort(-scores, kind="stable")
        ranked = (of_each[order].tolist() for of_each in (scores, by_words, by_meaning))
        hits = tuple(map(Hit, [self._targets[place] for place in order.tolist()], *ranked))
        return Found(hits=hits, coverage=self._coverage(terms), terms=tuple(terms))

    def _nearness(self, text: str, terms: Sequence[str]) -> Floats:
        """Compare texts as written, and as index terms; a passage's nearness is the mean of the two."""
        if self._meaning is None or self._sentences is None:
            return np.zeros(len(self._targets))
        vectors = self._meaning.vector(normalise(text)), self._meaning.vector(_plain(terms))
        return self._agreement.of(self._sentences.nearness(*vectors).astype(np.float64))

    def _weight(self, terms: Sequence[str]) -> float:
        return sum(self._rarity.get(term, self._unknown) for term in terms)

    def _coverage(self, terms: Sequence[str]) -> float:
        """Return the idf-weighted share of the question's terms that the knowledge holds at all."""
        known = sum(self._rarity[term] for term in terms if term in self._rarity)
        return known / self._weight(terms) if terms else 0.0


class _FewPassages:
    """BM25 over so few passages that rank-bm25's idf fails: the same formula with Lucene's, which never inverts."""

    def __init__(self, corpus: Sequence[Sequence[str]], rarity: Mapping[str, float]) -> None:
        usual = sum(map(len, corpus)) / max(len(corpus), 1)
        self._weights = [
            {term: rarity[term] * n * (K1 + 1) / (n + K1 * (1 - B + B * len(own) / usual)) for term, n in counts}
            for own, counts in ((own, Counter(own).items()) for own in corpus)
        ]

    def get_scores(self, terms: Sequence[str]) -> Floats:
        """Return the score of every passage, shape (passages,)."""
        return np.array([sum(own.get(term, 0.0) for term in terms) for own in self._weights], np.float64)


def _index(corpus: Sequence[Sequence[str]], rarity: Mapping[str, float]) -> "ClauseIndex | _FewPassages":
    """Index passages; the choice is made by their number, or where rank-bm25 would rank upside down all the same."""
    index = ClauseIndex(corpus)
    upside_down = min(index.idf.values(), default=0.0) < 0
    return _FewPassages(corpus, rarity) if len(corpus) < FEWEST or upside_down else index


def _standard(values: Floats) -> Floats:
    """Bring values to mean 0 and standard deviation 1, so that words and meaning speak in one unit."""
    spread = float(values.std()) if values.size else 0.0
    return (values - values.mean()) / spread if spread > 0 else np.zeros_like(values)


def _plain(terms: Sequence[str]) -> str:
    return " ".join(terms).replace("_", " ")


def _rarity(corpus: Sequence[Sequence[str]]) -> dict[str, float]:
    """Weigh each term by rarity: log(1 + (N - n + 0.5) / (n + 0.5)), Lucene's idf, which never inverts (ADR 0003)."""
    counts = Counter(term for terms in corpus for term in set(terms))
    return {term: log(1 + (len(corpus) - n + 0.5) / (n + 0.5)) for term, n in counts.items()}


def _passages(library: Library) -> Iterator[tuple[Target, str]]:
    """Go through every text that is indexed and what it speaks for."""
    for policy, clause in library.clauses():
        target = Target(kind=Kind.CLAUSE, policy=policy.id, id=clause.id)
        context = " ".join(filter(None, (clause.heading, clause.lead_in)))
        for passage in _split(clause.text):
            yield target, f"{context} {passage}"
        for phrase in library.guide(policy, clause).phrases:
            yield target, phrase
    for topic in library.silences.topic:
        yield from _of(Kind.TOPIC, topic.id, topic.phrases)
    for request in library.requests.request:
        yield from _of(Kind.REQUEST, request.id, request.phrases)
    for lane in library.lanes.lane:
        yield from _of(Kind.LANE, lane.id, lane.phrases)


def _of(kind: Kind, name: str, phrases: Sequence[str]) -> Iterator[tuple[Target, str]]:
    return ((Target(kind=kind, policy="", id=name), phrase) for phrase in phrases)


def _split(text: str) -> list[str]:
    """Cut an over-long clause into passages at sentence ends, the whole clause first."""
    if len(text) <= PASSAGE_LENGTH:
        return [text]
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: PLC0415 - slow to import

    splitter = RecursiveCharacterTextSplitter(
        separators=[". ", "; ", ", ", " "], chunk_size=PASSAGE_LENGTH, chunk_overlap=0, keep_separator="end"
    )
    return [text, *splitter.split_text(text)]
