"""The frozen nouns that staff, managers and adapters share, and their ids."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

PolicyId = NewType("PolicyId", str)
ClauseId = NewType("ClauseId", str)
"""A clause's id within its policy: heading id, place, and letter of a list item (`guidelines.4b`)."""
FactId = NewType("FactId", str)
LaneId = NewType("LaneId", str)
QuestionId = NewType("QuestionId", str)


class Outcome(StrEnum):
    """What the bot does with a question."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    MANAGER = "manager"
    SENSITIVE = "sensitive"
    NOT_COVERED = "not_covered"
    HELP = "help"


class Verdict(StrEnum):
    """What the clause says of the thing asked about."""

    PROHIBITED = "prohibited"
    ALLOWED_IF = "allowed_if"
    REQUIRED = "required"
    ALLOWED = "allowed"
    INFORMATIONAL = "informational"


class Sending(StrEnum):
    """Whether anything goes to the manager: never, only on a press, or after the undo window."""

    NO = "no"
    OFFERED = "offered"
    AFTER_UNDO = "after_undo"


class Reason(StrEnum):
    """Why a manager must decide."""

    CONFUSION = "confusion"
    AUTHORISATION = "authorisation"
    CONSENT = "consent"
    ASKED_FOR = "asked_for"
    NOT_SURE = "not_sure"
    CLAUSES_PULL_APART = "clauses_pull_apart"
    WEAK_EVIDENCE = "weak_evidence"
    NOT_COVERED = "not_covered"
    DRAFT = "draft"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What a person asked, as asked; `answers` are the facts settled earlier in the thread."""

    text: str
    id: QuestionId = QuestionId("")
    answers: tuple[tuple[FactId, str], ...] = ()
    has_image: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """A reply's pointer to its clause: `quote` is the clause's own text, an exact substring of the policy."""

    policy: PolicyId
    policy_title: str
    last_reviewed: str
    clause: ClauseId
    label: str
    heading: str
    lead_in: str
    quote: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """Something a clause turns on: asked as buttons, the last choice always being that one is not sure."""

    id: FactId
    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """Somebody the organisation named for a role, and how to reach them."""

    role: str
    name: str
    reach: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What the asker reads. An answer that cites nothing cannot be built.

    Raises:
        ValueError: an answer or a clarifying reply without a citation, or a sensitive one that would be sent.
    """

    outcome: Outcome
    question: str
    finding: str
    citations: tuple[Citation, ...] = ()
    verdict: Verdict | None = None
    facts: tuple[Fact, ...] = ()
    lane: LaneId | None = None
    contacts: tuple[Contact, ...] = ()
    notes: tuple[str, ...] = ()
    next_step: str = ""
    reason: Reason | None = None
    sending: Sending = field(default=Sending.NO)

    def __post_init__(self) -> None:
        if self.outcome in (Outcome.ANSWER, Outcome.CLARIFY) and not self.citations:
            raise ValueError("a reply that answers cites a clause")
        if self.outcome is Outcome.SENSITIVE and self.sending is not Sending.NO:
            raise ValueError("a sensitive matter is never sent to the manager")
        if self.outcome is Outcome.CLARIFY and not self.facts:
            raise ValueError("a clarifying reply asks for a fact")
