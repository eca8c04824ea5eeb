"""What an interaction token can do after the first answer: followups, and the messages made with it."""

from tests.discord_server import posting
from tests.discord_server.core import Core
from tests.discord_server.errors import refused
from tests.discord_server.forms import FormFaults
from tests.discord_server.interactions import Interaction
from tests.discord_server.messages import Message
from tests.discord_server.rest.callbacks import metadata
from tests.discord_server.rest.calls import Answer, Call, Route, keep_files
from tests.discord_server.rules.messages import EPHEMERAL, V2, check_message, flags_of


def _living(core: Core, call: Call) -> Interaction:
    interaction = core.interactions.get(call.params["webhook_token"])
    if interaction is None or call.params["webhook_id"] != core.world.application_id:
        core.violations.note("webhook", "no such webhook or token", call.name)
        raise refused(10015)
    if interaction.token_dead:
        raise refused(50027)
    if interaction.answered is None:
        if not interaction.excused:  # whoever died of answering it leaves another to look
            core.violations.note("webhook", f"{interaction.name} has not been answered yet", call.name)
        raise refused(10015)
    return interaction


def _message(core: Core, call: Call) -> Message:
    interaction, wanted = _living(core, call), call.params.get("message_id")
    mine = [interaction.original, *interaction.followups]
    found = interaction.original if wanted is None else next((one for one in mine if one and one.id == wanted), None)
    if found is None or found.deleted:
        raise refused(10008)
    return found


def _follow_up(core: Core, call: Call) -> Answer:
    interaction, body = _living(core, call), call.object
    if interaction.original is not None and interaction.original.loading:
        return _fill(core, call, interaction.original)
    faults = FormFaults()
    check_message(body, faults)
    faults.refuse()
    posting.require_words(body, files=bool(call.files))
    flags = flags_of(body) & EPHEMERAL
    message = posting.create(
        core,
        interaction.channel,
        core.world.bot,
        body,
        attachments=keep_files(core, interaction.channel.id, call.files),
        only_for=interaction.user if flags else None,
        reply_to=interaction.original
        if interaction.original and not flags and not interaction.original.ephemeral
        else None,
        flags=flags,
        interaction=metadata(interaction),
    )
    interaction.followups.append(message)
    return 200, message.payload()


def _fill(core: Core, call: Call, loading: Message) -> Answer:
    """Edit the "thinking" message, as the first followup after a defer does; deprecated, so it is noted."""
    core.violations.note("followup after a defer", "deprecated: edit the original answer", call.name)
    if flags_of(call.object) & V2:
        faults = FormFaults()
        faults.add(("flags",), "MESSAGE_FLAGS_INVALID", "After a defer, Components V2 only by editing the original")
        faults.refuse()
    return _change(core, call, loading)


def _change(core: Core, call: Call, message: Message) -> Answer:
    faults = FormFaults()
    check_message(call.object, faults, before=message.flags)
    faults.refuse()
    posting.require_words(call.object, files=bool(call.files), already=message)
    changed = posting.change(core, message, call.object, keep_files(core, message.channel.id, call.files))
    return 200, changed.payload()


def _get(core: Core, call: Call) -> Answer:
    return 200, _message(core, call).payload()


def _edit(core: Core, call: Call) -> Answer:
    return _change(core, call, _message(core, call))


def _delete(core: Core, call: Call) -> Answer:
    posting.remove(core, _message(core, call))
    return 204, None


_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES = [
    Route("POST", _HOOK, _follow_up, open=True),
    *(
        Route(method, f"{_HOOK}/messages/{which}", handler, open=True)
        for which in ("@original", "{message_id}")
        for method, handler in (("GET", _get), ("PATCH", _edit), ("DELETE", _delete))
    ),
]
