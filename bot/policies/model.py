"""What a policy is made of: sections, clauses, and how strongly each clause speaks."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from bot.errors import UnknownClause
from bot.model import Citation, ClauseId, PolicyId


class Modality(StrEnum):
    """How strongly a clause speaks, read off its own words."""

    MUST_NOT = "must not"
    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    WILL = "will"
    DESCRIBES = "describes"


WHO = r"(?:staff(?: members?)?|employees|volunteers|workers|people|they|you|we|anyone|everyone|no one|nobody)"
MODAL_WORDS: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    (
        Modality.MUST_NOT,
        re.compile(
            r"\b(?:must|shall|may) ?not\b|(?<!can and )\bcannot\b"
            r"|\bnot (?:allowed|permitted)\b|\bforbidden\b|\bnever\b(?! disclose)",
            re.IGNORECASE,
        ),
    ),
    (Modality.MUST, re.compile(r"\b(?:must|shall|is essential that|are required to|have to)\b", re.IGNORECASE)),
    (Modality.SHOULD, re.compile(r"\b(?:should|advised to|expected to|responsibility to)\b", re.IGNORECASE)),
    (
        Modality.MAY,
        re.compile(
            rf"\b{WHO} (?:\w+ )?(?:may|might|can)\b(?! and cannot)|\b(?:are encouraged|are free) to\b", re.IGNORECASE
        ),
    ),
    (Modality.WILL, re.compile(r"\b(?:will|would|reserves the right)\b", re.IGNORECASE)),
)
CONDITION = re.compile(
    r"\b(?:without|unless|except|only (?:with|where|if|when|after)|authorised by|obtain consent|by providing)\b",
    re.IGNORECASE,
)


def modality_of(lead_in: str, text: str) -> Modality:
    """Read a clause's modality: its lead-in speaks first, then the strongest word of its own text."""
    for words in (lead_in, text):
        for modality, pattern in MODAL_WORDS:
            if pattern.search(words):
                return modality
    return Modality.DESCRIBES


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """The smallest citable unit: one paragraph or one list item.

    `start` and `end` are character offsets into the policy's source; `line` counts from 1. A clause that only leads
    into a list (`leads_in`) is shown with its items and never cited alone.
    """

    id: ClauseId
    label: str
    headings: tuple[str, ...]
    lead_in: str
    text: str
    line: int
    start: int
    end: int
    leads_in: bool = False
    modality: Modality = field(init=False)
    condition: str = field(init=False)
    """The words by which the clause makes an exception or asks for something first; empty if it has none."""

    def __post_init__(self) -> None:
        condition = CONDITION.search(self.text)
        object.__setattr__(self, "modality", modality_of(self.lead_in, self.text))
        object.__setattr__(self, "condition", condition.group(0) if condition else "")

    @property
    def heading(self) -> str:
        """The heading it stands under."""
        return self.headings[-1] if self.headings else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading of the policy; `added` marks one that readers need and the organisation's text does not have."""

    id: str
    heading: str
    level: int
    line: int
    added: bool = False


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Policy:
    """One policy document, in the organisation's own words; `source` is the file's whole text. Equal to itself only."""

    id: PolicyId
    title: str
    organisation: str
    charity_number: str
    owner: str
    last_reviewed: str
    next_review: str
    version: str
    source: str
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]

    def clause(self, name: str) -> Clause:
        """Find a clause by id or by label, upper or lower case.

        Raises:
            UnknownClause: there is none of that name.
        """
        wanted = name.strip().casefold()
        for clause in self.clauses:
            if wanted in (clause.id.casefold(), clause.label.casefold()):
                return clause
        raise UnknownClause(f"{self.title} has no clause “{name}”; `signpost policy show {self.id}` lists them")

    def cite(self, clause: Clause) -> Citation:
        """Quote *clause*, having checked that its words stand in the source.

        Raises:
            ValueError: the quote is not the policy's own text.
        """
        if folded(self.source[clause.start : clause.end]) != clause.text:
            raise ValueError(f"the words of {clause.id} do not stand in {self.id}")
        return Citation(
            policy=self.id,
            policy_title=self.title,
            last_reviewed=self.last_reviewed,
            clause=clause.id,
            label=clause.label,
            heading=clause.heading,
            lead_in=clause.lead_in,
            quote=clause.text,
        )


def folded(text: str) -> str:
    """Fold every run of white space into one space, as a paragraph is read."""
    return " ".join(text.split())
