"""The nouns of the local Slack: people, conversations, messages, views."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]

TEAM = "T0LOCAL01"
APP = "A0LOCAL01"
BOT_USER = "U0BOT0001"
BOT_ID = "B0BOT0001"


class Refused(Exception):
    """A real client would not have let the person do this."""


class ApiError(Exception):
    """The Web API answers ok: false."""

    def __init__(self, code: str, *messages: str, status: int = 200, **extra: str) -> None:
        super().__init__(code, *messages)
        self.code = code
        self.messages = messages
        self.status = status
        self.extra = extra


class Kind(StrEnum):
    PUBLIC = "channel"
    PRIVATE = "group"
    IM = "im"
    MPIM = "mpim"


@dataclass(kw_only=True, slots=True)
class Member:
    """Somebody in the workspace; `fields` maps a custom profile field's id to its value."""

    id: str
    name: str
    email: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    is_bot: bool = False
    deleted: bool = False
    guest: bool = False
    active: bool = True


@dataclass(kw_only=True, slots=True)
class Conversation:
    id: str
    name: str
    kind: Kind
    members: set[str]
    archived: bool = False


@dataclass(kw_only=True, slots=True)
class Message:
    """One message, live: updates change it in place; `ephemeral_to` names the only person who sees it."""

    channel: str
    ts: str
    author: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    ephemeral_to: str | None = None
    edited: str | None = None

    @property
    def by_bot(self) -> bool:
        return self.author == BOT_USER

    @property
    def in_thread(self) -> bool:
        return self.thread_ts not in (None, self.ts)

    @property
    def labels(self) -> list[str]:
        """Name the buttons a reader sees, in order."""
        return [e["text"]["text"] for e in elements(self.blocks) if e.get("type") == "button"]

    @property
    def words(self) -> str:
        """Join all that a reader sees: the blocks if there are any, else the text."""
        return "\n".join(texts(self.blocks)) if self.blocks else self.text

    def payload(self) -> Json:
        body: Json = {"type": "message", "user": self.author, "text": self.text, "ts": self.ts, "team": TEAM}
        if self.by_bot:
            body |= {"bot_id": BOT_ID, "app_id": APP}
        optional = {
            "blocks": self.blocks,
            "attachments": self.attachments,
            "thread_ts": self.thread_ts,
            "files": self.files,
            "metadata": self.metadata,
            "subtype": "file_share" if self.files else None,
            "edited": {"user": self.author, "ts": self.edited} if self.edited else None,
        }
        return body | {key: value for key, value in optional.items() if value}


@dataclass(kw_only=True, slots=True)
class View:
    """A modal or a Home tab on somebody's screen, live; `typed` holds what the person has put in."""

    id: str
    owner: str
    hash: str
    body: Json
    previous: str | None = None
    root: str
    typed: dict[tuple[str, str], Json] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.body["blocks"]
        return blocks

    @property
    def title(self) -> str:
        return str(self.body.get("title", {}).get("text", ""))

    @property
    def labels(self) -> list[str]:
        return [e["text"]["text"] for e in elements(self.blocks) if e.get("type") == "button"]

    @property
    def words(self) -> str:
        return "\n".join(texts(self.blocks))

    def payload(self) -> Json:
        defaults: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": False}
        defaults |= {"notify_on_close": False, "title": None, "submit": None, "close": None}
        values: dict[str, Json] = {}
        for (block, action), value in self.typed.items():
            values.setdefault(block, {})[action] = value
        return (
            defaults
            | self.body
            | {"id": self.id, "team_id": TEAM, "app_id": APP, "bot_id": BOT_ID, "app_installed_team_id": TEAM}
            | {"hash": self.hash, "previous_view_id": self.previous, "root_view_id": self.root}
            | {"state": {"values": values}}
        )


def elements(blocks: list[Json]) -> list[Json]:
    """List the interactive elements of *blocks* in reading order, each with its block's id under `_block`."""
    found: list[Json] = []
    for block in blocks:
        several = block.get("elements")
        inside = [*(several if isinstance(several, list) else ()), block.get("accessory"), block.get("element")]
        found += [e | {"_block": block.get("block_id", "")} for e in inside if isinstance(e, dict) and "action_id" in e]
    return found


def texts(value: object) -> list[str]:
    """List every text a reader sees in *value*, in order."""
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if not isinstance(value, dict):
        return []
    own = [value["text"]] if isinstance(value.get("text"), str) else []
    return own + [text for key, inner in value.items() if key not in {"confirm", "options"} for text in texts(inner)]
