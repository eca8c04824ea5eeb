"""The one answer to an interaction."""

from collections.abc import Callable
from typing import Any

from tests.discord_server import posting
from tests.discord_server.core import Core
from tests.discord_server.errors import JsonObject, refused
from tests.discord_server.forms import FormFaults
from tests.discord_server.interactions import Callback, Interaction, Kind, Modal
from tests.discord_server.messages import Message
from tests.discord_server.rest.calls import Answer, Call, Route, keep_files
from tests.discord_server.rules.commands import check_choices
from tests.discord_server.rules.messages import EPHEMERAL, LOADING, check_message, flags_of
from tests.discord_server.rules.modals import check_modal

_OPENING = {Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.MODAL}
_ALLOWED = {
    Kind.COMMAND: _OPENING,
    Kind.COMPONENT: _OPENING | {Callback.DEFERRED_UPDATE, Callback.UPDATE},
    Kind.AUTOCOMPLETE: {Callback.CHOICES},
    Kind.MODAL: {Callback.MESSAGE, Callback.DEFERRED_MESSAGE},
}


def _answer(core: Core, call: Call) -> Answer:
    interaction = _awaited(core, call)
    kind = _kind(call.object, interaction)
    data = call.object.get("data") or {}
    message = _ANSWERS[kind](core, call, interaction, data)
    interaction.answered, interaction.answered_at = kind, core.clock.now()
    if call.query.get("with_response", "").lower() not in ("1", "true"):
        return 204, None
    return 200, _response(interaction, kind, message)


def _awaited(core: Core, call: Call) -> Interaction:
    interaction = core.interactions.get(call.params["interaction_token"])
    if interaction is None or interaction.id != call.params["interaction_id"]:
        core.violations.note("interaction", "an answer to an interaction that never was", call.name)
        raise refused(10062)
    if interaction.answered is not None:
        if not interaction.excused:
            core.violations.note("one answer", f"{interaction.name} was answered twice", call.name)
        raise refused(40060)
    if interaction.too_late:
        if interaction.had_a_chance:
            core.violations.note("3 seconds", f"{interaction.name} was answered too late", call.name)
        raise refused(10062)
    return interaction


def _kind(body: JsonObject, interaction: Interaction) -> Callback:
    allowed = set(_ALLOWED[interaction.kind])
    if interaction.kind is Kind.MODAL and interaction.message is not None:
        allowed |= {Callback.DEFERRED_UPDATE, Callback.UPDATE}
    if body.get("type") not in allowed:
        faults = FormFaults()
        choices = ", ".join(str(int(kind)) for kind in sorted(allowed))
        faults.add(("type",), "BASE_TYPE_CHOICES", f"Value must be one of {{{choices}}}.")
        faults.refuse()
    return Callback(body["type"])


def metadata(interaction: Interaction) -> JsonObject:
    """Describe on a message which interaction it came from."""
    body: JsonObject = {
        "id": interaction.id,
        "type": int(interaction.kind),
        "user": interaction.user.payload(),
        "authorizing_integration_owners": {"0": interaction.channel.guild.id if interaction.channel.guild else "0"},
    }
    if interaction.kind is Kind.COMPONENT and interaction.message is not None:
        body["interacted_message_id"] = interaction.message.id
    if interaction.kind is Kind.MODAL:
        body["triggering_interaction_metadata"] = {**body, "type": int(Kind.COMMAND)}
    return body


def _post(core: Core, call: Call, interaction: Interaction, data: JsonObject) -> Message:
    faults = FormFaults()
    check_message(data, faults, ("data",))
    faults.refuse()
    posting.require_words(data, files=bool(call.files))
    return _original(core, call, interaction, data, flags_of(data) & EPHEMERAL)


def _defer(core: Core, call: Call, interaction: Interaction, data: JsonObject) -> Message:
    if flags_of(data) & ~EPHEMERAL:
        core.violations.note("defer", "a defer may carry the EPHEMERAL flag and nothing else", call.name)
    return _original(core, call, interaction, {}, flags_of(data) & EPHEMERAL | LOADING)


def _original(core: Core, call: Call, interaction: Interaction, data: JsonObject, flags: int) -> Message:
    kinds = {Kind.COMMAND: 20 if interaction.data.get("type") == 1 else 23}
    interaction.original = posting.create(
        core,
        interaction.channel,
        core.world.bot,
        data,
        attachments=keep_files(core, interaction.channel.id, call.files),
        only_for=interaction.user if flags & EPHEMERAL else None,
        reply_to=interaction.message if interaction.kind is Kind.COMPONENT and not flags & EPHEMERAL else None,
        kind=kinds.get(interaction.kind, 19 if interaction.message else 0),
        flags=flags,
        interaction=metadata(interaction),
    )
    return interaction.original


def _defer_update(_core: Core, _call: Call, interaction: Interaction, _data: JsonObject) -> Message | None:
    interaction.original = interaction.message
    return None


def _update(core: Core, call: Call, interaction: Interaction, data: JsonObject) -> Message:
    message = interaction.message
    if message is None or message.deleted:
        raise refused(10008)
    faults = FormFaults()
    check_message(data, faults, ("data",), before=message.flags)
    faults.refuse()
    posting.require_words(data, files=bool(call.files), already=message)
    interaction.original = message
    return posting.change(core, message, data, keep_files(core, message.channel.id, call.files))


def _choices(_core: Core, _call: Call, interaction: Interaction, data: JsonObject) -> None:
    faults = FormFaults()
    choices = faults.items(data, "choices", ("data",), (0, 25))
    check_choices(choices, faults, ("data", "choices"))
    faults.refuse()
    interaction.choices = choices


def _modal(_core: Core, _call: Call, interaction: Interaction, data: JsonObject) -> None:
    faults = FormFaults()
    check_modal(data, faults, ("data",))
    faults.refuse()
    interaction.modal = Modal(interaction=interaction, data=data)


def _response(interaction: Interaction, kind: Callback, message: Message | None) -> JsonObject:
    about: JsonObject = {"id": interaction.id, "type": int(interaction.kind)}
    if message is not None:
        about |= {
            "response_message_id": message.id,
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
    resource: JsonObject = {"type": int(kind)}
    if message is not None and kind in (Callback.MESSAGE, Callback.UPDATE):
        resource["message"] = message.payload()
    return {"interaction": about, "resource": resource}


_ANSWERS: dict[Callback, Callable[[Core, Call, Interaction, JsonObject], Any]] = {
    Callback.MESSAGE: _post,
    Callback.DEFERRED_MESSAGE: _defer,
    Callback.DEFERRED_UPDATE: _defer_update,
    Callback.UPDATE: _update,
    Callback.CHOICES: _choices,
    Callback.MODAL: _modal,
}
ROUTES = [Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", _answer, open=True)]
