"""Each rule of the local Discord refuses what Discord refuses, and lets pass what it takes."""

from typing import Any

import pytest

from tests.discord_server.forms import FormFaults
from tests.discord_server.openapi import OpenApi
from tests.discord_server.pings import mentions
from tests.discord_server.rest import callbacks, channels, commands, identity, webhooks
from tests.discord_server.rules.messages import V2, check_message

Json = dict[str, Any]


def button(number: int = 0, **more: object) -> Json:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": f"b{number}", **more}


def menu(number: int = 0, **more: object) -> Json:
    return {"type": 3, "custom_id": f"s{number}", "options": [{"label": "One", "value": "1"}], **more}


def options(count: int) -> list[Json]:
    return [{"label": f"{number}", "value": f"{number}"} for number in range(count)]


def row(*children: Json) -> Json:
    return {"type": 1, "components": list(children)}


def text(content: str = "words") -> Json:
    return {"type": 10, "content": content}


def laid_out(*components: Json, **more: object) -> Json:
    return {"flags": V2, "components": list(components), **more}


def rows(*children: Json) -> Json:
    return {"components": [row(*children)]}


MESSAGES: list[tuple[str, Json]] = [
    ("BASE_TYPE_MAX_LENGTH", {"content": "x" * 2001}),
    ("STRING_TYPE_CONVERT", {"content": 5}),
    ("BASE_TYPE_MAX_LENGTH", {"embeds": [{"title": "x"}] * 11}),
    ("BASE_TYPE_MAX_LENGTH", {"embeds": [{"title": "x" * 257}]}),
    ("BASE_TYPE_MAX_LENGTH", {"embeds": [{"description": "x" * 4097}]}),
    ("BASE_TYPE_MAX_LENGTH", {"embeds": [{"footer": {"text": "x" * 2049}}]}),
    ("BASE_TYPE_MAX_LENGTH", {"embeds": [{"author": {"name": "x" * 257}}]}),
    ("BASE_TYPE_MAX_LENGTH", {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}),
    ("BASE_TYPE_BAD_LENGTH", {"embeds": [{"fields": [{"name": "n", "value": "x" * 1025}]}]}),
    ("BASE_TYPE_REQUIRED", {"embeds": [{"fields": [{"name": "n"}]}]}),
    ("MAX_EMBED_SIZE_EXCEEDED", {"embeds": [{"description": "x" * 3001}] * 2}),
    ("BASE_TYPE_BAD_LENGTH", {"components": [row(button(number)) for number in range(6)]}),
    ("BASE_TYPE_BAD_LENGTH", rows(*(button(number) for number in range(6)))),
    ("COMPONENT_LAYOUT_WIDTH_EXCEEDED", rows(menu(0), button(1))),
    ("COMPONENT_LAYOUT_WIDTH_EXCEEDED", rows(menu(0), menu(1))),
    ("BASE_TYPE_BAD_LENGTH", rows()),
    ("UNION_TYPE_CHOICES", {"components": [button()]}),
    ("UNION_TYPE_CHOICES", {"components": [text()]}),
    ("UNION_TYPE_CHOICES", rows({"type": 4, "custom_id": "words", "style": 2})),
    ("COMPONENT_CUSTOM_ID_DUPLICATED", rows(button(1), button(1))),
    ("BASE_TYPE_BAD_LENGTH", rows(button(custom_id="x" * 101))),
    ("BASE_TYPE_MAX_LENGTH", rows(button(label="x" * 81))),
    ("BASE_TYPE_CHOICES", rows(button(style=7))),
    ("BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", rows(button(custom_id=None))),
    ("BUTTON_COMPONENT_URL_INVALID", rows(button(url="https://example.org"))),
    ("BUTTON_COMPONENT_CUSTOM_ID_INVALID", rows(button(style=5, url="https://example.org"))),
    ("URL_TYPE_INVALID_URL", rows({"type": 2, "style": 5, "label": "Go", "url": "nowhere"})),
    ("BUTTON_COMPONENT_INVALID", rows(button(label=None))),
    ("BASE_TYPE_BAD_LENGTH", rows(menu(options=options(26)))),
    ("BASE_TYPE_BAD_LENGTH", rows(menu(options=[]))),
    ("BASE_TYPE_MAX_LENGTH", rows(menu(placeholder="x" * 151))),
    ("BASE_TYPE_BAD_LENGTH", rows(menu(options=[{"label": "x" * 101, "value": "1"}]))),
    ("BASE_TYPE_BAD_LENGTH", rows(menu(options=[{"label": "One", "value": "x" * 101}]))),
    ("BASE_TYPE_MAX_LENGTH", rows(menu(options=[{"label": "One", "value": "1", "description": "x" * 101}]))),
    ("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", rows(menu(options=options(1) * 2))),
    ("SELECT_COMPONENT_MAX_VALUES", rows(menu(max_values=2))),
    ("SELECT_COMPONENT_MIN_VALUES", rows(menu(min_values=2))),
    ("NUMBER_TYPE_MAX", rows(menu(max_values=26, options=options(25)))),
    ("SELECT_COMPONENT_DEFAULTS", rows(menu(options=[{**one, "default": True} for one in options(2)]))),
    ("SELECT_COMPONENT_OPTIONS", rows({"type": 5, "custom_id": "who", "options": options(1)})),
    ("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", laid_out(text(), content="also")),
    ("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", laid_out(text(), embeds=[{"title": "also"}])),
    ("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", laid_out({"type": 17, "components": [text("x")] * 40})),
    ("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", laid_out(text("x" * 2500), text("x" * 1501))),
    ("COMPONENT_CUSTOM_ID_DUPLICATED", laid_out(row(button(1)), {"type": 17, "components": [row(button(1))]})),
    ("UNION_TYPE_CHOICES", laid_out({"type": 17, "components": [{"type": 17, "components": [text()]}]})),
    ("UNION_TYPE_CHOICES", laid_out(button())),
    ("BASE_TYPE_REQUIRED", laid_out({"type": 9, "components": [text()]})),
    ("BASE_TYPE_BAD_LENGTH", laid_out({"type": 9, "components": [text()] * 4, "accessory": button()})),
    ("BASE_TYPE_REQUIRED", laid_out({"type": 11 + 1, "items": [{}]})),
    ("BASE_TYPE_BAD_LENGTH", laid_out(text(""))),
    ("NUMBER_TYPE_MAX", laid_out({"type": 14, "spacing": 3})),
    ("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", {"allowed_mentions": {"parse": ["users"], "users": ["1"]}}),
    ("BASE_TYPE_CHOICES", {"allowed_mentions": {"parse": ["all"]}}),
    ("BASE_TYPE_MAX_LENGTH", {"allowed_mentions": {"users": [str(number) for number in range(101)]}}),
    ("NONCE_TYPE_TOO_LONG", {"nonce": "x" * 26}),
]
FINE: list[Json] = [
    {"content": "x" * 2000},
    {"components": [row(*(button(5 * line + number) for number in range(5))) for line in range(5)]},
    {"content": "", "embeds": [{"description": "x" * 3000}] * 2},
    rows(menu(min_values=0, max_values=25, options=options(25))),
    laid_out({"type": 17, "components": [text("x" * 4000), {"type": 14}, row(button())]}),
    {"nonce": "x" * 25, "allowed_mentions": {"parse": [], "users": ["1"]}},
]


