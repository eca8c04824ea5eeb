"""One library: policies found by name, clauses cited, groups of words joined."""

import pytest

from bot.answering import GuidanceDesk
from bot.errors import UnknownPolicy
from bot.policies.library import Library


@pytest.fixture(scope="session")
def small(gifts: GuidanceDesk) -> Library:
    return gifts.library


def test_a_policy_is_found_by_id_and_by_title_in_any_case(small: Library) -> None:
    assert small.policy("gifts") is small.policy(" GIFTS ") is small.policies[0]


def test_an_unknown_policy_says_which_there_are(small: Library) -> None:
    with pytest.raises(UnknownPolicy, match="there is no policy “leave”; there is gifts"):
        small.policy("leave")


def test_a_clause_is_cited_by_its_id_alone_or_with_its_policy(small: Library) -> None:
    cited = small.cite("accepting.1a")

    assert cited is not None
    assert cited == small.cite("gifts:accepting.1a")


def test_what_cannot_be_cited_is_none(small: Library) -> None:
    assert [small.cite(name) for name in ("nowhere.1", "leave:accepting.1a", "accepting.1", "")] == [None] * 4


def test_a_lead_in_is_no_clause_by_itself(small: Library) -> None:
    assert [clause.id for _, clause in small.clauses()] == [
        "accepting.1a",
        "accepting.1b",
        "accepting.2",
        "offering.1",
        "offering.2",
    ]


def test_a_clause_without_guidance_has_an_empty_one(small: Library) -> None:
    policy = small.policies[0]

    guide = small.guide(policy, policy.clause("offering.1"))

    assert (guide.id, guide.phrases, guide.facts) == ("offering.1", (), ())


def test_groups_are_those_of_the_lexicon_and_of_the_lanes(small: Library) -> None:
    groups = small.groups()

    assert groups["gift"] == ("gift", "gifts", "prezzie")
    assert groups["boss"] == ("manager", "boss")
