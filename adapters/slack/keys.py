"""What stands behind buttons and forms: ids and values, to be understood for as long as the messages last."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.lifecycle import NEEDS_WORDS, EscalationId, PressKind
from bot.model import FactId
from bot.threads import ThreadId

PREFIX = "signpost."
REFER, SHARE, SETTLE, ACT = f"{PREFIX}refer", f"{PREFIX}share", f"{PREFIX}settle", f"{PREFIX}act"
HOME_ASK, HOME_TEXT = f"{PREFIX}home.ask", f"{PREFIX}home.text"
FORM, FORM_WORDS, FORM_PERSON = f"{PREFIX}form", f"{PREFIX}form.words", f"{PREFIX}form.person"
DISCLAIMER, DISCLAIMER_FORM = "/disclaimer", f"{PREFIX}disclaimer"
SHORTCUT = "check_against_policy"
ASKS_FOR_A_FORM = NEEDS_WORDS | {PressKind.PASS_ON, PressKind.DECLINE, PressKind.STILL_UNCLEAR}

PlaceKind = Literal["direct", "reply", "mention", "home"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where to answer: in the direct messages, through a response URL, beside a mention, or on the Home tab.

    `thread` is the root to answer under; `root` is where a mention stands, for sharing.
    """

    kind: PlaceKind
    channel: str = ""
    thread: str = ""
    root: str = ""
    url: str = ""

    def write(self) -> str:
        """Write it as JSON."""
        return json.dumps({key: value for key, value in asdict(self).items() if value})

    @classmethod
    def read(cls, text: str) -> "Place":
        """Read what `write` wrote."""
        found: dict[str, Any] = json.loads(text)
        return cls(**found)

    @property
    def among_others(self) -> bool:
        """Whether others are there, with whom an answer could be shared."""
        return self.kind in ("reply", "mention") and not self.channel.startswith("D")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pressed:
    """A button of a question in a manager's hands, or its form."""

    escalation: EscalationId
    kind: PressKind
    index: int | None = None

    def write(self) -> str:
        """Write it as a button's value."""
        return "|".join((self.escalation, self.kind, "" if self.index is None else str(self.index)))

    @classmethod
    def read(cls, value: str) -> "Pressed":
        """Read a button's value.

        Raises:
            ValueError: it is none.
        """
        escalation, kind, index = value.split("|")
        return cls(escalation=EscalationId(escalation), kind=PressKind(kind), index=int(index) if index else None)


def settle_value(thread: ThreadId, fact: FactId, choice: int) -> str:
    """Write what a choice's button carries."""
    return f"{thread}|{fact}|{choice}"


def share_value(thread: ThreadId, root: str) -> str:
    """Write what the share button carries: which answer, and below which message it goes."""
    return f"{thread}|{root}"
