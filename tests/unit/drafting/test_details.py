"""Which addresses, accounts and numbers are plainly one person's, masked or not."""

from functools import cache

import pytest

from bot.drafts import Drafts
from bot.findings import Draft, FindingKind
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE


@cache
def drafts() -> Drafts:
    return Drafts(read_library(SHIPPED_KNOWLEDGE))


def kinds(text: str) -> set[FindingKind]:
    return {finding.kind for finding in drafts().check(Draft(text=text)).findings}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Write to j.bloggs@example.org about it", FindingKind.CONTACT),
        ("Write to maggie_b52@example.org about it", FindingKind.CONTACT),
        ("So much love for @kev_boardman82", FindingKind.HANDLE),
        ("Her mobile is 07700 900123", FindingKind.CONTACT),
    ],
)
def test_what_is_plainly_somebodys_is_found_masked_or_not(text: str, kind: FindingKind) -> None:
    masked = drafts().masked(text)

    assert masked != text
    assert kind in kinds(text)
    assert kind in kinds(masked)


def test_a_known_name_is_found_masked_or_not() -> None:
    masked = drafts().masked("well done zebedee", ("Zebedee",))

    assert masked == "well done [name]"
    assert kinds(masked) == {FindingKind.NAME}


@pytest.mark.parametrize(
    "text",
    [
        "Schools, write to schools@example.org",
        "Lost something? lost@example.org",
        "Tables: bookings24@example.org",
        "Thanks to @CovLibraries",
    ],
)
def test_a_letter_box_called_by_what_it_is_for_is_nobodys(text: str) -> None:
    assert drafts().masked(text) == text
    assert kinds(text) == set()


@pytest.mark.parametrize("box", ["grace", "baker", "waters"])
def test_a_letter_box_that_may_be_called_like_a_person_is_somebodys(box: str) -> None:
    text = f"Questions to {box}@example.org"

    assert drafts().masked(text) == "Questions to [email]"
    assert FindingKind.CONTACT in kinds(text)
