"""The local Slack refuses what Slack refuses: blocks, views, texts and manifests."""

from pathlib import Path

import pytest
import yaml

from tests.adapters.slack_example import ASK, BUTTON, CARD, a_manifest
from tests.slack_server.kit.blocks import is_too_large, is_too_long, message_findings, view_findings
from tests.slack_server.kit.pings import Allowed, content_findings
from tests.slack_server.manifest import Manifest
from tests.slack_server.model import Json


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str, **more: bool) -> Json:
    return {"type": "mrkdwn", "text": text, **more}


def section(**parts: object) -> Json:
    return {"type": "section", **parts}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(**parts: object) -> Json:
    return BUTTON | parts


def select(**parts: object) -> Json:
    return {"type": "static_select", "action_id": "s", "options": options(1)} | parts


def options(count: int, **parts: object) -> list[Json]:
    return [{"text": plain("one"), "value": str(number), **parts} for number in range(count)]


def an_input(**element: object) -> Json:
    field = {"type": "plain_text_input", "action_id": "t"} | element
    return {"type": "input", "label": plain("Question"), "element": field}


CONFIRM: Json = {"title": plain("a"), "text": plain("b"), "confirm": plain("c"), "deny": plain("d")}
REFUSED_BLOCKS = [
    ("more than 50 blocks", [{"type": "divider"}] * 51, "no more than 50"),
    ("unknown block", [{"type": "banner"}], "unsupported type: banner"),
    ("unknown key", [section(text=plain("x"), colour="red")], "invalid additional property: colour"),
    ("modal-only block", [{"type": "alert", "text": plain("x")}], "unsupported type: alert"),
    ("no text, no fields", [section()], "one of text, fields"),
    ("empty text", [section(text=mrkdwn(""))], "more than 0"),
    ("long section", [section(text=mrkdwn("x" * 3001))], "less than 3001"),
    ("many fields", [section(fields=[plain("x")] * 11)], "no more than 10"),
    ("long field", [section(fields=[plain("x" * 2001)])], "less than 2001"),
    ("verbatim on plain text", [section(text=plain("x") | {"verbatim": True})], "additional property: verbatim"),
    ("text is a string", [section(text="x")], "unsupported type"),
    ("mrkdwn header", [{"type": "header", "text": mrkdwn("x")}], "unsupported type: mrkdwn"),
    ("long header", [{"type": "header", "text": plain("x" * 151)}], "less than 151"),
    ("many in context", [{"type": "context", "elements": [plain("x")] * 11}], "no more than 10"),
    ("button in context", [{"type": "context", "elements": [BUTTON]}], "unsupported type: button"),
    ("no actions", [actions()], "at least 1"),
    ("many actions", [actions(*(button(action_id=str(n)) for n in range(26)))], "no more than 25"),
    ("same action_id", [actions(BUTTON, BUTTON)], "`action_id` settle already exists"),
    ("same block_id", [{"type": "divider", "block_id": "a"}] * 2, "`block_id` a already exists"),
    ("long block_id", [{"type": "divider", "block_id": "a" * 256}], "less than 256"),
    ("long action_id", [actions(button(action_id="a" * 256))], "less than 256"),
    ("long button", [actions(button(text=plain("x" * 76)))], "less than 76"),
    ("mrkdwn button", [actions(button(text=mrkdwn("x")))], "unsupported type: mrkdwn"),
    ("long value", [actions(button(value="x" * 2001))], "less than 2001"),
    ("long url", [actions(button(url="https://a/" + "x" * 3000))], "less than 3001"),
    ("no url", [actions(button(url="policy"))], "invalid url"),
    ("unknown style", [actions(button(style="green"))], "valid enum"),
    ("long accessibility label", [actions(button(accessibility_label="x" * 76))], "less than 76"),
    ("long confirm title", [actions(button(confirm=CONFIRM | {"title": plain("x" * 101)}))], "less than 101"),
    ("long confirm text", [actions(button(confirm=CONFIRM | {"text": plain("x" * 301)}))], "less than 301"),
    ("long confirm button", [actions(button(confirm=CONFIRM | {"deny": plain("x" * 31)}))], "less than 31"),
    ("many options", [actions(select(options=options(101)))], "no more than 100"),
    ("no options", [actions(select(options=[]))], "at least 1"),
    ("long option", [actions(select(options=options(1, text=plain("x" * 76))))], "less than 76"),
    ("long option value", [actions(select(options=options(1, value="x" * 151)))], "less than 151"),
    ("mrkdwn option", [actions(select(options=options(1, text=mrkdwn("x"))))], "unsupported type: mrkdwn"),
    ("long description", [actions(select(options=options(1, description=plain("x" * 76))))], "less than 76"),
    ("long placeholder", [actions(select(placeholder=plain("x" * 151)))], "less than 151"),
    ("foreign initial option", [actions(select(initial_option=options(2)[1]))], "not one of the options"),
    ("long overflow", [actions({"type": "overflow", "action_id": "o", "options": options(6)})], "no more than 5"),
    ("many radios", [actions({"type": "radio_buttons", "action_id": "r", "options": options(11)})], "more than 10"),
    ("many boxes", [actions({"type": "checkboxes", "action_id": "c", "options": options(11)})], "more than 10"),
    ("no alt text", [{"type": "image", "image_url": "https://a/b.png"}], "missing required field: alt_text"),
    ("long markdown", [{"type": "markdown", "text": "x" * 12001}], "less than 12001"),
    ("long markdown together", [{"type": "markdown", "text": "x" * 6001}] * 2, "together"),
    ("many context actions", [{"type": "context_actions", "elements": [BUTTON] * 6}], "no more than 5"),
    ("element not object", [actions("x")], "unsupported type"),  # type: ignore[arg-type]
    ("long max_length", [an_input(max_length=3001)], "from 1 to 3000"),
    ("long label", [an_input() | {"label": plain("x" * 2001)}], "less than 2001"),
    ("long hint", [an_input() | {"hint": plain("x" * 2001)}], "less than 2001"),
    ("button as input", [{"type": "input", "label": plain("x"), "element": BUTTON}], "unsupported type: button"),
]


