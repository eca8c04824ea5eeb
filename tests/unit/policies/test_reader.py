"""From Markdown to clauses: nothing lost, nothing changed, every fault named at once."""

import pytest

from bot.errors import KnowledgeFaults
from bot.policies.model import Clause, Policy, folded
from bot.policies.reader import read_policy
from tests.knowledge_builders import FIRST_LINE, POLICY_FILE, a_policy, a_policy_text


def faults_in(text: str) -> list[str]:
    with pytest.raises(KnowledgeFaults) as caught:
        read_policy(text, POLICY_FILE)
    return str(caught.value).splitlines()


def ids(policy: Policy) -> list[str]:
    return [clause.id for clause in policy.clauses]


def clause(policy: Policy, name: str) -> Clause:
    return policy.clause(name)


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
    policy = a_policy("## Rules\n\nMust not:\n\n" + "".join(f"- take {n}\n" for n in range(704)))

    assert [c.id for c in policy.clauses[27:29]] == ["rules.1aa", "rules.1ab"]
    assert policy.clauses[-1].id == "rules.1aab"


def test_no_inner_item_shares_its_id_with_another() -> None:
    policy = a_policy("## Rules\n\nMust not:\n\n- take\n" + "".join(f"  - gift {n}\n" for n in range(20)))

    assert ids(policy)[-1] == "rules.1a-xx"
    assert len(set(ids(policy))) == len(policy.clauses)


def test_a_second_paragraph_of_an_item_does_not_become_the_next_items_lead_in() -> None:
    policy = a_policy("## Rules\n\nStaff must not:\n\n- take cash\n\n  This includes vouchers.\n\n- give cash\n")

    assert policy.clauses[-1].text == "give cash"
    assert policy.clauses[-1].lead_in == "Staff must not:"


def test_a_second_paragraph_of_an_item_belongs_to_it() -> None:
    policy = a_policy("## Rules\n\nStaff must not:\n\n- take cash\n\n  Save tips.\n\n\tOf £5.\n\n  - or cheques\n")

    assert ids(policy) == ["rules.1", "rules.1a", "rules.1a-i"]
    assert clause(policy, "rules.1a").text == "take cash Save tips. Of £5."
    assert policy.cite(clause(policy, "rules.1a")).quote == "take cash Save tips. Of £5."
    assert clause(policy, "rules.1a-i").lead_in == "Staff must not: take cash Save tips. Of £5."


def test_a_paragraph_after_inner_items_belongs_to_the_outer_one() -> None:
    policy = a_policy(
        "## Rules\n\nStaff must not:\n\n- take\n  - cash\n\n  Save tips.\n\n- give\n\nElse all is well.\n"
    )

    assert ids(policy) == ["rules.1", "rules.1a", "rules.1a-i", "rules.1a-ii", "rules.1b", "rules.2"]
    assert clause(policy, "rules.1a-ii").lead_in == "Staff must not: take"
    assert clause(policy, "rules.1b").lead_in == "Staff must not:"


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


def test_headings_of_the_same_words_have_labels_of_their_own() -> None:
    policy = a_policy("Hm.\n\n" + "".join(f"## Rules (cash) {{#{name}}}\n\nNever.\n\n" for name in ("a", "b", "c")))

    labels = [c.label for c in policy.clauses]
    assert labels == ["Paragraph 1", "Rules 1", "Rules (cash) 1", "Rules (c) 1"]
    assert [policy.clause(label).id for label in labels] == ["front.1", "a.1", "b.1", "c.1"]


@pytest.mark.parametrize("line", ["##", "## {#a}", "## ##", "<!-- ## {#a} -->"])
def test_a_heading_without_words_is_a_fault(line: str) -> None:
    assert faults_in(a_policy_text(f"{line}\n\nNever.\n")) == [f"{POLICY_FILE}:{FIRST_LINE}: this heading has no words"]


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


def test_a_heading_may_be_called_front() -> None:
    policy = a_policy("We like gifts.\n\n## Front\n\nNever.\n")

    assert len(set(ids(policy))) == 2


@pytest.mark.parametrize("line", ["  ## Indented", "    # code", "\u200b# Zero width", "##", "\x01# Control"])
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


def test_a_hash_between_code_fences_is_no_heading() -> None:
    policy = a_policy("## Rules\n\n```\n# not a heading\n```\n\nThen sign.\n")

    assert [section.heading for section in policy.sections] == ["Rules"]


def test_a_comment_over_several_lines_is_no_clause() -> None:
    policy = a_policy("## Rules\n\nNever.\n\n<!-- ask Ada\nbefore May -->\n\nAlways.\n")

    assert [c.text for c in policy.clauses] == ["Never.", "Always."]


@pytest.mark.parametrize(
    ("written", "line", "what"),
    [
        ("Never.\n\n<!-- ask Ada\n\nAlways.", 2, "this comment is not closed; end it with -->"),
        ("Never. <!-- ask\nAda -->", 0, "words stand beside a comment of several lines"),
        ("<!-- ask\nAda --> Never.", 1, "words stand beside a comment of several lines"),
        ("Write:\n\n~~~\n## Ada", 2, "this code fence is not closed; end it with ~~~"),
    ],
)
def test_a_comment_or_a_fence_that_takes_words_with_it_is_a_fault(written: str, line: int, what: str) -> None:
    faults = faults_in(a_policy_text(f"{written}\n"))

    assert [fault.startswith(f"{POLICY_FILE}:{FIRST_LINE + line}: {what}") for fault in faults] == [True]


def test_words_between_two_comments_are_not_lost() -> None:
    policy = a_policy("<!-- a --> Never. <!-- b -->\n\n<!-- a --> <!-- b\n--> <!-- c -->\n\nAlways.\n")

    assert [c.text for c in policy.clauses] == ["<!-- a --> Never. <!-- b -->", "Always."]


def test_marks_within_a_line_stay_as_the_organisation_wrote_them() -> None:
    policy = a_policy("## Rules\n\n**Never**, see [the list](https://example.org) {{ title }} $HOME.\n")

    assert policy.clauses[0].text == "**Never**, see [the list](https://example.org) {{ title }} $HOME."


def test_the_same_words_twice_are_two_clauses_at_two_places() -> None:
    policy = a_policy("## Rules\n\nNever.\n\nNever.\n\n- Never.\n- Never.\n")

    assert ids(policy) == ["rules.1", "rules.2", "rules.2a", "rules.2b"]
    assert len({c.start for c in policy.clauses}) == 4


def test_a_changed_word_makes_another_version() -> None:
    assert a_policy("## Rules\n\nNever.\n").version != a_policy("## Rules\n\nEver.\n").version
