"""The outbox: one entry claimed at a time, every later write fenced by the claim's owner and attempt."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Row, Update, bindparam, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.dml import ReturningUpdate

from adapters.storage.codec import FORMAT, Unreadable, landed_to_json, message_to_json
from adapters.storage.outbox_views import OutboxViews, claimable, entry_of, fated, readable
from adapters.storage.tables import Fate, Moment, outbox
from bot.errors import ClaimLost
from bot.leases import Lease
from bot.lifecycle import EntryId, EscalationId
from bot.notices import Notice, kind_of
from bot.outbox import Burial, Claim, Doubt, Entry, Landed, Timer
from bot.people import PersonId, Platform, Workspace
from bot.privacy.erasing import entry_without

_LOOK_AGAIN = timedelta(minutes=5)  # at an entry that this version cannot read; overdue, it turns health red
_PUT = insert(outbox).on_conflict_do_nothing()
_RELEASED = {"owner": None, "lease_taken_at": None}


class StoredOutbox(OutboxViews):
    """`bot.records.Outbox` as a table."""

    async def put(self, *entries: Entry) -> None:
        """Insert those whose ids are new."""
        self._session.stirred = True
        if entries:
            await self._session.insert(_PUT, [_row(entry) for entry in entries])

    async def claim(
        self, lease: Lease, platforms: Collection[Platform], paused: Collection[Workspace] = ()
    ) -> Claim | None:
        """Claim one that this version can read; what it cannot read is looked at again later."""
        taking = {"taken": lease.taken_at, "lease_until": lease.until, "claimer": lease.owner}
        while True:
            row = await self._session.row(_claiming(frozenset(platforms), frozenset(paused)), taking)
            if row is None:
                return None
            try:
                entry = entry_of(row)
            except Unreadable:
                await self._put_off(row, lease)
                continue
            earlier = Doubt(since=row.doubt_since, times=row.doubt_times - 1) if row.doubt_times > 1 else None
            return Claim(
                entry=entry,
                lease=lease,
                attempt=row.attempt,
                failures=row.failures,
                doubt=earlier,
                target=await self.landed(EntryId(row.replaces)) if row.replaces else None,
            )

    async def settle(self, claim: Claim, landed: Landed | None, now: datetime) -> None:
        """Empty it."""
        done = {"fate": Fate.SETTLED, "body": None, "landed": landed_to_json(landed), "ended_at": now}
        await self._write(claim, done, doubt=None)

    async def postpone(self, claim: Claim, until: datetime, *, failures: int, doubt: Doubt | None) -> None:
        """Let it wait, with what is known of it."""
        ready_at = max(claim.entry.due_at, until)
        await self._write(claim, {"fate": Fate.WAITING, "ready_at": ready_at, "failures": failures}, doubt=doubt)

    async def bury(self, claim: Claim, why: Burial, now: datetime) -> None:
        """Give it up; the doubt stays, for a later revival."""
        await self._write(claim, {"fate": Fate.DEAD, "buried_why": why, "ended_at": now}, doubt=claim.doubted)

    async def cancel(self, entry: EntryId) -> bool:
        """Take it out, if the database finds it waiting and surely unsent."""
        self._session.stirred = True
        waiting = update(outbox).where(
            outbox.c.id == entry, fated(outbox, Fate.WAITING), outbox.c.doubt_since.is_(None)
        )
        return await self._session.run(waiting.values(fate=Fate.CANCELLED, body=None)) == 1

    async def drop_timers(self, escalation: EscalationId) -> None:
        """Take them out."""
        await self._session.run(_DROP_TIMERS, {"told": escalation})

    async def revive(self, entry: EntryId, now: datetime) -> bool:
        """Let it wait again."""
        self._session.stirred = True
        dead = update(outbox).where(outbox.c.id == entry, fated(outbox, Fate.DEAD))
        ready_at = case((outbox.c.due_at > now, outbox.c.due_at), else_=now)
        again = dead.values(fate=Fate.WAITING, ready_at=ready_at, failures=0, buried_why=None, ended_at=None)
        return await self._session.run(again) == 1

    async def erase(self, escalation: EscalationId) -> None:
        """Empty everything about *escalation*; what waits is cancelled, and claims lose their fence."""
        ended = case((fated(outbox, Fate.SETTLED), Fate.SETTLED), else_=Fate.CANCELLED)
        emptied = update(outbox).where(outbox.c.escalation == escalation).values(body=None, fate=ended, **_RELEASED)
        await self._session.run(emptied)

    async def erase_words(self, escalation: EscalationId, by: PersonId) -> None:
        """Take the words of *by* out of what is unfinished or dead; what is then empty goes unsent."""
        mine = select(outbox).where(outbox.c.escalation == escalation, outbox.c.body.is_not(None))
        for row in await self._session.rows(mine.with_for_update()):
            entry = readable(row)
            left = None if entry is None else entry_without(entry, by)
            if isinstance(left, Notice):
                values: dict[str, Any] = {"body": message_to_json(left.recipient, left.content)}
            else:
                values = {"body": None, "fate": Fate.CANCELLED, **_RELEASED}
            await self._session.run(update(outbox).where(outbox.c.place == row.place).values(values))

    async def forget(self, due_before: datetime) -> int:
        """Delete what is long done."""
        done = fated(outbox, Fate.SETTLED, Fate.CANCELLED, Fate.DEAD)
        return await self._session.run(delete(outbox).where(done, outbox.c.due_at < due_before))

    async def _write(self, claim: Claim, values: dict[str, Any], *, doubt: Doubt | None) -> None:
        self._session.stirred = True
        known = {"doubt_since": doubt.since if doubt else None, "doubt_times": doubt.times if doubt else 0, **values}
        fence = {"entry": claim.entry.id, "claimer": claim.lease.owner, "its_attempt": claim.attempt}
        new = {f"new_{name}": value for name, value in known.items()}
        if await self._session.run(_fenced(*known), {**fence, **new}) != 1:
            raise ClaimLost(claim.entry.id)

    async def _put_off(self, row: Row[Any], lease: Lease) -> None:
        """Undo the claim of *row* and keep it out of the way for a while; nothing of it was sent."""
        doubt_since = row.doubt_since if row.doubt_times > 1 else None
        await self._session.run(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(
                fate=Fate.WAITING,
                ready_at=lease.taken_at + _LOOK_AGAIN,
                doubt_since=doubt_since,
                doubt_times=row.doubt_times - 1,
                **_RELEASED,
            )
        )


_DROP_TIMERS = (
    update(outbox)
    .where(outbox.c.escalation == bindparam("told"), outbox.c.stream.is_(None), fated(outbox, Fate.WAITING))
    .values(fate=Fate.CANCELLED)
)


@cache
def _fenced(*names: str) -> Update:
    """Build what a claim's holder writes: these columns, if the row is still its own."""
    mine = update(outbox).where(
        outbox.c.id == bindparam("entry"),
        fated(outbox, Fate.CLAIMED),
        outbox.c.owner == bindparam("claimer"),
        outbox.c.attempt == bindparam("its_attempt"),
    )
    new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return mine.values({**new, **_RELEASED})


