"""What waits in the outbox: notices and timers, where they landed, who has claimed them, which were given up."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.leases import Lease
from bot.lifecycle import EntryId, EscalationId
from bot.notices import Notice, Route
from bot.people import Platform


class TimerKind(StrEnum):
    """What the desk decides when the time comes. The undo window needs none: it is the card's own due time."""

    PREVIEW_LAPSES = "preview_lapses"
    REMIND = "remind"
    TO_BACKUP = "to_backup"
    TO_OWNER = "to_owner"
    EXPIRE = "expire"


@dataclass(frozen=True, kw_only=True, slots=True)
class Timer:
    """A decision to make later; the desk looks at the escalation as it then stands and may find nothing to do."""

    id: EntryId
    escalation: EscalationId
    kind: TimerKind
    due_at: datetime


Entry = Notice | Timer


@dataclass(frozen=True, kw_only=True, slots=True)
class Landed:
    """Where a notice arrived: enough to find and update the message."""

    platform: Platform
    workspace: str
    channel: str
    message: str
    route: Route = Route.DIRECT


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """Earlier sends of which nobody knows whether they arrived: since when, and how many."""

    since: datetime
    times: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """An entry in one sender's hands. `(lease.owner, attempt)` fences every later write.

    `doubt` is what was unknown before this claim; `failures` counts towards giving up, which a rate limit does not;
    `target` is where the replaced notice landed, for an update in place.
    """

    entry: Entry
    lease: Lease
    attempt: int
    failures: int = 0
    doubt: Doubt | None = None
    target: Landed | None = None

    @property
    def doubted(self) -> Doubt:
        """The doubt once this claim's own send is uncertain too; what a crash leaves behind."""
        if self.doubt is None:
            return Doubt(since=self.lease.taken_at, times=1)
        return Doubt(since=self.doubt.since, times=self.doubt.times + 1)


class Burial(StrEnum):
    """Why an entry was given up."""

    TOO_MANY_TRIES = "too_many_tries"
    IN_DOUBT_TOO_LONG = "in_doubt_too_long"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, kw_only=True, slots=True)
class DeadLetter:
    """An entry given up, kept for a person to look at until its escalation's text is erased."""

    entry: Entry
    why: Burial
    at: datetime
    attempt: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Backlog:
    """How the outbox stands: entries waiting or claimed, those past their time, the oldest of these, the dead."""

    waiting: int = 0
    due: int = 0
    oldest_due_at: datetime | None = None
    dead: int = 0
