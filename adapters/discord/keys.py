"""What stands behind buttons and forms: ids and nothing else, to be understood for as long as the messages last."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.lifecycle import NEEDS_WORDS, EscalationId, PressKind
from bot.model import FactId
from bot.threads import ThreadId, about

PREFIX = "signpost."
REFER, SHARE, SETTLE, ACT, READ, FORM = (
    f"{PREFIX}{name}" for name in ("refer", "share", "settle", "act", "read", "form")
)
FORM_WORDS, FORM_PERSON = f"{PREFIX}words", f"{PREFIX}person"
OURS = r"signpost\.[a-z]+(\|.*)?"
CHECK = "Check against policy"
ASKS_FOR_A_FORM = NEEDS_WORDS | {PressKind.PASS_ON, PressKind.DECLINE, PressKind.STILL_UNCLEAR}

PlaceKind = Literal["direct", "reply", "mention"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where to answer: in the direct messages, through an interaction's token, or publicly beside a mention.

    `root` is the message to answer, or under which to share; `others` says that others can read along.
    """

    kind: PlaceKind
    channel: str
    root: str = ""
    token: str = ""
    others: bool = False

    def write(self) -> str:
        """Write it as JSON."""
        return json.dumps({key: value for key, value in asdict(self).items() if value})

    @classmethod
    def read(cls, text: str) -> "Place":
        """Read what `write` wrote."""
        found: dict[str, Any] = json.loads(text)
        return cls(**found)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pressed:
    """A button of a question in a manager's hands, or its form."""

    escalation: EscalationId
    kind: PressKind
    index: int | None = None

    def write(self, name: str) -> str:
        """Write it as the custom id of a button or a form."""
        return "|".join((name, self.escalation, self.kind, "" if self.index is None else str(self.index)))

    @classmethod
    def read(cls, values: list[str]) -> "Pressed":
        """Read what `values_of` found.

        Raises:
            ValueError: it is none.
        """
        escalation, kind, index = values
        return cls(escalation=EscalationId(escalation), kind=PressKind(kind), index=int(index) if index else None)


def named(custom_id: str) -> tuple[str, list[str]]:
    """Part a custom id into its name and its values."""
    name, *values = custom_id.split("|")
    return name, values


def refer_id(thread: ThreadId, question: str = "") -> str:
    """Write what **Ask my manager** carries: all direct messages are one thread, so the question is marked too.

    A draft has a thread of its own, and no question to be marked.
    """
    return f"{REFER}|{thread}|{about(question) if question else ''}"


def settle_id(thread: ThreadId, question: str, fact: FactId, choice: int) -> str:
    """Write what a choice carries."""
    return f"{SETTLE}|{thread}|{about(question)}|{fact}|{choice}"


def share_id(thread: ThreadId, question: str, root: str) -> str:
    """Write what the share button carries: which answer, and below which message it goes."""
    return f"{SHARE}|{thread}|{about(question)}|{root}"


def read_id(channel: str, message: str) -> str:
    """Write what the button beside a mention carries: the message that mentions us, and where it is."""
    return f"{READ}|{channel}|{message}"