@lru_cache(maxsize=64)
def _claiming(platforms: frozenset[Platform], paused: frozenset[Workspace]) -> ReturningUpdate[Any]:
    """Build the one statement of a claim; as it takes a while, and the poller runs it often, once for each case."""
    ready, taken = outbox.alias("ready"), bindparam("taken", type_=Moment)
    first = (
        select(ready.c.place)
        .where(ready.c.due_at <= taken, ready.c.ready_at <= taken, *claimable(ready, platforms, paused))
        .order_by(ready.c.due_at, ready.c.place)
        .limit(1)
        .with_for_update(skip_locked=True, of=ready)
        .scalar_subquery()
    )
    return (
        update(outbox)
        .where(outbox.c.place == first)
        .values(
            fate=Fate.CLAIMED,
            owner=bindparam("claimer"),
            lease_taken_at=taken,
            ready_at=bindparam("lease_until"),
            attempt=outbox.c.attempt + 1,
            doubt_since=func.coalesce(outbox.c.doubt_since, taken),
            doubt_times=outbox.c.doubt_times + 1,
        )
        .returning(*outbox.c)
    )


def _row(entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": entry.id,
        "format": FORMAT,
        "escalation": entry.escalation,
        "due_at": entry.due_at,
        "ready_at": entry.due_at,
        "fate": Fate.WAITING,
        "attempt": 0,
        "failures": 0,
        "doubt_times": 0,
        "stream": None,
        "platform": None,
        "workspace": None,
        "replaces": None,
        "body": None,
    }
    match entry:
        case Timer(kind=kind):
            return {**row, "kind": kind}
        case Notice(recipient=recipient, content=content):
            message = {
                "kind": kind_of(content),
                "stream": entry.stream,
                "platform": recipient.address.platform,
                "workspace": recipient.address.workspace,
                "replaces": entry.replaces,
                "body": message_to_json(recipient, content),
            }
            return {**row, **message}
