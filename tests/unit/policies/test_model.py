"""How strongly a clause speaks, and that nothing is quoted which does not stand in the policy."""

from dataclasses import replace

import pytest

from bot.errors import UnknownClause
from bot.policies.model import Modality
from tests.knowledge_builders import a_clause, a_policy


@pytest.mark.parametrize(
    ("text", "lead_in", "modality"),
    [
        ("Staff must not accept cash.", "", Modality.MUST_NOT),
        ("Cash may not be accepted.", "", Modality.MUST_NOT),
        ("Staff shall not accept cash.", "", Modality.MUST_NOT),
        ("Cash is not permitted.", "", Modality.MUST_NOT),
        ("Gifts cannot be sold.", "", Modality.MUST_NOT),
        ("It is forbidden to sell gifts.", "", Modality.MUST_NOT),
        ("Staff never accept cash.", "", Modality.MUST_NOT),
        ("accept cash", "Staff must not:", Modality.MUST_NOT),
        ("sign what they may keep", "Staff must:", Modality.MUST),
        ("Staff must record each gift.", "", Modality.MUST),
        ("It is essential that they comply.", "", Modality.MUST),
        ("Staff have to record gifts.", "", Modality.MUST),
        ("Staff should ask first.", "", Modality.SHOULD),
        ("Staff are advised to ask.", "", Modality.SHOULD),
        ("Thanks are seen to be the individual's responsibility to give.", "", Modality.SHOULD),
        ("Staff may keep flowers.", "", Modality.MAY),
        ("Staff members might keep flowers.", "", Modality.MAY),
        ("Volunteers are free to keep flowers.", "", Modality.MAY),
        ("Staff are encouraged to share flowers.", "", Modality.MAY),
        ("Breaches will be dealt with.", "", Modality.WILL),
        ("The Society reserves the right to look.", "", Modality.WILL),
        ("It would never disclose them.", "", Modality.WILL),
        ("Gifts include flowers.", "", Modality.DESCRIBES),
        ("what staff can and cannot say", "", Modality.DESCRIBES),
        ("Gifts may arrive by post.", "", Modality.DESCRIBES),
        ("keep the receipt", "This policy explains how to:", Modality.DESCRIBES),
    ],
)
def test_modality_is_read_off_the_clauses_own_words(text: str, lead_in: str, modality: Modality) -> None:
    assert a_clause(text, lead_in).modality == modality


def test_the_strongest_word_of_a_clause_counts() -> None:
    assert a_clause("Staff may keep flowers but must not sell them.").modality == Modality.MUST_NOT


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("post images without their consent", "without"),
        ("Unless asked, staff keep quiet.", "Unless"),
        ("Gifts are kept, except cash.", "except"),
        ("They look, but only with permission.", "only with"),
        ("Staff must be authorised by their manager.", "authorised by"),
        ("Staff may keep flowers.", ""),
    ],
)
def test_a_clause_shows_the_words_of_its_condition(text: str, condition: str) -> None:
    assert a_clause(text).condition == condition


def test_a_clause_is_found_by_id_and_by_label_in_any_case() -> None:
    policy = a_policy()

    found = [policy.clause(name) for name in ("accepting.1a", "ACCEPTING.1A", " Accepting a gift 1(a) ")]

    assert found == [policy.clauses[1]] * 3


def test_an_unknown_clause_says_how_to_find_the_others() -> None:
    with pytest.raises(UnknownClause, match=r"Gifts has no clause “nine”; `signpost policy show gifts` lists them"):
        a_policy().clause("nine")


def test_a_citation_says_where_the_words_stand_and_how_old_they_are() -> None:
    policy = a_policy()

    cited = policy.cite(policy.clause("accepting.1a"))

    assert (cited.policy_title, cited.heading, cited.label) == ("Gifts", "Accepting a gift", "Accepting a gift 1(a)")
    assert (cited.lead_in, cited.quote) == ("Staff must not:", "accept cash, whatever the amount")
    assert cited.last_reviewed == "February 2026"


def test_words_that_do_not_stand_in_the_policy_cannot_be_quoted() -> None:
    policy = a_policy()
    invented = replace(policy.clause("accepting.1a"), text="accept cash")

    with pytest.raises(ValueError, match=r"the words of accepting\.1a do not stand in gifts"):
        policy.cite(invented)


def test_a_clause_outside_any_heading_has_an_empty_one() -> None:
    assert a_policy("We like gifts.\n").clauses[0].heading == ""


def test_a_policy_equals_itself_only() -> None:
    policy = a_policy()

    assert policy == policy  # noqa: PLR0124 - the point
    assert policy != a_policy()
