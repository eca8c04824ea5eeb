"""What payloads of every kind have in common: their text, their files, their team."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from adapters.slack.keys import Place
from bot.arrivals import DeliveryId
from bot.deeds import Ask, Deed
from bot.front_desk import Incoming
from bot.people import Address, Platform
from bot.threads import ThreadId

Payload = Mapping[str, Any]
_TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def readable(text: str, bot: str = "") -> str:
    """Turn Slack's writing into what people see: mentions, channels and links by their words; ours is left out."""

    def word(token: re.Match[str]) -> str:
        sign, target, label = token.groups()
        match sign:
            case "@":
                return "" if target == bot else "somebody"
            case "#":
                return f"#{label or 'channel'}"
            case "!":
                return label or target.partition("^")[0]
            case _:
                return label or target

    return html.unescape(_TOKEN.sub(word, text)).strip()


def asked(thread: ThreadId, text: str, written: Payload) -> Ask:
    """Make a question of a message; what is attached is looked at by its kind alone."""
    kinds = [str(file.get("mimetype") or "") for file in written.get("files") or []]
    pictures = [kind for kind in kinds if kind.startswith(("image/", "video/"))]
    return Ask(thread=thread, text=text, has_picture=bool(pictures), has_file=len(kinds) > len(pictures))


def incoming(body: Payload, event: str, user: str, deed: Deed, place: Place) -> Incoming:
    """Say that *user* did *deed*; *event* is what a redelivery repeats."""
    team = team_of(body)
    return Incoming(
        delivery=DeliveryId(Platform.SLACK, team, event),
        sender=Address(platform=Platform.SLACK, workspace=team, user=user),
        deed=deed,
        place=place.write(),
        here=place.kind == "direct",
    )


def until(given: Incoming, answer_by: datetime | None) -> Incoming:
    """Say when its private answer must have been given."""
    return replace(given, answer_by=answer_by)


def team_of(body: Payload) -> str:
    """Name the workspace."""
    return str(body.get("team_id") or body["team"]["id"])


def presser(body: Payload) -> Address:
    """Name whoever pressed or sent a form."""
    return Address(platform=Platform.SLACK, workspace=team_of(body), user=str(body["user"]["id"]))


def bot_of(body: Payload) -> str:
    """Name the bot's own user, as events do."""
    grants = body.get("authorizations") or [{}]
    return str(grants[0].get("user_id") or "")
