"""Unique strings to put through every path, and a byte search for them in every file and stream.

canaries = Canaries()
question = canaries.mint("question")          # a sentence with a word that is nowhere else
... put it through the system ...
assert canaries.seen(tmp_path, stream.getvalue()) == []
"""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Sighting(NamedTuple):
    """Which string was seen, where, and how often."""

    path: str
    where: str
    times: int


@dataclass
class Canaries:
    """The strings minted so far, each under the name of the path that it was put through."""

    words: dict[str, str] = field(default_factory=dict)

    def mint(self, path: str) -> str:
        """Make a sentence for *path*; its one unique word survives case folding, escaping and tokenising."""
        word = "zq" + hashlib.sha256(path.encode()).hexdigest()[:20]
        self.words[path] = word
        return f"May I post the photo of {word} today?"

    def seen(self, *places: Path | str | bytes, only: str | None = None) -> list[Sighting]:
        """List every sighting in files, in folders to any depth, and in streams; `only` looks for one path's string."""
        wanted = {path: word for path, word in self.words.items() if only is None or path == only}
        return [
            Sighting(path, where, times)
            for where, content in _contents(places)
            for path, word in wanted.items()
            if (times := sum(content.count(form) for form in _forms(word)))
        ]

    def paths_seen(self, *places: Path | str | bytes) -> set[str]:
        """Name the paths whose strings are seen anywhere there."""
        return {sighting.path for sighting in self.seen(*places)}


def _forms(word: str) -> tuple[bytes, ...]:
    """Write *word* as UTF-8, UTF-16, and inside base64 at each of the three offsets."""
    plain = word.encode()
    encoded = (base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3))
    return (plain, word.encode("utf-16-le"), *(form.lower() for form in encoded))


def _contents(places: tuple[Path | str | bytes, ...]) -> Iterator[tuple[str, bytes]]:
    for number, place in enumerate(places):
        match place:
            case Path():
                files = [place] if place.is_file() else sorted(file for file in place.rglob("*") if file.is_file())
                yield from ((str(file), _read(file).lower()) for file in files)
            case str():
                yield f"stream {number}", place.encode("utf-8", "backslashreplace").lower()
            case bytes():
                yield f"stream {number}", place.lower()


def _read(file: Path) -> bytes:
    """Read *file*; a running database server may take one away meanwhile."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
