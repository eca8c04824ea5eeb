"""`signpost check`: findings for people and machines, exit codes, and plain words about what cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from adapters.console.commands import app
from bot.answering import GuidanceDesk
from bot.errors import BadInput
from tests.adapters.conftest import Said, Signpost

BREACH = "One of our service users moved to Spain. Ring Aisha on 07700 900123. \U0001f3f3\ufe0f\u200d\U0001f308\n"
HARMLESS = b"Coffee morning this Saturday from ten, all welcome.\n"


@pytest.fixture
def check(desk: GuidanceDesk, monkeypatch: pytest.MonkeyPatch) -> Signpost:
    """Return what runs `signpost check` on the knowledge that ships."""
    monkeypatch.setattr("adapters.console.commands.guidance_desk", lambda _: desk)

    def run(*arguments: str, typed: bytes = b"") -> Said:
        result = CliRunner().invoke(app, ["check", *arguments], input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def a_draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_bytes(BREACH.encode())
    return path


def test_a_person_sees_the_words_the_clause_and_what_would_settle_it(check: Signpost, a_draft: Path) -> None:
    said = check(str(a_draft))

    assert said.code == 1
    assert (
        "must not: \u201cOne of our service users\u201d seems to refer to somebody who uses the service" in said.words
    )
    assert "Staff members must not: \u2026 breach confidentiality by referring directly to service users" in said.words
    assert "What would settle it: leaving them out" in said.words
    assert "What I cannot see" in said.words


def test_findings_as_json_have_exactly_the_keys_of_the_contract(check: Signpost, a_draft: Path) -> None:
    said = check(str(a_draft), "--json")
    checked: dict[str, Any] = json.loads(said.out)

    assert said.code == 1
    assert list(checked) == ["findings", "lane", "cannot_see", "text"]
    assert list(checked["findings"][0]) == [
        "kind", "words", "start", "end", "severity", "policy", "clause", "label", "heading", "lead_in", "quote",
        "settles",
    ]  # fmt: skip
    assert all(BREACH[found["start"] : found["end"]] == found["words"] for found in checked["findings"])
    assert {"service_user", "contact", "name"} <= {found["kind"] for found in checked["findings"]}
    assert checked["lane"] is None


@pytest.mark.parametrize("source", [(), ("-",)])
def test_a_draft_comes_from_standard_input(check: Signpost, source: tuple[str, ...]) -> None:
    said = check(*source, typed=HARMLESS)

    assert said.code == 0
    assert "I found nothing that the policy speaks to. That is not an approval" in said.words


def test_a_sensitive_draft_shows_whom_to_turn_to_before_anything_else(check: Signpost) -> None:
    said = check(typed=b"My manager told me to hide that a child was hurt")

    assert said.code == 1
    assert said.words.index("Emergency services") < said.words.index("These are findings")


def test_a_sensitive_draft_names_its_lane_in_json(check: Signpost) -> None:
    said = check("--json", typed=b"My manager told me to hide that a child was hurt")

    checked = json.loads(said.out)
    assert said.code == 1
    assert checked["lane"]
    assert checked["text"].index("999") < checked["text"].index("These are findings")


def test_a_byte_order_mark_is_not_counted(check: Signpost) -> None:
    said = check("--json", typed=b"\xef\xbb\xbfOne of our service users moved")

    assert json.loads(said.out)["findings"][0]["start"] == 0


def test_control_characters_of_a_draft_do_not_reach_the_terminal(check: Signpost) -> None:
    said = check(typed=b"My manager \x1b[2J is useless")

    assert "\x1b[2J" not in said.out


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        (b"", "there is no draft"),
        (b" \n", "there is no draft"),
        (b"\xff\xfe", "standard input is not UTF-8 text"),
        (b"a\0b", "standard input is not text: it holds NUL characters"),
    ],
)
def test_what_is_no_draft_is_said_in_plain_words(check: Signpost, typed: bytes, what: str) -> None:
    with pytest.raises(BadInput, match=what):
        check(typed=typed)


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_said_in_plain_words(check: Signpost, name: str) -> None:
    with pytest.raises(BadInput, match=r"cannot be read|no name of a file"):
        check(name)


def test_a_fault_is_one_plain_line_and_wrong_use(program: Signpost, folder: str) -> None:
    said = program("check", "nowhere.txt", "--knowledge", folder)

    assert (said.code, said.out) == (2, "")
    assert said.err == "signpost: nowhere.txt cannot be read: No such file or directory\n"


def test_other_knowledge_finds_only_what_its_policies_speak_of(signpost: Signpost, a_draft: Path) -> None:
    assert signpost("check", str(a_draft)).code == 0
