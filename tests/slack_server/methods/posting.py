"""What every way of posting has in common: reading the content, refusing and noting what is wrong with it."""

from dataclasses import dataclass

from tests.slack_server.kit.blocks import is_too_long, message_findings
from tests.slack_server.kit.pings import content_findings
from tests.slack_server.methods.registry import structured, truthy
from tests.slack_server.model import BOT_USER, ApiError, Conversation, Json, Message
from tests.slack_server.screens import with_ids
from tests.slack_server.state import State

TEXT = 40_000  # docs: chat.postMessage, truncated above
UPDATE_TEXT = 4_000  # chat.update answers msg_too_long; the threshold is not documented, this is the cautious one
MARKDOWN = 12_000
ATTACHMENTS = 100
METADATA_BYTES = 8_000  # metadata_too_large; the threshold is not documented
CONTENT = "text blocks attachments markdown_text metadata unfurl_links unfurl_media link_names parse mrkdwn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What a message will show; None where the call did not say."""

    text: str
    blocks: list[Json] | None
    attachments: list[Json] | None
    metadata: Json | None


def read_content(state: State, args: Json, where: str, *, visible_to_all: bool = True) -> Content:
    """Read a message's content from a call.

    Raises:
        ApiError: Slack would refuse it.
    """
    content = Content(
        text=_read_text(args),
        blocks=_read_blocks(args),
        attachments=_read_attachments(args),
        metadata=_read_metadata(args),
    )
    if not (content.text.strip() or content.blocks or content.attachments):
        raise ApiError("no_text")
    _note(state, args, content, where, visible_to_all=visible_to_all)
    return content


def _read_text(args: Json) -> str:
    text, markdown = args.get("text") or "", args.get("markdown_text")
    if markdown is not None:
        if text or args.get("blocks"):
            raise ApiError("markdown_text_conflict")
        if len(str(markdown)) > MARKDOWN:
            raise ApiError("msg_too_long")
        return str(markdown)
    if not isinstance(text, str):
        raise ApiError("invalid_arguments", "[ERROR] must be a string [json-pointer:/text]")
    return text


def _read_blocks(args: Json) -> list[Json] | None:
    blocks = structured(args, "blocks", "invalid_blocks_format")
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    if wrong := message_findings(blocks):
        raise ApiError("invalid_blocks", *wrong)
    if is_too_long(blocks):
        raise ApiError("msg_blocks_too_long")
    return with_ids(blocks)


def _read_attachments(args: Json) -> list[Json] | None:
    attachments = structured(args, "attachments", "invalid_attachments")
    if attachments is None:
        return None
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise ApiError("invalid_attachments")
    if len(attachments) > ATTACHMENTS:
        raise ApiError("too_many_attachments")
    for number, one in enumerate(attachments):
        if wrong := message_findings(one.get("blocks", [])):
            raise ApiError("invalid_attachments", *(w.replace(":/", f":/attachments/{number}/") for w in wrong))
    return attachments


def _read_metadata(args: Json) -> Json | None:
    metadata = structured(args, "metadata", "invalid_metadata_format")
    if metadata is None or metadata == {}:
        return metadata
    if not isinstance(metadata, dict):
        raise ApiError("invalid_metadata_format")
    complete = isinstance(metadata.get("event_type"), str) and isinstance(metadata.get("event_payload"), dict)
    if not complete or metadata.keys() - {"event_type", "event_payload", "entities"}:
        raise ApiError("invalid_metadata_schema")
    if len(str(metadata).encode()) > METADATA_BYTES:
        raise ApiError("metadata_too_large")
    return metadata


def _note(state: State, args: Json, content: Content, where: str, *, visible_to_all: bool) -> None:
    """Note what Slack lets through and a reviewer would not."""
    violate = state.record.violate
    shown = [*(content.blocks or []), *(b for one in content.attachments or [] for b in one.get("blocks", []))]
    for rule, detail in content_findings(content.text, shown, state.allowed):
        violate(rule, where, detail)
    if shown and not content.text.strip():
        violate("fallback-text", where, "blocks without `text`: notifications and screen readers get nothing")
    if len(content.text) > TEXT:
        violate("text", where, f"text is truncated above {TEXT} characters")
    if visible_to_all and not all(args.get(flag) in (False, "false") for flag in ("unfurl_links", "unfurl_media")):
        violate("unfurl", where, "unfurl_links and unfurl_media must both be false")
    if truthy(args, "link_names") or args.get("parse") == "full":
        violate("mention", where, "link_names and parse=full turn plain names into mentions")


def place(state: State, args: Json, conversation: Conversation, where: str) -> str | None:
    """Read thread_ts.

    Raises:
        ApiError: it names no message here.
    """
    thread = args.get("thread_ts")
    if not thread:
        return None
    parent = state.workspace.message(conversation.id, str(thread))
    if parent is None or parent.ephemeral_to:
        raise ApiError("thread_not_found")
    if parent.in_thread:
        state.record.violate("thread", where, "thread_ts is a reply's ts; use its parent's (docs: chat.postMessage)")
        return parent.thread_ts
    return parent.ts


def compose(state: State, conversation: Conversation, content: Content, thread: str | None) -> Message:
    return Message(
        channel=conversation.id,
        ts=state.clock.stamp(),
        author=BOT_USER,
        text=content.text[:TEXT],
        blocks=content.blocks or [],
        attachments=content.attachments or [],
        metadata=content.metadata or None,
        thread_ts=thread,
    )
