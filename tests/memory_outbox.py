"""The outbox in memory; the same rules as the SQL one, as plain loops."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.errors import ClaimLost
from bot.leases import Lease
from bot.lifecycle import EntryId, EscalationId
from bot.notices import Notice
from bot.outbox import Backlog, Burial, Claim, DeadLetter, Doubt, Entry, Landed, Timer
from bot.people import PersonId, Platform, Workspace
from bot.privacy.erasing import entry_without


class Fate(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    SETTLED = "settled"
    CANCELLED = "cancelled"
    DEAD = "dead"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """`entry` is None once its content is erased; `doubt` holds what a crash would leave behind."""

    id: EntryId
    entry: Entry | None
    escalation: EscalationId | None
    due_at: datetime
    place: int
    fate: Fate = Fate.WAITING
    retry_at: datetime | None = None
    lease: Lease | None = None
    attempt: int = 0
    failures: int = 0
    doubt: Doubt | None = None
    landed: Landed | None = None
    buried: tuple[Burial, datetime] | None = None

    @property
    def order(self) -> tuple[datetime, int]:
        return (self.due_at, self.place)

    @property
    def unfinished(self) -> bool:
        return self.fate in (Fate.WAITING, Fate.CLAIMED)

    @property
    def ready_at(self) -> datetime:
        if self.fate is Fate.CLAIMED and self.lease is not None:
            return self.lease.until
        return max(self.due_at, self.retry_at or self.due_at)


class MemoryOutbox:
    def __init__(self, rows: dict[EntryId, Row]) -> None:
        self._rows = rows

    async def put(self, *entries: Entry) -> None:
        for entry in entries:
            if entry.id not in self._rows:
                self._rows[entry.id] = Row(
                    id=entry.id,
                    entry=entry,
                    escalation=entry.escalation,
                    due_at=entry.due_at,
                    place=max((row.place for row in self._rows.values()), default=-1) + 1,
                )

    async def claim(
        self, lease: Lease, platforms: Collection[Platform], paused: Collection[Workspace] = ()
    ) -> Claim | None:
        ready = [row for row in self._claimable(platforms, paused) if row.ready_at <= lease.taken_at]
        if not ready:
            return None
        row = min(ready, key=lambda row: row.order)
        assert row.entry is not None
        claim = Claim(
            entry=row.entry,
            lease=lease,
            attempt=row.attempt + 1,
            failures=row.failures,
            doubt=row.doubt,
            target=self._target(row.entry),
        )
        self._rows[row.id] = replace(
            row, fate=Fate.CLAIMED, lease=lease, attempt=claim.attempt, doubt=claim.doubted, retry_at=None
        )
        return claim

    async def settle(self, claim: Claim, landed: Landed | None, now: datetime) -> None:
        del now
        row = self._fenced(claim)
        self._rows[row.id] = replace(row, fate=Fate.SETTLED, entry=None, lease=None, doubt=None, landed=landed)

    async def postpone(self, claim: Claim, until: datetime, *, failures: int, doubt: Doubt | None) -> None:
        row = self._fenced(claim)
        self._rows[row.id] = replace(row, fate=Fate.WAITING, lease=None, retry_at=until, failures=failures, doubt=doubt)

    async def bury(self, claim: Claim, why: Burial, now: datetime) -> None:
        row = self._fenced(claim)
        self._rows[row.id] = replace(row, fate=Fate.DEAD, lease=None, buried=(why, now))

    async def cancel(self, entry: EntryId) -> bool:
        row = self._rows.get(entry)
        if row is None or row.fate is not Fate.WAITING or row.doubt is not None:
            return False
        self._rows[entry] = replace(row, fate=Fate.CANCELLED, entry=None)
        return True

    async def drop_timers(self, escalation: EscalationId) -> None:
        for row in list(self._rows.values()):
            if row.escalation == escalation and row.fate is Fate.WAITING and isinstance(row.entry, Timer):
                self._rows[row.id] = replace(row, fate=Fate.CANCELLED, entry=None)

    async def waiting(self, escalation: EscalationId) -> tuple[Entry, ...]:
        rows = [row for row in self._rows.values() if row.escalation == escalation and row.unfinished]
        return tuple(row.entry for row in sorted(rows, key=lambda row: row.order) if row.entry is not None)

    async def landed(self, entry: EntryId) -> Landed | None:
        row = self._rows.get(entry)
        return row.landed if row else None

    async def next_due(self, platforms: Collection[Platform], paused: Collection[Workspace] = ()) -> datetime | None:
        return min((row.ready_at for row in self._claimable(platforms, paused)), default=None)

    async def overdue(self, due_before: datetime) -> tuple[EntryId, ...]:
        late = [row for row in self._rows.values() if row.unfinished and row.due_at < due_before]
        return tuple(row.id for row in sorted(late, key=lambda row: row.order))[:100]

    async def backlog(self, now: datetime) -> Backlog:
        unfinished = [row for row in self._rows.values() if row.unfinished]
        due = [row.due_at for row in unfinished if row.due_at <= now]
        return Backlog(
            waiting=len(unfinished),
            due=len(due),
            oldest_due_at=min(due, default=None),
            dead=sum(row.fate is Fate.DEAD for row in self._rows.values()),
        )

    async def dead_letters(self) -> tuple[DeadLetter, ...]:
        letters = [
            DeadLetter(entry=row.entry, why=row.buried[0], at=row.buried[1], attempt=row.attempt)
            for row in self._rows.values()
            if row.fate is Fate.DEAD and row.entry is not None and row.buried is not None
        ]
        return tuple(sorted(letters, key=lambda letter: letter.at, reverse=True))[:100]

    async def revive(self, entry: EntryId, now: datetime) -> bool:
        row = self._rows.get(entry)
        if row is None or row.fate is not Fate.DEAD or row.entry is None:
            return False
        self._rows[entry] = replace(row, fate=Fate.WAITING, retry_at=now, failures=0, buried=None)
        return True

    def erase(self, escalation: EscalationId) -> None:
        """Drop the content of everything about *escalation*; what waits is cancelled, claims lose their fence."""
        for row in list(self._rows.values()):
            if row.escalation == escalation:
                fate = Fate.SETTLED if row.fate is Fate.SETTLED else Fate.CANCELLED
                self._rows[row.id] = replace(row, entry=None, fate=fate, lease=None)

    def erase_words(self, escalation: EscalationId, by: PersonId) -> None:
        """Take the words of *by* out of what is unfinished or dead; what is then empty goes unsent."""
        for row in list(self._rows.values()):
            if row.escalation == escalation and row.entry is not None:
                left = entry_without(row.entry, by)
                fate, lease = (row.fate, row.lease) if left else (Fate.CANCELLED, None)
                self._rows[row.id] = replace(row, entry=left, fate=fate, lease=lease)

    async def forget(self, due_before: datetime) -> int:
        old = [row.id for row in self._rows.values() if not row.unfinished and row.due_at < due_before]
        for key in old:
            del self._rows[key]
        return len(old)

    def _claimable(self, platforms: Collection[Platform], paused: Collection[Workspace]) -> list[Row]:
        unfinished = [row for row in self._rows.values() if row.unfinished]
        return [row for row in unfinished if _served(row.entry, platforms, paused) and not _blocked(row, unfinished)]

    def _fenced(self, claim: Claim) -> Row:
        row = self._rows.get(claim.entry.id)
        if row is None or row.lease is None or (row.lease.owner, row.attempt) != (claim.lease.owner, claim.attempt):
            raise ClaimLost(claim.entry.id)
        return row

    def _target(self, entry: Entry) -> Landed | None:
        replaced = self._rows.get(entry.replaces) if isinstance(entry, Notice) and entry.replaces else None
        return replaced.landed if replaced else None


def _served(entry: Entry | None, platforms: Collection[Platform], paused: Collection[Workspace]) -> bool:
    match entry:
        case Timer():
            return True
        case Notice(recipient=recipient):
            return recipient.address.platform in platforms and recipient.address.home not in paused
        case None:
            return False


def _blocked(row: Row, unfinished: Collection[Row]) -> bool:
    mine = row.entry
    if not isinstance(mine, Notice):
        return False
    return any(
        isinstance(other.entry, Notice) and other.entry.stream == mine.stream and other.order < row.order
        for other in unfinished
    )
