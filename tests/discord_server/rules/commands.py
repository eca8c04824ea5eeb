"""Application commands: names, options, choices, and how many of each."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from tests.discord_server.errors import JsonObject
from tests.discord_server.forms import FormFaults, Path

CHAT: Final = 1
SUBCOMMAND: Final = 1
GROUP: Final = 2
_STRING, _INTEGER, _NUMBER = 3, 4, 10
_MOST = {1: 100, 2: 15, 3: 15}  # chat input, user, message
MOST_TEXT = 8000  # name, description and values of one command, the longest localisation of each


def check_commands(commands: Sequence[JsonObject], faults: FormFaults) -> None:
    """Check a bulk overwrite."""
    seen: set[tuple[object, object]] = set()
    for index, command in enumerate(commands):
        key = (command.get("type") or CHAT, command.get("name"))
        if key in seen:
            text = "Application command names must be unique"
            faults.add((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", text)
        seen.add(key)
        _check_command(command, faults, (index,))
    for kind, most in _MOST.items():
        if sum((command.get("type") or CHAT) == kind for command in commands) > most:
            faults.add((), "BASE_TYPE_MAX_LENGTH", f"At most {most} commands of type {kind}.")


def _check_command(command: JsonObject, faults: FormFaults, at: Path) -> None:
    kind = command.get("type") or CHAT
    if kind not in _MOST:
        faults.add((*at, "type"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3}.")
        return
    faults.text(command, "name", at, (1, 32), needed=True)
    if kind == CHAT:
        _check_names(command, faults, at)
        faults.text(command, "description", at, (1, 100), needed=True)
        _check_options(command, faults, at, depth=0)
        if _size(command) > MOST_TEXT:
            text = f"Command exceeds maximum size ({MOST_TEXT})"
            faults.add(at, "APPLICATION_COMMAND_TOO_LARGE", text)
        return
    if command.get("description"):
        text = "Context menu commands cannot have description"
        faults.add((*at, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID", text)
    if command.get("options"):
        text = "Context menu commands cannot have options"
        faults.add((*at, "options"), "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID", text)


def _check_names(thing: JsonObject, faults: FormFaults, at: Path) -> None:
    names: list[tuple[tuple[str, ...], object]] = [(("name",), thing.get("name"))]
    names += [
        (("name_localizations", locale), name) for locale, name in (thing.get("name_localizations") or {}).items()
    ]
    for where, name in names:
        if not isinstance(name, str) or not _well_named(name):
            text = "Command name is invalid"
            faults.add((*at, *where), "APPLICATION_COMMAND_INVALID_NAME", text)


def _well_named(name: str) -> bool:
    """Follow the documented pattern: letters, numbers, - _ ', Devanagari and Thai, nothing with a capital."""
    marks = {"-", "_", "'"}
    allowed = all(sign in marks or unicodedata.category(sign)[0] in "LN" or _asian(sign) for sign in name)
    return 1 <= len(name) <= 32 and allowed and name == name.lower()


def _asian(sign: str) -> bool:
    return "\u0900" <= sign <= "\u097f" or "\u0e00" <= sign <= "\u0e7f"


def _check_options(holder: JsonObject, faults: FormFaults, at: Path, *, depth: int) -> None:
    options = faults.items(holder, "options", at, (0, 25))
    seen: set[object] = set()
    for index, option in enumerate(options):
        place = (*at, "options", index)
        if option.get("name") in seen:
            text = "Option name already exists"
            faults.add((*place, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", text)
        seen.add(option.get("name"))
        _check_option(option, faults, place, depth)
    _check_order(options, faults, (*at, "options"))


def _check_order(options: Sequence[JsonObject], faults: FormFaults, at: Path) -> None:
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        text = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        faults.add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", text)
    optional = False
    for index, option in enumerate(options):
        if option.get("required") and optional:
            text = "Required options must be placed before non-required options"
            faults.add((*at, index), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", text)
        optional = optional or not option.get("required")


def _check_option(option: JsonObject, faults: FormFaults, at: Path, depth: int) -> None:
    kind = option.get("type")
    allowed = set(range(3, 12)) | ({SUBCOMMAND} if depth < 2 else set()) | ({GROUP} if depth == 0 else set())
    if not faults.kind(option, at, allowed):
        return
    _check_names(option, faults, at)
    faults.text(option, "description", at, (1, 100), needed=True)
    if kind in (SUBCOMMAND, GROUP):
        inner_depth = 1 if kind == GROUP else 2
        _check_options(option, faults, at, depth=inner_depth)
        return
    choices = faults.items(option, "choices", at, (0, 25))
    if choices and (option.get("autocomplete") or kind not in (_STRING, _INTEGER, _NUMBER)):
        text = "Choices go with neither autocomplete nor this type"
        faults.add((*at, "choices"), "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", text)
    check_choices(choices, faults, (*at, "choices"))
    faults.number(option, "min_length", at, (0, 6000))
    faults.number(option, "max_length", at, (1, 6000))


def check_choices(choices: Sequence[JsonObject], faults: FormFaults, at: Path) -> None:
    """Check choices, those of a command or those offered while a person types."""
    for index, choice in enumerate(choices):
        faults.text(choice, "name", (*at, index), (1, 100), needed=True)
        if isinstance(choice.get("value"), str):
            faults.text(choice, "value", (*at, index), (0, 100))
        elif not isinstance(choice.get("value"), int | float):
            faults.add((*at, index, "value"), "BASE_TYPE_REQUIRED", "This field is required")


def _size(thing: JsonObject) -> int:
    total = sum(
        max(map(len, [str(thing.get(key) or ""), *(thing.get(f"{key}_localizations") or {}).values()]))
        for key in ("name", "description")
    )
    total += sum(
        len(str(choice.get("name", ""))) + len(str(choice.get("value", ""))) for choice in thing.get("choices") or []
    )
    return total + sum(_size(option) for option in thing.get("options") or [])
