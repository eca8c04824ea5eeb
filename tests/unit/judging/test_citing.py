"""Which clauses are shown, and in what order."""

import pytest

from bot.answering import GuidanceDesk
from bot.judging.citing import DESCRIPTION_PENALTY, LEAST_SHARE, MOST_CITED, Citing, together
from bot.judging.forms import Form
from bot.retrieval.searcher import Found, Hit, Kind, Target
from tests.knowledge_builders import an_asked

RULE, CONDITION, PERMISSION, DUTY, DESCRIPTION = (
    "accepting.1a",
    "accepting.1b",
    "accepting.2",
    "offering.1",
    "offering.2",
)


@pytest.fixture(scope="session")
def citing(gifts: GuidanceDesk) -> Citing:
    return Citing(gifts.library)


def a_hit(name: str, score: float, kind: Kind = Kind.CLAUSE) -> Hit:
    return Hit(target=Target(kind=kind, policy="gifts", id=name), score=score, words=1.0, meaning=0.0)


def best(citing: Citing, *hits: Hit, form: Form = Form.PERMISSION) -> list[str]:
    found = Found(hits=hits, coverage=1.0, terms=("gift",))
    return [clause.id for _, clause in citing.best(found, an_asked(form))]


def test_at_most_three_clauses_are_cited_best_first(citing: Citing) -> None:
    hits = [a_hit(name, 3.0) for name in (PERMISSION, RULE, DUTY, CONDITION)]

    assert best(citing, *hits) == [PERMISSION, RULE, DUTY]
    assert len(best(citing, *hits)) == MOST_CITED


def test_a_clause_far_behind_the_best_is_left_out(citing: Citing) -> None:
    near, far = a_hit(CONDITION, 4 * LEAST_SHARE), a_hit(PERMISSION, 4 * LEAST_SHARE - 0.01)

    assert best(citing, a_hit(RULE, 4.0), near, far) == [RULE, CONDITION]


def test_only_clauses_are_cited(citing: Citing) -> None:
    hits = a_hit("parking", 5.0, Kind.TOPIC), a_hit("asked-for", 4.0, Kind.REQUEST), a_hit(RULE, 3.0)

    assert best(citing, *hits) == [RULE]


def test_who_asks_what_is_allowed_is_shown_rules_before_descriptions(citing: Citing) -> None:
    hits = a_hit(DESCRIPTION, 3.0), a_hit(RULE, 3.0 - DESCRIPTION_PENALTY / 2)

    assert best(citing, *hits)[0] == RULE
    assert best(citing, *hits, form=Form.DUTY)[0] == RULE
    assert best(citing, *hits, form=Form.INFORMATION)[0] == DESCRIPTION


def test_a_description_that_fits_far_better_still_comes_first(citing: Citing) -> None:
    assert best(citing, a_hit(DESCRIPTION, 4.0), a_hit(RULE, 2.5))[0] == DESCRIPTION


def test_clauses_are_named_by_id_and_what_no_policy_has_is_left_out(citing: Citing) -> None:
    named = citing.named([DESCRIPTION, "nowhere.1", RULE])

    assert [clause.id for _, clause in named] == [DESCRIPTION, RULE]


def test_companions_of_the_first_clause_travel_with_it(citing: Citing) -> None:
    hamper, cash = citing.named([CONDITION]), citing.named([RULE])

    assert [clause.id for _, clause in citing.with_companions(hamper)] == [CONDITION, PERMISSION]
    assert [clause.id for _, clause in citing.with_companions(cash + hamper)] == [RULE, CONDITION]


def test_a_clause_is_shown_once(citing: Citing) -> None:
    one, two = citing.named([RULE, PERMISSION])

    assert together([one, two], [one], [two, one]) == (one, two)
    assert together() == ()
