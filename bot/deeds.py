"""What a person did on a chat platform, as the front desk takes it; kept as JSON from before it is acknowledged."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import Field, TypeAdapter

from bot.arrivals import ArrivalKind
from bot.lifecycle import EscalationId, PressKind
from bot.model import FactId, LaneId
from bot.people import Address
from bot.threads import ThreadId
from bot.wishes import Wish


class Shelf(StrEnum):
    """What can be looked at without asking."""

    HELP = "help"
    CLAUSE = "clause"
    MINE = "mine"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """Wrote a question, or more about the one of this thread. A picture or file may come with it, or alone."""

    thread: ThreadId
    text: str
    has_picture: bool = False
    has_file: bool = False
    does: Literal["ask"] = "ask"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """Wanted a draft checked. A message that somebody points at `may_ask`: a question in it is answered as one."""

    thread: ThreadId
    text: str
    has_picture: bool = False
    has_file: bool = False
    may_ask: bool = False
    does: Literal["check"] = "check"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reword:
    """Changed a question already written."""

    thread: ThreadId
    text: str
    does: Literal["reword"] = "reword"


@dataclass(frozen=True, kw_only=True, slots=True)
class Retract:
    """Deleted a question already written."""

    thread: ThreadId
    does: Literal["retract"] = "retract"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settle:
    """Pressed one of a fact's choices, counted from 0; `about` marks the question it stood below."""

    thread: ThreadId
    fact: FactId
    choice: int
    about: str = ""
    does: Literal["settle"] = "settle"


@dataclass(frozen=True, kw_only=True, slots=True)
class Refer:
    """Pressed **Ask my manager**; `about` marks the question it stood below."""

    thread: ThreadId
    about: str = ""
    does: Literal["refer"] = "refer"


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """Pressed **Share with everyone here**, below the question that `about` marks."""

    thread: ThreadId
    about: str = ""
    does: Literal["share"] = "share"


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """Pressed a button of a question in a manager's hands, or sent its form; `to` is whom to pass it on to."""

    escalation: EscalationId
    kind: PressKind
    words: str = ""
    to: Address | None = None
    index: int | None = None
    does: Literal["act"] = "act"


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """Wanted to see something; `words` name it."""

    at: Shelf
    words: str = ""
    does: Literal["look"] = "look"


@dataclass(frozen=True, kw_only=True, slots=True)
class Disclaim:
    """Chose what a disclaimer is for."""

    wish: Wish
    does: Literal["disclaim"] = "disclaim"


@dataclass(frozen=True, kw_only=True, slots=True)
class Hail:
    """Called the bot where it cannot answer one person alone; it shows them the way to an answer of their own."""

    does: Literal["hail"] = "hail"


@dataclass(frozen=True, kw_only=True, slots=True)
class Meddle:
    """Pressed for an answer that is somebody else's."""

    does: Literal["meddle"] = "meddle"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outdated:
    """Pressed something that means nothing any more."""

    does: Literal["outdated"] = "outdated"


Deed = Ask | Check | Reword | Retract | Settle | Refer | Share | Act | Look | Disclaim | Hail | Meddle | Outdated
OfThread = Ask | Check | Reword | Retract | Settle | Refer | Share
Written = TypeVar("Written", Ask, Check, Reword)


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A deed as it is kept: its words masked, or gone where they are sensitive (`lane`) or too many (`too_many`).

    `place` is the adapter's own writing: where to answer. `hidden` are the kinds of what was masked; `here` says
    that it is answered where notices come too.
    """

    deed: Annotated[Deed, Field(discriminator="does")]
    place: str
    lane: LaneId | None = None
    too_many: bool = False
    hidden: tuple[str, ...] = ()
    here: bool = False

    def write(self) -> str:
        """Write it as JSON."""
        return _LETTER.dump_json(self).decode()

    @classmethod
    def read(cls, body: str) -> "Letter":
        """Read what `write` wrote.

        Raises:
            ValueError: it is no letter.
        """
        return _LETTER.validate_json(body)


_LETTER = TypeAdapter(Letter)


def kind_of_deed(deed: Deed) -> ArrivalKind:
    """Tell what kind of arrival *deed* is."""
    match deed:
        case Ask() | Check() | Reword() | Retract() | Look() | Disclaim() | Hail():
            return ArrivalKind.QUESTION
        case Act(words=words) if words:
            return ArrivalKind.FORM
        case _:
            return ArrivalKind.PRESS


def turn_of(deed: Deed, sender: Address) -> str:
    """Name what is done one after another: one person's thread, one escalation, else whatever a person does."""
    match deed:
        case Act(escalation=escalation):
            return escalation
        case Look() | Disclaim() | Hail() | Meddle() | Outdated():
            return str(sender)
        case _:
            return deed.thread
