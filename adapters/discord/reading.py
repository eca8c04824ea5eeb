"""What payloads of every kind have in common: their text, their files, whose they are and where."""

import re
from collections.abc import Mapping
from typing import Any

from adapters.discord.keys import Place
from bot.arrivals import DeliveryId
from bot.deeds import Ask, Check, Deed
from bot.front_desk import Incoming
from bot.people import Address, Platform
from bot.threads import ThreadId, thread_id

Payload = Mapping[str, Any]
_TOKEN = re.compile(r"<(@&|@!?|#|/|a?:|t:|id:)([^<>]*)>")


def readable(text: str, bot: str = "") -> str:
    """Turn Discord's writing into what people see: mentions, channels and emoji by their words; ours is left out."""

    def word(token: re.Match[str]) -> str:
        sign, rest = token.groups()
        match sign:
            case "@" | "@!":
                return "" if rest == bot else "somebody"
            case "@&":
                return "everybody with that role"
            case "#" | "id:":
                return "#channel"
            case "/":
                return f"/{rest.partition(':')[0]}"
            case "t:":
                return "then"
            case _:
                return rest.partition(":")[0]

    return _TOKEN.sub(word, text).strip()


def asked(thread: ThreadId, text: str, attached: list[Payload]) -> Ask:
    """Make a question of a text; what is attached is looked at by its kind alone."""
    kinds = [str(file.get("content_type") or "") for file in attached]
    pictures = [kind for kind in kinds if kind.startswith(("image/", "video/"))]
    return Ask(thread=thread, text=text, has_picture=bool(pictures), has_file=len(kinds) > len(pictures))


def checked(thread: ThreadId, text: str, attached: list[Payload], *, may_ask: bool = False) -> Check:
    """Make a draft of a text, as `asked` makes a question; with *may_ask* it may turn out to be one."""
    found = asked(thread, text, attached)
    return Check(thread=thread, text=text, has_picture=found.has_picture, has_file=found.has_file, may_ask=may_ask)


def incoming(home: str, event: str, by: Address, deed: Deed, place: Place) -> Incoming:
    """Say that somebody did *deed*; *event* is what a redelivery repeats."""
    return Incoming(
        delivery=DeliveryId(Platform.DISCORD, home, event),
        sender=by,
        deed=deed,
        place=place.write(),
        here=place.kind == "direct" or (place.kind == "reply" and not place.others),
    )


def address(home: str, body: Payload, user: str) -> Address:
    """Say where *user* is reached; in direct messages, as a member of *home*."""
    return Address(platform=Platform.DISCORD, workspace=str(body.get("guild_id") or home), user=user)


def user_of(body: Payload) -> str:
    """Name whoever used an interaction: a member in a server, a user elsewhere."""
    return str((body.get("member") or body)["user"]["id"])


def talk(channel: str) -> ThreadId:
    """Name the one thread that a person's direct messages are."""
    return thread_id(Platform.DISCORD, channel)
