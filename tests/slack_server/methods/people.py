"""users.*, team.* and auth.test: who people are and what their profiles say."""

from tests.slack_server.methods.registry import method, truthy
from tests.slack_server.model import BOT_ID, BOT_USER, TEAM, ApiError, Json, Member
from tests.slack_server.state import State


def _profile(state: State, member: Member) -> Json:
    profile: Json = {"real_name": member.name, "display_name": member.name, "team": TEAM}
    if member.email and "users:read.email" in state.manifest.scopes:
        profile["email"] = member.email
    return profile


def _user(state: State, member: Member) -> Json:
    return {
        "id": member.id,
        "team_id": TEAM,
        "name": member.name.lower().replace(" ", "."),
        "real_name": member.name,
        "deleted": member.deleted,
        "is_bot": member.is_bot,
        "is_restricted": member.guest,
        "is_ultra_restricted": False,
        "is_stranger": False,
        "tz": "Europe/London",
        "profile": _profile(state, member),
    }


def _find(state: State, name: object) -> Member:
    member = state.workspace.members.get(str(name))
    if member is None:
        raise ApiError("user_not_found")
    return member


@method("auth.test")
def auth_test(state: State, _args: Json) -> Json:
    member = state.workspace.members[BOT_USER]
    names = {"url": "https://local.slack.com/", "team": "Local", "user": member.name}
    return {**names, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID, "is_enterprise_install": False}


@method("users.info", scopes="users:read", needs="user", takes="include_locale")
def info(state: State, args: Json) -> Json:
    user = _user(state, _find(state, args["user"]))
    return {"user": user | ({"locale": "en-GB"} if truthy(args, "include_locale") else {})}


@method("users.list", scopes="users:read", takes="cursor limit include_locale")
def list_users(state: State, args: Json) -> Json:
    everyone = [_user(state, member) for member in state.workspace.members.values()]
    start, limit = int(str(args.get("cursor") or "0")), int(args.get("limit") or 200)
    after = str(start + limit) if start + limit < len(everyone) else ""
    return {"members": everyone[start : start + limit], "response_metadata": {"next_cursor": after}}


@method("users.profile.get", scopes="users.profile:read", takes="user include_labels")
def profile_get(state: State, args: Json) -> Json:
    if truthy(args, "include_labels"):
        state.record.violate("api", "users.profile.get", "include_labels is heavily rate limited; never send it")
    member = _find(state, args.get("user", BOT_USER))
    values = {key: {"value": value, "alt": ""} for key, value in member.fields.items()}
    return {"profile": _profile(state, member) | {"fields": values or None}}


@method("users.lookupByEmail", scopes="users:read.email", needs="email")
def lookup_by_email(state: State, args: Json) -> Json:
    wanted = str(args["email"]).lower()
    for member in state.workspace.members.values():
        if member.email.lower() == wanted and wanted and not member.deleted:
            return {"user": _user(state, member)}
    raise ApiError("users_not_found")


@method("team.profile.get", scopes="users.profile:read", takes="visibility")
def team_profile_get(state: State, _args: Json) -> Json:
    return {"profile": {"fields": list(state.workspace.profile_fields.values()), "sections": []}}
