"""The clause index beside its peers: ``python -m tests.benchmarks.index [--sizes 60,1000]``.

Ratios of medians from one run say more than times: the peers take turns, so that the machine's moods hit all of them.
Clauses and questions are synthetic: word frequencies after Zipf and Mandelbrot, a vocabulary that grows with the corpus
after Heaps, questions of 3 to 12 tokens drawn mostly from one clause, some from elsewhere, a few unknown.
"""

import argparse
import gc
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from resource import getpagesize
from statistics import median
from time import perf_counter, perf_counter_ns
from typing import Any

import bm25s
import numpy as np
import tantivy
from langchain_community.retrievers import BM25Retriever
from rank_bm25 import BM25Okapi

from bot.retrieval.index import ClauseIndex

Tokens = list[str]
Search = Callable[[Tokens], Sequence[Any]]

K = 10
OURS = "ClauseIndex"
QUESTIONS = 400
TURN = 100  # questions a contender answers before the next has its turn
PATIENCE = 4.0  # seconds after which a slow contender's turn ends early


def limit(name: str, size: int) -> float | None:
    """What share of this peer's median time we may take."""
    match name:
        case "rank-bm25":
            return {60: 0.15, 1_000: 0.04, 10_000: 0.004, 100_000: 0.002}.get(size)
        case "bm25s numpy":
            return 0.65
        case "bm25s numba":
            return 0.75 if size <= 60 else 1.5
        case "tantivy":
            return 0.8
        case _:
            return None


def a_corpus(size: int) -> list[Tokens]:
    """Clauses of 3 to 120 tokens, half of them shorter than 18; every token a string of its own, as analysis makes."""
    chance = np.random.default_rng(size)
    odds = 1 / (np.arange(min(40_000, int(60 * size**0.57))) + 3.7)
    lengths = chance.lognormal(np.log(18), 0.6, size).clip(3, 120).astype(int)
    words = chance.choice(len(odds), lengths.sum(), p=odds / odds.sum())
    return [[f"w{word}" for word in clause] for clause in np.split(words, lengths.cumsum()[:-1])]


def some_questions(corpus: list[Tokens], number: int) -> list[Tokens]:
    """Eight tokens in ten from one clause, the others from any; one question in ten has a word nobody wrote."""
    chance = np.random.default_rng(number)
    questions = []
    for _ in range(number):
        asked = [chance.choice(corpus[chance.integers(len(corpus))]) for _ in range(chance.integers(3, 13))]
        about = chance.permutation(corpus[chance.integers(len(corpus))])
        question = [str(own if chance.random() < 0.8 else other) for own, other in zip(about, asked, strict=False)]
        question += map(str, asked[len(question) :])
        questions.append(["unheard-of", *question[1:]] if chance.random() < 0.1 else question)
    return questions


def clause_index(corpus: list[Tokens]) -> Search:
    index = ClauseIndex(corpus)
    return lambda tokens: index.search(tokens, K)


def rank_bm25(corpus: list[Tokens]) -> Search:
    model = BM25Okapi(corpus)

    def search(tokens: Tokens) -> Sequence[Any]:
        scores = model.get_scores(tokens)
        best = np.argsort(-scores, kind="stable")[:K]
        return [hit for hit in zip(best.tolist(), scores[best].tolist(), strict=True) if hit[1] > 0]

    return search


def bm25s_with(backend: str) -> Callable[[list[Tokens]], Search]:
    def build(corpus: list[Tokens]) -> Search:
        model = bm25s.BM25(backend=backend)
        model.index(corpus, show_progress=False)

        def search(tokens: Tokens) -> Sequence[Any]:
            clauses, scores = model.retrieve([tokens], k=K, show_progress=False)
            return list(zip(clauses[0].tolist(), scores[0].tolist(), strict=True))

        return search

    return build


