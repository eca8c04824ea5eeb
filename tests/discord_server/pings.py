"""Whom a message pings: its mentions, sifted by its allowed_mentions."""

import re
from dataclasses import dataclass

from tests.discord_server.components import texts
from tests.discord_server.errors import JsonObject

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)")


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the text names, and what of it pings."""

    users: tuple[str, ...]
    roles: tuple[str, ...]
    everyone: bool
    pinged: frozenset[str]  # user ids, role ids, "everyone"


def mentions(body: JsonObject, replied_to: str | None) -> Mentions:
    """Read a message body as Discord does; without allowed_mentions everything pings."""
    text = "\n".join([str(body.get("content") or ""), *texts(body.get("components") or [])])
    users, roles = tuple(dict.fromkeys(_USER.findall(text))), tuple(dict.fromkeys(_ROLE.findall(text)))
    everyone = bool(_EVERYONE.search(text))
    allowed = body.get("allowed_mentions")
    if not isinstance(allowed, dict):
        allowed = {"parse": ["users", "roles", "everyone"], "replied_user": True}
    parse = allowed.get("parse") or []
    pinged = {user for user in users if "users" in parse or user in map(str, allowed.get("users") or [])}
    pinged |= {role for role in roles if "roles" in parse or role in map(str, allowed.get("roles") or [])}
    if everyone and "everyone" in parse:
        pinged.add("everyone")
    if replied_to and allowed.get("replied_user"):
        pinged.add(replied_to)
    return Mentions(users, roles, everyone, frozenset(pinged))
