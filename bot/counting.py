"""How long a text is, as the platform that it is for counts."""

import re
import unicodedata
from enum import StrEnum

import regex

EMOJI = regex.compile(
    r"\p{Regional_Indicator}{2}"
    r"|[0-9#*]\uFE0F?\u20E3"
    r"|\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?[\U000E0020-\U000E007F]*"
    r"(?:\u200D\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?)*"
)
"""One emoji, however many code points it is joined of (Unicode TS 51, ED-17)."""
GRAPHEME = regex.compile(r"\X")
URL = re.compile(
    r"(?i)(?<![\w@.-])(?P<scheme>https?://)?(?:[^\W_][\w-]{0,62}\.)+(?P<ending>[^\W\d_]{2,24})\b(?::\d{1,5})?(?:/[^\s“”\"<>]*)?"
)
ENDINGS = frozenset(
    {"com", "org", "net", "edu", "gov", "info", "biz", "charity", "foundation", "ngo", "ong", "online", "app"}
)
"""Endings of addresses beside those of two letters, which belong to countries."""
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that X weighs 1, all others 2: twitter-text's config/v3.json, ranges and defaultWeight by scale."""
HEAVY = 2


class Unit(StrEnum):
    """What a platform counts."""

    CODE_POINTS = "code-points"
    GRAPHEMES = "graphemes"
    UTF16 = "utf16"
    BYTES = "bytes"
    WEIGHTED = "weighted"
    """X: by weight, an emoji 2, after normalisation to NFC."""
    EMOJI_BYTES = "emoji-bytes"
    """Threads: code points, and an emoji as many as its bytes in UTF-8."""


def count(text: str, unit: Unit, url: int | None = None) -> int:
    """Count *text*; where every address counts the same, that is *url*.

    What only may be an address, by its ending, counts the longer of the two.
    """
    normal = unicodedata.normalize("NFC", text) if unit is Unit.WEIGHTED else text
    if url is None:
        return _length(normal, unit)
    total, done = 0, 0
    for found in URL.finditer(normal):
        total += _length(normal[done : found.start()], unit)
        total += url if _is_address(found) else max(url, _length(found.group(), unit))
        done = found.end()
    return total + _length(normal[done:], unit)


def _is_address(found: re.Match[str]) -> bool:
    ending = found.group("ending").casefold()
    return ending in ENDINGS or (len(ending) == len("uk") and ending.isascii())


def _length(text: str, unit: Unit) -> int:
    match unit:
        case Unit.CODE_POINTS:
            return len(text)
        case Unit.GRAPHEMES:
            return len(GRAPHEME.findall(text))
        case Unit.UTF16:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        case Unit.BYTES:
            return _bytes(text)
        case Unit.WEIGHTED:
            emoji = EMOJI.findall(text)
            return HEAVY * len(emoji) + sum(map(_weight, EMOJI.sub("", text)))
        case Unit.EMOJI_BYTES:
            return len(EMOJI.sub("", text)) + sum(map(_bytes, EMOJI.findall(text)))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _weight(sign: str) -> int:
    return 1 if any(first <= ord(sign) <= last for first, last in LIGHT) else HEAVY
