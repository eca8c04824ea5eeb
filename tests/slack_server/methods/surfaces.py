"""views.*, assistant.*, agents.* and apps.*: modals, Home, the agent's tab, and the way in for Socket Mode."""

from tests.slack_server.kit.blocks import is_too_large, view_findings
from tests.slack_server.kit.pings import content_findings
from tests.slack_server.methods.registry import method, structured
from tests.slack_server.model import ApiError, Json
from tests.slack_server.state import State

PROMPTS = 4
STATUSES = {"processing", "active", "suspended", "closed"}


def read_view(state: State, args: Json, where: str, kind: str | None = None) -> Json:
    """Read and check the view of a call or an acknowledgement.

    Raises:
        ApiError: Slack would refuse it.
    """
    view = structured(args, "view", "invalid_arguments")
    if not isinstance(view, dict):
        raise ApiError("invalid_arguments", "[ERROR] missing required field: view")
    if wrong := view_findings(view, kind or str(view.get("type"))):
        raise ApiError("invalid_arguments", *wrong)
    if is_too_large(view):
        raise ApiError("view_too_large")
    for rule, detail in content_findings("", view["blocks"], state.allowed):
        state.record.violate(rule, where, detail)
    return view


@method("views.open", needs="trigger_id view")
def open_view(state: State, args: Json) -> Json:
    view = read_view(state, args, "views.open", "modal")
    trigger = state.keys.spend_trigger(str(args["trigger_id"]))
    return {"view": state.screens.open(trigger.user, view).payload()}


@method("views.push", needs="trigger_id view")
def push(state: State, args: Json) -> Json:
    view = read_view(state, args, "views.push", "modal")
    trigger = state.keys.spend_trigger(str(args["trigger_id"]))
    if trigger.view is None:
        raise ApiError("invalid_arguments", "[ERROR] views.push needs a trigger from a modal")
    return {"view": state.screens.push(trigger.user, view).payload()}


@method("views.update", needs="view", takes="view_id external_id hash")
def update(state: State, args: Json) -> Json:
    if bool(args.get("view_id")) == bool(args.get("external_id")):
        raise ApiError("invalid_arguments", "[ERROR] one of view_id and external_id")
    current = state.screens.find(args.get("view_id"), args.get("external_id"))
    view = read_view(state, args, "views.update", str(current.body["type"]))
    return {"view": state.screens.change(current, view, args.get("hash")).payload()}


@method("views.publish", needs="user_id view", takes="hash")
def publish(state: State, args: Json) -> Json:
    if not state.manifest.home_tab:
        state.record.violate("manifest", "views.publish", "features.app_home.home_tab_enabled is not true")
        raise ApiError("not_enabled")
    view = read_view(state, args, "views.publish", "home")
    user = str(args["user_id"])
    if user not in state.workspace.members:
        raise ApiError("invalid_arguments", "[ERROR] invalid `user_id`")
    return {"view": state.screens.publish(user, view, args.get("hash")).payload()}


def _need_agent(state: State, where: str) -> None:
    if not state.manifest.agent_view:
        state.record.violate("manifest", where, "features.agent_view is missing")
        raise ApiError("not_allowed")


@method(
    "assistant.threads.setSuggestedPrompts",
    scopes="assistant:write",
    needs="channel_id prompts",
    takes="thread_ts title",
)
def set_suggested_prompts(state: State, args: Json) -> Json:
    _need_agent(state, "assistant.threads.setSuggestedPrompts")
    conversation = state.workspace.find(str(args["channel_id"]))
    prompts = structured(args, "prompts", "invalid_arguments")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= PROMPTS:
        raise ApiError("invalid_arguments", f"[ERROR] 1 to {PROMPTS} prompts [json-pointer:/prompts]")
    for prompt in prompts:
        if not isinstance(prompt, dict) or set(prompt) != {"title", "message"} or not all(prompt.values()):
            raise ApiError("invalid_arguments", "[ERROR] a prompt is title and message [json-pointer:/prompts]")
    state.workspace.prompts[conversation.id] = prompts
    state.record.changed()
    return {}


@method(
    "agents.sessions.setStatus",
    scopes="assistant:write chat:write",
    needs="channel_id status thread_ts",
    takes="title initiator_user_id",
)
def set_status(state: State, args: Json) -> Json:
    _need_agent(state, "agents.sessions.setStatus")
    if args["status"] not in STATUSES:
        raise ApiError("invalid_arguments", f"[ERROR] status is one of {', '.join(sorted(STATUSES))}")
    _session(state, args)["status"] = args["status"]
    if "agent_session_stopped" in state.manifest.events:
        return {}
    return {"warning": "missing_agent_session_stopped_event_subscription"}


@method("agents.sessions.rename", scopes="assistant:write chat:write", needs="channel_id title thread_ts")
def rename(state: State, args: Json) -> Json:
    _need_agent(state, "agents.sessions.rename")
    _session(state, args)["title"] = args["title"]
    return {}


def _session(state: State, args: Json) -> Json:
    conversation, thread = state.workspace.find(str(args["channel_id"])), str(args["thread_ts"])
    if state.workspace.message(conversation.id, thread) is None:
        raise ApiError("thread_not_found")
    state.record.changed()
    return state.workspace.sessions.setdefault((conversation.id, thread), {})


@method("apps.connections.open", takes="app_token", app_token=True)
def open_connection(state: State, _args: Json) -> Json:
    if not state.manifest.socket_mode:
        state.record.violate("manifest", "apps.connections.open", "settings.socket_mode_enabled is not true")
        raise ApiError("forbidden_team")
    return {"url": state.keys.ticket()}
