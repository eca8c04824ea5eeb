"""What a person is shown in answer to what they did: the closed union that every platform renders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.findings import Checked
from bot.lifecycle import EntryId, Escalation, PressKind
from bot.model import Citation, Reply
from bot.people import Address, PersonId
from bot.threads import ThreadId
from bot.wishes import Disclaimer

Names = Mapping[PersonId, str]
"""What people are called, at the moment of showing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """A reply. `text` is all of it in plain words; `nearest` stands before clauses that are only near.

    With `asks` there is **Ask my manager**, with `shareable` **Share with everyone here** where others are.
    """

    reply: Reply
    thread: ThreadId
    text: str
    nearest: str = ""
    notes: tuple[str, ...] = ()
    asks: bool = False
    shareable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedDraft:
    """What was found in a draft, each finding with its clause. `text` is all of it in plain words.

    `asks`: there is **Ask my manager**, which takes draft and findings along; `kept` says how long that works.
    """

    checked: Checked
    thread: ThreadId
    text: str
    kept: str = ""
    asks: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Shared:
    """A reply that its asker wants everybody to see: no buttons, nothing about the asker.

    `question` is what was asked, masked; empty where it may name somebody.
    """

    reply: Reply
    text: str
    nearest: str = ""
    question: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A plain word or two; `examples` may be tried."""

    text: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Quoted:
    """Clauses, word for word, with a word before them."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Disclaimed:
    """A disclaimer, ready to copy; `text` is all of it in plain words, `note` stands first where there is one."""

    made: Disclaimer
    text: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One question in a manager's hands, as somebody who is concerned may see and press it."""

    escalation: Escalation
    presses: tuple[PressKind, ...]
    standing: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Cases:
    """A person's own open questions, and those that wait for them."""

    mine: tuple[Case, ...]
    waiting: tuple[Case, ...]
    names: Names = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """What a form begins with: the question it is about, whoever will read it, and what stands in its field."""

    question: str = ""
    reader: str = ""
    before: str = ""


Showing = Answered | CheckedDraft | Shared | Said | Quoted | Disclaimed | Cases


@dataclass(frozen=True, kw_only=True, slots=True)
class Answering:
    """Whom something is shown to, where (the adapter's own writing), under which key, and whether for a second time.

    With `too_late` the platform's window for a private answer at `place` has closed.
    """

    to: Address
    place: str
    key: EntryId
    again: bool = False
    too_late: bool = False
