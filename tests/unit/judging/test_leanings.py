"""Which clauses a question leans to by its own words."""

import pytest

from bot.judging.forms import Forms
from bot.judging.leanings import LEANING, Leanings
from bot.retrieval.searcher import Found, Hit, Kind, Target
from tests.knowledge_builders import GUIDANCE, a_library

SIGNED = GUIDANCE.replace(
    'id = "offering.2"', 'id = "offering.2"\nsigns = [["register", "late/never"], ["{boss} ask"]]'
)


@pytest.fixture(scope="module")
def leanings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Leanings, Forms]:
    library = a_library(tmp_path_factory.mktemp("leanings"), {"guidance/gifts.toml": SIGNED})
    return Leanings(library), Forms(library)


def a_hit(name: str, score: float, kind: Kind = Kind.CLAUSE, policy: str = "gifts") -> Hit:
    return Hit(target=Target(kind=kind, policy=policy, id=name), score=score, words=1.0, meaning=0.0)


FOUND = Found(
    hits=(a_hit("accepting.1a", 3.0), a_hit("offering.2", 2.5), a_hit("offering.2", 2.0, Kind.TOPIC, "")),
    coverage=1.0,
    terms=("gift",),
)


def read(leanings: tuple[Leanings, Forms], text: str) -> Found:
    reader, forms = leanings
    return reader.read(forms.read(text), FOUND)


@pytest.mark.parametrize("text", ["is it late in the register", "never mind the register", "the boss asked for it"])
def test_a_clause_gains_when_every_cue_of_a_sign_stands_in_the_question(
    leanings: tuple[Leanings, Forms], text: str
) -> None:
    first, second, topic = read(leanings, text).hits

    assert (first.target.id, first.score) == ("offering.2", 2.5 + LEANING)
    assert (second, topic) == (FOUND.hits[0], FOUND.hits[2])


@pytest.mark.parametrize("text", ["where is the register", "never", ""])
def test_half_a_sign_changes_nothing(leanings: tuple[Leanings, Forms], text: str) -> None:
    assert read(leanings, text) == FOUND
