"""rank-bm25's model over a sparse index: the same scores to the last bit, without a visit to every clause."""

import io
import json
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

TINY = 256  # up to so many clauses every term is a row: its contribution to each clause
SMALL = 16_384  # beyond so many, rows pay again for terms in more than
DENSE = 1 / 8  # this share of the clauses
SPARSE = 1 / 16  # fewer postings than this share of the clauses are merged by themselves
GROUPS = 256  # clauses are dealt into so many groups to see quickly what the best of them reach
LAYOUT = "signpost clause index 1"
FAULTS = (ValueError, TypeError, KeyError, EOFError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error)

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
NOTHING: Integers = np.zeros((2, 0), np.int64)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Counts:
    """How often each term stands in each clause."""

    size: int  # number of clauses
    terms: tuple[str, ...]  # in the order first seen: rank-bm25 adds up its idf in that order
    keys: Integers  # term number * size + clause number, ascending
    frequencies: Integers  # at least 1, one for each key

    def __post_init__(self) -> None:
        bounds = np.concatenate(([-1], self.keys, [len(self.terms) * self.size]))
        if (np.diff(bounds) < 1).any() or self.keys.shape != self.frequencies.shape or (self.frequencies < 1).any():
            raise ValueError("its postings are out of order")
        spans = np.bincount(self.keys // max(self.size, 1), minlength=len(self.terms))
        if not spans.all() or len(set(self.terms)) < len(self.terms):
            raise ValueError("its terms do not fit its postings")

    @classmethod
    def of(cls, corpus: Sequence[Sequence[str]]) -> Self:
        """Count the tokens of every clause by sorting their keys."""
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        lengths = [len(refuse_text(clause)) for clause in corpus]
        tokens = np.fromiter(map(numbers.__getitem__, chain.from_iterable(corpus)), np.int64, sum(lengths))
        places = tokens * len(lengths) + np.repeat(np.arange(len(lengths)), lengths)
        keys, frequencies = np.unique(places, return_counts=True)
        return cls(size=len(lengths), terms=tuple(numbers), keys=keys, frequencies=frequencies)


class ClauseIndex(BM25Okapi):  # type: ignore[misc]  # rank-bm25 ships no types
    """BM25 over tokenised clauses, numbered from 0 in the order given.

    Statistics, weights and order of arithmetic are those of rank-bm25's ``BM25Okapi`` (the ATIRE variant in Trotman,
    Puurula and Burgess, ADCS 2014, with a floor under the idf). Only the layout differs: every finished contribution
    is stored once, under its term. An empty corpus makes an empty index. TypeError if a clause is not yet tokenised.
    """

    def __init__(self, corpus: Sequence[Sequence[str]] | Counts) -> None:
        self._rows: dict[str, Floats] = {}  # shape (clauses,)
        self._postings: dict[str, Integers] = {}  # shape (2, n): clause numbers, and the bits of their contributions
        self._counts = corpus if isinstance(corpus, Counts) else Counts.of(corpus)
        self._numbers = np.arange(self._counts.size)
        super().__init__(self._counts)

    def _initialize(self, corpus: Counts) -> dict[str, int]:
        """Set sizes and lengths; return in how many clauses each term stands."""
        terms, clauses = np.divmod(corpus.keys, max(corpus.size, 1))
        self.corpus_size = corpus.size
        self.doc_len = np.bincount(clauses, corpus.frequencies, corpus.size).astype(np.int64).tolist()
        self.avgdl = sum(self.doc_len) / max(corpus.size, 1)
        return dict(zip(corpus.terms, np.bincount(terms).tolist(), strict=True))

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        """Weigh the terms as rank-bm25 does, then store every posting; without terms it would divide by zero."""
        if not nd:
            return
        super()._calc_idf(nd)
        size, clauses = self.corpus_size, self._counts.keys % self.corpus_size
        weights = self._weigh(nd, clauses)
        postings = np.stack((clauses, weights.view(np.int64)))
        stop = 0
        for term, span in nd.items():
            start, stop = stop, stop + span
            self._postings[term] = postings[:, start:stop]
            if size <= TINY or (size > SMALL and span > size * DENSE):
                self._rows[term] = add_up(clauses[start:stop], weights[start:stop], size)

    def _weigh(self, spans: Mapping[str, int], clauses: Integers) -> Floats:
        """Return what each posting adds to the score of its clause: the formula of rank-bm25's ``get_scores``."""
        frequencies = self._counts.frequencies
        idf = np.repeat([self.idf[term] for term in spans], list(spans.values()))
        norm = self.k1 * (1 - self.b + self.b * np.array(self.doc_len) / self.avgdl)
        weights: Floats = idf * (frequencies * (self.k1 + 1) / (frequencies + norm[clauses]))
        return weights

    def get_scores(self, query: Sequence[str]) -> Floats:
        """Return the score of every clause, shape (clauses,), equal to rank-bm25's to the last bit.

        Contributions are added in the order of *query*, since the order changes how sums of floats are rounded.
        TypeError if *query* is one text, not yet tokenised.
        """
        if self._rows.keys().isdisjoint(refuse_text(query)):
            return add_up(*self._gather(query), self.corpus_size)
        scores = np.zeros(self.corpus_size)
        for token in query:
            if token in self._rows:
                scores += self._rows[token]
            elif token in self._postings:
                clauses, bits = self._postings[token]
                np.add.at(scores, clauses, bits.view(np.float64))
        return scores

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]:
        """Return the scores of the clauses numbered *doc_ids*, in that order."""
        scores: list[float] = self.get_scores(query)[np.array(doc_ids, np.int64)].tolist()
        return scores

    def search(self, tokens: Sequence[str], k: int) -> list[tuple[int, float]]:
        """Return at most *k* (clause number, score): best first, ties by clause number, only scores above 0.

        TypeError if *tokens* is one text, not yet tokenised.
        """
        clauses, scores = self._score(refuse_text(tokens))
        floor = reached_by(k, scores)
        likely = (scores >= floor if floor > 0 else scores > 0).nonzero()[0]
        best = likely[(-scores[likely]).argsort(kind="stable")[: max(k, 0)]]
        return list(zip(clauses[best].tolist(), scores[best].tolist(), strict=True))

    def _score(self, tokens: Sequence[str]) -> tuple[Integers, Floats]:
        """Return clause numbers, ascending, and their scores: of all clauses, or only of those that have some."""
        if not self._rows.keys().isdisjoint(tokens):
            return self._numbers, self.get_scores(tokens)
        clauses, weights = self._gather(tokens)
        if len(clauses) > self.corpus_size * SPARSE:
            return self._numbers, add_up(clauses, weights, self.corpus_size)
        order = clauses.argsort(kind="stable")  # keeps the order of the query within each clause
        clauses = clauses[order]
        first = np.ones(len(clauses), np.bool_)
        np.not_equal(clauses[1:], clauses[:-1], out=first[1:])
        return clauses[first], add_up(first.cumsum() - 1, weights[order])

    def _gather(self, query: Sequence[str]) -> tuple[Integers, Floats]:
        """Return the clause numbers and contributions of every token, one token after the other."""
        found = [self._postings[token] for token in query if token in self._postings]
        clauses, bits = np.concatenate(found, axis=1) if found else NOTHING
        return clauses, bits.view(np.float64)

    def save(self, path: Path) -> None:
        """Write a snapshot for ``load``: NumPy's .npz with counts only, no pickle and no floats."""
        counts = self._counts
        terms = np.frombuffer(json.dumps(counts.terms).encode(), np.uint8)
        with path.open("wb") as file:
            np.savez(file, layout=LAYOUT, size=counts.size, terms=terms, keys=counts.keys, freqs=counts.frequencies)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the snapshot at *path*. OSError if it cannot be read, ValueError if it is damaged or none of ours."""
        content = io.BytesIO(path.read_bytes())
        try:
            with np.load(content, allow_pickle=False) as held:
                if held["layout"] != LAYOUT:
                    raise ValueError("its layout is another")
                keys, frequencies = (held[name].astype(np.int64, casting="safe") for name in ("keys", "freqs"))
                terms = tuple(json.loads(held["terms"].tobytes()))
                return cls(Counts(size=int(held["size"]), terms=terms, keys=keys, frequencies=frequencies))
        except FAULTS as fault:
            raise ValueError(f"{path} is not a snapshot of a clause index, or is damaged: {fault}") from fault


def refuse_text(tokens: Sequence[str]) -> Sequence[str]:
    """Return *tokens*; TypeError if they are one text, which rank-bm25 would read letter by letter."""
    if isinstance(tokens, str):
        raise TypeError("expected a sequence of tokens, got one text: tokenise it first")
    return tokens


def add_up(places: Integers, weights: Floats, size: int = 0) -> Floats:
    """Return the sum of the weights at each place, added in the order given."""
    if not len(places):
        return np.zeros(size)  # where bincount would return integers
    return np.bincount(places, weights, size)  # type: ignore[return-value]  # its stub knows no weights


def reached_by(k: int, scores: Floats) -> float:
    """Return a score that at least *k* clauses reach, near the k-th best; 0 where looking is not worth it.

    The best of each group is one clause's score, so k clauses reach the k-th best of the groups.
    """
    if not 0 < 4 * k <= GROUPS <= len(scores) // 2:
        return 0.0
    rounds = len(scores) // GROUPS
    best = np.maximum.reduce(scores[: rounds * GROUPS].reshape(rounds, GROUPS))
    best.partition(GROUPS - k)
    return float(best[GROUPS - k])
