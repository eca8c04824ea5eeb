"""The ports a unit of work opens: what came in, what stands, what is to go out, what happened, who holds what.

Everything here belongs to the commit of its unit (`bot.ports.UnitOfWork`), and every operation may raise
`StoreUnavailable`. `ClaimLost` and `StaleEscalation` leave the block, so that nothing of the unit is kept.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from bot.arrivals import Arrival, ArrivalClaim, DeliveryId
from bot.audit_chain import Linked
from bot.leases import Lease
from bot.lifecycle import EntryId, Escalation, EscalationId, Event, State
from bot.outbox import Backlog, Burial, Claim, DeadLetter, Doubt, Entry, Landed
from bot.people import PersonId, Platform, Workspace
from bot.threads import KeptThread, ThreadId


class Intake(Protocol):
    """Every arrival, from before the platform is acknowledged until it is answered."""

    async def record(self, arrival: Arrival, lease: Lease) -> ArrivalClaim | None:
        """Keep *arrival* and claim it, or return None and change nothing when its delivery id is already there."""

    async def claim(self, lease: Lease, platforms: Collection[Platform]) -> ArrivalClaim | None:
        """Claim the oldest unanswered arrival of *platforms* whose lease has run out: its process died."""

    async def settle(self, claim: ArrivalClaim, now: datetime) -> None:
        """Mark it answered and erase body and sender; the delivery id stays.

        Raises:
            ClaimLost: another owner claimed it since, or it is answered; the unit of work must not commit.
        """

    async def unanswered(self, now: datetime) -> int:
        """Count those nobody answers: their lease has run out."""

    async def kept(self) -> tuple[Arrival, ...]:
        """List those whose body and sender are still there, claimed or not, oldest first."""

    async def erase(self, deliveries: Collection[DeliveryId], now: datetime) -> int:
        """Settle these without an answer: body and sender are erased, claims on them are lost; return how many."""

    async def forget(self, settled_before: datetime) -> int:
        """Delete the delivery ids settled before then; return how many."""


class Threads(Protocol):
    """What people's threads are about, for a day after their last message; masked text."""

    async def keep(self, kept: KeptThread) -> None:
        """Keep *kept*, in place of what was there of its id."""

    async def get(self, thread: ThreadId) -> KeptThread | None:
        """Read one; None when there is none, or no more."""

    async def all(self) -> tuple[KeptThread, ...]:
        """List them, oldest first."""

    async def drop(self, threads: Collection[ThreadId]) -> int:
        """Delete these; return how many there were."""

    async def forget(self, touched_before: datetime) -> int:
        """Delete those last touched before then; return how many."""


class Escalations(Protocol):
    """The escalations as they stand. Each change carries its event, which joins the audit log in the same commit."""

    async def add(self, escalation: Escalation, event: Event) -> None:
        """Keep a new escalation, version 1.

        Raises:
            StaleEscalation: the id is taken.
        """

    async def get(self, escalation: EscalationId) -> Escalation:
        """Read one.

        Raises:
            UnknownEscalation: none of that id.
        """

    async def change(self, escalation: Escalation, event: Event) -> None:
        """Put *escalation* in place of the version just below its own.

        Raises:
            StaleEscalation: the stored version is another one; nothing is written.
            UnknownEscalation: none of that id.
        """

    async def asked_by(self, person: PersonId) -> tuple[Escalation, ...]:
        """List what *person* asked, newest first, closed ones too."""

    async def assigned_to(self, person: PersonId) -> tuple[Escalation, ...]:
        """List what *person* has in hand: assigned to them, past `OPEN`, not closed; oldest first."""

    async def count(self) -> Mapping[State, int]:
        """Count them by state; states without any are absent."""

    async def due_for_erasure(self, closed_before: datetime, opened_before: datetime) -> tuple[EscalationId, ...]:
        """List those with text left, closed before the one time or opened before the other (the hard cap)."""

    async def involving(self, person: PersonId) -> tuple[Escalation, ...]:
        """List what *person* asked, has in hand or wrote words in, closed ones too, newest first.

        Not those that only name them in the chain, or avoid them: that would tell them of questions about them.
        """

    async def erase(self, escalation: EscalationId, event: Event) -> None:
        """Keep `bot.privacy.erasing.emptied` of it, and erase the outbox's contents about it; what waits goes unsent.

        The version is raised, so that whoever read it before cannot put the text back.

        Raises:
            UnknownEscalation: none of that id.
        """

    async def erase_words(self, escalation: EscalationId, by: PersonId, event: Event) -> None:
        """Keep `bot.privacy.erasing.silenced` of it, a version higher, and `entry_without` of what is waiting or dead.

        An entry of which nothing is left goes unsent.

        Raises:
            UnknownEscalation: none of that id.
        """

    async def forget(self, opened_before: datetime) -> int:
        """Delete the closed ones without text that were opened before then; return how many."""


