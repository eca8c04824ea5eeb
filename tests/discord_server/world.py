"""Who and what exists: people, guilds, roles, channels, and who sees which channel."""

from dataclasses import dataclass, field
from typing import Final

from tests.discord_server.clock import MovableClock, Snowflakes, iso
from tests.discord_server.errors import JsonObject

TEXT_CHANNEL: Final = 0
DM_CHANNEL: Final = 1
MEMBER_PERMISSIONS: Final = str(1 << 10 | 1 << 11 | 1 << 16 | 1 << 31)  # view, send, history, app commands


@dataclass(kw_only=True, slots=True, eq=False)
class User:
    id: str
    name: str
    bot: bool = False
    closed_dms: int | None = None  # the code a message to this person is refused with
    locale: str = "en-GB"

    def payload(self) -> JsonObject:
        return {
            "id": self.id,
            "username": self.name.lower().replace(" ", "_"),
            "global_name": None if self.bot else self.name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass(kw_only=True, slots=True, eq=False)
class Role:
    id: str
    name: str
    permissions: str = MEMBER_PERMISSIONS

    def payload(self) -> JsonObject:
        colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
        return {
            "id": self.id,
            "name": self.name,
            "permissions": self.permissions,
            "color": 0,
            "colors": colours,
            "hoist": False,
            "position": 0,
            "managed": False,
            "mentionable": True,
            "flags": 0,
            "icon": None,
            "unicode_emoji": None,
        }


@dataclass(kw_only=True, slots=True, eq=False)
class Guild:
    id: str
    name: str
    owner: User
    created: float
    members: dict[str, User] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    held: dict[str, list[str]] = field(default_factory=dict)  # user id → role ids
    bot_left: bool = False

    def member(self, user: User, *, permissions: bool = False) -> JsonObject:
        body: JsonObject = {
            "user": user.payload(),
            "roles": list(self.held.get(user.id, [])),
            "nick": None,
            "avatar": None,
            "joined_at": iso(self.created),
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
            "communication_disabled_until": None,
        }
        return body | ({"permissions": MEMBER_PERMISSIONS} if permissions else {})

    def payload(self) -> JsonObject:
        return {
            "id": self.id,
            "name": self.name,
            "icon": None,
            "splash": None,
            "owner_id": self.owner.id,
            "roles": [role.payload() for role in self.roles.values()],
            "emojis": [],
            "stickers": [],
            "features": [],
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "afk_timeout": 300,
            "afk_channel_id": None,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "public_updates_channel_id": None,
            "preferred_locale": "en-GB",
            "description": None,
        }


@dataclass(kw_only=True, slots=True, eq=False)
class Channel:
    id: str
    name: str
    guild: Guild | None = None
    recipient: User | None = None
    only: frozenset[str] | None = None  # user ids; None means everyone in the guild
    bot_sees: bool = True
    bot_sends: bool = True
    last: str | None = None

    @property
    def dm(self) -> bool:
        return self.guild is None

    def seen_by(self, user: User) -> bool:
        if self.guild is None:
            return self.recipient is user
        return user.id in self.guild.members and (self.only is None or user.id in self.only)

    def payload(self) -> JsonObject:
        if self.guild is None:
            people = [self.recipient.payload()] if self.recipient else []
            return {"id": self.id, "type": DM_CHANNEL, "recipients": people, "last_message_id": self.last, "flags": 0}
        return {
            "id": self.id,
            "type": TEXT_CHANNEL,
            "guild_id": self.guild.id,
            "name": self.name,
            "position": 0,
            "permission_overwrites": [],
            "nsfw": False,
            "parent_id": None,
            "topic": None,
            "last_message_id": self.last,
            "rate_limit_per_user": 0,
            "flags": 0,
        }


class World:
    """One application, its bot, and everything around it."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.application_id = self.ids.next()
        self.bot = User(id=self.ids.next(), name="Signpost", bot=True)
        self.owner = User(id=self.ids.next(), name="Owner")
        self.users: dict[str, User] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}

    def add_user(self, name: str, *, bot: bool = False) -> User:
        user = User(id=self.ids.next(), name=name, bot=bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str) -> Guild:
        guild = Guild(id=self.ids.next(), name=name, owner=self.owner, created=self.clock.now())
        guild.roles[guild.id] = Role(id=guild.id, name="@everyone")
        for user in (self.owner, self.bot):
            guild.members[user.id] = user
        self.guilds[guild.id] = guild
        return guild

    def add_role(self, guild: Guild, name: str) -> Role:
        role = Role(id=self.ids.next(), name=name)
        guild.roles[role.id] = role
        return role

    def add_channel(self, guild: Guild, name: str, only: frozenset[str] | None = None) -> Channel:
        channel = Channel(id=self.ids.next(), name=name, guild=guild, only=only)
        self.channels[channel.id] = channel
        return channel

    def dm(self, user: User) -> Channel:
        """Find or open the one DM channel between *user* and the bot."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(id=self.ids.next(), name=f"dm-{user.name}", recipient=user)
        self.channels[channel.id] = channel
        return channel

    def shares_a_guild(self, user: User) -> bool:
        return any(user.id in guild.members and not guild.bot_left for guild in self.guilds.values())
