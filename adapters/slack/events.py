"""Events → what a person did: mentions, direct messages, their edits and deletions."""

from adapters.slack.keys import Place
from adapters.slack.reading import Payload, asked, bot_of, incoming, readable
from bot.deeds import Deed, Retract, Reword
from bot.front_desk import Incoming
from bot.people import Platform
from bot.threads import thread_id

WRITTEN = (None, "file_share", "thread_broadcast")
"""Subtypes of messages that a person has written."""


def from_event(body: Payload, event: Payload) -> Incoming | None:
    """Read an event; None where nobody did anything."""
    match event.get("type"):
        case "app_mention":
            found = _mention(body, event)
        case "message" if event.get("channel_type") == "im":
            found = _message(body, event)
        case _:
            return None
    if found is None:
        return None
    deed, place, user = found
    return incoming(body, str(body["event_id"]), user, deed, place)


def _mention(body: Payload, event: Payload) -> tuple[Deed, Place, str] | None:
    if event.get("bot_id") or not event.get("user"):
        return None
    user, channel = str(event["user"]), str(event["channel"])
    within = str(event.get("thread_ts") or "")
    root = within or str(event["ts"])
    text = readable(str(event.get("text") or ""), bot_of(body))
    deed = asked(thread_id(Platform.SLACK, str(body["team_id"]), channel, root, user), text, event)
    return deed, Place(kind="mention", channel=channel, thread=within, root=root), user


def _message(body: Payload, event: Payload) -> tuple[Deed, Place, str] | None:
    before = event.get("previous_message") or {}
    match event.get("subtype"):
        case "message_changed" if event["message"].get("text") != before.get("text"):
            return _written(body, event, event["message"], "changed")
        case "message_deleted":
            return _written(body, event, before, "deleted")
        case subtype if subtype in WRITTEN:
            return _written(body, event, event, "new")
        case _:
            return None


def _written(body: Payload, event: Payload, written: Payload, how: str) -> tuple[Deed, Place, str] | None:
    if written.get("bot_id") or not written.get("user") or written.get("subtype") not in WRITTEN:
        return None
    user, channel, root = str(written["user"]), str(event["channel"]), str(written.get("thread_ts") or written["ts"])
    thread = thread_id(Platform.SLACK, str(body["team_id"]), channel, root, user)
    text = readable(str(written.get("text") or ""), bot_of(body))
    deeds: dict[str, Deed] = {
        "new": asked(thread, text, written),
        "changed": Reword(thread=thread, text=text),
        "deleted": Retract(thread=thread),
    }
    return deeds[how], Place(kind="direct", channel=channel, thread=root), user
