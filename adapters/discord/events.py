"""Messages → what a person did: mentions, direct messages, their edits and deletions."""

from adapters.discord.keys import Place
from adapters.discord.layout import EPHEMERAL
from adapters.discord.reading import Payload, address, asked, incoming, readable, talk
from bot.deeds import Hail, Retract, Reword
from bot.front_desk import Incoming
from bot.people import Address, Platform
from bot.threads import ThreadId, thread_id

WRITTEN = (0, 19)
"""Types of messages that a person has written: plain ones, and answers to another."""


def from_message(body: Payload, home: str, bot: str) -> Incoming | None:
    """Read a new message; None where it is not for us.

    An ephemeral answer of ours comes back as a message without a server, so its author and flag are looked at first.
    """
    author = body["author"]
    written = body.get("type", 0) in WRITTEN and not body.get("webhook_id") and not author.get("bot")
    if not written or int(body.get("flags") or 0) & EPHEMERAL:
        return None
    by, channel, message = address(home, body, str(author["id"])), str(body["channel_id"]), str(body["id"])
    if not body.get("guild_id"):
        deed = asked(talk(channel), readable(str(body.get("content") or ""), bot), list(body.get("attachments") or []))
        return incoming(home, message, by, deed, Place(kind="direct", channel=channel, root=message))
    if not any(str(user["id"]) == bot for user in body.get("mentions") or []):
        return None
    return incoming(home, message, by, Hail(), Place(kind="mention", channel=channel, root=message))


def from_edit(body: Payload, home: str, bot: str, *, newest: bool) -> Incoming | None:
    """Read a change of a direct message; one that is not their *newest* is asked anew, apart from what came since."""
    author = body.get("author") or {}
    if not body.get("edited_timestamp") or author.get("bot") or body.get("guild_id") or "id" not in author:
        return None
    channel, message = str(body["channel_id"]), str(body["id"])
    text = readable(str(body.get("content") or ""), bot)
    deed = Reword(thread=_thread(channel, message, newest=newest), text=text)
    by, place = address(home, body, str(author["id"])), Place(kind="direct", channel=channel, root=message)
    return incoming(home, f"{message}.{body['edited_timestamp']}", by, deed, place)


def from_deletion(channel: str, message: str, user: str, home: str) -> Incoming:
    """Read the deletion of somebody's newest direct message."""
    by = Address(platform=Platform.DISCORD, workspace=home, user=user)
    deed, place = Retract(thread=talk(channel)), Place(kind="direct", channel=channel)
    return incoming(home, f"{message}.deleted", by, deed, place)


def _thread(channel: str, message: str, *, newest: bool) -> ThreadId:
    return talk(channel) if newest else thread_id(Platform.DISCORD, channel, message)
