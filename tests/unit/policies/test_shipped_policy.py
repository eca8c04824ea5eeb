"""The policy that ships is the organisation's text: every word, in order, and nothing else."""

import hashlib
import re

from bot.policies.library import Library
from bot.policies.model import folded
from bot.settings import SHIPPED_KNOWLEDGE

SOCIAL_MEDIA = SHIPPED_KNOWLEDGE / "policies" / "social-media-and-confidentiality.md"
ORGANISATIONS_TEXT = "aa6b6596ed05f64fea749b9962e12b8a85a39e34c25bb8f6b946c24417732d96"
"""SHA-256 of the text the organisation gave us, list marks taken off and white space folded to single spaces."""


def without_marks(markdown: str) -> str:
    """Take from a policy file everything that Signpost added to the organisation's words."""
    body = markdown.split("+++\n", 2)[2]
    body = re.sub(r"(?m)^<!--.*-->$", "", body)
    body = re.sub(r"(?m)^#{1,6} (.*?)(?: \{#[^}]*\})?$", r"\1", body)
    return folded(re.sub(r"(?m)^- ", "", body))


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

    photographs = policy.clause("guidelines.4b")

    assert photographs.label == "Guidelines 4(b)"
    assert photographs.lead_in == "Staff members must not:"
    assert photographs.headings == ("Specific Aspects", "Guidelines")
    assert policy.clause("our-platforms.4").label == "Use of the organisation's social media platforms 4"


def test_no_two_clauses_that_ship_share_an_id_or_a_label(library: Library) -> None:
    clauses = library.policies[0].clauses

    assert len({c.id for c in clauses}) == len({c.label for c in clauses}) == len(clauses)
