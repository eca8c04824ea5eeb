"""What a clause says of the thing asked about."""

from dataclasses import replace

import pytest

from bot.judging.forms import Form
from bot.judging.readings import describes, read_verdict
from bot.model import Verdict
from tests.knowledge_builders import a_clause, an_asked

MUST_NOT = "Staff must not accept cash."
MUST_NOT_UNLESS = "Staff must not accept a hamper without consent."
MUST = "Staff must record each gift."
SHOULD = "Staff should ask first."
MAY = "Staff may keep flowers."
MAY_IF = "Staff may keep flowers, except lilies."
WILL = "Breaches will be dealt with."
DESCRIBES = "Gifts include flowers."


@pytest.mark.parametrize(
    ("text", "permission", "duty", "information"),
    [
        (MUST_NOT, Verdict.PROHIBITED, Verdict.PROHIBITED, Verdict.PROHIBITED),
        (MUST_NOT_UNLESS, Verdict.ALLOWED_IF, Verdict.ALLOWED_IF, Verdict.ALLOWED_IF),
        (MUST, Verdict.ALLOWED_IF, Verdict.REQUIRED, Verdict.INFORMATIONAL),
        (SHOULD, Verdict.ALLOWED_IF, Verdict.REQUIRED, Verdict.INFORMATIONAL),
        (MAY, Verdict.ALLOWED, Verdict.ALLOWED, Verdict.INFORMATIONAL),
        (MAY_IF, Verdict.ALLOWED_IF, Verdict.REQUIRED, Verdict.INFORMATIONAL),
        (WILL, Verdict.INFORMATIONAL, Verdict.INFORMATIONAL, Verdict.INFORMATIONAL),
        (DESCRIBES, Verdict.INFORMATIONAL, Verdict.INFORMATIONAL, Verdict.INFORMATIONAL),
    ],
)
def test_a_verdict_comes_from_modality_and_form(
    text: str, permission: Verdict, duty: Verdict, information: Verdict
) -> None:
    clause = a_clause(text)

    verdicts = [read_verdict(clause, None, an_asked(form), failed=False) for form in Form]

    assert verdicts == [permission, duty, information]


@pytest.mark.parametrize("text", [MUST_NOT, MUST_NOT_UNLESS, MUST, MAY, WILL])
def test_what_follows_is_information_whatever_the_clause(text: str) -> None:
    asked = an_asked(Form.INFORMATION, consequences=True)

    assert read_verdict(a_clause(text), Verdict.PROHIBITED, asked, failed=False) is Verdict.INFORMATIONAL


@pytest.mark.parametrize("text", [MUST_NOT, MUST, MAY])
def test_what_the_policy_means_is_information_whatever_the_clause(text: str) -> None:
    asked = replace(an_asked(Form.INFORMATION), enquires=True)

    assert read_verdict(a_clause(text), None, asked, failed=True) is Verdict.INFORMATIONAL


def test_a_condition_known_not_to_be_met_forbids() -> None:
    asked = an_asked()

    assert read_verdict(a_clause(MUST_NOT_UNLESS), Verdict.ALLOWED_IF, asked, failed=True) is Verdict.PROHIBITED
    assert read_verdict(a_clause(MAY_IF), None, asked, failed=True) is Verdict.PROHIBITED
    assert read_verdict(a_clause(MUST), None, asked, failed=True) is Verdict.ALLOWED_IF


def test_the_owners_reading_outweighs_the_words() -> None:
    assert read_verdict(a_clause(MAY), Verdict.PROHIBITED, an_asked(), failed=False) is Verdict.PROHIBITED
    assert read_verdict(a_clause(DESCRIBES), Verdict.REQUIRED, an_asked(), failed=False) is Verdict.REQUIRED


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("text", [MUST_NOT, MUST_NOT_UNLESS, MUST, SHOULD, WILL, DESCRIBES])
@pytest.mark.parametrize("failed", [True, False])
def test_only_a_clause_that_allows_is_ever_read_as_allowing(text: str, form: Form, *, failed: bool) -> None:
    assert read_verdict(a_clause(text), None, an_asked(form), failed=failed) is not Verdict.ALLOWED


def test_a_clause_describes_when_it_neither_rules_nor_asks_for_anything() -> None:
    assert [describes(a_clause(text)) for text in (DESCRIBES, WILL, "They look, unless asked.", MAY, MUST_NOT)] == [
        True,
        True,
        False,
        False,
        False,
    ]
