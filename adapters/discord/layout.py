"""Components V2 within their limits: every text escaped, a clause never torn apart, nobody pinged unasked."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.cards.lines import joined, parted

Component = Mapping[str, Any]

ROW, BUTTON, TEXT = 1, 2, 10
PRIMARY, SECONDARY = 1, 2
EPHEMERAL, LOADING, V2 = 1 << 6, 1 << 7, 1 << 15
LABEL = 80
ROW_BUTTONS = 5
COMPONENTS = 40
"""Of one message, those inside others included."""
ALL_TEXT = 3_900
"""Of one message's texts together; Discord allows 4,000 and counts differently now and then."""
ONE_TEXT = 1_900
_CUT = "… [cut]"
_URL = re.compile(r"https?://[^\s<>]+")
_LIVE = re.compile(r"[\\*_~`|<\[]")
_BOX_END = re.compile("``(?=`)")
_AT_LINE_START = re.compile(r"(?m)^(\s*)([>#+-]|\d+(?=[.)]))")


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message of Components V2; whoever has an id in `pings` is pinged, and nobody else."""

    components: tuple[Component, ...]
    pings: tuple[str, ...] = ()

    def body(self, key: str = "", *, flags: int = 0) -> dict[str, Any]:
        """Write it for Discord; *key* is left in it where no person sees it, and found again by `mark_of`."""
        first, *rest = self.components
        marked = [{**first, "id": mark(key)}, *rest] if key else [first, *rest]
        return {
            "flags": V2 | flags,
            "components": marked,
            "allowed_mentions": {"parse": [], "users": list(self.pings), "replied_user": False},
        }


def mark(key: str) -> int:
    """Turn *key* into a component's id: 31 bits, which Discord keeps and gives back with the message."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") >> 1 | 1


def mark_of(message: Mapping[str, Any]) -> int:
    """Read the mark of a message that Discord gave back; 0 where there is none."""
    components = message.get("components") or [{}]
    return int(components[0].get("id") or 0)


def escaped(text: str) -> str:
    """Escape what Discord would read as markdown, a mention, an emoji or a masked link; bare links stay as they are."""
    found, at = list[str](), 0
    for url in _URL.finditer(text):
        found += [_LIVE.sub(r"\\\g<0>", text[at : url.start()]), url.group()]
        at = url.end()
    found.append(_LIVE.sub(r"\\\g<0>", text[at:]))
    return _AT_LINE_START.sub(_line_start, "".join(found))


def cut(text: str, longest: int) -> str:
    """Shorten *text* to *longest*, never within an escape or between a letter and its marks."""
    if len(text) <= longest:
        return text
    end = longest - len(_CUT)
    while end and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip("\\") + _CUT


def text_of(content: str) -> Component:
    """Make a text, cut to what one may hold."""
    return {"type": TEXT, "content": cut(content, ALL_TEXT) or "\N{ZERO WIDTH SPACE}"}


def paragraph(text: str) -> Component:
    """Make a paragraph."""
    return text_of(escaped(text))


def strong(text: str) -> Component:
    """Make a paragraph that stands out."""
    return text_of("\n".join(f"**{line.strip()}**" for line in escaped(text).split("\n") if line.strip()))


def heading(text: str) -> Component:
    """Make a heading."""
    return text_of(f"### {escaped(text)}")


def row(name: str, value: str) -> Component:
    """Make a name with its value below it."""
    return text_of(f"**{escaped(name)}**\n{escaped(value)}")


def small(text: str) -> Component:
    """Make a line, or several, in small letters."""
    return text_of("\n".join(f"-# {line}" for line in escaped(text).split("\n") if line.strip()))


def quote(text: str) -> tuple[Component, ...]:
    """Quote *text* whole; a long one goes on in the next component, parted at a blank."""
    lines = [f"> {part}" for line in escaped(text).split("\n") for part in parted(line, ONE_TEXT - 2)]
    return tuple({"type": TEXT, "content": content} for content in joined(lines, ONE_TEXT))


def copyable(text: str) -> Component:
    """Put *text* into a box of its own, as it is; only three backticks, which would end the box, are parted."""
    return text_of("```\n" + _BOX_END.sub("``\N{ZERO WIDTH SPACE}", text) + "\n```")


def button(label: str, custom_id: str, *, primary: bool = False) -> Component:
    """Make a button; *custom_id* comes back with the press."""
    style = PRIMARY if primary else SECONDARY
    return {"type": BUTTON, "style": style, "label": cut(label, LABEL), "custom_id": custom_id}


def buttons(made: Sequence[Component]) -> tuple[Component, ...]:
    """Put buttons into rows."""
    rows = (made[at : at + ROW_BUTTONS] for at in range(0, len(made), ROW_BUTTONS))
    return tuple({"type": ROW, "components": list(row)} for row in rows)


def packed(parts: Iterable[Sequence[Component]]) -> list[tuple[Component, ...]]:
    """Pack *parts* into as few messages as the limits allow; only one that fills a message alone is torn apart."""
    packs: list[tuple[Component, ...]] = [()]
    for part in parts:
        for piece in [part] if fits(part) else [(one,) for one in part]:
            together = (*packs[-1], *piece)
            if packs[-1] and not fits(together):
                packs.append(tuple(piece))
            else:
                packs[-1] = together
    return [pack for pack in packs if pack]


def fits(components: Sequence[Component]) -> bool:
    """Tell whether one message holds them."""
    inside = sum(1 + len(one.get("components", ())) for one in components)
    return inside <= COMPONENTS and length(components) <= ALL_TEXT


def length(components: Iterable[Component]) -> int:
    """Count the characters that people read."""
    return sum(len(str(one.get("content", ""))) for one in components)


def _line_start(found: re.Match[str]) -> str:
    blank, sign = found.groups()
    return f"{blank}{sign}\\" if sign.isdigit() else f"{blank}\\{sign}"
