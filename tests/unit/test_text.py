"""One normal form, words and stems: what hostile and hurried people write becomes comparable."""

# ruff: noqa: RUF001 - the odd letters are the point

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import LONGEST, normalise, stem, stems, words

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
"""Lone surrogates, control characters and unassigned code points included."""


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Can I POST this?", "can i post this?"),
        ("  can\ti\r\npost\u00a0it \u2028 now ", "can i post it now"),
        ("café naïve", "cafe naive"),
        ("ﬁlm Ⅷ ½ ＰＨＯＴＯ", "film viii 1⁄2 photo"),
        ("ph\u200boto ph\u00adoto \u2066photo\u2069 \ufeffphoto", "photo photo photo photo"),
        ("p\u0301\u0302\u0303h\u0488oto", "photo"),
        ("photo\x00\x07\x1b[31m", "photo[31m"),
        ("photo\ud800\udfff", "photo"),
        ("\u202ephoto\u202c", "photo"),
        ("“don’t” `x` – y", "\"don't\" 'x' - y"),
        ("Straße İstanbul", "strasse istanbul"),
        ("фото 照片 صورة", "фото 照片 صورة"),
        ("🙂👩‍👩‍👧", "🙂👩👩👧"),
        ("\ue000\U0010ffff", ""),
        ("", ""),
    ],
)
def test_text_takes_one_form_however_it_is_written(written: str, compared: str) -> None:
    assert normalise(written) == compared


def test_no_more_than_the_longest_question_is_looked_at() -> None:
    assert len(normalise("x" * 100_000)) == LONGEST


@pytest.mark.parametrize("sign", ["\ufdfa", "\u0390", "\u00df"])
def test_a_sign_that_stands_for_many_letters_does_not_make_a_text_longer(sign: str) -> None:
    assert len(normalise(sign * 100_000)) <= LONGEST


@given(ANY_TEXT)
def test_the_normal_form_of_any_text_is_its_own_normal_form(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once or len(once) > LONGEST
    once.encode()  # holds no lone surrogate


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Can't they see the client's photos?", ["cant", "they", "see", "the", "client", "photos"]),
        ("the clients' photos", ["the", "clients", "photos"]),
        ("rock'n'roll o'clock", ["rocknroll", "oclock"]),
        ("e-mail, web_site / X.com", ["e", "mail", "web", "site", "x", "com"]),
        ("it’s 24/7", ["it", "24", "7"]),
        ("?! 🙂 …", []),
        ("''''", []),
    ],
)
def test_words_stand_bare_and_in_order(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_stems_are_those_of_snowball() -> None:
    assert stems("She was posting photographs of posts") == ["she", "was", "post", "photograph", "of", "post"]
    assert stem("confidentiality") == stem("confidential")


@given(ANY_TEXT)
def test_any_text_has_as_many_stems_as_words(text: str) -> None:
    assert len(stems(text)) == len(words(text))
