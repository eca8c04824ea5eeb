"""The index against plain rank-bm25: the same bits, the same hits; and what rank-bm25 would trip over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from bot.retrieval import index as module
from bot.retrieval.index import ClauseIndex

Tokens = list[str]

ALWAYS, NEVER = 10**9, 0
LAYOUTS: dict[str, dict[str, float]] = {
    "as shipped": {},
    "rows only": {"TINY": ALWAYS},
    "all postings in one go": {"TINY": NEVER, "SMALL": ALWAYS, "SPARSE": NEVER},
    "postings merged by themselves": {"TINY": NEVER, "SMALL": ALWAYS, "SPARSE": ALWAYS},
    "rows for common terms": {"TINY": NEVER, "SMALL": NEVER, "DENSE": 0.3, "SPARSE": NEVER},
    "rows for common terms, the rest merged": {"TINY": NEVER, "SMALL": NEVER, "DENSE": 0.3, "SPARSE": ALWAYS},
    "rows, few groups": {"TINY": ALWAYS, "GROUPS": 8},
    "one go, few groups": {"TINY": NEVER, "SMALL": ALWAYS, "SPARSE": NEVER, "GROUPS": 8},
    "merged, few groups": {"TINY": NEVER, "SMALL": ALWAYS, "SPARSE": ALWAYS, "GROUPS": 8},
}

COMMON = ["photo", "staff", "post", "share", "", "é", "a b", "\n", "\x00"]
TOKENS = st.one_of(st.sampled_from(COMMON), st.sampled_from(COMMON[:3]), st.text(max_size=2))
CORPORA = st.lists(st.lists(TOKENS, max_size=12), min_size=1, max_size=50).filter(any)
QUESTIONS = st.lists(st.one_of(TOKENS, st.just("unheard-of")), max_size=12)
ranked = settings(deadline=None, max_examples=60)


@contextmanager
def layout(name: str) -> Iterator[None]:
    """Force one way of storing and adding upon a corpus of any size."""
    with pytest.MonkeyPatch.context() as patch:
        for constant, value in LAYOUTS[name].items():
            patch.setattr(module, constant, value)
        yield


def best_of(scores: np.ndarray[Any, np.dtype[np.float64]], k: int) -> list[tuple[int, float]]:
    """What search must find, the long way: rank-bm25's scores, sorted."""
    order = np.argsort(-scores, kind="stable")[:k]
    return [(clause, scores.item(clause)) for clause in order.tolist() if scores[clause] > 0]


def zipfian(size: int, seed: int, longest: int = 9) -> list[Tokens]:
    chance = np.random.default_rng(seed)
    words = chance.zipf(1.3, (size, longest)).clip(max=size)
    return [
        [f"w{w}" for w in row[:length]] for row, length in zip(words, chance.integers(1, longest, size), strict=True)
    ]


@pytest.mark.parametrize("name", LAYOUTS)
@ranked
@given(corpus=CORPORA, query=QUESTIONS)
def test_scores_are_those_of_rank_bm25_to_the_last_bit(name: str, corpus: list[Tokens], query: Tokens) -> None:
    expected = BM25Okapi(corpus).get_scores(query)

    with layout(name):
        actual = ClauseIndex(corpus).get_scores(query)

    assert actual.dtype == np.float64
    assert actual.tobytes() == expected.tobytes()


@pytest.mark.parametrize("name", LAYOUTS)
@ranked
@given(corpus=CORPORA, query=QUESTIONS, k=st.integers(0, 60) | st.integers(1, 2))
def test_search_finds_what_sorting_the_scores_of_rank_bm25_finds(
    name: str, corpus: list[Tokens], query: Tokens, k: int
) -> None:
    expected = best_of(BM25Okapi(corpus).get_scores(query), k)

    with layout(name):
        actual = ClauseIndex(corpus).search(query, k)

    assert actual == expected


@pytest.mark.parametrize("size", [60, 600, 1_500, 20_000, 60_000])
def test_larger_corpora_give_the_same_bits_and_hits(size: int) -> None:
    corpus = zipfian(size, seed=size)
    queries = [
        ["w1", "w1", *corpus[7]],
        corpus[5][:2] + corpus[11],
        ["w900", "w77", "unheard-of", "w900"],
        ["w2", "w1"],
    ]
    model, index = BM25Okapi(corpus), ClauseIndex(corpus)

    for query in queries:
        scores = model.get_scores(query)
        assert index.get_scores(query).tobytes() == scores.tobytes()
        assert [index.search(query, k) for k in (1, 10, 64, 100)] == [best_of(scores, k) for k in (1, 10, 64, 100)]


@pytest.mark.parametrize("copies", [30, 3_000, 40_000])
def test_ties_are_broken_by_clause_number(copies: int) -> None:
    index = ClauseIndex([["photo", "consent"], ["logo"], ["diary"]] * copies)

    hits = index.search(["photo"], 20)

    assert [clause for clause, _ in hits] == list(range(0, 60, 3))
    assert len({score for _, score in hits}) == 1


@ranked
@given(corpus=CORPORA, query=QUESTIONS)
def test_what_rank_bm25_offers_besides_still_works(corpus: list[Tokens], query: Tokens) -> None:
    model, index = BM25Okapi(corpus), ClauseIndex(corpus)
    some = list(range(0, len(corpus), 2))

    assert index.get_batch_scores(query, some) == model.get_batch_scores(query, some)
    assert index.get_top_n(query, corpus, 3) == model.get_top_n(query, corpus, 3)
    assert (index.idf, index.avgdl, index.doc_len) == (model.idf, model.avgdl, model.doc_len)


