"""Routes about channels and ordinary messages."""

from tests.discord_server import posting
from tests.discord_server.core import Core
from tests.discord_server.errors import JsonObject, Refused, refused
from tests.discord_server.forms import FormFaults
from tests.discord_server.gateway.intents import MESSAGE_CONTENT
from tests.discord_server.messages import Message
from tests.discord_server.rest.calls import Answer, Call, Route, keep_files
from tests.discord_server.rules.messages import EPHEMERAL, check_message, flags_of
from tests.discord_server.world import Channel

NONCE_KEPT = 5 * 60.0  # seconds; Discord says "the past few minutes"


def _channel(core: Core, call: Call) -> Channel:
    channel = core.world.channels.get(call.params["channel_id"])
    if channel is None:
        raise refused(10003)
    if not channel.bot_sees or (channel.guild is not None and channel.guild.bot_left):
        raise refused(50001)
    return channel


def _writable(core: Core, call: Call) -> Channel:
    channel = _channel(core, call)
    if channel.recipient is not None:
        if channel.recipient.closed_dms is not None:
            raise refused(channel.recipient.closed_dms)
        if not core.world.shares_a_guild(channel.recipient):
            raise refused(50278)
    if not channel.bot_sends:
        raise refused(50013)
    return channel


def _message(core: Core, call: Call) -> Message:
    """Find a message; ephemerals are out of reach of the bot token."""
    channel, message = _channel(core, call), core.messages.get(call.params["message_id"])
    if message is None or message.channel is not channel or message.deleted or message.ephemeral:
        raise refused(10008)
    return message


def _payload(core: Core, message: Message) -> JsonObject:
    intent = bool(core.privileged & MESSAGE_CONTENT)
    return message.payload(content=posting.content_shown(core, message, intent=intent))


def _get_channel(core: Core, call: Call) -> Answer:
    return 200, _channel(core, call).payload()


def _post(core: Core, call: Call) -> Answer:
    body, channel = call.object, _writable(core, call)
    faults = FormFaults()
    check_message(body, faults)
    reply_to = _referenced(core, body, channel, faults)
    faults.refuse()
    posting.require_words(body, files=bool(call.files))
    if flags_of(body) & EPHEMERAL:
        core.violations.note("ephemeral", "an ordinary message cannot be ephemeral: everyone would see it", call.name)
    if (earlier := _same_nonce(core, body)) is not None:
        if earlier.channel is not channel:
            core.violations.note("nonce", f"nonce {earlier.nonce} was already used in another channel", call.name)
        return 200, _payload(core, earlier)
    files = keep_files(core, channel.id, call.files)
    made = posting.create(core, channel, core.world.bot, body, attachments=files, reply_to=reply_to)
    return 200, _payload(core, made)


def _same_nonce(core: Core, body: JsonObject) -> Message | None:
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    since, nonce = core.clock.now() - NONCE_KEPT, str(body["nonce"])
    mine = (one for one in core.messages.values() if one.author is core.world.bot and one.created >= since)
    return next((one for one in mine if one.nonce == nonce), None)


def _referenced(core: Core, body: JsonObject, channel: Channel, faults: FormFaults) -> Message | None:
    reference = body.get("message_reference")
    if not isinstance(reference, dict):
        return None
    message = core.messages.get(str(reference.get("message_id")))
    if message is not None and message.channel is channel and not message.deleted and not message.ephemeral:
        return message
    if reference.get("fail_if_not_exists", True):
        faults.add(("message_reference",), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
    return None


def _list(core: Core, call: Call) -> Answer:
    channel = _channel(core, call)
    found = [one for one in core.messages_in(channel.id) if not one.ephemeral]
    found.sort(key=lambda one: int(one.id), reverse=True)
    try:
        limit = int(call.query.get("limit", 50))
        before, after = int(call.query.get("before", 1 << 63)), int(call.query.get("after", 0))
        around = int(call.query.get("around", 0))
    except ValueError:
        raise Refused(400, 50035, "Invalid Form Body") from None
    faults = FormFaults()
    faults.number({"limit": limit}, "limit", (), (1, 100))
    faults.refuse()
    if around:
        found = sorted(found, key=lambda one: abs(int(one.id) - around))[:limit]
        found.sort(key=lambda one: int(one.id), reverse=True)
    found = [one for one in found if after < int(one.id) < before]
    chosen = found[-limit:] if "after" in call.query else found[:limit]
    return 200, [_payload(core, one) for one in chosen]


def _get(core: Core, call: Call) -> Answer:
    return 200, _payload(core, _message(core, call))


def _edit(core: Core, call: Call) -> Answer:
    body, message = call.object, _message(core, call)
    if message.author is not core.world.bot:
        raise refused(50005)
    faults = FormFaults()
    check_message(body, faults, before=message.flags)
    faults.refuse()
    posting.require_words(body, files=bool(call.files), already=message)
    changed = posting.change(core, message, body, keep_files(core, message.channel.id, call.files))
    return 200, _payload(core, changed)


def _delete(core: Core, call: Call) -> Answer:
    message = _message(core, call)
    if message.author is not core.world.bot:
        raise refused(50003 if message.channel.dm else 50013)
    posting.remove(core, message)
    return 204, None


def _react(core: Core, call: Call) -> Answer:
    _message(core, call).reactions.add((call.params["emoji_name"], core.world.bot.id))
    return 204, None


def _unreact(core: Core, call: Call) -> Answer:
    _message(core, call).reactions.discard((call.params["emoji_name"], core.world.bot.id))
    return 204, None


def _typing(core: Core, call: Call) -> Answer:
    _writable(core, call)
    return 204, None


_REACTION = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me"
ROUTES = [
    Route("GET", "/channels/{channel_id}", _get_channel),
    Route("GET", "/channels/{channel_id}/messages", _list),
    Route("POST", "/channels/{channel_id}/messages", _post),
    Route("GET", "/channels/{channel_id}/messages/{message_id}", _get),
    Route("PATCH", "/channels/{channel_id}/messages/{message_id}", _edit),
    Route("DELETE", "/channels/{channel_id}/messages/{message_id}", _delete),
    Route("PUT", _REACTION, _react),
    Route("DELETE", _REACTION, _unreact),
    Route("POST", "/channels/{channel_id}/typing", _typing),
]
