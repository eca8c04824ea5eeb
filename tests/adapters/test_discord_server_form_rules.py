"""The rules of modals and commands refuse what Discord refuses."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.discord_server.forms import FormFaults
from tests.discord_server.rules.commands import check_choices, check_commands
from tests.discord_server.rules.modals import check_modal

Json = dict[str, Any]
MENU = {"type": 3, "custom_id": "s", "disabled": True, "options": [{"label": "One", "value": "1"}]}


def row(*children: Json) -> Json:
    return {"type": 1, "components": list(children)}


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


MODALS: list[tuple[str, Json]] = [
    ("BASE_TYPE_BAD_LENGTH", modal(title="x" * 46)),
    ("BASE_TYPE_BAD_LENGTH", modal(custom_id="x" * 101)),
    ("BASE_TYPE_BAD_LENGTH", {**modal(), "components": []}),
    ("BASE_TYPE_BAD_LENGTH", modal(*(labelled(entry(custom_id=f"{number}")) for number in range(6)))),
    ("UNION_TYPE_CHOICES", modal(entry())),
    ("UNION_TYPE_CHOICES", modal(row({"type": 2}))),
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
    ("COMPONENT_DISABLED_IN_MODAL", modal(labelled(MENU))),
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


def codes(faults: FormFaults) -> list[str]:
    return [fault.code for fault in faults.found]


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
