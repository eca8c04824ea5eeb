"""Every limit of a block, a message's blocks and a view (docs: reference/block-kit/blocks, reference/views)."""

import json
from collections.abc import Iterator

from tests.slack_server.kit.elements import IN_ACTIONS, IN_CONTEXT, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION, LINK
from tests.slack_server.kit.rules import (
    Findings,
    Rule,
    as_objects,
    boolean,
    both,
    distinct,
    items,
    one_of,
    plain,
    shape,
    string,
    text,
    typed,
)
from tests.slack_server.model import Json, elements, texts

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_TEXT = 13_200  # undocumented msg_blocks_too_long: slackapi/bolt-js#2509
MARKDOWN = 12_000
VIEW_BYTES = 250_000  # docs: views.open, view_too_large

NAME: dict[str, Rule] = {"block_id": string(255, 1)}


def _loose(_value: object, _at: str, _found: Findings) -> None:
    """Rich text is what people write; only its pings are looked at."""


ANYWHERE: dict[str, Rule] = {
    "section": shape(
        {},
        {**NAME, "text": text(3000), "fields": items(text(2000), 10), "accessory": IN_SECTION, "expand": boolean},
        ("text", "fields"),
    ),
    "header": shape({"text": plain(150)}, NAME),
    "divider": shape({}, NAME),
    "image": shape({"alt_text": string(2000, 1), "image_url": LINK}, {**NAME, "title": plain(2000)}),
    "context": shape({"elements": items(IN_CONTEXT, 10)}, NAME),
    "actions": shape({"elements": both(items(IN_ACTIONS, 25), distinct("action_id"))}, NAME),
    "input": shape(
        {"label": plain(2000), "element": IN_INPUT},
        {**NAME, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": shape({"elements": _loose}, NAME),
}
ONLY_MESSAGE: dict[str, Rule] = {
    "markdown": shape({"text": string(MARKDOWN, 1)}, NAME),
    "context_actions": shape({"elements": both(items(IN_CONTEXT_ACTIONS, 5), distinct("action_id"))}, NAME),
}
ONLY_MODAL: dict[str, Rule] = {
    "alert": shape({"text": text(3000)}, {**NAME, "level": one_of("default", "info", "warning", "error", "success")}),
}
IN_MESSAGE: Rule = typed({**ANYWHERE, **ONLY_MESSAGE})
IN_MODAL: Rule = typed({**ANYWHERE, **ONLY_MODAL})
IN_HOME: Rule = typed(ANYWHERE)

ABOUT_VIEW: dict[str, Rule] = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
MODAL: Rule = shape(
    {"title": plain(24), "blocks": both(items(IN_MODAL, VIEW_BLOCKS), distinct("block_id"))},
    {**ABOUT_VIEW, "submit": plain(24), "close": plain(24)}
    | {"clear_on_close": boolean, "notify_on_close": boolean, "submit_disabled": boolean},
)
HOME: Rule = shape({"blocks": both(items(IN_HOME, VIEW_BLOCKS), distinct("block_id"))}, ABOUT_VIEW)


def message_findings(blocks: object) -> list[str]:
    """List what Slack would refuse in a message's blocks."""
    found = Findings()
    both(items(IN_MESSAGE, MESSAGE_BLOCKS, 0), distinct("block_id"))(blocks, "/blocks", found)
    markdown = sum(len(str(block.get("text", ""))) for block in as_objects(blocks) if block.get("type") == "markdown")
    if markdown > MARKDOWN:
        found.add(f"markdown blocks must be less than {MARKDOWN + 1} characters together", "/blocks")
    return found.messages


def is_too_long(blocks: list[Json]) -> bool:
    return sum(len(one) for one in texts(blocks)) > MESSAGE_TEXT


def view_findings(view: object, kind: str) -> list[str]:
    """List what Slack would refuse in a view of *kind* modal or home."""
    found = Findings()
    typed({"modal": MODAL} if kind == "modal" else {"home": HOME})(view, "/view", found)
    if isinstance(view, dict):
        for wrong in _cross_findings(view):
            found.add(wrong, "/view")
    return found.messages


def is_too_large(view: Json) -> bool:
    return len(json.dumps(view).encode()) > VIEW_BYTES


def _cross_findings(view: Json) -> Iterator[str]:
    blocks = as_objects(view.get("blocks"))
    inputs = [block for block in blocks if block.get("type") == "input"]
    if view.get("type") == "modal" and inputs and "submit" not in view:
        yield "submit is required when an input block is within blocks"
    if sum(bool(e.get("focus_on_load")) for e in elements(blocks)) > 1:
        yield "only one element may have focus_on_load"
