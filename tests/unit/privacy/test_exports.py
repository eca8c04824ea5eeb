import csv
import io
import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.exports import as_csv, as_json, guarded
from bot.privacy.holdings import Held, Kind
from tests.fakes import NOON

FORMULAS = [
    '=HYPERLINK("http://evil","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u200b=1",
    "\u202e=1",
    "\uff1d1",
    "\ufeff+1",
    "|calc",
]


def a_held(text: str) -> Held:
    return Held(kind=Kind.WORDS, at=NOON, until=NOON + timedelta(days=30), escalation="esc1", text=text)


def read_csv(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written, newline="")))


@pytest.mark.parametrize("formula", FORMULAS)
def test_fault_74_a_formula_in_an_export_is_text(formula: str) -> None:
    held = [a_held(formula)]

    assert read_csv(as_csv(held))[0]["text"] == f"'{formula}"
    assert json.loads(as_json(held))[0]["text"] == f"'{formula}"


@pytest.mark.parametrize("plain", ["Can I post this?", "a = b", "", "5 - 3", "they said: =1"])
def test_fault_74_plain_words_stay_as_they_are(plain: str) -> None:
    assert guarded(plain) == plain


def test_fault_74_an_export_is_rfc_4180() -> None:
    written = as_csv([a_held('She said "no",\r\nand left.')])

    assert written == (
        '"kind","at","kept_until","escalation","text"\r\n'
        '"words","2026-03-04T12:00:00+00:00","2026-04-03T12:00:00+00:00","esc1","She said ""no"",\r\nand left."\r\n'
    )


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"))))
def test_fault_74_whatever_is_written_comes_back_and_never_begins_a_formula(texts: list[str]) -> None:
    held = [a_held(text) for text in texts]

    cells = [row["text"] for row in read_csv(as_csv(held))]

    assert [cell.removeprefix("'") for cell in cells] == [text.removeprefix("'") for text in texts]
    assert not any(cell.lstrip()[:1] in tuple("=+-@|") for cell in cells if cell.lstrip())
    assert [row["text"] for row in json.loads(as_json(held))] == cells
