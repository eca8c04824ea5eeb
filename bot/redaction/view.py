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


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """*text* holds plain characters; character *i* came from ``starts[i]:ends[i]`` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, original: str) -> Self:
        """Make width, digits, quotes, dashes and blanks plain, drop what nobody sees, cover the masks that stand there.

        An invisible character belongs to the visible one before it; one that would become several stays as it is.
        """
        if _PLAIN.fullmatch(original):
            size = len(original)
            return cls(text=_cover_labels(original.replace("\t", " ")), starts=range(size), ends=range(1, size + 1))
        plain = [_plain(char) for char in original]
        starts = [place for place, char in enumerate(plain) if char]
        return cls(text=_cover_labels("".join(plain)), starts=starts, ends=[*starts[1:], len(original)])

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
    return unfolded if len(unfolded) == 1 else char
