"""A plain view of a text to look for patterns in, and the way back to the original."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from bot.redaction.masks import MaskKind

COVERED = "\ue000"  # stands in a view for each character that is masked; from private use, so no text can hold it

_PLAIN = re.compile(r"[\t\n\r -~]*")
_LABELS = re.compile("|".join(re.escape(kind.label) for kind in MaskKind))
_INVISIBLE = {"Mn", "Me", "Cf", "Cc", "Co", "Cs"}  # marks, joiners, directions, controls, private use, lone surrogates
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols that nobody sees
_LOOKALIKES = {"\u00b4": "'", "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2212": "-", "\u3002": "."}
_LONGEST = 4  # characters one character may unfold to; beyond it stays as it is


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """*text* holds plain characters; character *i* came from ``starts[i]:ends[i]`` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, original: str) -> Self:
        """Unfold width, digits, quotes, dashes and blanks, drop what nobody sees, and cover the masks that stand there.

        Invisible characters belong to the visible one before them.
        """
        if _PLAIN.fullmatch(original):
            size = len(original)
            plain = original.replace("\t", " ")
            return cls(text=_cover_labels(plain), starts=range(size), ends=range(1, size + 1))
        kept: list[str] = []
        starts: list[int] = []
        for place, char in enumerate(original):
            plain = _plain(char)
            kept.append(plain)
            starts += [place] * len(plain)
        return cls(text=_cover_labels("".join(kept)), starts=starts, ends=_ends(starts, len(original)))

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]``, not empty, stands in the original."""
        return self.starts[start], self.ends[end - 1]


def cover(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return *text*, no longer and no shorter, with the ordered *spans* covered."""
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += (text[done:start], COVERED * (end - start))
        done = end
    return "".join((*pieces, text[done:]))


def _cover_labels(text: str) -> str:
    return cover(text, [label.span() for label in _LABELS.finditer(text)]) if "[" in text else text


def _ends(starts: Sequence[int], size: int) -> list[int]:
    ends: list[int] = []
    following = size
    for index in range(len(starts) - 1, -1, -1):
        if index + 1 < len(starts) and starts[index + 1] != starts[index]:
            following = starts[index + 1]
        ends.append(following)
    return ends[::-1]


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in _LOOKALIKES:
        return _LOOKALIKES[char]
    if char.isspace():
        return char if char in "\n\r" else " "
    category = unicodedata.category(char)
    if category in _INVISIBLE or char in _BLANK:
        return ""
    if category == "Pd":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    unfolded = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    return unfolded if 0 < len(unfolded) <= _LONGEST else char
