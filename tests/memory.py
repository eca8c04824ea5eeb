"""The store in memory: units run one after another, see the last commit, and leave all or nothing."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import TracebackType
from typing import Self

from bot.arrivals import Arrival, ArrivalClaim, DeliveryId
from bot.audit_chain import Linked, chain_key
from bot.errors import ClaimLost, StoreUnavailable
from bot.leases import Lease
from bot.lifecycle import EntryId, Escalation, EscalationId
from bot.people import Platform
from bot.threads import KeptThread, ThreadId
from tests.fake_directory import SECRET
from tests.memory_escalations import MemoryAudit, MemoryEscalations
from tests.memory_outbox import MemoryOutbox, Row


@dataclass(frozen=True, slots=True)
class Received:
    """A row of the intake; no arrival once it is settled."""

    arrival: Arrival | None
    lease: Lease
    attempt: int
    settled_at: datetime | None = None


@dataclass(slots=True)
class Tables:
    """What is committed. The values are frozen, so a copy of the dicts is a snapshot."""

    intake: dict[DeliveryId, Received] = field(default_factory=dict)
    escalations: dict[EscalationId, Escalation] = field(default_factory=dict)
    threads: dict[ThreadId, KeptThread] = field(default_factory=dict)
    outbox: dict[EntryId, Row] = field(default_factory=dict)
    audit: list[Linked] = field(default_factory=list)
    counts: Counter[tuple[date, str]] = field(default_factory=Counter)
    leases: dict[str, Lease] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def snapshot(self) -> "Tables":
        return Tables(
            intake=dict(self.intake),
            escalations=dict(self.escalations),
            threads=dict(self.threads),
            outbox=dict(self.outbox),
            audit=list(self.audit),
            counts=Counter(self.counts),
            leases=dict(self.leases),
            marks=dict(self.marks),
        )


class MemoryIntake:
    def __init__(self, rows: dict[DeliveryId, Received]) -> None:
        self._rows = rows

    async def record(self, arrival: Arrival, lease: Lease) -> ArrivalClaim | None:
        if arrival.delivery in self._rows:
            return None
        self._rows[arrival.delivery] = Received(arrival, lease, 1)
        return ArrivalClaim(arrival=arrival, lease=lease, attempt=1)

    async def claim(self, lease: Lease, platforms: Collection[Platform]) -> ArrivalClaim | None:
        left = [
            (row.arrival.received_at, row.arrival, row.attempt)
            for row in self._rows.values()
            if row.arrival and row.lease.until <= lease.taken_at and row.arrival.delivery.platform in platforms
        ]
        if not left:
            return None
        _, arrival, attempt = min(left, key=lambda found: (found[0], found[1].delivery))
        self._rows[arrival.delivery] = Received(arrival, lease, attempt + 1)
        return ArrivalClaim(arrival=arrival, lease=lease, attempt=attempt + 1)

    async def settle(self, claim: ArrivalClaim, now: datetime) -> None:
        row = self._rows.get(claim.arrival.delivery)
        if row is None or row.arrival is None or (row.lease.owner, row.attempt) != (claim.lease.owner, claim.attempt):
            raise ClaimLost(str(claim.arrival.delivery))
        self._rows[claim.arrival.delivery] = replace(row, arrival=None, settled_at=now)

    async def unanswered(self, now: datetime) -> int:
        return sum(row.arrival is not None and row.lease.until <= now for row in self._rows.values())

    async def kept(self) -> tuple[Arrival, ...]:
        left = [row.arrival for row in self._rows.values() if row.arrival]
        return tuple(sorted(left, key=lambda arrival: (arrival.received_at, arrival.delivery)))

    async def erase(self, deliveries: Collection[DeliveryId], now: datetime) -> int:
        found = [key for key in deliveries if key in self._rows and self._rows[key].arrival]
        for key in found:
            self._rows[key] = replace(self._rows[key], arrival=None, settled_at=now)
        return len(found)

    async def forget(self, settled_before: datetime) -> int:
        old = [key for key, row in self._rows.items() if row.settled_at and row.settled_at < settled_before]
        for key in old:
            del self._rows[key]
        return len(old)


class MemoryThreads:
    def __init__(self, rows: dict[ThreadId, KeptThread]) -> None:
        self._rows = rows

    async def keep(self, kept: KeptThread) -> None:
        self._rows[kept.id] = kept

    async def get(self, thread: ThreadId) -> KeptThread | None:
        return self._rows.get(thread)

    async def all(self) -> tuple[KeptThread, ...]:
        return tuple(sorted(self._rows.values(), key=lambda kept: (kept.touched_at, kept.id)))

    async def drop(self, threads: Collection[ThreadId]) -> int:
        return sum(self._rows.pop(thread, None) is not None for thread in set(threads))

    async def forget(self, touched_before: datetime) -> int:
        return await self.drop([kept.id for kept in await self.all() if kept.touched_at < touched_before])


class MemoryCounts:
    def __init__(self, counts: Counter[tuple[date, str]]) -> None:
        self._counts = counts

    async def add(self, week: date, what: str) -> None:
        self._counts[week, what] += 1

    async def totals(self) -> Mapping[tuple[date, str], int]:
        return dict(self._counts)


class MemoryLeases:
    def __init__(self, leases: dict[str, Lease]) -> None:
        self._leases = leases

    async def take(self, name: str, lease: Lease) -> bool:
        held = self._leases.get(name)
        if held is not None and held.owner != lease.owner and held.until > lease.taken_at:
            return False
        self._leases[name] = lease
        return True

    async def give_up(self, name: str, lease: Lease) -> None:
        held = self._leases.get(name)
        if held is not None and held.owner == lease.owner:
            del self._leases[name]


class MemoryMarks:
    def __init__(self, marks: dict[str, str]) -> None:
        self._marks = marks

    async def get(self, name: str) -> str:
        return self._marks.get(name, "")

    async def put(self, name: str, value: str) -> None:
        self._marks[name] = value


class MemoryStore:
    """Holds what is committed; `store.work` is the `OpenWork` that use cases take."""

    def __init__(self, on_commit: Callable[[], None] = lambda: None) -> None:
        self.tables = Tables()
        self.audit_key = chain_key(SECRET)
        self.lock = asyncio.Lock()
        self.on_commit = on_commit
        self.broken = False
        self.forgets_next_answer = False
        self.inside: asyncio.Task[object] | None = None

    def work(self) -> "MemoryWork":
        return MemoryWork(self)


class MemoryWork:
    """One unit: a private copy of the tables that replaces the committed ones on a clean exit."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    async def __aenter__(self) -> Self:
        store, task = self._store, asyncio.current_task()
        if store.inside is task:
            raise RuntimeError("a unit of work inside another one would wait for itself")
        await store.lock.acquire()
        if store.broken:
            store.lock.release()
            raise StoreUnavailable("the database cannot be written; nothing was kept")
        store.inside = task
        tables = self._tables = store.tables.snapshot()
        self.outbox = MemoryOutbox(tables.outbox)
        self.intake = MemoryIntake(tables.intake)
        self.threads = MemoryThreads(tables.threads)
        self.audit = MemoryAudit(tables.audit, store.audit_key)
        self.escalations = MemoryEscalations(tables.escalations, self.outbox, self.audit)
        self.counts = MemoryCounts(tables.counts)
        self.leases = MemoryLeases(tables.leases)
        self.marks = MemoryMarks(tables.marks)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        store = self._store
        store.inside = None
        try:
            if kind is not None:
                return
            if store.broken:
                raise StoreUnavailable("the database cannot be written; nothing was kept")
            store.tables = self._tables
            if store.forgets_next_answer:
                store.forgets_next_answer = False
                raise StoreUnavailable("the connection was lost during the commit")
        finally:
            store.lock.release()
        store.on_commit()
