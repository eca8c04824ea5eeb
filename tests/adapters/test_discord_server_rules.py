"""Each rule of the local Discord refuses what Discord refuses, and lets pass what it takes."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.discord_server.forms import FormFaults
from tests.discord_server.openapi import OpenApi
from tests.discord_server.pings import mentions
from tests.discord_server.rules.commands import check_choices, check_commands
from tests.discord_server.rules.messages import V2, check_message
from tests.discord_server.rules.modals import check_modal

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


def entry(**more: object) -> Json:
    return {"type": 4, "custom_id": "words", "style": 2, **more}


def labelled(component: Json, label: str = "Words") -> Json:
    return {"type": 18, "label": label, "component": component}


def modal(*components: Json, **more: object) -> Json:
    return {"title": "Tell us", "custom_id": "tell", "components": list(components or [labelled(entry())]), **more}


def command(**more: object) -> Json:
    return {"name": "policy", "description": "Ask", "type": 1, **more}


def option(name: str = "question", **more: object) -> Json:
    return {"type": 3, "name": name, "description": "What", **more}


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
    ("UNION_TYPE_CHOICES", rows(entry())),
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
MODALS: list[tuple[str, Json]] = [
    ("BASE_TYPE_BAD_LENGTH", modal(title="x" * 46)),
    ("BASE_TYPE_BAD_LENGTH", modal(custom_id="x" * 101)),
    ("BASE_TYPE_BAD_LENGTH", {**modal(), "components": []}),
    ("BASE_TYPE_BAD_LENGTH", modal(*(labelled(entry(custom_id=f"{number}")) for number in range(6)))),
    ("UNION_TYPE_CHOICES", modal(entry())),
    ("UNION_TYPE_CHOICES", modal(row(button()))),
    ("BASE_TYPE_REQUIRED", modal(row(entry()))),
    ("BASE_TYPE_REQUIRED", modal({"type": 18, "label": "Words"})),
    ("BASE_TYPE_BAD_LENGTH", modal(labelled(entry(), "x" * 46))),
    ("BASE_TYPE_MAX_LENGTH", modal({**labelled(entry()), "description": "x" * 101})),
    ("TEXT_INPUT_LABEL_IN_LABEL", modal(labelled(entry(label="Again")))),
    ("COMPONENT_CUSTOM_ID_DUPLICATED", modal(labelled(entry()), labelled(entry()))),
    ("BASE_TYPE_MAX_LENGTH", modal(labelled(entry(value="x" * 4001)))),
    ("BASE_TYPE_MAX_LENGTH", modal(labelled(entry(placeholder="x" * 101)))),
    ("NUMBER_TYPE_MAX", modal(labelled(entry(max_length=4001)))),
    ("TEXT_INPUT_COMPONENT_MIN_LENGTH", modal(labelled(entry(min_length=9, max_length=8)))),
    ("BASE_TYPE_BAD_LENGTH", modal(labelled(entry(max_length=8, value="x" * 9)))),
    ("BASE_TYPE_CHOICES", modal(labelled(entry(style=3)))),
    ("COMPONENT_DISABLED_IN_MODAL", modal(labelled(menu(disabled=True)))),
]
COMMANDS: list[tuple[str, Sequence[Json]]] = [
    ("APPLICATION_COMMAND_INVALID_NAME", [command(name="Policy")]),
    ("APPLICATION_COMMAND_INVALID_NAME", [command(name="ask policy")]),
    ("BASE_TYPE_BAD_LENGTH", [command(name="x" * 33)]),
    ("BASE_TYPE_REQUIRED", [{"name": "policy", "type": 1}]),
    ("BASE_TYPE_BAD_LENGTH", [command(description="x" * 101)]),
    ("APPLICATION_COMMANDS_DUPLICATE_NAME", [command(), command()]),
    ("BASE_TYPE_MAX_LENGTH", [command(name=f"c{number}") for number in range(101)]),
    ("BASE_TYPE_MAX_LENGTH", [{"name": f"C {number}", "type": 3} for number in range(16)]),
    ("APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID", [command(type=3)]),
    ("APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID", [{"name": "Check", "type": 3, "options": [option()]}]),
    ("BASE_TYPE_CHOICES", [command(type=9)]),
    ("BASE_TYPE_MAX_LENGTH", [command(options=[option(f"o{number}") for number in range(26)])]),
    ("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", [command(options=[option(), option()])]),
    ("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", [command(options=[option("a"), option("b", required=True)])]),
    ("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", [command(options=[option("a", type=1), option("b")])]),
    ("UNION_TYPE_CHOICES", [command(options=[option("a", type=1, options=[option("b", type=1)])])]),
    ("BASE_TYPE_MAX_LENGTH", [command(options=[option(choices=[{"name": "n", "value": "v"}] * 26)])]),
    ("BASE_TYPE_BAD_LENGTH", [command(options=[option(choices=[{"name": "x" * 101, "value": "v"}])])]),
    (
        "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
        [command(options=[option(autocomplete=True, choices=[{"name": "n", "value": "v"}])])],
    ),
    (
        "APPLICATION_COMMAND_TOO_LARGE",
        [command(options=[option(f"o{n}", choices=[{"name": "x" * 90, "value": "y" * 90}] * 25) for n in range(2)])],
    ),
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


@pytest.mark.parametrize(("code", "body"), MODALS)
def test_a_modal_is_refused(code: str, body: Json) -> None:
    faults = FormFaults()
    check_modal(body, faults)

    assert code in codes(faults)


@pytest.mark.parametrize(("code", "body"), COMMANDS)
def test_commands_are_refused(code: str, body: Sequence[Json]) -> None:
    faults = FormFaults()
    check_commands(body, faults)

    assert code in codes(faults)


def test_a_choice_has_a_name_and_a_value() -> None:
    faults = FormFaults()
    check_choices([{"name": "x" * 101, "value": "v"}, {"name": "n"}, {"name": "n", "value": "x" * 101}], faults, ())

    assert codes(faults) == ["BASE_TYPE_BAD_LENGTH", "BASE_TYPE_REQUIRED", "BASE_TYPE_MAX_LENGTH"]


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
