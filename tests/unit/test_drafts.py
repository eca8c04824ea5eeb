"""The check of drafts as a whole: grounded, ordered, in linear time, and never an approval."""

import dataclasses
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafting.telling import MOST, DraftTelling
from bot.drafts import Drafts
from bot.findings import Checked, Draft, Finding, FindingKind, Severity
from bot.policies.folder import read_library
from bot.policies.model import Modality, folded
from bot.settings import SHIPPED_KNOWLEDGE

BREACH = (
    "My manager is useless. One of our service users, Jess, told me so. Ring her on 07700 900123. Photos of the lads!"
)


@cache
def drafts() -> Drafts:
    return Drafts(read_library(SHIPPED_KNOWLEDGE))


@cache
def telling() -> DraftTelling:
    return DraftTelling(read_library(SHIPPED_KNOWLEDGE).drafts.says)


def found(text: str) -> tuple[Finding, ...]:
    return drafts().check(Draft(text=text)).findings


def test_every_finding_quotes_the_policys_own_words() -> None:
    source = folded(read_library(SHIPPED_KNOWLEDGE).policies[0].source)

    for finding in found(BREACH):
        assert finding.citation.quote in source
        assert finding.citation.lead_in in source
        assert finding.settles


def test_severity_is_the_clauses_own_modality_and_the_strongest_stands_first() -> None:
    ranks = [finding.severity.rank for finding in found(BREACH)]

    assert ranks == sorted(ranks)
    assert {finding.severity for finding in found(BREACH)} == {Severity.MUST_NOT, Severity.SHOULD}
    assert {severity.value for severity in Severity} == {modality.value for modality in Modality}


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([*BREACH.split(" "), "\u200b", "\U0001f4f8", "\u202e", "\0"])).map(" ".join)
)
def test_spans_hold_the_words_in_any_text(text: str) -> None:
    for finding in found(text):
        assert text[slice(*finding.span)] == finding.words


def test_a_finding_without_its_words_or_its_clause_cannot_be_built() -> None:
    finding = found(BREACH)[0]

    with pytest.raises(ValueError, match="span"):
        dataclasses.replace(finding, span=(0, 1))
    with pytest.raises(ValueError, match="clause"):
        dataclasses.replace(finding, citation=dataclasses.replace(finding.citation, quote=""))


def test_an_attached_picture_wants_a_word_on_consent() -> None:
    bare = drafts().check(Draft(text="See you on Saturday", has_picture=True)).findings
    agreed = drafts().check(Draft(text="Everyone in it has agreed", has_picture=True)).findings

    assert [(finding.kind, finding.words) for finding in bare] == [(FindingKind.PICTURE, "")]
    assert agreed == ()


def test_a_very_long_draft_is_read_to_its_limit_and_says_so() -> None:
    checked = drafts().check(Draft(text="coffee " * 20_000))

    assert checked.findings == ()
    assert checked.cannot_see[-1] == "I looked at the first 100000 characters only."


@pytest.mark.parametrize(
    "text", ["@" * 50_000, "'" * 50_000, '"' * 50_000, "\u202e\u200b" * 20_000, "0" * 50_000, "f*" * 20_000]
)
def test_strange_texts_have_no_finding(text: str) -> None:
    assert found(text) == ()


def test_the_same_words_of_the_same_kind_are_found_once() -> None:
    assert len(found("My manager is useless. My manager is useless.")) == len(found("My manager is useless."))


def test_a_known_name_counts_as_a_name() -> None:
    (finding,) = drafts().check(Draft(text="well done zebedee"), ("Zebedee",)).findings

    assert (finding.kind, finding.words) == (FindingKind.NAME, "zebedee")


def test_nothing_found_is_never_called_approved() -> None:
    said = telling().plain(drafts().check(Draft(text="See you on Saturday")))

    assert said.startswith("I found nothing that the policy speaks to. That is not an approval, and not a yes")
    assert "pictures and videos, who is in them" in said


def test_more_findings_than_help_are_counted() -> None:
    finding = found(BREACH)[0]
    checked = Checked(findings=(finding,) * (MOST + 3), cannot_see=())

    assert telling().plain(checked).count(finding.citation.quote) == MOST
    assert "3 further findings" in telling().plain(checked)


def test_what_cannot_be_seen_of_words_is_not_shown() -> None:
    finding = dataclasses.replace(found(BREACH)[0], words="a\u202e\x1b[2J\nb", span=(0, 8))

    assert telling().headline(finding).startswith("\u201ca [2J b\u201d ")


def test_a_kind_whose_clause_no_policy_has_is_not_looked_for() -> None:
    library = read_library(SHIPPED_KNOWLEDGE)
    other = library.drafts.model_copy(update={"kind": ()})

    assert Drafts(dataclasses.replace(library, drafts=other)).check(Draft(text=BREACH)).findings == ()


@pytest.mark.parametrize("words", ["My manager is useless and " * 20, "a" * 500])
def test_of_many_words_the_first_are_shown(words: str) -> None:
    finding = dataclasses.replace(found(BREACH)[0], words=words, span=(0, len(words)))

    shown = telling().headline(finding)

    assert len(shown) < 300
    assert shown.startswith(f"\u201c{words[:24]}")
    assert "\u2026\u201d " in shown
