"""discord.py's client as our ears: turns its objects back into payloads, and leaves everything else to the app."""

import re
import sys
import time
from typing import Any, Protocol

import discord
import structlog

from adapters.discord.commands import Commanded, Offered, declare
from adapters.discord.keys import OURS
from adapters.discord.reading import Payload

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""None of them privileged: the words of messages arrive where they mention us, in direct messages, and by the menu."""
READY = 0.5  # seconds to wait for the servers' details, of which nothing here needs any
log = structlog.get_logger(__name__)


class Ears(Commanded, Protocol):
    """What is done with what the gateway tells; none of it raises."""

    async def interaction(self, body: Payload) -> None:
        """Answer a button or a form."""

    async def arrived(self) -> None:
        """Take up what came while nobody was connected."""

    async def message(self, body: Payload) -> None:
        """Answer a message, if it is for us."""

    async def edited(self, body: Payload) -> None:
        """Answer a changed message, if it is for us."""

    async def deleted(self, channel: str, message: str) -> None:
        """Take note of a deleted direct message."""


class OurButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.LayoutView]], template=OURS):
    """Any button of ours, known by its pattern: it works on every message there ever was, whoever sent it."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "OurButton":
        """Find it again."""
        button = item if isinstance(item, discord.ui.Button) else discord.ui.Button(custom_id=match.string)
        return cls(button)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Answer the press."""
        if isinstance(interaction.client, Client):
            await interaction.client.ears.interaction(payload_of(interaction))


class Client(discord.Client):
    """One shard's connection; `away` tells for how long it has had none."""

    def __init__(self, ears: Ears, offered: Offered, shard: tuple[int, int]) -> None:
        super().__init__(
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=READY,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            shard_id=shard[0],
            shard_count=shard[1],
        )
        self.ears = ears
        self._offered = offered
        self._lost_at: float | None = time.monotonic()

    @property
    def away(self) -> float:
        """Seconds for which it has not been connected; 0 while it is."""
        return 0.0 if self._lost_at is None else time.monotonic() - self._lost_at

    async def setup_hook(self) -> None:
        """Declare what must be known before the first event."""
        self.add_dynamic_items(OurButton)
        self.tree = declare(self, self.ears, self._offered)

    async def on_connect(self) -> None:
        """Take note of a new session, and take up what came before it; direct messages come to the first shard."""
        self._lost_at = None
        if self.shard_id == 0:
            await self.ears.arrived()

    async def on_resumed(self) -> None:
        """Take note."""
        self._lost_at = None

    async def on_disconnect(self) -> None:
        """Take note; it comes again with every try that fails."""
        if self._lost_at is None:
            self._lost_at = time.monotonic()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer forms, which discord.py would keep in memory only, and buttons that are none of ours any more."""
        pressed = interaction.type is discord.InteractionType.component
        body = payload_of(interaction)
        strange = pressed and not re.fullmatch(OURS, str(body["data"].get("custom_id")))
        if strange or interaction.type is discord.InteractionType.modal_submit:
            await self.ears.interaction(body)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message."""
        await self.ears.message(payload_of_message(message))

    async def on_raw_message_edit(self, changed: discord.RawMessageUpdateEvent) -> None:
        """Answer a changed message."""
        await self.ears.edited(dict(changed.data))

    async def on_raw_message_delete(self, deleted: discord.RawMessageDeleteEvent) -> None:
        """Take note of a deleted message; those of servers are never ours to act on."""
        if deleted.guild_id is None:
            await self.ears.deleted(str(deleted.channel_id), str(deleted.message_id))

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Log what went wrong, without the arguments, which hold people's words."""
        log.error("discord_event_failed", method=event_method, exc_info=sys.exc_info()[1])


def payload_of(interaction: discord.Interaction) -> Payload:
    """Turn an interaction back into what the gateway said, as far as we read it."""
    return {
        "id": str(interaction.id),
        "type": interaction.type.value,
        "token": interaction.token,
        "channel_id": str(interaction.channel_id or ""),
        "guild_id": str(interaction.guild_id) if interaction.guild_id else None,
        "user": {"id": str(interaction.user.id)},
        "data": dict(interaction.data or {}),
    }


def payload_of_message(message: discord.Message) -> Payload:
    """Turn a message back into what the gateway said, as far as we read it."""
    guild = message.guild.id if message.guild else getattr(message.channel, "guild_id", None)
    return {
        "id": str(message.id),
        "type": message.type.value,
        "channel_id": str(message.channel.id),
        "guild_id": str(guild) if guild else None,
        "author": {"id": str(message.author.id), "bot": message.author.bot},
        "webhook_id": message.webhook_id,
        "flags": message.flags.value,
        "content": message.content,
        "mentions": [{"id": str(user.id)} for user in message.mentions],
        "attachments": [{"content_type": file.content_type} for file in message.attachments],
    }
