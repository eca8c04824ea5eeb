"""From Markdown to clauses: nothing lost, nothing changed, every fault named at once."""

import hashlib
import re

import pytest

from bot.errors import KnowledgeFaults
from bot.policies.library import Library
from bot.policies.model import Clause, Policy, folded
from bot.policies.reader import read_policy
from bot.settings import SHIPPED_KNOWLEDGE
from tests.knowledge_builders import FIRST_LINE, POLICY_FILE, a_policy, a_policy_text

SOCIAL_MEDIA = SHIPPED_KNOWLEDGE / "policies" / "social-media-and-confidentiality.md"
ORGANISATIONS_TEXT = "aa6b6596ed05f64fea749b9962e12b8a85a39e34c25bb8f6b946c24417732d96"
"""SHA-256 of the text the organisation gave us, list marks taken off and white space folded to single spaces."""


def without_marks(markdown: str) -> str:
    """Take from a policy file everything that Signpost added to the organisation's words."""
    body = markdown.split("+++\n", 2)[2]
    body = re.sub(r"(?m)^<!--.*-->$", "", body)
    body = re.sub(r"(?m)^#{1,6} (.*?)(?: \{#[^}]*\})?$", r"\1", body)
    return folded(re.sub(r"(?m)^- ", "", body))


def faults_in(text: str) -> list[str]:
    with pytest.raises(KnowledgeFaults) as caught:
        read_policy(text, POLICY_FILE)
    return str(caught.value).splitlines()


def ids(policy: Policy) -> list[str]:
    return [clause.id for clause in policy.clauses]


def clause(policy: Policy, name: str) -> Clause:
    return policy.clause(name)


# ------------------------------------------------------------------------------------------------ the policy that ships


def test_the_markdown_without_its_marks_is_the_organisations_text() -> None:
    words = without_marks(SOCIAL_MEDIA.read_text("utf-8"))

    assert hashlib.sha256(words.encode()).hexdigest() == ORGANISATIONS_TEXT


def test_headings_and_clauses_together_are_the_whole_text(library: Library) -> None:
    policy = library.policies[0]

    lines = {clause.line: clause.text for clause in policy.clauses}
    lines |= {section.line: section.heading for section in policy.sections if not section.added}

    together = folded(" ".join(words for _, words in sorted(lines.items())))
    assert hashlib.sha256(together.encode()).hexdigest() == ORGANISATIONS_TEXT


def test_every_clause_stands_at_its_place_word_for_word(library: Library) -> None:
    policy = library.policies[0]

    places = [policy.source[clause.start : clause.end] for clause in policy.clauses]

    assert places == [clause.text for clause in policy.clauses]
    assert [policy.source.split("\n")[clause.line - 1].removeprefix("- ") for clause in policy.clauses] == places


def test_the_policy_that_ships_says_who_and_when(library: Library) -> None:
    policy = library.policy("social-media-and-confidentiality")

    assert (policy.organisation, policy.charity_number) == ("Warwickshire Pride", "1162449")
    assert (policy.last_reviewed, policy.next_review) == ("February 2026", "January 2027")


def test_ids_and_labels_are_those_people_say(library: Library) -> None:
    policy = library.policies[0]

    photographs = clause(policy, "guidelines.4b")

    assert photographs.label == "Guidelines 4(b)"
    assert photographs.lead_in == "Staff members must not:"
    assert photographs.headings == ("Specific Aspects", "Guidelines")
    assert clause(policy, "our-platforms.4").label == "Use of the organisation's social media platforms 4"


def test_no_two_clauses_that_ship_share_an_id_or_a_label(library: Library) -> None:
    clauses = library.policies[0].clauses

    assert len({c.id for c in clauses}) == len({c.label for c in clauses}) == len(clauses)


# ------------------------------------------------------------------------------------------------ paragraphs and lists


def test_every_paragraph_and_item_is_one_clause() -> None:
    policy = a_policy("## Rules\n\nFirst.\n\nSecond:\n\n- one\n- two\n\nThird.\n")

    assert ids(policy) == ["rules.1", "rules.2", "rules.2a", "rules.2b", "rules.3"]
    assert [c.label for c in policy.clauses] == ["Rules 1", "Rules 2", "Rules 2(a)", "Rules 2(b)", "Rules 3"]


def test_an_item_carries_the_words_it_cannot_stand_without() -> None:
    policy = a_policy("## Rules\n\nStaff must not:\n\n- take cash\n")

    assert clause(policy, "rules.1a").lead_in == "Staff must not:"
    assert clause(policy, "rules.1").leads_in


def test_a_paragraph_that_ends_in_a_colon_leads_in_and_any_other_may_be_cited() -> None:
    policy = a_policy("## Rules\n\nSome gifts are welcome.\n\n- flowers\n")

    assert not clause(policy, "rules.1").leads_in
    assert clause(policy, "rules.1a").lead_in == "Some gifts are welcome."


