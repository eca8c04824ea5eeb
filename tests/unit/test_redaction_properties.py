"""What holds of masking whatever the text: nothing survives, nothing moves, nothing takes forever."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.redaction import redact
from bot.redaction.checksums import is_nhs_number
from tests.unit.test_redaction import HIDDEN, NAMES, PERSONAL

HOSTILE = [
    piece * (100_000 // len(piece))
    for piece in (
        "a@",
        "a.",
        "a dot b at ",
        "(0",
        "0 ",
        "7.",
        "44 ",
        "+33 1 23 45 67 89 ",
        "1926 496000 ",
        "GB29 NWBK ",
        "dob 1/1/",
        "lives at Elm ",
        "14 Elm ",
        "<@U12|",
        "0\u0301\u200b",
        "\ufdfa",
        "[email]",
        "\ud800",
        "Karen ",
    )
]

anything = st.text(st.characters(exclude_categories=()), max_size=30)
pieces = st.sampled_from(
    [part for _, line, parts in PERSONAL for part in (line, *parts.split("|"))]
    + [hidden for _, hidden in HIDDEN]
    + [
        "[name]",
        "[phone number]",
        "[email",
        "]",
        " at ",
        " dot ",
        "@",
        "-",
        ".",
        " ",
        "\n",
        "\u200b",
        "\u0301",
        "½",
        "0",
        "44",
    ]
    + [
        "dob ",
        "born ",
        "account ",
        "nhs ",
        "card ",
        "karen ",
        "Hughes",
        ", ",
        "Flat 2, ",
        "ext 4",
        "12/03/2026",
        "<@U1|",
        ">",
    ]
)
mixtures = st.lists(st.one_of(pieces, anything), max_size=8).map("".join)


def in_view(text: str) -> str:
    """Return *text* as a reader takes it: plain width, nothing invisible."""
    seen = (
        char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char) not in {"Cf", "Mn", "Me"}
    )
    return "".join(seen)


def disguised(secret: str) -> st.SearchStrategy[str]:
    """Draw ways to write *secret*: as it is, in full width, with zero-width signs between its characters."""
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in secret)
    gaps = st.lists(st.sampled_from(["", "", "\u200b", "\u2060", "\ufeff"]), min_size=len(secret), max_size=len(secret))
    thin = gaps.map(lambda signs: "".join(char + sign for char, sign in zip(secret, signs, strict=True)))
    return st.one_of(st.just(secret), st.just(wide), thin)


def nhs_number(nine: str) -> str | None:
    """Complete *nine* digits to an NHS number, where a check digit exists."""
    return next((nine + last for last in "0123456789" if is_nhs_number(nine + last)), None)


emails = st.from_regex(
    r"[a-z][a-z0-9]{1,8}(?:[._+-][a-z0-9]{1,8})?@[a-z0-9]{2,9}\.(?:org|co\.uk|example)", fullmatch=True
)
phones = st.builds(
    lambda digits, form: form.format(digits[:4], digits[4:7], digits[7:]),
    st.from_regex(r"[1-37][0-9]{9}", fullmatch=True),
    st.sampled_from(["0{}{}{}", "0{} {}{}", "0{}-{}-{}", "0{}.{}.{}", "(0{}) {} {}", "+44{}{}{}", "+44 (0){} {} {}"]),
)
nhs_numbers = st.from_regex(r"[46][0-9]{8}", fullmatch=True).map(nhs_number).filter(lambda number: number is not None)
secrets = st.one_of(
    emails, phones, nhs_numbers.map(str), nhs_numbers.map(lambda n: f"{str(n)[:3]} {str(n)[3:6]} {str(n)[6:]}")
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_texts_are_read_to_the_end(text: str) -> None:
    redacted = redact(text, NAMES)

    assert redact(redacted.text, NAMES).text == redacted.text


@given(mixtures)
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = redact(text, NAMES).text

    assert redact(once, NAMES).text == once


@given(mixtures)
def test_the_spans_lead_from_the_original_to_the_masked_text(text: str) -> None:
    redacted = redact(text, NAMES)

    rebuilt, done = "", 0
    for mask in redacted.found:
        start, end = mask.span
        assert done <= start < end <= len(text)
        rebuilt, done = rebuilt + text[done:start] + mask.kind.label, end
    assert rebuilt + text[done:] == redacted.text


@given(anything, secrets.flatmap(lambda secret: st.tuples(st.just(secret), disguised(secret))), anything)
def test_no_secret_survives_in_random_text(before: str, secret: tuple[str, str], after: str) -> None:
    plain, written = secret

    kept = in_view(redact(f"{before} {written} {after}").text)

    assert plain not in kept
    assert re.sub(r"\D", "", plain)[-7:] not in re.sub(r"\D", "", kept) or "@" in plain
