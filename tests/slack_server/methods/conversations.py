"""conversations.*: opening, reading and listing who is in them."""

from tests.slack_server.methods.registry import method, truthy
from tests.slack_server.model import BOT_USER, ApiError, Conversation, Json, Kind, Message
from tests.slack_server.state import State

SCOPE_STEM = {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.IM: "im", Kind.MPIM: "mpim"}
HISTORY = "channels:history groups:history im:history mpim:history"
READ = "channels:read groups:read im:read mpim:read"
PAGE = "cursor inclusive include_all_metadata latest limit oldest"


def need(state: State, scope: str) -> None:
    """Raise missing_scope unless the manifest grants *scope*."""
    if scope not in state.manifest.scopes:
        raise ApiError("missing_scope", needed=scope, provided=",".join(sorted(state.manifest.scopes)))


def _readable(state: State, args: Json, right: str) -> Conversation:
    conversation = state.workspace.find(str(args["channel"]))
    need(state, f"{SCOPE_STEM[conversation.kind]}:{right}")
    if right == "history" and BOT_USER not in conversation.members:
        raise ApiError("not_in_channel")
    return conversation


def _shown(message: Message, *, whole: bool) -> Json:
    body = message.payload()
    if message.metadata and not whole:
        body["metadata"] = {"event_type": message.metadata["event_type"]}
    return body


def _page(args: Json, messages: list[Message]) -> Json:
    """Cut one page: the time window, then cursor and limit."""
    closed = truthy(args, "inclusive")
    oldest, latest = float(args.get("oldest") or 0), float(args.get("latest") or "inf")
    inside = [m for m in messages if oldest < float(m.ts) < latest or (closed and float(m.ts) in (oldest, latest))]
    start = _cursor(args)
    limit = int(args.get("limit") or 100)
    if not 1 <= limit <= 999:
        raise ApiError("invalid_limit")
    page = inside[start : start + limit]
    more = len(inside) > start + limit
    whole = truthy(args, "include_all_metadata")
    body: Json = {"messages": [_shown(m, whole=whole) for m in page], "has_more": more}
    return body | ({"response_metadata": {"next_cursor": f"local:{start + limit}"}} if more else {})


def _cursor(args: Json) -> int:
    cursor = str(args.get("cursor") or "local:0")
    if not cursor.startswith("local:"):
        raise ApiError("invalid_cursor")
    return int(cursor.removeprefix("local:"))


@method("conversations.history", scopes=HISTORY, needs="channel", takes=PAGE)
def history(state: State, args: Json) -> Json:
    conversation = _readable(state, args, "history")
    roots = [m for m in state.workspace.stored(conversation.id) if not m.in_thread or m.broadcast]
    return _page(args, roots[::-1])


@method("conversations.replies", scopes=HISTORY, needs="channel ts", takes=PAGE)
def replies(state: State, args: Json) -> Json:
    conversation = _readable(state, args, "history")
    thread = state.workspace.thread(conversation.id, str(args["ts"]))
    if not thread:
        raise ApiError("thread_not_found")
    return _page(args, thread)


@method("conversations.info", scopes=READ, needs="channel", takes="include_locale include_num_members")
def info(state: State, args: Json) -> Json:
    conversation = _readable(state, args, "read")
    body: Json = {
        "id": conversation.id,
        "is_im": conversation.kind is Kind.IM,
        "is_channel": conversation.kind is Kind.PUBLIC,
        "is_group": conversation.kind is Kind.PRIVATE,
        "is_mpim": conversation.kind is Kind.MPIM,
        "is_private": conversation.kind is not Kind.PUBLIC,
        "is_archived": conversation.archived,
        "is_member": BOT_USER in conversation.members,
    }
    if conversation.kind is Kind.IM:
        body["user"] = next(iter(conversation.members - {BOT_USER}))
    else:
        body["name"] = conversation.name
    if truthy(args, "include_num_members"):
        body["num_members"] = len(conversation.members)
    if truthy(args, "include_locale"):
        body["locale"] = "en-GB"
    return {"channel": body}


@method("conversations.members", scopes=READ, needs="channel", takes="cursor limit")
def members(state: State, args: Json) -> Json:
    conversation = _readable(state, args, "read")
    everyone, start, limit = sorted(conversation.members), _cursor(args), int(args.get("limit") or 100)
    after = f"local:{start + limit}" if start + limit < len(everyone) else ""
    return {"members": everyone[start : start + limit], "response_metadata": {"next_cursor": after}}


@method("conversations.open", scopes="im:write mpim:write", takes="users channel return_im prevent_creation")
def open_conversation(state: State, args: Json) -> Json:
    users = args.get("users") or []
    names = users.split(",") if isinstance(users, str) else users
    if args.get("channel"):
        return {"channel": {"id": state.workspace.find(str(args["channel"])).id}}
    if not names:
        raise ApiError("users_list_not_supplied")
    need(state, "im:write" if len(names) == 1 else "mpim:write")
    for name in names:
        _refuse_unreachable(state, name)
    if len(names) > 1:
        group = state.workspace.add_conversation("mpdm", Kind.MPIM, {BOT_USER, *names})
        return {"channel": {"id": group.id}}
    channel: Json = {"id": state.workspace.direct(names[0]).id}
    if truthy(args, "return_im"):
        channel |= {"is_im": True, "user": names[0], "created": 1}
    return {"channel": channel}


def _refuse_unreachable(state: State, name: str) -> None:
    member = state.workspace.members.get(name)
    if member is None:
        raise ApiError("user_not_found")
    if member.deleted:
        raise ApiError("user_disabled")
    if member.is_bot:
        raise ApiError("cannot_dm_bot")