def test_an_inner_item_carries_both_lead_ins() -> None:
    policy = a_policy("## Rules\n\nStaff must not:\n\n- accept, even as thanks\n  - cash\n  - vouchers\n- offer\n")

    assert ids(policy) == ["rules.1", "rules.1a", "rules.1a-i", "rules.1a-ii", "rules.1b"]
    assert clause(policy, "rules.1a-ii").lead_in == "Staff must not: accept, even as thanks"
    assert clause(policy, "rules.1a-ii").label == "Rules 1(a)(ii)"
    assert clause(policy, "rules.1b").lead_in == "Staff must not:"


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "1.", "12)", "a.", "b)"])
def test_every_usual_list_mark_makes_an_item(mark: str) -> None:
    policy = a_policy(f"## Rules\n\nStaff must:\n\n{mark} smile\n")

    assert [c.text for c in policy.clauses] == ["Staff must:", "smile"]


def test_items_set_apart_by_blank_lines_are_still_one_list() -> None:
    policy = a_policy("## Rules\n\nStaff must not:\n\n- take\n\n- give\n\n- sell\n")

    assert ids(policy)[1:] == ["rules.1a", "rules.1b", "rules.1c"]
    assert {c.lead_in for c in policy.clauses[1:]} == {"Staff must not:"}


def test_a_list_may_begin_right_under_its_lead_in() -> None:
    policy = a_policy("## Rules\n\nStaff must not:\n- take\n- give\n")

    assert ids(policy) == ["rules.1", "rules.1a", "rules.1b"]


def test_a_list_right_under_a_heading_needs_no_lead_in() -> None:
    policy = a_policy("## Rules\n\n- take\n- give\n")

    assert ids(policy) == ["rules.1a", "rules.1b"]
    assert {c.lead_in for c in policy.clauses} == {""}


def test_each_list_has_its_own_lead_in() -> None:
    policy = a_policy("## Rules\n\nMust not:\n\n- take\n\nMay:\n\n- keep flowers\n")

    assert clause(policy, "rules.2a").lead_in == "May:"


def test_hard_wrapped_lines_are_one_clause() -> None:
    policy = a_policy("## Rules\n\nStaff must\nnot:\n\n- take cash,\n  whatever the amount\n- give\n")

    assert [c.text for c in policy.clauses] == ["Staff must not:", "take cash, whatever the amount", "give"]
    assert folded(policy.source[clause(policy, "rules.1a").start : clause(policy, "rules.1a").end]) == (
        "take cash, whatever the amount"
    )


def test_letters_go_on_after_z() -> None:
    policy = a_policy("## Rules\n\nMust not:\n\n" + "".join(f"- take {n}\n" for n in range(28)))

    assert [c.id for c in policy.clauses[-2:]] == ["rules.1aa", "rules.1ab"]


@pytest.mark.xfail(reason="the sixteenth inner item takes the fifteenth's id", strict=True)
def test_no_inner_item_shares_its_id_with_another() -> None:
    policy = a_policy("## Rules\n\nMust not:\n\n- take\n" + "".join(f"  - gift {n}\n" for n in range(20)))

    assert len(set(ids(policy))) == len(policy.clauses)


@pytest.mark.xfail(reason="a paragraph inside a list takes over as lead-in of the items after it", strict=True)
def test_a_second_paragraph_of_an_item_does_not_become_the_next_items_lead_in() -> None:
    policy = a_policy("## Rules\n\nStaff must not:\n\n- take cash\n\n  This includes vouchers.\n\n- give cash\n")

    assert policy.clauses[-1].text == "give cash"
    assert policy.clauses[-1].lead_in == "Staff must not:"


@pytest.mark.xfail(reason="a tab before an inner item is not seen as indenting", strict=True)
def test_a_tab_makes_an_inner_item_as_spaces_do() -> None:
    policy = a_policy("## Rules\n\nMust not:\n\n- accept\n\t- cash\n")

    assert ids(policy)[-1] == "rules.1a-i"


# ------------------------------------------------------------------------------------------------ headings


def test_a_heading_without_a_body_does_not_vanish() -> None:
    policy = a_policy("# Gifts\n\n## Rules\n\n### Cash\n\nNever.\n\n## Later\n")

    assert [section.heading for section in policy.sections] == ["Gifts", "Rules", "Cash", "Later"]
    assert clause(policy, "cash.1").headings == ("Rules", "Cash")


def test_a_heading_that_readers_need_stands_in_a_comment() -> None:
    policy = a_policy("<!-- ## Dates {#dates} -->\n\nReviewed in May.\n\n<!-- Checked by Ada. -->\n\nAgain in June.\n")

    assert ids(policy) == ["dates.1", "dates.2"]
    assert [(section.heading, section.added) for section in policy.sections] == [("Dates", True)]
    assert "Ada" not in " ".join(c.text for c in policy.clauses)


