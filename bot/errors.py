"""Every error the core raises, one tree.

BotError
├── BadInput                 what a person gave cannot be used; the message says what to do
├── KnowledgeFaults          the knowledge folder is broken; carries every fault at once
├── DirectoryFaults          the directory file is broken; carries every fault at once
├── UnknownClause            no clause of that id or label
├── UnknownPolicy            no policy of that id
├── SettingsFaults           the environment cannot be used; carries every fault at once
├── DeliveryFailed           a notice did not go out as asked
│   ├── NotAccepted          it did not arrive; trying again may help
│   ├── RateLimited          it did not arrive; the platform says when to try again
│   ├── Unreachable          it did not arrive, and this person cannot be reached there
│   ├── NotPermitted         it did not arrive: a token or a scope is wrong, for every notice alike
│   └── ArrivalUncertain     nobody knows whether it arrived
├── UnknownEscalation        no escalation of that id, or its time to be kept is over
├── StaleEscalation          somebody else changed the escalation first; read it again and decide again
├── ClaimLost                the lease ran out and another owner has the row, or it is done; write nothing
└── StoreUnavailable         the database did not take the unit of work; repeat it whole or not at all
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta


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
    """One thing wrong in one place of a file people edit; `line` counts from 1, 0 is the file itself."""

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


class DirectoryFaults(BotError):
    """The directory file cannot be used; `faults` holds all that is wrong, in line order, naming nobody."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class SettingsFaults(BotError):
    """The environment cannot be used; `faults` holds one plain line for each variable."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class DeliveryFailed(BotError):
    """A notice did not go out as asked; the message is the platform's own word for it, without any text."""

    def __init__(self, entry: str, why: str) -> None:
        self.entry = entry
        self.why = why
        super().__init__(f"{entry}: {why}")


class NotAccepted(DeliveryFailed):
    """The platform refused it for now; it did not arrive."""


class RateLimited(DeliveryFailed):
    """The platform asks to wait `retry_after`, already clamped to 1-300 s; it did not arrive."""

    def __init__(self, entry: str, why: str, retry_after: timedelta) -> None:
        self.retry_after = retry_after
        super().__init__(entry, why)


class Unreachable(DeliveryFailed):
    """This person cannot be reached at that address (left, closed direct messages); it did not arrive."""


class NotPermitted(DeliveryFailed):
    """A token or a scope is wrong; it did not arrive, and nothing will until somebody repairs it."""


class ArrivalUncertain(DeliveryFailed):
    """Nobody knows whether it arrived: no answer came, or the look-up itself failed."""


class UnknownEscalation(BotError):
    """No escalation has that id, or the time it is kept is over."""


class StaleEscalation(BotError):
    """Somebody else changed the escalation first."""


class ClaimLost(BotError):
    """The lease ran out and another owner has the row, or the row is done."""


class StoreUnavailable(BotError):
    """The database did not take the unit of work; the message says what is wrong and what to do."""
