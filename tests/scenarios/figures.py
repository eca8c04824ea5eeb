"""What a soak comes to: every row of the database held against every message that arrived."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from adapters.storage.codec import escalation_from_json
from adapters.storage.engine import open_store
from adapters.storage.tables import escalations, intake, outbox
from adapters.storage.work import StoredWork
from bot.audit_chain import Intact, Linked, chain_key, verify
from bot.lifecycle import Escalation, Happening, State
from bot.ports import Clock
from tests.scenarios.crowd import SECRET
from tests.scenarios.wire import Message


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """`lost` and `twice` name what went wrong, for somebody to look at; both are empty when all is well."""

    asked: int
    kills: int
    sent: int
    stopped: int
    answered: int
    look_ups: int
    lost: tuple[str, ...]
    twice: tuple[str, ...]
    repeats: int
    given_up: int

    def __str__(self) -> str:
        return (
            f"asked {self.asked}, kills {self.kills}, sent {self.sent}, stopped {self.stopped}, "
            f"answered {self.answered}, looked up {self.look_ups}, lost {len(self.lost)}, twice {len(self.twice)}, "
            f"repeated without look-up {self.repeats}, given up without look-up {self.given_up}"
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What the platform saw."""

    asked: Collection[str]
    copies: Mapping[str, int]
    arrived: Collection[Message]
    kills: int
    look_ups: int
    can_find: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Kept:
    """What the database holds."""

    told: tuple[Escalation, ...]
    fates: Mapping[str, str]
    sends: frozenset[str]
    unanswered: tuple[str, ...]
    replies: Mapping[str, int]
    chain: str


async def figures(database: str, clock: Clock, seen: Outcome) -> Figures:
    """Count, with every worker stopped."""
    async with open_store(database, audit_key=chain_key(SECRET), clock=clock) as store, store.work() as work:
        kept = await _read(work)
    dead = frozenset(entry for entry, fate in kept.fates.items() if fate == "dead")
    repeats = sum(count - 1 for count in seen.copies.values())
    twice = _twice(kept, seen)
    return Figures(
        asked=len(seen.asked),
        kills=seen.kills,
        sent=len(seen.copies),
        stopped=sum(told.state is State.STOPPED for told in kept.told),
        answered=sum(bool(count) for count in kept.replies.values()),
        look_ups=seen.look_ups,
        lost=(*_lost(kept, seen, dead), *kept.chain.split()),
        twice=twice,
        repeats=0 if seen.can_find else repeats,
        given_up=0 if seen.can_find else len(dead),
    )


async def _read(work: StoredWork) -> _Kept:
    told = await work.session.rows(select(escalations))
    entries = await work.session.rows(select(outbox.c.id, outbox.c.fate, outbox.c.stream, outbox.c.replaces))
    left = await work.session.rows(select(intake.c.event).where(intake.c.settled_at.is_(None)))
    log = await _log(work)
    proof = verify(chain_key(SECRET), log, [])
    replies = Counter(str(row.event.escalation) for row in log if row.event.what is Happening.REPLIED)
    return _Kept(
        told=tuple(escalation_from_json(row.id, row.body, row.format) for row in told),
        fates={row.id: row.fate for row in entries},
        sends=frozenset(row.id for row in entries if row.stream is not None and row.replaces is None),
        unanswered=tuple(row.event for row in left),
        replies=replies,
        chain="" if isinstance(proof, Intact) else f"the-log-is-broken:{type(proof).__name__}",
    )


async def _log(work: StoredWork) -> list[Linked]:
    log: list[Linked] = []
    while page := await work.audit.linked(log[-1].number if log else 0):
        log.extend(page)
    return log


def _lost(kept: _Kept, seen: Outcome, dead: Collection[str]) -> tuple[str, ...]:
    questions = Counter(told.question for told in kept.told)
    relayed = {notice["escalation"] for notice in seen.arrived if notice["kind"] == "relayed"}
    missing = [f"question {event}" for event in seen.asked if not questions[event]]
    missing += [f"arrival {event}" for event in kept.unanswered]
    for entry in kept.sends:
        fate = kept.fates[entry]
        if fate in ("waiting", "claimed") or (fate == "dead" and seen.can_find):
            missing.append(f"entry {entry} is {fate}")
        if fate == "settled" and not seen.copies.get(entry):
            missing.append(f"entry {entry} is settled and never arrived")
    for told in kept.told:
        if told.state is not State.STOPPED and told.card and not seen.copies.get(told.card) and told.card not in dead:
            missing.append(f"card of {told.id}, {told.state}")
        if kept.replies.get(told.id) and told.id not in relayed and not dead:
            missing.append(f"reply to {told.id}")
    return tuple(missing)


def _twice(kept: _Kept, seen: Outcome) -> tuple[str, ...]:
    questions = Counter(told.question for told in kept.told)
    most = 1 if seen.can_find else 2
    words = Counter({(n["escalation"], n["id"]) for n in seen.arrived if n["kind"] == "relayed"})
    passed_on = Counter(escalation for escalation, _ in words)
    twice = [f"question {event}" for event, count in questions.items() if count > 1]
    twice += [f"entry {entry}, {count} copies" for entry, count in seen.copies.items() if count > most]
    twice += [
        f"stopped and sent: {t.id}" for t in kept.told if t.state is State.STOPPED and seen.copies.get(t.card or "")
    ]
    twice += [f"replied twice: {told}" for told, count in kept.replies.items() if count > 1]
    twice += [f"passed on twice: {told}" for told, count in passed_on.items() if count > 1]
    return tuple(twice)
