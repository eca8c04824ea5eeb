"""What a card is made of on any platform: headings, rows, quotes, buttons; each adapter draws them in its own way."""

from dataclasses import dataclass

from bot.lifecycle import EscalationId, PressKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """The first line of a card."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Strong:
    """A line that stands out."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A name and its value."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A paragraph."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Small:
    """A line in small letters."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """Somebody's words, or a clause's, whole."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """Words to copy as they are."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """One button: which press on which escalation, and which of one's own words it is about.

    `asked_first` is asked before it counts, where the platform can ask; whoever would rather not presses `no`.
    """

    escalation: EscalationId
    kind: PressKind
    label: str
    index: int | None = None
    stands_out: bool = False
    asked_first: str = ""
    no: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Presses:
    """Buttons beside each other."""

    buttons: tuple[Press, ...]


Piece = Heading | Strong | Row | Line | Small | Quote | Copy | Presses


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One message: its pieces, and all of it in words for screen readers and notifications."""

    text: str
    pieces: tuple[Piece, ...]


def clause_pieces(clause: str) -> tuple[Piece, ...]:
    """Quote a clause, its source in small letters below."""
    words, _, source = clause.rpartition("\n")
    return (Quote(text=words), Small(text=source))
