"""What a draft check takes and gives back: a draft, what was found in it, and what the check could not see."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model import Citation, LaneId

Span = tuple[int, int]


class FindingKind(StrEnum):
    """What a finding in a draft is about."""

    DISCLAIMER = "disclaimer"
    NAME = "name"
    CONTACT = "contact"
    HANDLE = "handle"
    PICTURE = "picture"
    SERVICE_USER = "service_user"
    PRIVATE = "private"
    DEROGATORY = "derogatory"
    DISCRIMINATION = "discrimination"
    BULLYING = "bullying"
    DISREPUTE = "disrepute"
    BUSINESS = "business"
    COPYRIGHT = "copyright"
    UNSUITABLE = "unsuitable"


class Severity(StrEnum):
    """How strongly the clause speaks: its own modality."""

    MUST_NOT = "must not"
    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    WILL = "will"
    DESCRIBES = "describes"

    @property
    def rank(self) -> int:
        """Count from 0, the strongest."""
        return list(Severity).index(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A post not yet published; *has_picture* says that a picture or video is attached, *has_file* another file."""

    text: str
    has_picture: bool = False
    has_file: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Words that a look stopped at: their span ``(start, end)`` in code points; empty for an attachment."""

    kind: FindingKind
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What the policy says of some words of a draft, and what would settle it. Without a clause it cannot be built.

    Raises:
        ValueError: the span does not hold the words, or the clause has no words.
    """

    kind: FindingKind
    words: str
    span: Span
    severity: Severity
    says: str
    citation: Citation
    settles: str

    def __post_init__(self) -> None:
        start, end = self.span
        if not 0 <= start <= end or end - start != len(self.words):
            raise ValueError("a finding's span is that of its words")
        if not self.citation.quote:
            raise ValueError("a finding cites a clause")


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """Everything found in a draft, the strongest clause first; `lane` where it is a sensitive matter.

    `cannot_see` says what no check of words can know. A draft without findings is not thereby approved.
    """

    findings: tuple[Finding, ...]
    cannot_see: tuple[str, ...]
    lane: LaneId | None = None
