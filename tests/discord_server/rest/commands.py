"""Routes about application commands: listing and bulk overwrite, for the application and for one guild."""

from tests.discord_server.core import Core
from tests.discord_server.errors import JsonObject, Refused, refused
from tests.discord_server.forms import FormFaults
from tests.discord_server.rest.calls import Answer, Call, Route
from tests.discord_server.rest.identity import find_guild
from tests.discord_server.rules.commands import CHAT, check_commands

CREATES_A_DAY = 200
_DAY = 86_400.0


def _scope(core: Core, call: Call) -> str:
    if call.params["application_id"] != core.world.application_id:
        raise refused(20012)
    return find_guild(core, call).id if "guild_id" in call.params else ""


def _list(core: Core, call: Call) -> Answer:
    return 200, list(core.commands.get(_scope(core, call), {}).values())


def _overwrite(core: Core, call: Call) -> Answer:
    scope, wanted = _scope(core, call), call.body
    if not isinstance(wanted, list) or not all(isinstance(command, dict) for command in wanted):
        raise Refused(400, 50035, "Invalid Form Body")
    faults = FormFaults()
    check_commands(wanted, faults)
    faults.refuse()
    before = {(command["type"], command["name"]): command for command in core.commands.get(scope, {}).values()}
    new = sum((command.get("type") or CHAT, command["name"]) not in before for command in wanted)
    _count_creates(core, new)
    kept = [_stored(core, command, before, scope) for command in wanted]
    core.commands[scope] = {command["id"]: command for command in kept}
    return 200, kept


def _count_creates(core: Core, new: int) -> None:
    now = core.clock.now()
    core.creates = [moment for moment in core.creates if now - moment < _DAY]
    if len(core.creates) + new > CREATES_A_DAY:
        raise refused(30034)
    core.creates += [now] * new


def _stored(core: Core, command: JsonObject, before: dict[tuple[int, str], JsonObject], scope: str) -> JsonObject:
    kind = command.get("type") or CHAT
    old = before.get((kind, command["name"]))
    stored: JsonObject = {
        "default_member_permissions": None,
        "dm_permission": True,
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
        **command,
        "type": kind,
        "description": command.get("description") or "",
        "id": old["id"] if old else core.world.ids.next(),
        "application_id": core.world.application_id,
        "version": core.world.ids.next(),
    }
    return stored | ({"guild_id": scope} if scope else {})


_GLOBAL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES = [
    Route("GET", _GLOBAL, _list),
    Route("PUT", _GLOBAL, _overwrite),
    Route("GET", _GUILD, _list),
    Route("PUT", _GUILD, _overwrite),
]