@pytest.mark.parametrize(("blocks", "wrong"), [row[1:] for row in REFUSED_BLOCKS], ids=[r[0] for r in REFUSED_BLOCKS])
def test_a_message_is_refused(blocks: list[Json], wrong: str) -> None:
    assert any(wrong in finding for finding in message_findings(blocks)), message_findings(blocks)


MODAL: Json = ASK
REFUSED_VIEWS = [
    ("no title", {key: value for key, value in MODAL.items() if key != "title"}, "missing required field: title"),
    ("long title", MODAL | {"title": plain("x" * 25)}, "less than 25"),
    ("mrkdwn title", MODAL | {"title": mrkdwn("x")}, "unsupported type: mrkdwn"),
    ("long submit", MODAL | {"submit": plain("x" * 25)}, "less than 25"),
    ("long close", MODAL | {"close": plain("x" * 25)}, "less than 25"),
    ("input, no submit", {key: value for key, value in MODAL.items() if key != "submit"}, "submit is required"),
    ("long metadata", MODAL | {"private_metadata": "x" * 3001}, "less than 3001"),
    ("long callback_id", MODAL | {"callback_id": "x" * 256}, "less than 256"),
    ("long external_id", MODAL | {"external_id": "x" * 256}, "less than 256"),
    ("many blocks", MODAL | {"blocks": [{"type": "divider"}] * 101}, "no more than 100"),
    ("no blocks", MODAL | {"blocks": []}, "at least 1"),
    ("markdown block", MODAL | {"blocks": [{"type": "markdown", "text": "x"}]}, "unsupported type: markdown"),
    ("unknown key", MODAL | {"color": "red"}, "invalid additional property: color"),
    ("two in focus", MODAL | {"blocks": [an_input(focus_on_load=True)] * 2}, "only one element"),
    ("home in a modal's place", {"type": "home", "blocks": CARD}, "unsupported type: home"),
]


@pytest.mark.parametrize(("view", "wrong"), [row[1:] for row in REFUSED_VIEWS], ids=[r[0] for r in REFUSED_VIEWS])
def test_a_modal_is_refused(view: Json, wrong: str) -> None:
    assert any(wrong in finding for finding in view_findings(view, "modal")), view_findings(view, "modal")


def test_a_home_tab_has_neither_title_nor_submit() -> None:
    assert view_findings({"type": "home", "blocks": CARD}, "home") == []
    assert "title" in view_findings({"type": "home", "blocks": CARD, "title": plain("x")}, "home")[0]


