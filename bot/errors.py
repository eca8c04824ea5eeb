"""Every error the core raises, one tree.

BotError
├── BadInput                 what a person gave cannot be used; the message says what to do
├── KnowledgeFaults          the knowledge folder is broken; carries every fault at once
├── UnknownClause            no clause of that id or label
├── UnknownPolicy            no policy of that id
├── SettingsFaults           the environment cannot be used; carries every fault at once
└── DeliveryFailed           a platform did not accept a notice (bot/ports.py says when)
"""

from collections.abc import Sequence
from dataclasses import dataclass


class BotError(Exception):
    """The root: whoever catches this catches everything the core means to say."""


class BadInput(BotError):
    """What a person gave cannot be used; the message says what to do instead."""


class UnknownClause(BotError):
    """No clause has that id or label."""


class UnknownPolicy(BotError):
    """No policy has that id."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Fault:
    """One thing wrong in one place of the knowledge folder; `line` counts from 1, 0 is the file itself."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}" if self.line else f"{self.file}: {self.what}"


class KnowledgeFaults(BotError):
    """The knowledge folder cannot be used; `faults` holds all that is wrong, in file and line order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class SettingsFaults(BotError):
    """The environment cannot be used; `faults` holds one plain line for each variable."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
