"""Anchors and erasures as append-only files of JSON lines, each line on the disk before the call returns."""

import asyncio
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.audit_chain import Anchor
from bot.errors import StoreUnavailable
from bot.people import PersonId
from bot.privacy.ledgers import Erasure

Noun = TypeVar("Noun")
_MODE = 0o600
_VOID = b"#"  # no JSON ends in it


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """The anchors; best on another disk, and append-only for the bot's own user (`chattr +a`)."""

    path: Path

    async def add(self, anchor: Anchor) -> None:
        """Write *anchor* down for good."""
        line = {"number": anchor.number, "link": anchor.link, "at": anchor.at.isoformat(), "restored": anchor.restored}
        await asyncio.to_thread(_append, self.path, line)

    async def all(self) -> tuple[Anchor, ...]:
        """Read every anchor, oldest first."""
        return await asyncio.to_thread(_read, self.path, _to_anchor)


@dataclass(frozen=True, slots=True)
class ErasureFile:
    """The erasures; kept out of the database's own backup, or it would be put back with it."""

    path: Path

    async def add(self, erasure: Erasure) -> None:
        """Write *erasure* down for good."""
        line = {"people": list(erasure.people), "at": erasure.at.isoformat()}
        await asyncio.to_thread(_append, self.path, line)

    async def all(self) -> tuple[Erasure, ...]:
        """Read every erasure, oldest first."""
        return await asyncio.to_thread(_read, self.path, _to_erasure)


def _to_anchor(line: Mapping[str, Any]) -> Anchor:
    return Anchor(
        number=int(line["number"]),
        link=str(line["link"]),
        at=datetime.fromisoformat(line["at"]),
        restored=bool(line["restored"]),
    )


def _to_erasure(line: Mapping[str, Any]) -> Erasure:
    return Erasure(people=tuple(PersonId(one) for one in line["people"]), at=datetime.fromisoformat(line["at"]))


def _append(path: Path, line: Mapping[str, object]) -> None:
    """Add one line in one write; a line that a crash cut off before is first marked void."""
    written = json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, _MODE)
        try:
            if _cut_off(descriptor):
                written = _VOID + b"\n" + written
            if os.write(descriptor, written) < len(written):
                raise StoreUnavailable(f"{path} cannot be written: the disk is full; nothing was changed")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _keep_name(path.parent)
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be written: {error.strerror}; nothing was changed") from error


def _keep_name(folder: Path) -> None:
    """Make sure that a power cut does not take a new file's name."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cut_off(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    return size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"


def _read(path: Path, to_noun: Callable[[Mapping[str, Any]], Noun]) -> tuple[Noun, ...]:
    """Read every whole line; one that was cut off never counted, since its call never returned."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be read: {error.strerror}") from error
    nouns: list[Noun] = []
    for number, line in enumerate(lines, start=1):
        try:
            nouns += [to_noun(json.loads(line))] if line and not line.endswith(_VOID) else []
        except (ValueError, KeyError, TypeError) as error:
            if number == len(lines):
                break
            raise StoreUnavailable(f"{path}:{number} is not a line of this file: put the file back") from error
    return tuple(nouns)
