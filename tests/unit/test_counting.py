"""Counting as platforms count; cases that their own documents give."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counting import Unit, count

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
RAINBOW = "\U0001f3f3\ufe0f\u200d\U0001f308"
TEXTS = st.text(max_size=80)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("plain words", 11),
        ("“quoted” and…", 14),  # the ellipsis stands outside the light ranges
        ("cafe\u0301", 4),
        ("日本語", 6),
        ("\U0001f47e", 2),
        ("\U0001f64b\U0001f3fd", 2),
        (FAMILY, 2),
        (RAINBOW, 2),
        (ENGLAND, 2),
        ("\U0001f1ec\U0001f1e7", 2),
        ("5\ufe0f\u20e3", 2),
        ("a\u0300\u0301", 2),
        ("", 0),
    ],
)
def test_x_weighs_code_points_and_an_emoji_is_two(text: str, weight: int) -> None:
    assert count(text, Unit.WEIGHTED, 23) == weight


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("https://example.com", 23),
        ("https://example.com/very/long/path?that=goes&on=and-on-and-on-and-on", 23),
        ("see example.org now", 4 + 23 + 4),
        ("a.co and b.uk", 23 + 5 + 23),
        ("our.unknownending", 23),
        ("our.very-very-very-long-name.unknownending", 42),
        ("no address at all. None", 23),
        ("me@example.org", 14),
        ("1.2.3", 5),
    ],
)
@pytest.mark.parametrize("unit", [Unit.WEIGHTED, Unit.GRAPHEMES])
def test_an_address_counts_the_same_however_long_it_is(text: str, length: int, unit: Unit) -> None:
    assert count(text, unit, 23) == length


def test_an_address_counts_in_full_where_nothing_shortens_it() -> None:
    assert count("https://example.com", Unit.WEIGHTED) == 19


@pytest.mark.parametrize(
    ("unit", "length"),
    [
        (Unit.CODE_POINTS, 10),
        (Unit.GRAPHEMES, 3),
        (Unit.UTF16, 14),
        (Unit.BYTES, 30),
        (Unit.EMOJI_BYTES, 28),
        (Unit.WEIGHTED, 4),
    ],
)
def test_each_unit_counts_its_own(unit: Unit, length: int) -> None:
    assert count(f"é{FAMILY}a\u0300", unit) == length


@given(TEXTS)
def test_what_one_sees_is_never_more_than_what_is_stored(text: str) -> None:
    graphemes, points = count(text, Unit.GRAPHEMES), count(text, Unit.CODE_POINTS)

    assert graphemes <= points <= count(text, Unit.UTF16) <= count(text, Unit.BYTES)
    assert points <= count(text, Unit.EMOJI_BYTES) <= count(text, Unit.BYTES)
    assert count(text, Unit.WEIGHTED) <= 2 * points


@given(TEXTS)
def test_x_counts_what_looks_the_same_the_same(text: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)

    assert count(composed, Unit.WEIGHTED, 23) == count(apart, Unit.WEIGHTED, 23)


@given(st.text(), st.sampled_from(Unit), st.sampled_from([None, 23]))
def test_whatever_is_counted_nothing_is_raised(text: str, unit: Unit, url: int | None) -> None:
    assert count(text, unit, url) >= 0


@pytest.mark.parametrize("piece", ["a.", "https://", "-.", "a-", "\u200d", "\U0001f3fd", "/"])
def test_hostile_texts_take_no_time_to_speak_of(piece: str) -> None:
    assert count(piece * 20_000, Unit.WEIGHTED, 23) > 0
