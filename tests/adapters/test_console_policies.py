"""`signpost policy`, settings and errors: plain lines that say what to do, and never a traceback."""

import sys
from io import StringIO
from pathlib import Path

import pytest

from bot.policies.folder import read_library
from tests.adapters.conftest import Signpost
from tests.knowledge_builders import POLICY_FILE, a_folder, a_policy_text

# ------------------------------------------------------------------------------------------------ policies


def test_policies_are_listed_with_their_review_dates(signpost: Signpost) -> None:
    said = signpost("policy", "list")

    assert said.code == 0
    assert "gifts Gifts 6 February 2026 January 2027" in said.words


def test_a_policy_is_shown_whole_and_in_order(signpost: Signpost, folder: str) -> None:
    said = signpost("policy", "show", "gifts")

    policy = read_library(Path(folder)).policies[0]
    places = [said.words.index(f"{clause.label} {clause.text}") for clause in policy.clauses]
    assert places == sorted(places)
    assert all(section.heading in said.words for section in policy.sections)


@pytest.mark.parametrize("name", ["accepting.1a", "Accepting a gift 1(a)", "ACCEPTING A GIFT 1(A)"])
def test_one_clause_is_shown_with_its_lead_in(signpost: Signpost, name: str) -> None:
    said = signpost("policy", "show", "Gifts", name)

    assert "Staff must not: … accept cash, whatever the amount — Gifts, Accepting a gift 1(a)" in said.words


def test_a_sound_folder_is_said_to_be_so_and_what_is_not_filled_in(signpost: Signpost) -> None:
    said = signpost("policy", "check")

    assert said.code == 0
    assert "1 policy, 6 clauses, 5 phrases: no fault" in said.words
    assert "nobody knows yet how to reach “A trustee”" in said.words
    assert "The Listeners" not in said.out


def test_contacts_that_ship_are_named(program: Signpost, tmp_path: Path) -> None:
    own = a_folder(tmp_path, {"organisation.toml": 'name = "The Society"\n'})

    said = program("policy", "check", "--knowledge", str(own))

    assert said.code == 0
    assert "lacks “samaritans”, a contact of the lanes; “Samaritans” is as it ships" in said.words


def test_every_fault_of_a_folder_is_listed_and_is_a_finding(program: Signpost, tmp_path: Path) -> None:
    broken: dict[str, str | bytes] = {
        "policies/binary.md": b"\xff",
        POLICY_FILE: a_policy_text("## A {#a}\n\nx\n\n## B {#a}\n\ny\n"),
        "lanes.toml": "lane = 3",
    }

    said = program("policy", "check", "--knowledge", str(a_folder(tmp_path, broken)))

    assert said.code == 1
    assert [line.split(": ")[0] for line in said.out.splitlines()] == [
        "lanes.toml:1",
        "policies/binary.md",
        "policies/gifts.md:11",
    ]
    assert said.err == "3 to mend\n"


@pytest.mark.parametrize(("command", "code"), [("policy", 1), ("check", 2)])
def test_faults_of_what_was_learned_are_told_where_it_is_wanted(
    program: Signpost, tmp_path: Path, command: str, code: int
) -> None:
    own = str(a_folder(tmp_path, {"draft_weights.tsv": "=kind\tpicture\n=threshold\t1\n=bias\tmuch\n"}))
    draft = tmp_path / "draft.txt"
    draft.write_text("See you on Saturday", "utf-8")

    said = program(command, "check" if command == "policy" else str(draft), "--knowledge", own)

    assert said.code == code
    assert "draft_weights.tsv:3: “much” is no whole number" in said.out + said.err
    assert program("ask", "can i accept cash", "--knowledge", own).code == 0


# ------------------------------------------------------------------------------------------------ settings


def test_another_folder_may_be_set_in_the_environment(
    program: Signpost, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", folder)

    assert "Gifts" in program("policy", "list").out


def test_the_option_outweighs_the_environment(program: Signpost, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", "/nowhere")

    assert program("policy", "list", "--knowledge", folder).code == 0


def test_settings_that_cannot_be_read_are_one_line(program: Signpost, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff")

    said = program("policy", "list")

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith("signpost: .env cannot be read")


# ------------------------------------------------------------------------------------------------ errors


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ask"], "what would you like to ask? For example: signpost ask"),
        (["ask", "hello", "--batch", "-"], "give a question or --batch, not both"),
        (["ask", "--batch", "nowhere.jsonl"], "nowhere.jsonl cannot be read: No such file or directory"),
        (["ask", "--batch", "."], ". cannot be read: Is a directory"),
        (["ask", "hello", "--knowledge", "nowhere"], "nowhere: is no folder; set KNOWLEDGE_DIR or --knowledge"),
        (["ask", "hello", "--knowledge", "."], "policies: holds no policy; put a Markdown file there"),
        (["policy", "list", "--knowledge", "nowhere"], "nowhere: is no folder"),
        (["policy", "show", "leave"], "there is no policy “leave”; there is gifts"),
        (["policy", "show", "gifts", "nine"], "Gifts has no clause “nine”; `signpost policy show gifts` lists them"),
    ],
)
def test_an_error_is_one_plain_line_that_says_what_to_do(
    program: Signpost, folder: str, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", folder)

    said = program(*arguments)

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"signpost: {says}")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["nonsense"], ["ask", "--nonsense"], ["ask", "a", "b"], ["policy", "show"]])
def test_wrong_use_ends_with_2_and_says_so(program: Signpost, arguments: list[str]) -> None:
    said = program(*arguments)

    assert (said.code, said.out) == (2, "")
    assert said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("arguments", [["nonsense"], ["ask", "--nonsense"], ["ask", "a", "b"], ["policy", "show"]])
def test_wrong_use_is_said_in_one_line(program: Signpost, arguments: list[str]) -> None:
    said = program(*arguments)

    assert said.err.startswith("signpost: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["policy"], ["--help"], ["ask", "--help"]])
def test_who_asks_for_nothing_is_shown_what_there_is(program: Signpost, arguments: list[str]) -> None:
    said = program(*arguments)

    assert "Usage" in said.out + said.err


def test_leaving_off_in_the_middle_is_no_error(program: Signpost, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("adapters.console.commands.app", interrupted)

    assert program("ask", "hello").code == 130


def test_a_reader_that_goes_away_is_no_error(program: Signpost, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(**_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("adapters.console.commands.app", gone)
    monkeypatch.setattr(sys, "stderr", StringIO())

    assert program("ask", "hello").code == 0
