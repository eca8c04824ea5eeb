"""Block Kit's pieces, each within its limit, every text escaped and never turned into something live."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.cards.lines import joined, parted

Block = Mapping[str, Any]

SECTION, CONTEXT, BUTTON, HEADER, VALUE, LABEL = 3_000, 3_000, 75, 150, 2_000, 2_000
MESSAGE_BLOCKS, VIEW_BLOCKS, ELEMENTS = 50, 100, 25
ALL_TEXT = 12_000
"""Of one message's blocks together: above 13,200 Slack refuses (undocumented, slackapi/bolt-js#2509)."""
UPDATE_TEXT = 4_000
MODAL_TITLE = 24
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_BUTTON = 100, 300, 30
TYPED = 3_000
_CUT = "… [cut]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message: its blocks, and all of it in words for screen readers and notifications."""

    text: str
    blocks: tuple[Block, ...]

    @property
    def content(self) -> dict[str, Any]:
        """What every way of posting takes."""
        return {"text": cut(escaped(self.text), 39_000), "blocks": list(self.blocks)}


def escaped(text: str) -> str:
    """Escape what Slack would read as a mention, a channel or a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, longest: int) -> str:
    """Shorten *text* to *longest*, never within an escape or a letter and its marks."""
    if len(text) <= longest:
        return text
    end = longest - len(_CUT)
    while end and unicodedata.combining(text[end]):
        end -= 1
    kept = text[:end]
    entity = kept.rfind("&", max(0, end - 5))
    if entity >= 0 and ";" not in kept[entity:]:
        kept = kept[:entity]
    return kept + _CUT


def words(text: str, longest: int = SECTION) -> Block:
    """Make a text of ours or of people's: escaped, and nothing in it is parsed."""
    return {"type": "mrkdwn", "text": cut(escaped(text), longest), "verbatim": True}


def strong(text: str) -> Block:
    """Make a section in bold."""
    return _marked("\n".join(f"*{line.strip()}*" for line in escaped(text).split("\n") if line.strip()))


def row(name: str, value: str) -> Block:
    """Make a section of a name and its value."""
    return _marked(f"*{escaped(name)}*\n{escaped(value)}")


def section(text: str) -> Block:
    """Make a paragraph."""
    return {"type": "section", "text": words(text)}


def quote(text: str) -> tuple[Block, ...]:
    """Quote *text* whole; one longer than a section goes on in the next, parted at a blank."""
    lines = [f">{part}" for line in escaped(text).split("\n") for part in parted(line, SECTION - 2)]
    return tuple(_marked(line) for line in joined(lines, SECTION))


def copyable(text: str) -> Block:
    """Make a box whose text is copied as it stands: rich text knows no marks and no escapes."""
    words_of = {"type": "text", "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [words_of]}]}


def small(text: str) -> Block:
    """Make a line in small letters."""
    return {"type": "context", "elements": [words(text, CONTEXT)]}


def header(text: str) -> Block:
    """Make a heading."""
    return {"type": "header", "text": plain(text, HEADER)}


def plain(text: str, longest: int) -> Block:
    """Make a text that is shown as it is."""
    return {"type": "plain_text", "text": cut(text, longest), "emoji": False}


def button(label: str, action: str, value: str, *, primary: bool = False, aloud: str = "") -> Block:
    """Make a button; *value* comes back with the press, *aloud* is what a screen reader says instead."""
    made: dict[str, Any] = {"type": "button", "text": plain(label, BUTTON), "action_id": action, "value": value[:VALUE]}
    made |= {"style": "primary"} if primary else {}
    return made | {"accessibility_label": cut(aloud, BUTTON)} if aloud else made


def confirmation(label: str, asked: str, no: str) -> Block:
    """Ask *asked* before a button's press counts; *label* goes on, *no* does not."""
    words = {"title": plain(label, CONFIRM_TITLE), "text": plain(asked, CONFIRM_TEXT)}
    return {**words, "confirm": plain(label, CONFIRM_BUTTON), "deny": plain(no, CONFIRM_BUTTON)}


def buttons(made: Sequence[Block]) -> tuple[Block, ...]:
    """Put buttons into a row; none where there are none."""
    return ({"type": "actions", "elements": list(made[:ELEMENTS])},) if made else ()


def packed(parts: Iterable[Sequence[Block]]) -> list[tuple[Block, ...]]:
    """Pack *parts*, none of them torn apart, into as few messages as the limits allow."""
    packs: list[tuple[Block, ...]] = [()]
    for part in parts:
        together = (*packs[-1], *part)
        if packs[-1] and (len(together) > MESSAGE_BLOCKS or _length(together) > ALL_TEXT):
            packs.append(tuple(part))
        else:
            packs[-1] = together
    return packs


def _marked(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, SECTION), "verbatim": True}}


def _length(value: object) -> int:
    match value:
        case {"text": str(text)}:
            return len(text)
        case Mapping():
            return sum(map(_length, value.values()))
        case list() | tuple():
            return sum(map(_length, value))
        case _:
            return 0
