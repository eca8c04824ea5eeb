"""Routes about who is who: the bot, its application, guilds, members, people, DM channels."""

from tests.discord_server.core import Core
from tests.discord_server.errors import JsonObject, refused
from tests.discord_server.gateway.greetings import bot_user
from tests.discord_server.rest.calls import Answer, Call, Route
from tests.discord_server.world import Guild


def _gateway_bot(core: Core, _call: Call) -> Answer:
    left = max(0, 1000 - len(core.sessions.identifies))
    limit = {"total": 1000, "remaining": left, "reset_after": 86_400_000, "max_concurrency": 1}
    return 200, {"url": _gateway_url(core), "shards": 1, "session_start_limit": limit}


def _gateway(core: Core, _call: Call) -> Answer:
    return 200, {"url": _gateway_url(core)}


def _gateway_url(core: Core) -> str:
    return f"{core.address.replace('http', 'ws', 1)}/gateway"


def _me(core: Core, _call: Call) -> Answer:
    return 200, bot_user(core.world)


def _application(core: Core, _call: Call) -> Answer:
    world = core.world
    body: JsonObject = {
        "id": world.application_id,
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "owner": world.owner.payload(),
        "team": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "bot": world.bot.payload(),
        "install_params": None,
        "integration_types_config": {"0": {}},
    }
    return 200, body


def find_guild(core: Core, call: Call) -> Guild:
    """Find the guild of the path; one the bot is not in is out of reach."""
    guild = core.world.guilds.get(call.params["guild_id"])
    if guild is None:
        raise refused(10004)
    if guild.bot_left:
        raise refused(50001)
    return guild


def _guild(core: Core, call: Call) -> Answer:
    return 200, find_guild(core, call).payload()


def _member(core: Core, call: Call) -> Answer:
    guild, user = find_guild(core, call), core.world.users.get(call.params["user_id"])
    if user is None:
        raise refused(10013)
    if user.id not in guild.members:
        raise refused(10007)
    return 200, guild.member(user)


def _roles(core: Core, call: Call) -> Answer:
    return 200, [role.payload() for role in find_guild(core, call).roles.values()]


def _channels(core: Core, call: Call) -> Answer:
    guild = find_guild(core, call)
    seen = [channel for channel in core.world.channels.values() if channel.guild is guild and channel.bot_sees]
    return 200, [channel.payload() for channel in seen]


def _my_guilds(core: Core, _call: Call) -> Answer:
    return 200, [guild.payload() for guild in core.world.guilds.values() if not guild.bot_left]


def _user(core: Core, call: Call) -> Answer:
    user = core.world.users.get(call.params["user_id"])
    if user is None:
        raise refused(10013)
    return 200, user.payload()


def _open_dm(core: Core, call: Call) -> Answer:
    """Open a DM; this succeeds even for a person who takes none."""
    user = core.world.users.get(str(call.object.get("recipient_id")))
    if user is None or user.bot:
        raise refused(50033 if user is None else 50007)
    return 200, core.world.dm(user).payload()


ROUTES = [
    Route("GET", "/gateway", _gateway, open=True),
    Route("GET", "/gateway/bot", _gateway_bot),
    Route("GET", "/users/@me", _me),
    Route("GET", "/users/@me/guilds", _my_guilds),
    Route("POST", "/users/@me/channels", _open_dm),
    Route("GET", "/users/{user_id}", _user),
    Route("GET", "/oauth2/applications/@me", _application),
    Route("GET", "/applications/@me", _application),
    Route("GET", "/guilds/{guild_id}", _guild),
    Route("GET", "/guilds/{guild_id}/roles", _roles),
    Route("GET", "/guilds/{guild_id}/channels", _channels),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", _member),
]
