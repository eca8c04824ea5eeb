"""chat.*: posting, changing, deleting and linking messages."""

from tests.slack_server.methods.posting import CONTENT, UPDATE_TEXT, compose, place, read_content
from tests.slack_server.methods.registry import method, truthy
from tests.slack_server.model import BOT_USER, ApiError, Conversation, Json, Kind, Message
from tests.slack_server.state import State


def _reach(state: State, channel: str) -> Conversation:
    """Find where a post goes; a person's id means the direct conversation.

    Raises:
        ApiError: it cannot be posted there.
    """
    if member := state.workspace.members.get(channel):
        if member.deleted or member.is_bot:
            raise ApiError("account_inactive" if member.deleted else "channel_not_found")
        channel = state.workspace.direct(channel).id
    conversation = state.workspace.find(channel)
    if BOT_USER not in conversation.members:
        raise ApiError("not_in_channel")
    if conversation.archived:
        raise ApiError("is_archived")
    if conversation.kind is Kind.IM and not state.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    return conversation


@method("chat.postMessage", scopes="chat:write", needs="channel", takes=f"{CONTENT} thread_ts reply_broadcast")
def post_message(state: State, args: Json) -> Json:
    conversation = _reach(state, str(args["channel"]))
    content = read_content(state, args, "chat.postMessage")
    message = compose(state, conversation, content, place(state, args, conversation, "chat.postMessage"))
    message.broadcast = truthy(args, "reply_broadcast")
    state.workspace.post(message)
    state.announce_message(message)
    return {"channel": conversation.id, "ts": message.ts, "message": message.payload()}


@method(
    "chat.postEphemeral",
    scopes="chat:write",
    needs="channel user",
    takes="text blocks attachments markdown_text thread_ts link_names parse",
)
def post_ephemeral(state: State, args: Json) -> Json:
    conversation, user = _reach(state, str(args["channel"])), str(args["user"])
    if user not in conversation.members:
        raise ApiError("user_not_in_channel")
    content = read_content(state, args, "chat.postEphemeral", visible_to_all=False)
    message = compose(state, conversation, content, place(state, args, conversation, "chat.postEphemeral"))
    message.ephemeral_to = user
    show_ephemeral(state, message, "chat.postEphemeral")
    return {"message_ts": message.ts}


def show_ephemeral(state: State, message: Message, where: str) -> None:
    """Put an ephemeral on its one screen, if it is on and would show it (docs: chat.postEphemeral)."""
    thread = message.thread_ts
    if thread and not state.workspace.is_active_thread(message.channel, thread):
        state.record.violate("ephemeral", where, "nobody has replied in this thread yet, so Slack shows it to no one")
        return
    if state.workspace.members[message.ephemeral_to or ""].active:
        state.workspace.post(message)


def _own_message(state: State, args: Json, refusal: str) -> Message:
    conversation = state.workspace.find(str(args["channel"]))
    message = state.workspace.message(conversation.id, str(args["ts"]))
    if message is None or message.ephemeral_to:
        raise ApiError("message_not_found")
    if not message.by_bot:
        raise ApiError(refusal)
    return message


@method("chat.update", scopes="chat:write", needs="channel ts", takes=f"{CONTENT} reply_broadcast file_ids")
def update(state: State, args: Json) -> Json:
    message = _own_message(state, args, "cant_update_message")
    kept = {"unfurl_links": False, "unfurl_media": False}  # chat.update has no such flags: the first post's count
    content = read_content(state, {**args, **kept}, "chat.update")
    if len(content.text) > UPDATE_TEXT:
        raise ApiError("msg_too_long")
    if message.blocks and content.blocks is None:
        state.record.violate("update", "chat.update", "the message keeps its old blocks: send blocks, or an empty list")
    before = message.payload()
    message.text, message.edited = content.text, state.clock.stamp()
    message.blocks = message.blocks if content.blocks is None else content.blocks
    message.attachments = message.attachments if content.attachments is None else content.attachments
    message.metadata = message.metadata if content.metadata is None else content.metadata
    state.record.changed()
    state.announce_change(message, before, "message_changed")
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": message.payload()}


@method("chat.delete", scopes="chat:write", needs="channel ts")
def delete(state: State, args: Json) -> Json:
    message = _own_message(state, args, "cant_delete_message")
    state.workspace.remove(message)
    state.announce_change(message, message.payload(), "message_deleted")
    return {"channel": message.channel, "ts": message.ts}


@method("chat.getPermalink", needs="channel message_ts")
def get_permalink(state: State, args: Json) -> Json:
    conversation = state.workspace.find(str(args["channel"]))
    message = state.workspace.message(conversation.id, str(args["message_ts"]))
    if message is None or message.ephemeral_to:
        raise ApiError("message_not_found")
    link = f"https://local.slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"
    if message.in_thread:
        link += f"?thread_ts={message.thread_ts}&cid={message.channel}"
    return {"channel": message.channel, "permalink": link}