def codes(faults: FormFaults) -> list[str]:
    return [fault.code for fault in faults.found]


@pytest.mark.parametrize(("code", "body"), MESSAGES)
def test_a_message_is_refused(code: str, body: Json) -> None:
    faults = FormFaults()
    check_message(body, faults)

    assert code in codes(faults)


@pytest.mark.parametrize("body", FINE)
def test_a_message_at_its_limits_is_taken(body: Json) -> None:
    faults = FormFaults()
    check_message(body, faults)

    assert faults.found == []


def test_a_message_of_components_v2_stays_one() -> None:
    faults = FormFaults()
    check_message({"content": "classic again", "flags": 0}, faults, before=V2)

    assert codes(faults) == [
        "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ]


@pytest.mark.parametrize(
    ("allowed", "pinged"),
    [
        (None, {"1", "2", "everyone", "9"}),
        ({"parse": []}, set()),
        ({"parse": ["users"], "replied_user": True}, {"1", "9"}),
        ({"roles": ["2"], "users": ["3"]}, {"2"}),
        ({"parse": ["everyone"]}, {"everyone"}),
    ],
)
def test_who_is_pinged_follows_allowed_mentions(allowed: Json | None, pinged: set[str]) -> None:
    body = {"content": "@here <@1> <@&2>"} | ({} if allowed is None else {"allowed_mentions": allowed})

    assert mentions(body, replied_to="9").pinged == pinged


def test_this_server_invents_no_route() -> None:
    described = OpenApi.open(None)
    if described is None:
        pytest.skip("DISCORD_OPENAPI names no file")
    families = (identity, channels, callbacks, webhooks, commands)
    routes = [route for family in families for route in family.ROUTES]

    assert [route for route in routes if not described.knows(route.method, route.template)] == []


def test_the_description_refuses_and_takes_as_discord_does() -> None:
    described = OpenApi.open(None)
    if described is None:
        pytest.skip("DISCORD_OPENAPI names no file")
    route = ("POST", "/channels/{channel_id}/messages")
    wrong, right = FormFaults(), FormFaults()
    described.check(*route, rows(button(label="x" * 81)), wrong)
    described.check(*route, {"content": "fine", "message_reference": {"message_id": 5}, **rows(button())}, right)

    assert [str(fault) for fault in wrong.found] == [
        "components.0.components.0.label[BASE_TYPE_MAX_LENGTH]: Must be 80 or fewer in length."
    ]
    assert right.found == []
