"""`disclaimers.toml`: a new platform is one table; every fault is found with its line."""

from pathlib import Path

import pytest

from bot.disclaimers import Disclaimers, plain
from bot.errors import KnowledgeFaults
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE
from bot.wishes import Spot, Wish
from tests.knowledge_builders import POLICY_FILE, WHOLE, a_folder, a_policy_text

SHIPPED = (SHIPPED_KNOWLEDGE / "disclaimers.toml").read_text("utf-8").replace("our-platforms.4", "offering.1")
NEW = """
[[platform]]
id = "ravelry"
title = "Ravelry"
names = ["the knitting place"]
profile.called = "page"
profile.limit = 90
profile.unit = "graphemes"
profile.source = "https://knitting.example/limits"
profile.looked_up = 2026-11-22
post.called = "row"
"""
WITH_EXAMPLE = a_policy_text(
    "## Accepting a gift {#accepting}\n\nSay “My gifts are mine alone, not those of my organisation.” on each card.\n\n"
    "## Offering a gift {#offering}\n\nStaff must be authorised by their manager.\n"
)


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeFaults) as caught:
        read_library(folder)
    return str(caught.value).splitlines()


def front_desk(clause: str) -> str:
    text = (SHIPPED_KNOWLEDGE / "front_desk.toml").read_text("utf-8")
    return text.replace('"personal-platforms.3"', f'"{clause}"')


def line_of(text: str, part: str) -> int:
    """Return the line on which *part* stands first."""
    return text[: text.index(part)].count("\n") + 1


def test_a_new_platform_is_one_table_and_nothing_else(tmp_path: Path) -> None:
    files = {POLICY_FILE: WITH_EXAMPLE, "disclaimers.toml": SHIPPED + NEW, "front_desk.toml": front_desk("accepting.1")}
    desk = Disclaimers(read_library(a_folder(tmp_path, files)))

    profile = desk.word(desk.read("the knitting place"))
    post = desk.word(Wish(platform="Ravelry", spot=Spot.POST, for_organisation=True))

    assert (profile.platform, profile.spot, profile.limit.number) == ("Ravelry", "page", 90)
    assert profile.example.text == "My gifts are mine alone, not those of my organisation."
    assert profile.fitting[0].size == "82 of 90 characters"
    assert post.fitting[0].size == "116 characters"
    assert post.authorisation is not None
    assert "Ravelry, row" in plain(post)
    assert [platform.id for platform in desk.like("rav", 5)] == ["ravelry"]


def test_every_fault_is_found_with_its_line(tmp_path: Path) -> None:
    broken = (
        SHIPPED.replace("profile.limit = 160", "profile.limit = -1", 1)
        .replace('post.unit = "utf16"', 'post.unit = "letters"', 1)
        .replace('profile.called = "About section"', 'profile.called = " "', 1)
        .replace('closest = "did you mean {guess}?"', 'closest = "did you mean {it}?"')
    )

    faults = faults_of(a_folder(tmp_path, {**WHOLE, "disclaimers.toml": broken}))

    assert [fault.split(": ")[0] for fault in faults] == [
        f"disclaimers.toml:{line}"
        for line in sorted(
            (
                line_of(broken, "profile.limit = -1"),
                line_of(broken, '"letters"'),
                line_of(broken, 'profile.called = " "'),
                line_of(broken, 'closest = "'),
            )
        )
    ]


@pytest.mark.parametrize(
    ("part", "instead", "says"),
    [
        ('names = ["insta"', 'names = ["twitter"', "“twitter” is what “x” is called already"),
        ('"Views my own."', '"Views my own, {name}."', "has a gap, and named is false"),
        ('"Views my own, not {name}."', '"Views my own."', "needs {name}"),
        ('"Views my own, not {name}."', '"{name}{x}"', "needs {name}"),
        ('"Views our own."', '"Our approved views."', "claims too much: “approved”"),
    ],
)
def test_what_does_not_hold_within_the_file_is_found_with_its_line(
    tmp_path: Path, part: str, instead: str, says: str
) -> None:
    broken = SHIPPED.replace(part, instead, 1)

    [fault] = faults_of(a_folder(tmp_path, {**WHOLE, "disclaimers.toml": broken}))

    assert fault.startswith(f"disclaimers.toml:{line_of(SHIPPED, part)}:")
    assert fault.endswith(says)


@pytest.mark.parametrize(
    ("part", "instead", "says"),
    [
        ('person = "we"\nnamed = true', 'person = "i"\nnamed = true', "this style, person and named come twice"),
        (
            'person = "we"\nnamed = true',
            'person = "i"\nnamed = true',
            "no text for style formal, person we, named true",
        ),
        ('formal = "Formal"\n', "", "[style] lacks formal"),
        ("post.looked_up = 2026-11-22\n", "", "a limit needs the source that says so"),
        ('post.source = "https://docs.x', 'post.source = "docs.x', "post → source"),
    ],
)
def test_what_is_missing_or_comes_twice_is_found(tmp_path: Path, part: str, instead: str, says: str) -> None:
    faults = faults_of(a_folder(tmp_path, {**WHOLE, "disclaimers.toml": SHIPPED.replace(part, instead, 1)}))

    assert [fault for fault in faults if says in fault]
    assert all(fault.startswith("disclaimers.toml:") for fault in faults)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        (
            {"disclaimers.toml": SHIPPED.replace("offering.1", "offering.9")},
            "disclaimers.toml: there is no clause “offering.9”",
        ),
        ({"front_desk.toml": front_desk("accepting.9")}, "front_desk.toml: there is no clause “accepting.9”"),
        (
            {"front_desk.toml": front_desk("accepting.2")},
            "front_desk.toml: the clause “accepting.2” quotes no example of a disclaimer",
        ),
    ],
)
def test_a_clause_that_does_not_fit_is_a_fault(tmp_path: Path, files: dict[str, str], says: str) -> None:
    assert faults_of(a_folder(tmp_path, {**WHOLE, **files})) == [says]


def test_a_folder_whose_policy_asks_for_no_disclaimer_says_so_with_an_empty_clause(tmp_path: Path) -> None:
    library = read_library(a_folder(tmp_path, {**WHOLE, "front_desk.toml": front_desk("")}))

    assert library.front_desk.disclaimer_clause == ""
