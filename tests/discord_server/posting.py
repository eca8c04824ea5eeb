"""Making, changing and removing messages: the one way in for people and the bot alike."""

from tests.discord_server.components import numbered
from tests.discord_server.core import Core
from tests.discord_server.errors import JsonObject, refused
from tests.discord_server.gateway.intents import DIRECT_MESSAGES, GUILD_MESSAGES, MESSAGE_CONTENT
from tests.discord_server.gateway.sessions import Session
from tests.discord_server.messages import Message
from tests.discord_server.pings import mentions
from tests.discord_server.rules.messages import LOADING, SETTABLE, V2, flags_of
from tests.discord_server.world import Channel, User


def content_shown(core: Core, message: Message, *, intent: bool) -> bool:
    """Whether the bot reads this message's words without, or with, the message-content intent."""
    bot = core.world.bot
    return intent or message.author is bot or message.channel.dm or message.ephemeral or bot in message.mentions


def create(  # noqa: PLR0913 - one place knows all that a message may carry
    core: Core,
    channel: Channel,
    author: User,
    body: JsonObject,
    *,
    attachments: list[JsonObject] | None = None,
    only_for: User | None = None,
    reply_to: Message | None = None,
    kind: int | None = None,
    flags: int = 0,
    interaction: JsonObject | None = None,
    announce: bool = True,
) -> Message:
    """Store a message and tell the bot of it."""
    message = Message(
        id=core.world.ids.next(),
        channel=channel,
        author=author,
        created=core.clock.now(),
        attachments=attachments or [],
        flags=flags | flags_of(body) & SETTABLE,
        kind=(19 if reply_to else 0) if kind is None else kind,
        only_for=only_for,
        reply_to=reply_to,
        interaction=interaction,
        nonce=None if body.get("nonce") is None else str(body["nonce"]),
    )
    _write(core, message, body, fresh=True)
    core.messages[message.id] = message
    if not message.ephemeral:
        channel.last = message.id
    if announce:
        tell(core, "MESSAGE_CREATE", message)
    core.changes.bump()
    return message


def change(core: Core, message: Message, body: JsonObject, attachments: list[JsonObject]) -> Message:
    """Edit a message; what the body leaves out stays."""
    if isinstance(body.get("attachments"), list):
        kept = {str(item.get("id")) for item in body["attachments"]}
        message.attachments = [item for item in message.attachments if item["id"] in kept] + attachments
    fresh = message.loading  # filling in a deferred answer pings; any other edit does not
    message.flags = (message.flags | flags_of(body) & V2) & ~LOADING
    _write(core, message, body, fresh=fresh)
    message.edited = core.clock.now()
    message.revisions += 1
    tell(core, "MESSAGE_UPDATE", message)
    core.changes.bump()
    return message


def remove(core: Core, message: Message) -> None:
    message.deleted = True
    guild = message.channel.guild
    body: JsonObject = {"id": message.id, "channel_id": message.channel.id}
    if guild is not None and not message.ephemeral:
        body["guild_id"] = guild.id
    _dispatch(core, "MESSAGE_DELETE", message, body, body)
    core.changes.bump()


def tell(core: Core, event: str, message: Message) -> None:
    """Send a message event, emptied where the intent for content is missing."""
    bare = message.event(content=content_shown(core, message, intent=False))
    _dispatch(core, event, message, message.event(), bare)


def _dispatch(core: Core, event: str, message: Message, whole: JsonObject, bare: JsonObject) -> None:
    direct = message.channel.dm or message.ephemeral
    needed = DIRECT_MESSAGES if direct else GUILD_MESSAGES
    guild = None if direct or message.channel.guild is None else message.channel.guild.id

    def body(session: Session) -> JsonObject | None:
        if not session.intents & needed:
            return None
        return whole if session.intents & MESSAGE_CONTENT else bare

    if direct or message.channel.bot_sees:
        core.sessions.dispatch(event, body, guild)


def _write(core: Core, message: Message, body: JsonObject, *, fresh: bool) -> None:
    for key in ("content", "embeds", "components"):
        if key in body:
            setattr(message, key, body[key] or ("" if key == "content" else []))
    message.components = numbered(message.components)
    whole = {**body, "content": message.content, "components": message.components}
    found = mentions(whole, message.reply_to.author.id if message.reply_to else None)
    guild = message.channel.guild
    present = (
        guild.members
        if guild is not None
        else {user.id: user for user in (message.channel.recipient, core.world.bot) if user}
    )
    message.mentions = tuple(present[user] for user in found.users if user in present)
    if message.reply_to is not None and message.reply_to.author.id in found.pinged:
        message.mentions += (message.reply_to.author,)
    message.mention_roles = tuple(role for role in found.roles if guild is not None and role in guild.roles)
    message.mention_everyone = "everyone" in found.pinged
    if fresh:
        message.pinged = found.pinged - {message.author.id}
        beyond = message.pinged - core.may_ping if message.author is core.world.bot else set()
        if beyond:
            core.violations.note("ping", f"message {message.id} may ping {', '.join(sorted(beyond))}")
    if message.text:
        message.versions.append(message.text)


def require_words(body: JsonObject, *, files: bool, already: Message | None = None) -> None:
    """Refuse a message with nothing on it (50006)."""
    keys = ("content", "embeds", "components", "sticker_ids", "poll", "attachments")
    if already is None:
        full = any(body.get(key) for key in keys)
    else:
        full = any(body[key] if key in body else getattr(already, key, None) for key in keys)
    if not (full or files):
        raise refused(50006)