class Outbox(Protocol):
    """What is to be sent or decided, and when. An entry is waiting, claimed, settled, cancelled or dead."""

    async def put(self, *entries: Entry) -> None:
        """Keep *entries*; one whose id is already there, whatever became of it, changes nothing."""

    async def claim(
        self, lease: Lease, platforms: Collection[Platform], paused: Collection[Workspace] = ()
    ) -> Claim | None:
        """Claim ONE entry that is due at `lease.taken_at`: the earliest first, in the order they were put.

        Timers, and notices of *platforms* outside *paused*. Due: waiting past its due and retry times, or claimed
        under a lease that has run out. Never a notice while an earlier one of its stream waits or is claimed.
        The claim itself records one more doubtful send, so that a crash from here on leaves the doubt behind.
        """

    async def settle(self, claim: Claim, landed: Landed | None, now: datetime) -> None:
        """Mark it done and erase its content; *landed* is kept, None for a timer or a notice with nothing to update.

        Raises:
            ClaimLost: for this and the next two: another owner claimed it since, or it is done; roll back.
        """

    async def postpone(self, claim: Claim, until: datetime, *, failures: int, doubt: Doubt | None) -> None:
        """Let it wait until then. The caller says what is now known: *failures* so far, and the *doubt* that remains.

        Raises:
            ClaimLost: see `settle`.
        """

    async def bury(self, claim: Claim, why: Burial, now: datetime) -> None:
        """Make it a dead letter; it keeps its content and no longer holds up its stream.

        Raises:
            ClaimLost: see `settle`.
        """

    async def cancel(self, entry: EntryId) -> bool:
        """Take it out if it is waiting and surely unsent; True means it never goes out. One conditional update."""

    async def drop_timers(self, escalation: EscalationId) -> None:
        """Take out the escalation's waiting timers."""

    async def waiting(self, escalation: EscalationId) -> tuple[Entry, ...]:
        """List the escalation's entries that wait or are claimed, by due time."""

    async def landed(self, entry: EntryId) -> Landed | None:
        """Tell where a settled notice is."""

    async def next_due(self, platforms: Collection[Platform], paused: Collection[Workspace] = ()) -> datetime | None:
        """Tell when `claim` will next find an entry, perhaps a time past; None when nothing waits."""

    async def overdue(self, due_before: datetime) -> tuple[EntryId, ...]:
        """List up to 100 entries that fell due before then and are not done, retries and claims included."""

    async def backlog(self, now: datetime) -> Backlog:
        """Count entries waiting, due, dead."""

    async def dead_letters(self) -> tuple[DeadLetter, ...]:
        """List up to 100, newest first."""

    async def revive(self, entry: EntryId, now: datetime) -> bool:
        """Let a dead letter wait again, due *now*, its doubt kept, its failures forgotten; False if it is not dead."""

    async def forget(self, due_before: datetime) -> int:
        """Delete the settled, cancelled and dead entries that fell due before then; return how many."""


class Audit(Protocol):
    """The append-only log: ids, never words. Storage writes a unit's events last, in order, under one lock.

    Each gets the next number, from 1 without a gap, and its link (`bot.audit_chain.link`). Nothing is ever changed,
    and nothing deleted but the head: the storage itself refuses, whoever asks.
    """

    async def append(self, event: Event) -> None:
        """Add an event that changes no escalation: a refused press, an export, a purge."""

    async def of(self, escalation: EscalationId) -> tuple[Event, ...]:
        """List an escalation's events, oldest first; those of the running unit may be missing, here and below."""

    async def about(self, person: PersonId) -> tuple[Event, ...]:
        """List what *person* did, and what was put to them, oldest first."""

    async def linked(self, after: int = 0, limit: int = 1000) -> tuple[Linked, ...]:
        """List the first *limit* events with numbers above *after*, in order."""

    async def last(self) -> Linked | None:
        """Read the newest event."""

    async def forget(self, through: int) -> int:
        """Delete the events up to that number, which the caller has anchored; the newest one stays; return how many."""


class Counts(Protocol):
    """How often something happened in a week, and nothing else: all that sensitive matters leave behind."""

    async def add(self, week: date, what: str) -> None:
        """Count one more; *week* is its Monday, *what* an outcome or a state, never text."""

    async def totals(self) -> Mapping[tuple[date, str], int]:
        """Read every count."""


class Leases(Protocol):
    """Named rights that one process at a time holds, such as a Discord shard."""

    async def take(self, name: str, lease: Lease) -> bool:
        """Take or renew *name*; False while another owner's lease still runs at `lease.taken_at`."""

    async def give_up(self, name: str, lease: Lease) -> None:
        """End it early, if its owner still has it."""
