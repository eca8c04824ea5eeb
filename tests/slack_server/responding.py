"""response_url: late answers to a command or press (docs: interactivity/handling-user-interaction)."""

from tests.slack_server.keys import ResponseUrl
from tests.slack_server.methods.chat import show_ephemeral
from tests.slack_server.methods.posting import CONTENT, Content, compose, place, read_content
from tests.slack_server.methods.registry import truthy
from tests.slack_server.model import ApiError, Json, Message
from tests.slack_server.state import State

WHERE = "response_url"
KNOWN = {*CONTENT.split(), "response_type", "replace_original", "delete_original", "thread_ts"}


def respond(state: State, name: str, args: Json) -> None:
    """Do what a post to a response URL asks.

    Raises:
        ApiError: the URL is spent or expired, or the content is refused.
    """
    key = state.keys.spend_response(name)
    for unknown in sorted(args.keys() - KNOWN):
        state.record.violate("response-url", WHERE, f"unknown key {unknown}")
    if truthy(args, "delete_original"):
        state.workspace.remove(_original(state, key))
        return
    content = read_content(state, args, WHERE, visible_to_all=_is_public(args, key))
    if truthy(args, "replace_original") and key.original is None:
        state.record.violate("response-url", WHERE, "a command has no original to replace (bolt-python#1268)")
    elif truthy(args, "replace_original"):
        _replace(state, args, _original(state, key), content)
        return
    show_answer(state, args, key, content)


def show_answer(state: State, args: Json, key: ResponseUrl, content: Content) -> Message:
    """Show a new message: to the person alone unless response_type is in_channel."""
    conversation = state.workspace.conversations[key.channel]
    message = compose(state, conversation, content, place(state, args, conversation, WHERE))
    kind = args.get("response_type", "ephemeral")
    if kind not in {"ephemeral", "in_channel"}:
        state.record.violate("response-url", WHERE, f"response_type {kind!r}")
    if kind == "in_channel":
        state.workspace.post(message)
        state.announce_message(message)
    else:
        message.ephemeral_to = key.user
        show_ephemeral(state, message, WHERE)
    return message


def _is_public(args: Json, key: ResponseUrl) -> bool:
    if truthy(args, "replace_original") and key.original:
        return key.original.ephemeral_to is None
    return args.get("response_type") == "in_channel"


def _original(state: State, key: ResponseUrl) -> Message:
    if key.original is None:
        state.record.violate("response-url", WHERE, "there is no original message to change")
        raise ApiError("message_not_found", status=404)
    if not any(kept is key.original for kept in state.workspace.messages):
        raise ApiError("message_not_found", status=404)
    return key.original


def _replace(state: State, args: Json, original: Message, content: Content) -> None:
    wanted = args.get("response_type")
    if wanted and (wanted == "ephemeral") is (original.ephemeral_to is None):
        state.record.violate("response-url", WHERE, "a message's visibility cannot be changed later")
    if not original.by_bot:
        raise ApiError("cant_update_message", status=404)
    before = original.payload()
    original.text, original.blocks = content.text, content.blocks or []
    original.attachments = content.attachments or []
    original.edited = state.clock.stamp()
    state.record.changed()
    state.announce_change(original, before, "message_changed")
