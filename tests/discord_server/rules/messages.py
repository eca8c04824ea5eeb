"""Message bodies: content, embeds, flags, mentions, nonce, attachments."""

from typing import Final

from tests.discord_server.errors import JsonObject
from tests.discord_server.forms import FormFaults, Path
from tests.discord_server.rules.components import check_components

MOST_CONTENT = 2000  # the OpenAPI description says 4000, which holds for people with Nitro only
MOST_EMBED_TEXT = 6000
MOST_NONCE = 25
EPHEMERAL: Final = 1 << 6
LOADING: Final = 1 << 7
V2: Final = 1 << 15
SETTABLE: Final = 1 << 2 | 1 << 12 | 1 << 13 | V2  # what a bot may set on any message, beside EPHEMERAL
_LEGACY = ("content", "embeds", "poll", "sticker_ids")
_EMBED_TEXTS = {"title": 256, "description": 4096}


def flags_of(body: JsonObject) -> int:
    flags = body.get("flags")
    return flags if isinstance(flags, int) else 0


def check_message(body: JsonObject, faults: FormFaults, at: Path = (), *, before: int = 0) -> None:
    """Check a message to create, or (with the flags it had *before*) to edit."""
    v2 = bool((flags_of(body) | before) & V2)
    faults.text(body, "content", at, (0, MOST_CONTENT))
    _check_embeds(body, faults, at)
    if isinstance(body.get("flags"), int) and before & V2 and not flags_of(body) & V2:
        faults.add((*at, "flags"), "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2", "IS_COMPONENTS_V2 cannot be removed")
    if v2:
        _check_legacy(body, faults, at)
    components = faults.items(body, "components", at, (0, 40))
    check_components(components, faults, (*at, "components"), v2=v2)
    _check_mentions(body, faults, at)
    _check_nonce(body, faults, at)
    faults.items(body, "attachments", at, (0, 10))


def _check_legacy(body: JsonObject, faults: FormFaults, at: Path) -> None:
    for key in _LEGACY:
        if body.get(key):
            text = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            faults.add((*at, key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text)


def _check_embeds(body: JsonObject, faults: FormFaults, at: Path) -> None:
    embeds = faults.items(body, "embeds", at, (0, 10))
    total = 0
    for index, embed in enumerate(embeds):
        total += _check_embed(embed, faults, (*at, "embeds", index))
    if total > MOST_EMBED_TEXT:
        text = f"Embed size exceeds maximum size of {MOST_EMBED_TEXT}"
        faults.add((*at, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", text)


def _check_embed(embed: JsonObject, faults: FormFaults, at: Path) -> int:
    pieces = [(embed, key, at, (0, most)) for key, most in _EMBED_TEXTS.items()]
    for key, name, most in (("footer", "text", 2048), ("author", "name", 256)):
        if isinstance(embed.get(key), dict):
            pieces.append((embed[key], name, (*at, key), (0, most)))
    for index, field in enumerate(faults.items(embed, "fields", at, (0, 25))):
        pieces += [
            (field, "name", (*at, "fields", index), (1, 256)),
            (field, "value", (*at, "fields", index), (1, 1024)),
        ]
    for holder, key, place, size in pieces:
        faults.text(holder, key, place, size, needed=size[0] > 0)
    return sum(len(str(holder.get(key) or "")) for holder, key, _, _ in pieces)


def _check_mentions(body: JsonObject, faults: FormFaults, at: Path) -> None:
    allowed = body.get("allowed_mentions")
    if not isinstance(allowed, dict):
        return
    place = (*at, "allowed_mentions")
    parse = allowed.get("parse") or []
    for index, kind in enumerate(parse):
        if kind not in ("users", "roles", "everyone"):
            text = "Value must be one of {'everyone', 'roles', 'users'}."
            faults.add((*place, "parse", index), "BASE_TYPE_CHOICES", text)
    for kind in ("users", "roles"):
        ids = allowed.get(kind) or []
        if kind in parse and ids:
            text = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            faults.add(place, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", text)
        if len(ids) > 100:
            faults.add((*place, kind), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")


def _check_nonce(body: JsonObject, faults: FormFaults, at: Path) -> None:
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > MOST_NONCE:
        faults.add((*at, "nonce"), "NONCE_TYPE_TOO_LONG", f"Nonce must be {MOST_NONCE} or fewer in length.")