@pytest.mark.parametrize("corpus", [[], [[]], [[], [], []]])
def test_a_corpus_without_tokens_makes_an_index_that_finds_nothing(corpus: list[Tokens], tmp_path: Path) -> None:
    ClauseIndex(corpus).save(tmp_path / "empty.npz")

    for index in ClauseIndex(corpus), ClauseIndex.load(tmp_path / "empty.npz"):
        assert index.get_scores(["photo"]).tolist() == [0.0] * len(corpus)
        assert index.search(["photo"], 3) == []


def test_a_query_must_be_tokenised() -> None:
    index = ClauseIndex([["photo"], ["a", "logo"], ["diary"]])

    with pytest.raises(TypeError, match="tokenise it first"):
        index.get_scores("a photo")
    with pytest.raises(TypeError, match="tokenise it first"):
        index.search("a photo", 3)


def test_a_clause_must_be_tokenised() -> None:
    with pytest.raises(TypeError, match="tokenise it first"):
        ClauseIndex([["photo"], "a logo"])


@pytest.mark.parametrize(
    "corpus",
    [
        pytest.param([["photo", "consent"]], id="one clause: every weight is negative"),
        pytest.param([["photo"], ["photo", "logo"]], id="two clauses: the shared term's weight is negative"),
        pytest.param([["photo"], ["logo"]], id="a term in half of the clauses weighs nothing"),
    ],
)
def test_scores_that_say_nothing_are_kept_as_they_are_and_left_out_of_hits(corpus: list[Tokens]) -> None:
    index = ClauseIndex(corpus)

    assert index.get_scores(["photo"]).tolist() == BM25Okapi(corpus).get_scores(["photo"]).tolist()
    assert index.get_scores(["photo"]).max() <= 0
    assert index.search(["photo"], 5) == []


def test_fewer_hits_than_wanted_are_all_there_are() -> None:
    index = ClauseIndex([["photo"], ["logo"], ["diary"], ["badge"]])

    assert [clause for clause, _ in index.search(["photo"], 10)] == [0]
    assert index.search(["photo"], 0) == []
    assert index.search(["photo"], -1) == []


@ranked
@given(corpus=st.lists(st.lists(TOKENS, max_size=8), max_size=20), query=QUESTIONS)
def test_a_snapshot_scores_like_the_index_it_was_taken_of(
    tmp_path_factory: pytest.TempPathFactory, corpus: list[Tokens], query: Tokens
) -> None:
    index, path = ClauseIndex(corpus), tmp_path_factory.getbasetemp() / "index.npz"

    index.save(path)
    loaded = ClauseIndex.load(path)

    assert loaded.get_scores(query).tobytes() == index.get_scores(query).tobytes()
    assert loaded.search(query, 5) == index.search(query, 5)


def a_snapshot(path: Path, **changed: object) -> Path:
    """Write the snapshot of a small index, with other arrays in place of its own; None leaves one out."""
    ClauseIndex([["photo", "photo", "logo"], ["logo"]]).save(path)
    with np.load(path) as file:
        held: dict[str, Any] = {**file, **changed}
    np.savez(path, **{name: array for name, array in held.items() if array is not None})
    return path


def test_the_snapshot_of_the_faults_below_is_sound_without_them(tmp_path: Path) -> None:
    index = ClauseIndex.load(a_snapshot(tmp_path / "index.npz"))

    assert index.doc_len == [3, 1]
    assert index.idf.keys() == {"photo", "logo"}


@pytest.mark.parametrize(
    "changed",
    [
        {"layout": "signpost clause index 0"},
        {"layout": None},
        {"terms": np.array(["photo", {"a": "pickle"}], dtype=object)},
        {"terms": np.frombuffer(b'["photo"]', np.uint8)},
        {"terms": np.frombuffer(b'["photo", "photo"]', np.uint8)},
        {"terms": np.frombuffer(b'["photo", "logo", "diary"]', np.uint8)},
        {"terms": np.frombuffer(b'["photo", "lo', np.uint8)},
        {"terms": np.frombuffer(b'["photo", "diary", "logo"]', np.uint8), "keys": np.array([0, 4, 5])},
        {"keys": None},
        {"keys": np.array([0, 3, 2])},
        {"keys": np.array([0, 2, 4])},
        {"keys": np.array([-1, 2, 3])},
        {"keys": np.array([0.0, 2.0, 3.0])},
        {"keys": np.array([[0], [2], [3]])},
        {"freqs": np.array([2, 1])},
        {"freqs": np.array([2, 0, 1])},
        {"size": 0},
        {"size": np.array([1, 2])},
    ],
    ids=str,
)
def test_a_snapshot_that_does_not_add_up_is_refused(tmp_path: Path, changed: dict[str, object]) -> None:
    path = a_snapshot(tmp_path / "index.npz", **changed)

    with pytest.raises(ValueError, match=r"index\.npz is not a snapshot of a clause index, or is damaged"):
        ClauseIndex.load(path)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"Guidelines 4(b)", id="another kind of file"),
        pytest.param(lambda whole: whole[:-30], id="cut off"),
        pytest.param(lambda whole: whole[:120] + b"?" + whole[121:], id="one byte changed"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = a_snapshot(tmp_path / "index.npz")
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(ValueError, match=r"index\.npz is not a snapshot of a clause index, or is damaged"):
        ClauseIndex.load(path)


def test_one_array_alone_is_no_snapshot(tmp_path: Path) -> None:
    np.save(tmp_path / "array.npy", np.arange(3))

    with pytest.raises(ValueError, match="is not a snapshot"):
        ClauseIndex.load(tmp_path / "array.npy")


def test_a_missing_snapshot_is_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ClauseIndex.load(tmp_path / "nowhere.npz")
