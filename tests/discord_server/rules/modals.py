"""Modals: title, one to five components, text inputs and what they may hold."""

from tests.discord_server.components import LABEL, ROW, SELECTS, STRING_SELECT, TEXT, TEXT_INPUT
from tests.discord_server.errors import JsonObject
from tests.discord_server.forms import FormFaults, Path
from tests.discord_server.rules.components import check_select, check_text_display, check_unique_ids

MOST_TOP = 5
_FILE_UPLOAD, _RADIO, _CHECKBOXES, _CHECKBOX = 19, 21, 22, 23
_IN_LABEL = SELECTS | {TEXT_INPUT, _FILE_UPLOAD, _RADIO, _CHECKBOXES, _CHECKBOX}


def check_modal(modal: JsonObject, faults: FormFaults, at: Path = ()) -> None:
    """Check the body of a modal."""
    faults.text(modal, "title", at, (1, 45), needed=True)
    faults.text(modal, "custom_id", at, (1, 100), needed=True)
    components = faults.items(modal, "components", at, (1, MOST_TOP))
    for index, component in enumerate(components):
        _check_top(component, faults, (*at, "components", index))
    check_unique_ids(components, faults, (*at, "components"))


def _check_top(component: JsonObject, faults: FormFaults, at: Path) -> None:
    if not faults.kind(component, at, {ROW, TEXT, LABEL}):
        return
    if component["type"] == TEXT:
        check_text_display(component, faults, at)
    elif component["type"] == LABEL:
        _check_label(component, faults, at)
    else:
        for index, child in enumerate(faults.items(component, "components", at, (1, 1))):
            place = (*at, "components", index)
            if faults.kind(child, place, {TEXT_INPUT}):
                faults.text(child, "label", place, (1, 45), needed=True)
                _check_input(child, faults, place)


def _check_label(label: JsonObject, faults: FormFaults, at: Path) -> None:
    faults.text(label, "label", at, (1, 45), needed=True)
    faults.text(label, "description", at, (0, 100))
    child, place = label.get("component"), (*at, "component")
    if not isinstance(child, dict):
        faults.add(place, "BASE_TYPE_REQUIRED", "This field is required")
    elif not faults.kind(child, place, _IN_LABEL):
        return
    elif child["type"] == TEXT_INPUT:
        if child.get("label"):
            faults.add((*place, "label"), "TEXT_INPUT_LABEL_IN_LABEL", "A text input inside a Label has no label")
        _check_input(child, faults, place)
    elif child["type"] in SELECTS:
        check_select(child, faults, place)
        if child["type"] == STRING_SELECT and child.get("disabled"):
            faults.add((*place, "disabled"), "COMPONENT_DISABLED_IN_MODAL", "A select in a modal cannot be disabled")
    else:
        faults.text(child, "custom_id", place, (1, 100), needed=True)


def _check_input(field: JsonObject, faults: FormFaults, at: Path) -> None:
    faults.text(field, "custom_id", at, (1, 100), needed=True)
    faults.text(field, "value", at, (0, 4000))
    faults.text(field, "placeholder", at, (0, 100))
    faults.number(field, "min_length", at, (0, 4000))
    faults.number(field, "max_length", at, (1, 4000))
    if field.get("style") not in (1, 2):
        faults.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    if low > high:
        faults.add((*at, "min_length"), "TEXT_INPUT_COMPONENT_MIN_LENGTH", "min_length cannot exceed max_length")
    value = field.get("value")
    if value and not low <= len(value) <= high:
        faults.add((*at, "value"), "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