def test_two_headings_of_the_same_words_keep_apart_by_their_ids() -> None:
    policy = a_policy("## Rules {#taking}\n\nNever.\n\n## Rules {#giving}\n\nSometimes.\n")

    assert ids(policy) == ["taking.1", "giving.1"]


def test_two_headings_with_one_id_are_a_fault() -> None:
    faults = faults_in(a_policy_text("## Rules\n\nNever.\n\n## Rules\n\nSometimes.\n"))

    twice = f"two headings have the id “rules”: here and on line {FIRST_LINE}; give one another {{#id}}"
    assert faults == [f"{POLICY_FILE}:{FIRST_LINE + 4}: {twice}"]


def test_a_heading_without_an_id_takes_one_of_its_words() -> None:
    policy = a_policy("## What we (all) ask for! ##\n\nNothing.\n")

    assert ids(policy) == ["what-we-all-ask-for.1"]
    assert policy.clauses[0].label == "What we ask for! 1"


def test_words_before_any_heading_are_clauses_too() -> None:
    policy = a_policy("We like gifts.\n\n## Rules\n\nNever.\n")

    assert [(c.id, c.label) for c in policy.clauses] == [("front.1", "Paragraph 1"), ("rules.1", "Rules 1")]


@pytest.mark.xfail(reason="a heading whose id is “front” collides with what stands before any heading", strict=True)
def test_a_heading_may_be_called_front() -> None:
    policy = a_policy("We like gifts.\n\n## Front\n\nNever.\n")

    assert len(set(ids(policy))) == 2


@pytest.mark.parametrize("line", ["  ## Indented", "    # code", "\u200b# Zero width", "##", "\x01# Control"])
@pytest.mark.xfail(
    reason="what only the splitter takes for a heading ends in a ValueError", raises=ValueError, strict=True
)
def test_what_half_looks_like_a_heading_is_a_heading_a_clause_or_a_fault(line: str) -> None:
    try:
        policy = a_policy(f"## Rules\n\nNever.\n\n{line}\n\nAlways.\n")
    except KnowledgeFaults as error:
        assert error.faults[0].line == FIRST_LINE + 4  # noqa: PT017 - either way is right
    else:
        assert policy.clauses[-1].text == "Always."


# ------------------------------------------------------------------------------------------------ other writing


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    plain = a_policy_text()

    windows = read_policy("\ufeff" + plain.replace("\n", "\r\n"), POLICY_FILE)

    assert [(c.id, c.text, c.line) for c in windows.clauses] == [(c.id, c.text, c.line) for c in a_policy().clauses]
    assert windows.version == a_policy().version


def test_what_stands_between_code_fences_is_kept_as_written() -> None:
    policy = a_policy("## Rules\n\nWrite:\n\n```\nfor  {{ anyone }}\n```\n\nThen sign.\n")

    assert [c.text for c in policy.clauses] == ["Write:", "``` for {{ anyone }} ```", "Then sign."]


@pytest.mark.xfail(reason="a # between code fences is listed as a section", strict=True)
def test_a_hash_between_code_fences_is_no_heading() -> None:
    policy = a_policy("## Rules\n\n```\n# not a heading\n```\n\nThen sign.\n")

    assert [section.heading for section in policy.sections] == ["Rules"]


@pytest.mark.xfail(reason="a comment over several lines is read as the policy's own words", strict=True)
def test_a_comment_over_several_lines_is_no_clause() -> None:
    policy = a_policy("## Rules\n\nNever.\n\n<!-- ask Ada\nbefore May -->\n\nAlways.\n")

    assert [c.text for c in policy.clauses] == ["Never.", "Always."]


def test_marks_within_a_line_stay_as_the_organisation_wrote_them() -> None:
    policy = a_policy("## Rules\n\n**Never**, see [the list](https://example.org) {{ title }} $HOME.\n")

    assert policy.clauses[0].text == "**Never**, see [the list](https://example.org) {{ title }} $HOME."


def test_the_same_words_twice_are_two_clauses_at_two_places() -> None:
    policy = a_policy("## Rules\n\nNever.\n\nNever.\n\n- Never.\n- Never.\n")

    assert ids(policy) == ["rules.1", "rules.2", "rules.2a", "rules.2b"]
    assert len({c.start for c in policy.clauses}) == 4


def test_a_changed_word_makes_another_version() -> None:
    assert a_policy("## Rules\n\nNever.\n").version != a_policy("## Rules\n\nEver.\n").version


# ------------------------------------------------------------------------------------------------ front matter


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


@pytest.mark.xfail(reason="a title or owner that is no text is taken as it prints", strict=True)
@pytest.mark.parametrize("line", ["title = 5", 'title = ["Gifts"]', "title = { a = 1 }", "title = true"])
def test_a_title_that_is_no_text_is_a_fault(line: str) -> None:
    faults = faults_in(a_policy_text().replace('title = "Gifts"', line))

    assert "“title”" in faults[0]