def tantivy_index(corpus: list[Tokens]) -> Search:
    """In memory, one segment (so that its numbers are the clauses'), frequencies without positions."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(256_000_000, 1)
    for clause in corpus:
        writer.add_document(tantivy.Document(text=" ".join(clause)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, term, either = index.searcher(), tantivy.Query.term_query, tantivy.Occur.Should

    def search(tokens: Tokens) -> Sequence[Any]:
        terms = [(either, term(schema, "text", token, index_option="freq")) for token in tokens]
        hits = searcher.search(tantivy.Query.boolean_query(terms), K, count=False).hits
        return [(address.doc, score) for score, address in hits]

    return search


def sqlite_fts5(corpus: list[Tokens]) -> Search:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE clause USING fts5(text, content='', tokenize='ascii')")
    base.executemany("INSERT INTO clause(rowid, text) VALUES (?, ?)", enumerate(map(" ".join, corpus)))
    base.execute("INSERT INTO clause(clause) VALUES ('optimize')")
    ranked = "SELECT rowid, -rank FROM clause WHERE clause MATCH ? ORDER BY rank LIMIT ?"
    return lambda tokens: base.execute(ranked, (" OR ".join(f'"{token}"' for token in tokens), K)).fetchall()


def langchain(corpus: list[Tokens]) -> Search:
    retriever = BM25Retriever.from_texts(list(map(" ".join, corpus)), preprocess_func=str.split, k=K)
    return lambda tokens: retriever.invoke(" ".join(tokens))


CONTENDERS: dict[str, Callable[[list[Tokens]], Search]] = {
    OURS: clause_index,
    "rank-bm25": rank_bm25,
    "bm25s numpy": bm25s_with("numpy"),
    "bm25s numba": bm25s_with("numba"),
    "tantivy": tantivy_index,
    "SQLite FTS5": sqlite_fts5,
    "LangChain": langchain,
}


@dataclass(kw_only=True)
class Result:
    seconds_to_build: float
    megabytes: float
    microseconds: dict[int, float] = field(default_factory=dict)  # by question

    def share_of(self, peer: "Result") -> float:
        """Ratio of the medians over the questions both have answered."""
        both = self.microseconds.keys() & peer.microseconds.keys()
        return median(self.microseconds[q] for q in both) / median(peer.microseconds[q] for q in both)


def resident() -> float:
    """Megabytes this process holds in memory, as Linux counts them."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize() / 1e6


def weigh(name: str, corpus: list[Tokens]) -> Result:
    """Build once in a process of its own, libraries loaded and warm."""
    build, practice = CONTENDERS[name], a_corpus(60)
    build(practice)(practice[0])
    gc.collect()
    before, start = resident(), perf_counter()
    kept = build(corpus)
    seconds = perf_counter() - start
    gc.collect()
    result = Result(seconds_to_build=seconds, megabytes=resident() - before)
    del kept
    return result


def take_turns(searches: dict[str, Search], results: dict[str, Result], questions: list[Tokens]) -> None:
    for search in searches.values():
        search(questions[0])
    for first in range(0, len(questions), TURN):
        for name, search in searches.items():
            end = perf_counter() + PATIENCE
            for number, tokens in enumerate(questions[first : first + TURN], first):
                start = perf_counter_ns()
                search(tokens)
                results[name].microseconds[number] = (perf_counter_ns() - start) / 1000
                if perf_counter() > end:
                    break


def differences(searches: dict[str, Search], questions: list[Tokens]) -> int:
    """Questions to which the index and rank-bm25 give different clauses, order or bits."""
    return sum(searches[OURS](tokens) != searches["rank-bm25"](tokens) for tokens in questions)


def compare(size: int) -> None:
    corpus = a_corpus(size)
    questions = some_questions(corpus, QUESTIONS)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as apart:
        results = {name: apart.submit(weigh, name, corpus).result() for name in CONTENDERS}
    searches = {name: build(corpus) for name, build in CONTENDERS.items()}
    gc.freeze()
    take_turns(searches, results, questions)
    print(f"\n{size:,} clauses; {differences(searches, questions[:20])} of 20 questions differ from rank-bm25")
    print(
        f"{'':12} {'median µs':>11} {'p99 µs':>11} {'build ms':>9} {'MB':>7} {'asked':>6} {'ours/it':>8} {'limit':>6}"
    )
    for name, result in results.items():
        print(f"{name:12} {row(result)} {verdict(results[OURS].share_of(result), limit(name, size))}")


def row(result: Result) -> str:
    times = list(result.microseconds.values())
    middle, late, build = median(times), np.percentile(times, 99), result.seconds_to_build * 1000
    return f"{middle:11,.1f} {late:11,.1f} {build:9,.1f} {result.megabytes:7,.1f} {len(times):6}"


def verdict(ratio: float, most: float | None) -> str:
    return f"{ratio:8.4f} " + ("" if most is None else f"{most:6.3f} {'met' if ratio <= most else 'NOT MET'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Compare the clause index with its peers.")
    parser.add_argument("--sizes", default="60,1000,10000,100000", help="numbers of clauses, separated by commas")
    for wanted in parser.parse_args().sizes.split(","):
        compare(int(wanted))
