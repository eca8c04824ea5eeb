"""What the classifier is given of a whole draft: names and details covered, and what is true of all of it."""

from functools import cache

import pytest

from bot.drafts import Drafts
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE


@cache
def drafts() -> Drafts:
    return Drafts(read_library(SHIPPED_KNOWLEDGE))


def seen(text: str) -> set[str]:
    return {feature.name for feature in drafts().observe(text).features}


@pytest.mark.parametrize(
    ("text", "sign", "hidden"),
    [
        ("Thanks to Jess Hughes for the cake", "<full name>", "hugh"),
        ("Thanks to Jess for the cake", "<name>", "jess"),
        ("Alan Turing was punished for loving men", "<figure>", "ture"),
        ("Warwickshire Pride is on Saturday", "<own name>", "warwickshir"),
        ("Write to jo.bloggs@example.org", "<email>", "blogg"),
        ("Write to info@warwickshirepride.co.uk", "<own email>", "info"),
        ("Ring 07700 900123", "<phone>", "<number>"),
        ("Hugs to @kev_boardman82", "<handle>", "kev"),
        ("Hugs to @CovLibraries", "<own handle>", "covlibrari"),
    ],
)
def test_whoever_is_named_is_covered(text: str, sign: str, hidden: str) -> None:
    assert sign in seen(text)
    assert hidden not in seen(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I love my job", {"<personal>", "<undisclaimed>"}),
        ("I love my job. Views my own.", {"<personal>", "<disclaimed>"}),
        ("Join us on Saturday", set()),
        ("Everyone in it has agreed", {"<agreed>"}),
        ("My sister works in an office", {"<personal>", "<undisclaimed>", "<elsewhere>"}),
        ("Happy 40th to our treasurer Anil!", {"<spotted name>"}),
    ],
)
def test_what_is_true_of_all_of_it_stands_nowhere(text: str, facts: set[str]) -> None:
    nowhere = {feature.name for feature in drafts().observe(text).features if feature.span is None}

    assert nowhere == facts
