"""Text safety: what would ping somebody, turn into a link, or was not escaped (docs: formatting-message-text)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.slack_server.model import Json

TOKEN = re.compile(r"<([^<>\n]*)>")
ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")
BARE_PING = re.compile(r"(?<![\w.@/])@(here|channel|everyone)\b", re.IGNORECASE)
BARE_CHANNEL = re.compile(r"(?<![\w/&])#[a-z][a-z0-9_-]+")
BARE_LINK = re.compile(r"https?://\S+")
DATE = re.compile(r"!date\^\d+\^.+\|.+")

Finding = tuple[str, str]


@dataclass(slots=True)
class Allowed:
    """What a test lets through: pings as in Slack's tokens (`@U1`, `!subteam^S1`), links by how they begin."""

    pings: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)

    def link(self, target: str) -> bool:
        return any(target.startswith(beginning) for beginning in self.links)


def text_findings(text: str, allowed: Allowed) -> Iterator[Finding]:
    """Look through mrkdwn: tokens in angle brackets, and what should have been escaped."""
    for token in TOKEN.findall(text):
        yield from _token_findings(token, allowed)
    rest = TOKEN.sub("", text)
    if "<" in rest or re.search(r"(?<!^)>", rest, re.MULTILINE):
        yield "escaping", f"a bare < or > in {rest[:80]!r}"
    if ENTITY.search(rest):
        yield "escaping", f"a bare & in {rest[:80]!r}"


def content_findings(text: str, blocks: list[Json], allowed: Allowed) -> Iterator[Finding]:
    """Look through a whole message: its text and every block."""
    yield from text_findings(text, allowed)
    yield from _value_findings(blocks, allowed)


def _token_findings(token: str, allowed: Allowed) -> Iterator[Finding]:
    target, _, label = token.partition("|")
    if target.startswith(("@", "!")):
        if target not in allowed.pings and not DATE.match(token):
            yield "mention", f"<{token}> would ping somebody"
    elif target.startswith("#"):
        return
    elif re.match(r"(https?|mailto|tel|slack):", target):
        if label and label != target and not allowed.link(target):
            yield "link", f"<{token}> shows a label in place of its address"
    else:
        yield "escaping", f"<{token}> is neither a mention nor a link"


def _value_findings(value: object, allowed: Allowed) -> Iterator[Finding]:
    if isinstance(value, list):
        for item in value:
            yield from _value_findings(item, allowed)
    elif isinstance(value, dict):
        yield from _object_findings(value, allowed)
        for inner in value.values():
            yield from _value_findings(inner, allowed)


def _object_findings(value: Json, allowed: Allowed) -> Iterator[Finding]:
    match value:
        case {"type": "mrkdwn", "text": str(text)}:
            yield from text_findings(text, allowed)
            if not value.get("verbatim"):
                yield from _parsed_findings(text, allowed)
        case {"type": "markdown", "text": str(text)}:
            for token in TOKEN.findall(text):
                if token.startswith(("@", "!")):
                    yield from _token_findings(token, allowed)
            yield from _bare_pings(text)
        case {"type": "user", "user_id": str(user)} if f"@{user}" not in allowed.pings:
            yield "mention", f"rich text names {user}"
        case {"type": "broadcast" | "usergroup"}:
            yield "mention", f"rich text would ping: {value}"
        case _:
            return


def _parsed_findings(text: str, allowed: Allowed) -> Iterator[Finding]:
    """Without `verbatim` Slack turns plain names and addresses into live ones."""
    yield from _bare_pings(text)
    rest = TOKEN.sub("", text)
    for name in BARE_CHANNEL.findall(rest):
        yield "verbatim", f"{name} turns into a channel link"
    for link in BARE_LINK.findall(rest):
        if not allowed.link(link):
            yield "verbatim", f"{link} turns into a link"


def _bare_pings(text: str) -> Iterator[Finding]:
    for name in BARE_PING.findall(text):
        yield "mention", f"@{name} would ping everybody"
