"""`signpost ask`: what people see, and the JSON contract to the letter."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.conftest import Said, Signpost

REPLY = ["id", "question", "outcome", "verdict", "citations", "facts", "lane", "sends_to_manager", "text"]
CITATION = ["policy", "clause", "label", "heading", "lead_in", "quote"]
FACT = ["id", "question", "choices"]


def lines(said: Said) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.out.splitlines()]


def a_batch(*questions: object) -> bytes:
    return b"".join(json.dumps(question).encode() + b"\n" for question in questions)


# ------------------------------------------------------------------------------------------------ one question


def test_a_person_sees_finding_clause_label_and_what_next(signpost: Signpost) -> None:
    said = signpost("ask", "can i accept cash")

    assert said.code == 0
    assert "A clause forbids this." in said.words
    assert "Staff must not: … accept cash, whatever the amount" in said.words
    assert "— Gifts, Accepting a gift 1(a) · last reviewed February 2026" in said.words
    assert "ask your manager" in said.words


def test_a_person_sees_what_it_turns_on(signpost: Signpost) -> None:
    said = signpost("ask", "can i take a hamper home")

    assert "Has your manager agreed to it? [ Yes ] [ No ] [ Not sure ]" in said.words


def test_a_person_in_need_sees_whom_to_turn_to_first(signpost: Signpost) -> None:
    said = signpost("ask", "my boss took a bribe")

    assert said.words.index("The Listeners") < said.words.index("accept cash")
    assert "116 000" in said.words
    assert "not filled in yet" in said.words


def test_a_person_sees_that_the_nearest_clause_is_only_near(signpost: Signpost) -> None:
    said = signpost("ask", "may i win the raffle")

    assert said.words.index("Nearest, but not about this") < said.words.index("accept cash")


def test_a_person_sees_the_notes(signpost: Signpost) -> None:
    assert "Signpost does not hold the register." in signpost("ask", "do i have to record what i gave away").words


def test_nothing_asked_in_so_many_words_is_met_with_examples(signpost: Signpost) -> None:
    assert "Can I post this photo" in signpost("ask", "").words


def test_one_question_as_json_has_exactly_the_keys_of_the_contract(signpost: Signpost) -> None:
    (reply,) = lines(signpost("ask", "can i take a hamper home", "--json"))

    assert list(reply) == REPLY
    assert [list(citation) for citation in reply["citations"]] == [CITATION, CITATION]
    assert [list(fact) for fact in reply["facts"]] == [FACT]
    assert (reply["id"], reply["outcome"], reply["verdict"]) == (None, "clarify", "allowed_if")
    assert (reply["lane"], reply["sends_to_manager"]) == (None, "offered")
    assert reply["citations"][0] == {
        "policy": "gifts",
        "clause": "accepting.1b",
        "label": "Accepting a gift 1(b)",
        "heading": "Accepting a gift",
        "lead_in": "Staff must not:",
        "quote": "accept a hamper without the consent of their manager",
    }


@pytest.mark.parametrize(
    ("text", "outcome", "sends"),
    [
        ("can i accept cash", "answer", "offered"),
        ("please escalate", "manager", "after_undo"),
        ("i hurt myself", "sensitive", "no"),
        ("where can i park my car", "not_covered", "offered"),
        ("hello", "help", "no"),
    ],
)
def test_every_outcome_has_the_same_keys(signpost: Signpost, text: str, outcome: str, sends: str) -> None:
    (reply,) = lines(signpost("ask", text, "--json"))

    assert list(reply) == REPLY
    assert (reply["outcome"], reply["sends_to_manager"]) == (outcome, sends)
    assert reply["text"]


def test_the_question_in_the_reply_is_masked(signpost: Signpost) -> None:
    said = signpost("ask", "can jo.bloggs@example.org accept cash", "--json")

    assert lines(said)[0]["question"] == "can [email] accept cash"
    assert "bloggs" not in said.out


# ------------------------------------------------------------------------------------------------ many questions


def test_a_batch_is_answered_line_by_line_in_order(signpost: Signpost, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(a_batch({"id": 2, "text": "can i accept cash"}, {"id": "b", "text": "hello"}))

    said = signpost("ask", "--batch", str(path))

    assert said.code == 0
    assert [(reply["id"], reply["outcome"]) for reply in lines(said)] == [(2, "answer"), ("b", "help")]
    assert all(list(reply) == REPLY for reply in lines(said))


def test_a_batch_comes_from_standard_input(signpost: Signpost) -> None:
    said = signpost("ask", "--batch", "-", typed=a_batch({"id": 1, "text": "hello"}) + b"\r\n \n")

    assert [reply["id"] for reply in lines(said)] == [1]


def test_an_empty_batch_says_nothing(signpost: Signpost) -> None:
    assert signpost("ask", "--batch", "-") == Said(0, "", "")


@pytest.mark.parametrize("name", [None, 7, "seven", [1, {"a": 2}], True])
def test_an_id_may_be_anything_and_comes_back(signpost: Signpost, name: object) -> None:
    said = signpost("ask", "--batch", "-", typed=a_batch({"id": name, "text": "hello", "more": "is ignored"}))

    assert lines(said)[0]["id"] == name


def test_an_id_may_be_missing(signpost: Signpost) -> None:
    assert lines(signpost("ask", "--batch", "-", typed=a_batch({"text": "hello"})))[0]["id"] is None


def test_a_line_that_cannot_be_read_is_said_in_its_place_and_the_rest_goes_on(signpost: Signpost) -> None:
    typed = b"\n".join(
        [
            b'{"id": 1, "text": "hello"}',
            b"not json",
            b"\xff\xfe\x00\x01binary",
            b"[1, 2]",
            b'{"id": 5}',
            b'{"id": 6, "text": 6}',
            b"[" * 5_000,
            b'{"id": ' + b"9" * 5_000 + b"}",
            b'{"id": 9, "text": "hello"}',
        ]
    )

    said = signpost("ask", "--batch", "-", typed=typed)

    assert said.code == 2
    assert [reply.get("outcome", "error") for reply in lines(said)] == ["help", *["error"] * 7, "help"]
    assert [line.split(": ")[:2] for line in said.err.splitlines()] == [
        ["signpost", f"line {number}"] for number in range(2, 9)
    ]
    assert "line 3: is not UTF-8 text" in said.err
    assert 'line 5: has no text; write {"id": 1, "text": "…"}' in said.err


def test_a_line_that_has_an_id_is_answered_under_it(signpost: Signpost) -> None:
    assert lines(signpost("ask", "--batch", "-", typed=b'{"id": 5}\n'))[0]["id"] == 5


@pytest.mark.parametrize("name", ["NaN", "-Infinity", "1e999", "[1, NaN]"])
def test_an_id_that_json_has_no_number_for_is_not_given_back(signpost: Signpost, name: str) -> None:
    said = signpost("ask", "--batch", "-", typed=f'{{"id": {name}, "text": "hello"}}'.encode())

    assert (said.code, lines(said)) == (
        2,
        [{"id": None, "error": 'line 1: is not JSON; write {"id": 1, "text": "…"}'}],
    )


def test_a_byte_order_mark_is_no_fault(signpost: Signpost) -> None:
    assert signpost("ask", "--batch", "-", typed=b"\xef\xbb\xbf" + a_batch({"text": "hello"})).code == 0


@pytest.mark.parametrize("text", ["caf\u00e9 😀", "\x00", "\u202e", "<!channel> @everyone", '"\\\n'])
def test_odd_letters_come_through_as_json(signpost: Signpost, text: str) -> None:
    said = signpost("ask", "--batch", "-", typed=a_batch({"id": 1, "text": text}))

    assert (said.code, list(lines(said)[0])) == (0, REPLY)


def test_a_lone_surrogate_comes_through_as_json(program: Signpost, folder: str) -> None:
    said = program("ask", "--json", "--knowledge", folder, "\ud800 cash")

    assert (said.code, lines(said)[0]["question"]) == (0, "\ud800 cash")


def test_the_version_is_told(program: Signpost) -> None:
    said = program("--version")

    assert said.code == 0
    assert said.out == f"signpost {version('signpost')}\n"
