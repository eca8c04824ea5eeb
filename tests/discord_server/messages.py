"""One message: what it says, who may see it, and how the bot is told of it."""

from dataclasses import dataclass, field
from typing import Any

from tests.discord_server.clock import iso
from tests.discord_server.components import BUTTON, LINK_STYLES, buttons, selects, texts
from tests.discord_server.errors import JsonObject
from tests.discord_server.rules.messages import EPHEMERAL, LOADING, V2
from tests.discord_server.world import Channel, User


@dataclass(kw_only=True, slots=True, eq=False)
class Message:
    id: str
    channel: Channel
    author: User
    created: float
    content: str = ""
    embeds: list[JsonObject] = field(default_factory=list)
    components: list[JsonObject] = field(default_factory=list)
    attachments: list[JsonObject] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    edited: float | None = None
    nonce: str | None = None
    only_for: User | None = None  # the one person an ephemeral message shows itself to
    reply_to: "Message | None" = None
    interaction: JsonObject | None = None
    mentions: tuple[User, ...] = ()
    mention_roles: tuple[str, ...] = ()
    mention_everyone: bool = False
    pinged: frozenset[str] = frozenset()
    reactions: set[tuple[str, str]] = field(default_factory=set)  # emoji, user id
    deleted: bool = False
    revisions: int = 0
    versions: list[str] = field(default_factory=list)  # its text, oldest first

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        return bool(self.flags & LOADING)

    @property
    def v2(self) -> bool:
        return bool(self.flags & V2)

    @property
    def text(self) -> str:
        """Everything a person reads on it, buttons apart."""
        lines = [self.content, *texts(self.components)]
        for embed in self.embeds:
            lines += [str(embed.get(key) or "") for key in ("title", "description")]
            lines += [f"{part.get('name')}\n{part.get('value')}" for part in embed.get("fields") or []]
            lines.append(str((embed.get("footer") or {}).get("text") or ""))
        return "\n".join(line for line in lines if line)

    @property
    def labels(self) -> list[str]:
        """What the buttons on it say."""
        return [str(button.get("label") or "") for button in buttons(self.components)]

    def seen_by(self, user: User) -> bool:
        if self.deleted:
            return False
        return self.only_for is user if self.ephemeral else self.channel.seen_by(user)

    def button(self, name: str) -> list[JsonObject]:
        """Find buttons by custom_id, else by label."""
        every = [button for button in buttons(self.components) if button.get("style") not in LINK_STYLES]
        return [one for one in every if one.get("custom_id") == name] or [
            one for one in every if one["type"] == BUTTON and one.get("label") == name
        ]

    def select(self, name: str) -> list[JsonObject]:
        """Find select menus by custom_id, else by placeholder."""
        every = selects(self.components)
        return [one for one in every if one.get("custom_id") == name] or [
            one for one in every if one.get("placeholder") == name
        ]

    def payload(self, *, content: bool = True) -> JsonObject:
        """Write it for the bot; without *content* as Discord does when the intent is missing."""
        body: JsonObject = {
            "id": self.id,
            "type": self.kind,
            "channel_id": self.channel.id,
            "author": self.author.payload(),
            "timestamp": iso(self.created),
            "edited_timestamp": None if self.edited is None else iso(self.edited),
            "tts": False,
            "mention_everyone": self.mention_everyone,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": list(self.mention_roles),
            "pinned": False,
            "flags": self.flags,
            **self._words(content=content),
        }
        if self.nonce is not None:
            body["nonce"] = self.nonce
        if self.interaction is not None:
            body["interaction_metadata"] = self.interaction
        if self.reply_to is not None:
            reference = {"type": 0, "channel_id": self.channel.id, "message_id": self.reply_to.id}
            body["message_reference"] = reference
            body["referenced_message"] = None if self.reply_to.deleted else self.reply_to.payload(content=content)
        return body

    def _words(self, *, content: bool) -> dict[str, Any]:
        if not content:
            return {"content": "", "embeds": [], "attachments": [], "components": []}
        return {
            "content": self.content,
            "embeds": [{"type": "rich", **embed} for embed in self.embeds],
            "attachments": self.attachments,
            "components": self.components,
        }

    def event(self, *, content: bool = True) -> JsonObject:
        """Write it as a gateway event: ephemerals carry neither guild nor member."""
        body = self.payload(content=content)
        guild = self.channel.guild
        if guild is not None and not self.ephemeral:
            member = guild.member(self.author)
            del member["user"]
            body |= {"guild_id": guild.id, "member": member}
        return body
