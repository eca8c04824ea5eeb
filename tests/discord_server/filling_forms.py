"""What a person enters in a modal or picks in a select, and what the client refuses."""

from collections.abc import Mapping, Sequence

from tests.discord_server.components import LABEL, ROW, SELECTS, STRING_SELECT, TEXT_INPUT, numbered
from tests.discord_server.errors import JsonObject
from tests.discord_server.interactions import Modal
from tests.discord_server.typing_commands import Impossible

Entry = str | Sequence[str]


def submission(modal: Modal, values: Mapping[str, Entry]) -> JsonObject:
    """Write the data of a modal submit; fields are named by custom_id or by label."""
    left = dict(values)
    components = [_top(component, left) for component in numbered(modal.data["components"])]
    if left:
        raise Impossible(f"{modal.title!r} has no field {', '.join(sorted(left))}")
    return {"custom_id": modal.data["custom_id"], "components": components}


def _top(component: JsonObject, left: dict[str, Entry]) -> JsonObject:
    body: JsonObject = {"type": component["type"], "id": component["id"]}
    if component["type"] == ROW:
        body["components"] = [_field(child, str(child.get("label")), left) for child in component["components"]]
    elif component["type"] == LABEL:
        body["component"] = _field(component["component"], str(component["label"]), left)
    return body


def _field(field: JsonObject, label: str, left: dict[str, Entry]) -> JsonObject:
    body: JsonObject = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    entry = left.pop(field["custom_id"], left.pop(label, None))
    if field["type"] == TEXT_INPUT:
        text = field.get("value") or "" if entry is None else entry
        if not isinstance(text, str):
            raise Impossible(f"{label!r} takes text")
        return body | {"value": _checked(field, label, text)}
    if field["type"] in SELECTS:
        required = field.get("required", True)
        if entry is None and not required:
            return body | {"values": []}
        return body | {"values": picked(field, [entry] if isinstance(entry, str) else entry or [])}
    raise Impossible(f"this server cannot fill in a component of type {field['type']}")


def _checked(field: JsonObject, label: str, text: str) -> str:
    if not text and field.get("required", True):
        raise Impossible(f"{label!r} must be filled in")
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    if text and not low <= len(text) <= high:
        raise Impossible(f"{label!r}: {len(text)} characters, not between {low} and {high}")
    return text


def picked(select: JsonObject, wanted: Sequence[str]) -> list[str]:
    """Turn labels or values into the values of a select."""
    low, high = select.get("min_values", 1), select.get("max_values", 1)
    if not low <= len(wanted) <= high:
        raise Impossible(f"pick between {low} and {high}, not {len(wanted)}")
    if select["type"] != STRING_SELECT:
        return list(wanted)
    options = {option["label"]: option["value"] for option in select["options"]}
    options |= {value: value for value in options.values()}
    if unknown := [one for one in wanted if one not in options]:
        raise Impossible(f"there is no option {', '.join(unknown)}")
    return [options[one] for one in wanted]
