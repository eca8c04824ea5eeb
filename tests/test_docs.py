"""What the documents say is so: settings, the two lives, and nothing that only one machine has."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
LEFT_OUT = {"tests", "build", "dist", "__pycache__"}
ELSEWHERE = re.compile(r"(?<![\w}*.])/work/|\.\./shared")
"""Places that exist where this was written, and nowhere else."""


STORY = ["answering", "redaction", "retrieval/searcher", "verdicts", "wording"]
"""What a question passes, in order."""


def section(heading: str) -> str:
    """Return what README says below *heading*, up to the next one of its rank."""
    return README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def settings() -> dict[str, str]:
    """Return every setting and what it decides."""
    return {name.upper(): str(field.description) for name, field in Settings.model_fields.items()}


def example() -> dict[str, str]:
    """Return every setting of `.env.example` and the comment right above it."""
    found = re.findall(r"(?m)^# (.+)\n(?:# Default: .*\n)?([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"))
    return {name: comment for comment, name in found}


def table() -> dict[str, str]:
    """Return every setting of README's table and what it decides."""
    rows = re.findall(r"(?m)^\| `([A-Z_]+)` \|[^|]*\| (.+?) \|$", section("Settings"))
    return dict(rows)


def files() -> Iterator[Path]:
    """Go through every file that is ours, but the tests."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part not in {".ci", ".env.example", ".gitignore"} for part in parts)
        if path.is_file() and not hidden and LEFT_OUT.isdisjoint(parts) and not path.name.endswith((".pyc", ".db")):
            yield path


def is_module(path: Path) -> bool:
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def test_every_setting_stands_in_the_example_with_the_same_words() -> None:
    assert example() == settings()


def test_every_setting_stands_in_readmes_table_with_the_same_words() -> None:
    assert table() == settings()


def test_the_example_sets_nothing() -> None:
    values = re.findall(r"(?m)^[A-Z_]+=(.*)$", (ROOT / ".env.example").read_text("utf-8"))

    assert set(values) == {""}


@pytest.mark.parametrize("heading", ["Try it in sixty seconds", "The two lives", "Settings", "Working here"])
def test_readme_has_what_people_look_for(heading: str) -> None:
    assert section(heading).strip()


def test_a_life_is_told_for_each_use_case_there_is() -> None:
    lives = re.findall(r"\*\*Life of an? (\w+):\*\*", section("The two lives"))

    use_cases = {"question": "answering.py", "escalation": "escalations.py", "draft": "drafts.py"}
    assert lives == [life for life, module in use_cases.items() if (ROOT / "bot" / module).exists()]


def test_every_step_of_the_two_lives_is_a_module() -> None:
    steps = re.findall(r"`([a-z_/]+)`", section("The two lives"))

    places = {
        step: [ROOT / part / f"{step}{end}" for part in ("bot", "adapters") for end in (".py", "")] for step in steps
    }
    assert steps
    assert [step for step, found in places.items() if not any(path.exists() for path in found)] == []


def test_the_life_of_a_question_begins_and_ends_at_the_console() -> None:
    steps = re.findall(
        r"`([a-z_/]+)`", section("The two lives").split("**Life of an escalation")[0].split("In Slack:")[0]
    )

    assert (steps[0], steps[-1]) == ("console/commands", "console/rendering")
    assert (
        steps.index("answering") < steps.index("retrieval/searcher") < steps.index("verdicts") < steps.index("wording")
    )


def test_both_commands_install_what_is_pinned() -> None:
    commands = re.findall(r"(?m)^python3 -m venv .*$", section("Try it in sixty seconds"))

    assert len(commands) == 2
    assert all("-c constraints.txt" in command for command in commands)
    assert commands[0].endswith('signpost ask "Can I post this photo?"')
    assert re.search(r" -m pytest -n 2 --dist worksteal$", commands[1])


def test_every_pin_is_a_version_and_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]

    assert pins
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.+!]+(?: ?; .+)?", pin)] == []


def test_nothing_names_a_place_that_only_one_machine_has() -> None:
    telling = [path for path in files() if ELSEWHERE.search(path.read_text("utf-8", errors="replace"))]

    assert [str(path.relative_to(ROOT)) for path in telling] == []


def test_readmes_example_reply_is_the_policys_own() -> None:
    policy = " ".join((ROOT / "knowledge/policies/social-media-and-confidentiality.md").read_text("utf-8").split())
    shown = " ".join(section("A reply with its citation").split())

    quote = shown.split("must not: … ", 1)[1].split(" — Social Media", 1)[0]
    assert quote in policy
