"""A policy's front matter: who, when, and every fault in it at once."""

import pytest

from bot.errors import KnowledgeFaults
from bot.policies.reader import read_policy
from tests.knowledge_builders import FIRST_LINE, POLICY_FILE, a_policy, a_policy_text


def faults_in(text: str) -> list[str]:
    with pytest.raises(KnowledgeFaults) as caught:
        read_policy(text, POLICY_FILE)
    return str(caught.value).splitlines()


def test_a_policy_without_an_id_takes_its_files_name() -> None:
    assert a_policy().id == "gifts"
    assert a_policy(id="presents").id == "presents"


@pytest.mark.parametrize(
    ("written", "said"),
    [('"2026-02"', "February 2026"), ('"2026-02-28"', "28 February 2026"), ("2026-12-01", "1 December 2026")],
)
def test_a_review_date_is_said_as_people_say_it(written: str, said: str) -> None:
    text = a_policy_text().replace('last_reviewed = "2026-02"', f"last_reviewed = {written}")

    assert read_policy(text, POLICY_FILE).last_reviewed == said


def test_a_review_date_may_carry_a_time_of_day() -> None:
    text = a_policy_text().replace('next_review = "2027-01"', "next_review = 2027-01-31T09:00:00Z")

    assert read_policy(text, POLICY_FILE).next_review == "31 January 2027"


@pytest.mark.parametrize("impossible", ["2026-02-30", "2026-13", "0000-01", "soon", "2026"])
def test_a_date_that_is_none_is_a_fault(impossible: str) -> None:
    faults = faults_in(a_policy_text(next_review=impossible))

    assert faults == [f"{POLICY_FILE}:5: “next_review” is no date; write 2026-02 or 2026-02-28"]


def test_every_fault_is_reported_at_once_with_its_line() -> None:
    text = (
        '+++\nid = "Bad Id"\ntitel = "Gifts"\nlast_reviewed = "soon"\nnext_review = 2027-01-05\n+++\n'
        "## Rules {#rules}\n\nNever.\n\n## More {#rules}\n\nSometimes.\n\n## Most {#a b}\n\nAlways.\n"
    )

    faults = faults_in(text)

    assert [fault.split(": ")[0].removeprefix(POLICY_FILE) for fault in faults] == [
        ":1", ":1", ":2", ":3", ":4", ":11", ":15",
    ]  # fmt: skip
    assert faults[:2] == [f"{POLICY_FILE}:1: the front matter lacks “{key}”" for key in ("owner", "title")]
    assert "“titel”" in faults[3]
    assert "“a b”" in faults[6]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ":1: does not begin with +++"),
        ("## Rules\n\nNever.\n", ":1: does not begin with +++"),
        ("\r\r+++\r", ":1: the front matter is not closed"),
        ('+++\ntitle = "Gifts"\n\n## Rules\n', ":1: the front matter is not closed"),
        ("+++\ntitle = \n+++\n", ":3: the front matter is not TOML"),
        ('+++\ntitle = "a"\ntitle = "b"\n+++\n', ":4: the front matter is not TOML"),
        (a_policy_text(""), ": holds no clause"),
        (a_policy_text("## Rules\n\n<!-- later -->\n"), ": holds no clause"),
        (a_policy_text("## Rules\n\n\u200b\n\nNever.\n"), f":{FIRST_LINE + 2}: this line belongs to no clause"),
        (a_policy_text("## Rules\n\n\x00\n\nNever.\n"), f":{FIRST_LINE + 2}: this line belongs to no clause"),
    ],
)
def test_a_file_that_is_no_policy_says_so_with_its_line(text: str, fault: str) -> None:
    faults = faults_in(text)

    assert [line.startswith(POLICY_FILE + fault) for line in faults] == [True]


@pytest.mark.parametrize("value", ["[" * 5_000, "9" * 5_000, '"\\ud800"'])
def test_a_hostile_front_matter_is_a_fault_like_any_other(value: str) -> None:
    faults = faults_in(a_policy_text().replace('title = "Gifts"', f"title = {value}"))

    assert "the front matter is not TOML" in faults[0]


@pytest.mark.parametrize("line", ["title = 5", 'title = ["Gifts"]', "title = { a = 1 }", "title = true", 'title = " "'])
def test_a_title_that_is_no_text_is_a_fault(line: str) -> None:
    faults = faults_in(a_policy_text().replace('title = "Gifts"', line))

    assert "“title”" in faults[0]