def test_what_is_within_every_limit_passes() -> None:
    groups = [{"label": plain("x" * 75), "options": options(100)}]
    boxes = {"type": "checkboxes", "action_id": "c", "options": options(10, text=mrkdwn("*x*"))}
    grouped: Json = {"type": "static_select", "action_id": "g", "option_groups": groups}
    fair = [
        section(text=mrkdwn("x" * 3000, verbatim=True), accessory=grouped),
        section(fields=[plain("x" * 2000)] * 10),
        actions(boxes, button(value="x" * 2000, confirm=CONFIRM, url="https://example.org", style="primary")),
        {"type": "context_actions", "elements": [feedback()]},
    ]

    assert message_findings([*fair, *([{"type": "divider"}] * 46)]) == []
    assert view_findings(MODAL, "modal") == []


def feedback() -> Json:
    sides = {side: {"text": plain(side), "value": side} for side in ("positive_button", "negative_button")}
    return {"type": "feedback_buttons", "action_id": "f", **sides}


def test_all_blocks_together_have_a_limit() -> None:
    assert not is_too_long([section(text=mrkdwn("x" * 2600))] * 5)
    assert is_too_long([section(text=mrkdwn("x" * 2700))] * 5)
    assert is_too_large(MODAL | {"blocks": [section(text=mrkdwn("x" * 3000))] * 90})


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("<!channel> look", "mention"),
        ("<!here>", "mention"),
        ("<@U0OTHER01> said", "mention"),
        ("<!subteam^S123>", "mention"),
        ("a < b", "escaping"),
        ("a > b", "escaping"),
        ("this & that", "escaping"),
        ("<script>", "escaping"),
        ("<http://evil.example|the policy>", "link"),
    ],
)
def test_a_text_is_noted(text: str, rule: str) -> None:
    in_text = [found for found, _ in content_findings(text, [], Allowed())]
    in_block = [found for found, _ in content_findings("", [section(text=mrkdwn(text, verbatim=True))], Allowed())]

    assert (in_text, in_block) == ([rule], [rule])


@pytest.mark.parametrize(
    ("block", "rule"),
    [
        (section(text=mrkdwn("@here look")), "mention"),
        (section(text=mrkdwn("ask in #general")), "verbatim"),
        (section(text=mrkdwn("see https://evil.example")), "verbatim"),
        ({"type": "markdown", "text": "<!here> x"}, "mention"),
        ({"type": "rich_text", "elements": [{"type": "user", "user_id": "U0OTHER01"}]}, "mention"),
        ({"type": "rich_text", "elements": [{"type": "broadcast", "range": "here"}]}, "mention"),
    ],
)
def test_what_slack_would_parse_by_itself_is_noted(block: Json, rule: str) -> None:
    assert [found for found, _ in content_findings("", [block], Allowed())] == [rule]


def test_what_is_escaped_allowed_or_plain_is_not_noted() -> None:
    allowed = Allowed(pings={"@U0ASKER01"}, links={"https://policy.example"})
    blocks = [
        section(text=mrkdwn("@here #general https://x.example &lt;!channel&gt; &amp; <@U0ASKER01>", verbatim=True)),
        section(text=plain("<!channel> & @here")),
        section(text=mrkdwn("> quoted\n<https://policy.example/4|clause 4>, <#C0GENERAL>, <https://x.example>")),
    ]

    assert list(content_findings("a@here.example and @here", blocks, allowed)) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("display_information", "name"), "x" * 36, "longer than 35"),
        (("display_information", "colour"), "red", None),
        (("settings", "colour"), "red", "unknown key settings.colour"),
        (("settings", "socket_mode_enabled"), False, "needs a request URL"),
        (("settings", "interactivity"), {"is_enabled": True, "request_url": "https://x"}, "must have no request URL"),
        (("settings", "event_subscriptions", "bot_events"), ["message.channel"], "message.channel is unknown"),
        (("settings", "event_subscriptions", "bot_events"), ["message.mpim"], "needs scope mpim:history"),
        (("oauth_config", "scopes", "bot"), [], "slash commands need scope commands"),
        (("features", "slash_commands"), [{"command": "policy", "description": "x"}], "is no command name"),
        (("features", "shortcuts"), [{"callback_id": "x", "name": "y" * 25}], "shortcut x lacks"),
        (("features", "bot_user"), {}, "display_name is missing"),
    ],
)
def test_a_manifest_is_refused(tmp_path: Path, path: tuple[str, ...], value: object, fault: str | None) -> None:
    body = a_manifest().body
    inner = body
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    file = tmp_path / "manifest.yaml"
    file.write_text(yaml.safe_dump(body), encoding="utf-8")

    faults = list(Manifest.read(file).faults())

    assert any(fault in one for one in faults) if fault else faults == []
