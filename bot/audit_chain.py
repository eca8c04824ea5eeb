"""The audit log's HMAC chain: each event's link covers all before it, so that nobody changes the past unseen.

Every link is an HMAC-SHA256 over the link before it and one event. An edit, a deletion or an insertion breaks the
chain at its place. A cut tail breaks nothing: only an anchor, the last link written down in a second place, shows
it. Whoever has the key can write a whole new chain; that, too, differs from the anchors.

The log is kept for a time, so its head is dropped one day. It is dropped only up to an anchored event: the chain then
begins at that anchor. After the database was restored from a backup, anchors may point past its end; an anchor that
says `restored` declares that the log goes on from there, and those before it that point further are void.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.lifecycle import Event

GENESIS = "0" * 64
"""The link before the first event."""
_FORM = 1  # the first thing in every line; a new way of writing events takes the next number


@dataclass(frozen=True, kw_only=True, slots=True)
class Linked:
    """An event in its place: `number` counts from 1 without a gap, `link` is 64 hexadecimal digits."""

    number: int
    event: Event
    link: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """The link of event `number`, as written down in a second place; `restored` after a restore from a backup."""

    number: int
    link: str
    at: datetime
    restored: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Intact:
    """Every link fits; nothing up to `anchored` was ever cut or replaced, as the anchors show. 0: no anchor says so."""

    first: int
    last: int
    anchored: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Edited:
    """Event `number` is not what was written, or stands where another one stood."""

    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Deleted:
    """The events from `first` to `last` are gone from the middle."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadCut:
    """The events before `first` are gone, and no anchor old enough allows it."""

    first: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TailCut:
    """The events from `first` to the anchored `last` are gone."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Replaced:
    """The chain fits in itself, and is not the one whose event `number` was anchored: it was written anew."""

    number: int


Proof = Intact | Edited | Deleted | HeadCut | TailCut | Replaced


def chain_key(secret: bytes) -> bytes:
    """Derive the chain's own key from the organisation's secret."""
    return hmac.digest(secret, b"signpost audit chain", hashlib.sha256)


def serialised(event: Event) -> bytes:
    """Write *event* the same way for ever: one JSON array in ASCII, its time in UTC to the microsecond.

    Raises:
        ValueError: its time says no zone.
    """
    if event.at.tzinfo is None:
        raise ValueError("an event's time says its zone")
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    line = [_FORM, str(event.what), at, event.escalation, event.version, event.by, event.to]
    return json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode()


def link(key: bytes, previous: str, event: Event) -> str:
    """Make the link of *event*, which follows the one that *previous* belongs to (`GENESIS` for the first)."""
    return hmac.new(key, previous.encode() + b"\n" + serialised(event), hashlib.sha256).hexdigest()


def standing(anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Leave out the anchors, given oldest first, that a later restore made void."""
    kept: list[Anchor] = []
    for anchor in anchors:
        if anchor.restored:
            kept = [earlier for earlier in kept if earlier.number <= anchor.number]
        kept.append(anchor)
    return tuple(kept)


def verify(key: bytes, rows: Sequence[Linked], anchors: Iterable[Anchor], kept_since: datetime | None = None) -> Proof:
    """Say whether *rows*, in the order of their numbers, are what was written, or the first place where they are not.

    *anchors* come oldest first. A head that is missing must end at an anchor, made before *kept_since* if that is
    given: until then nothing may have been dropped.
    """
    held = standing(anchors)
    first = rows[0].number if rows else 1
    begin = _beginning(first, held, kept_since) if rows else GENESIS
    if begin is None:
        return HeadCut(first=first)
    return _broken(key, begin, rows) or _anchored(rows, held)


def _beginning(first: int, anchors: Sequence[Anchor], kept_since: datetime | None) -> str | None:
    """Find the link before event *first*; None when nothing vouches for it."""
    if first == 1:
        return GENESIS
    fit = (a for a in anchors if a.number == first - 1 and (kept_since is None or a.at <= kept_since))
    return next((anchor.link for anchor in fit), None)


def _broken(key: bytes, previous: str, rows: Sequence[Linked]) -> Edited | Deleted | None:
    """Find the first row that does not follow the one before it."""
    expected = rows[0].number if rows else 1
    for row in rows:
        if row.number > expected:
            return Deleted(first=expected, last=row.number - 1)
        if row.number < expected or not hmac.compare_digest(row.link, link(key, previous, row.event)):
            return Edited(number=row.number)
        previous, expected = row.link, expected + 1
    return None


def _anchored(rows: Sequence[Linked], anchors: Sequence[Anchor]) -> Intact | TailCut | Replaced:
    """Hold a chain that fits in itself against the anchors."""
    links = {row.number: row.link for row in rows}
    last = rows[-1].number if rows else 0
    furthest = max((anchor.number for anchor in anchors), default=0)
    if furthest > last:
        return TailCut(first=last + 1, last=furthest)
    for anchor in anchors:
        if anchor.number in links and not hmac.compare_digest(links[anchor.number], anchor.link):
            return Replaced(number=anchor.number)
    return Intact(first=rows[0].number if rows else 0, last=last, anchored=furthest)
