"""Which clauses a question is about, and how good the evidence is."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import GuidanceDesk
from bot.policies.folder import read_library
from bot.policies.library import Library
from bot.retrieval.meaning import Meaning
from bot.retrieval.searcher import Found, Kind, Searcher
from tests.knowledge_builders import POLICY_FILE, a_folder, a_library, a_policy_text

NOTHING_ELSE = {
    "requests.toml": '[[talk]]\nid = "help"\ncues = ["help"]\n',
    "lanes.toml": "",
    "silences.toml": "",
    "organisation.toml": 'name = "The Society"\n',
}


def a_lone_policy(parent: Path, body: str) -> Library:
    """Read a folder where nothing can be found but the clauses of *body*."""
    return read_library(a_folder(parent, {POLICY_FILE: a_policy_text(body), **NOTHING_ELSE}))


def best(found: Found, kind: Kind = Kind.CLAUSE) -> str:
    return next(hit.target.id for hit in found.hits if hit.target.kind is kind)


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    return Searcher(a_library(tmp_path), None)


def test_the_best_clause_comes_first(searcher: Searcher) -> None:
    found = searcher.search("can i accept cash")

    assert (found.hits[0].target.kind, found.hits[0].target.id) == (Kind.CLAUSE, "accepting.1a")


def test_a_phrase_speaks_for_its_clause(searcher: Searcher) -> None:
    assert best(searcher.search("a tenner was slipped into my hand")) == "accepting.1a"
    assert best(searcher.search("somebody sent biscuits")) == "accepting.1b"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("where to park the bike", Kind.TOPIC, "parking"),
        ("whoever is in charge", Kind.REQUEST, "asked-for"),
        ("it all feels pointless", Kind.LANE, "in-danger"),
    ],
)
def test_topics_requests_and_lanes_are_found_beside_clauses(
    searcher: Searcher, text: str, kind: Kind, name: str
) -> None:
    found = searcher.search(text)

    assert (found.hits[0].target.kind, found.hits[0].target.id) == (kind, name)


def test_every_target_is_ranked_once_and_best_first(searcher: Searcher) -> None:
    hits = searcher.search("can i accept a gift").hits

    assert len({hit.target for hit in hits}) == len(hits) == 9
    assert all(first.score >= second.score for first, second in pairwise(hits))


VOLUNTEERS = "Volunteers refuse:\n\n- cash\n- gold\n\n"


def test_a_lead_in_is_searched_with_its_items_and_never_found_alone(tmp_path: Path) -> None:
    others = "\n\n".join(f"{who} keep {what}." for who in ("Staff", "Trustees", "Cooks") for what in ("jam", "tea"))
    library = a_lone_policy(tmp_path, f"## Rules\n\n{VOLUNTEERS}{others}\n")

    found = Searcher(library, None).search("what do volunteers refuse")

    assert [hit.target.id for hit in found.hits][:2] == ["rules.1a", "rules.1b"]
    assert "rules.1" not in {hit.target.id for hit in found.hits}


def test_a_very_short_policy_is_searched_like_any_other(tmp_path: Path) -> None:
    library = a_lone_policy(tmp_path, f"## Rules\n\n{VOLUNTEERS}Staff keep flowers.\n")

    found = Searcher(library, None).search("what do volunteers refuse")

    assert [hit.target.id for hit in found.hits][:2] == ["rules.1a", "rules.1b"]


def test_words_that_nearly_every_clause_has_never_count_against_one(tmp_path: Path) -> None:
    body = "## Rules\n" + "\nJam and tea.\n" * 60 + "\nBread.\n"
    library = a_lone_policy(tmp_path, body)

    found = Searcher(library, None).search("jam")

    assert found.hits[-1].target.id == "rules.61"
    assert min(hit.words for hit in found.hits) >= 0


def test_equal_scores_keep_the_order_of_the_policy(tmp_path: Path) -> None:
    body = "## Rules\n" + "\nNo swans.\n" * 40 + "\nOther birds.\n" * 60
    library = a_lone_policy(tmp_path, body)

    found = Searcher(library, None).search("swans")

    assert [hit.target.id for hit in found.hits] == [f"rules.{number}" for number in range(1, 101)]


def test_evidence_says_how_much_of_the_question_is_known(searcher: Searcher) -> None:
    assert searcher.search("accept cash").coverage == pytest.approx(1.0)
    assert 0 < searcher.search("accept zebras").coverage < 0.6
    assert searcher.search("zebras quaffing").coverage == 0.0
    assert searcher.search("").coverage == 0.0
    assert searcher.search("is it the").coverage == 0.0


def test_a_question_without_a_known_word_ranks_nothing_above_anything(searcher: Searcher) -> None:
    hits = searcher.search("zebras quaffing").hits

    assert {(hit.score, hit.words, hit.meaning) for hit in hits} == {(0.0, 0.0, 0.0)}


def test_without_meaning_words_decide_alone(tmp_path: Path, meaning: Meaning) -> None:
    library = a_library(tmp_path)

    by_words = Searcher(library, None).search("may i receive banknotes")
    by_both = Searcher(library, meaning).search("may i receive banknotes")

    assert {hit.meaning for hit in by_words.hits} == {0.0}
    assert best(by_both) == "accepting.1a"


def test_a_long_clause_is_found_by_any_of_its_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = ". ".join(f"Sentence {n} speaks of ordinary matters at some length" for n in range(12))
    others = "\n\n".join(f"Volunteers bring {what}." for what in ("jam", "tea", "bread", "salt"))
    library = a_lone_policy(tmp_path, f"## Rules\n\n{long}. Nobody rides the ostrich.\n\n{others}\n")

    in_passages = Searcher(library, None).search("may somebody ride the ostrich").hits[0]
    monkeypatch.setattr("bot.retrieval.searcher.PASSAGE_LENGTH", len(long) * 2)
    as_a_whole = Searcher(library, None).search("may somebody ride the ostrich").hits[0]

    assert in_passages.target.id == as_a_whole.target.id == "rules.1"
    assert in_passages.words > as_a_whole.words


def test_the_same_question_is_found_the_same_again(desk: GuidanceDesk, library: Library, meaning: Meaning) -> None:
    again = Searcher(library, meaning)

    for text in ("Can I post this photo?", "my boss reads my tweets", "zzz", ""):
        assert desk.searcher.search(text) == desk.searcher.search(text) == again.search(text)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_any_text_is_ranked_with_sound_evidence(desk: GuidanceDesk, text: str) -> None:
    found = desk.searcher.search(text)

    assert 0.0 <= found.coverage <= 1.0 + 1e-9
    assert all(hit.words >= 0.0 for hit in found.hits)
    assert all(-1.0 - 1e-5 <= hit.meaning <= 1.0 + 1e-5 for hit in found.hits)
