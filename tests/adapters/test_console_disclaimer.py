"""`signpost disclaimer`: what a person can copy, what a program can read, and one plain line for what is wrong."""

import json
import shlex
from pathlib import Path

import pytest

from bot.settings import SHIPPED_KNOWLEDGE
from tests.adapters.conftest import Signpost

EXAMPLE = (
    "The views I express here are mine alone and do not necessarily reflect the views of my organisation/employer."
)
KEYS = [
    "platform", "place", "called", "limit", "example", "citation", "wordings", "notes", "authorisation", "text",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(SHIPPED_KNOWLEDGE))


def test_a_person_sees_the_policys_own_sentence_first_and_copies_whole_lines(program: Signpost) -> None:
    said = program("disclaimer", "--platform", "insta")

    lines = said.out.splitlines()
    assert said.code == 0
    assert lines.index(EXAMPLE) < lines.index("Views my own.")
    assert "  Short, 13 of 150 characters" in lines
    assert "last reviewed February 2026" in said.words
    assert "A disclaimer does not lift the other rules." in said.words


def test_every_option_is_heard(program: Signpost) -> None:
    said = program(
        "disclaimer", "--platform", "Twitter", "--place", "post", "--style", "short", "--person", "we",
        "--name", "The Society", "--for-organisation",
    )  # fmt: skip

    assert "Views our own, not The Society." in said.out.splitlines()
    assert "31 of 280 characters" in said.words
    assert "Formal" not in said.words
    assert "can out someone" in said.words
    assert "Staff must be authorised by their manager" in said.words


def test_a_program_reads_one_line_with_the_keys_of_the_contract(program: Signpost) -> None:
    said = program("disclaimer", "--platform", "tiktok", "--name", "x" * 70, "--for-organisation", "--json")

    [line] = said.out.splitlines()
    read = json.loads(line)
    assert list(read) == KEYS
    assert (read["platform"], read["place"], read["called"]) == ("tiktok", "profile", "bio")
    assert read["limit"]["number"] == 80
    assert read["limit"]["looked_up"] == "2026-11-22"
    assert read["limit"]["source"].startswith("https://")
    assert read["example"] == {"text": EXAMPLE, "count": 109, "fits": False}
    assert read["citation"]["clause"] == "personal-platforms.3"
    assert EXAMPLE in read["citation"]["quote"]
    assert [(one["style"], one["fits"]) for one in read["wordings"]] == [
        ("formal", False), ("plain", False), ("short", False),
    ]  # fmt: skip
    assert read["authorisation"]["clause"] == "our-platforms.4"
    assert any("Nothing fits here" in note for note in read["notes"])


def test_readme_shows_what_is_printed_and_names_every_key(program: Signpost) -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8").split("\n## Disclaimers\n")[1]
    typed, _, shown = readme.split("```text\n$ signpost ")[1].split("```")[0].partition("\n")

    assert " ".join(shown.split()) == program(*shlex.split(typed)).words
    assert [key for key in KEYS if f"`{key}`" not in readme] == []


def test_where_nothing_limits_it_there_is_no_number(program: Signpost) -> None:
    read = json.loads(program("disclaimer", "--platform", "blog", "--place", "post", "--json").out)

    assert read["limit"]["number"] is read["limit"]["looked_up"] is read["authorisation"] is None
    assert all(one["fits"] for one in read["wordings"])


def test_the_same_wish_gives_the_same_bytes(program: Signpost) -> None:
    wish = ("disclaimer", "--platform", "bluesky", "--name", "Café “Zwölf” \U0001f3f3\ufe0f\u200d\U0001f308", "--json")

    assert program(*wish).out == program(*wish).out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Which platform? I know X, Instagram, Facebook"),
        (("--platform", "facebok"), "I know no platform called “facebok”; I know X, Instagram"),
        (("--platform", "facebok"), "did you mean Facebook?"),
        (("--platform", "x", "--style", "rude"), "'rude' is not one of 'formal', 'plain', 'short'"),
        (("--platform", "x", "--place", "wall"), "'wall' is not one of 'profile', 'post'"),
        (("--platform", "x", "--name", "x" * 101), "100 characters at most"),
    ],
)
def test_what_is_wrong_is_one_plain_line(program: Signpost, arguments: tuple[str, ...], says: str) -> None:
    said = program("disclaimer", *arguments)

    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1


def test_a_folder_whose_policy_gives_no_example_says_so(program: Signpost, folder: str) -> None:
    said = program("disclaimer", "--platform", "x", "--knowledge", folder)

    assert (said.code, said.out) == (2, "")
    assert said.err == "signpost: The policies here give no wording for a disclaimer.\n"


def test_a_broken_file_is_listed_by_policy_check(program: Signpost, tmp_path: Path, folder: str) -> None:
    broken = tmp_path / "knowledge"
    broken.mkdir()
    (broken / "policies").symlink_to(Path(folder) / "policies")
    text = (SHIPPED_KNOWLEDGE / "disclaimers.toml").read_text("utf-8")
    (broken / "disclaimers.toml").write_text(text.replace("profile.limit = 160", 'profile.limit = "many"'), "utf-8")

    said = program("policy", "check", "--knowledge", str(broken))

    assert said.code == 1
    line = text[: text.index("profile.limit = 160")].count("\n") + 1
    assert said.out.startswith(f"disclaimers.toml:{line}: platform → 1 → profile → limit: ")
