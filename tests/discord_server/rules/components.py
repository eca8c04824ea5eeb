"""Components on messages: classic rows, Components V2, and what both refuse."""

from collections import Counter
from collections.abc import Callable, Sequence

from tests.discord_server.components import (
    BUTTON,
    CONTAINER,
    FILE,
    GALLERY,
    LINK_STYLES,
    ROW,
    SECTION,
    SELECTS,
    SEPARATOR,
    STRING_SELECT,
    TEXT,
    THUMBNAIL,
    walk,
)
from tests.discord_server.errors import JsonObject
from tests.discord_server.forms import FormFaults, Path

MOST_ROWS = 5
ROW_WIDTH = 5  # a button takes one place, a select takes all
MOST_COMPONENTS = 40
MOST_TEXT = 4000
_INSIDE = frozenset({ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR})


def check_components(components: Sequence[JsonObject], faults: FormFaults, at: Path, *, v2: bool) -> None:
    """Check the component tree of one message."""
    if not v2 and len(components) > MOST_ROWS:
        faults.add(at, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MOST_ROWS} in length.")
    allowed = _INSIDE | {CONTAINER} if v2 else {ROW}
    for index, component in enumerate(components):
        _check_one(component, faults, (*at, index), allowed)
    if v2:
        _check_totals(components, faults, at)
    check_unique_ids(components, faults, at)


def check_unique_ids(components: Sequence[JsonObject], faults: FormFaults, at: Path) -> None:
    """Refuse a custom_id used twice."""
    seen = Counter(part["custom_id"] for part in walk(components) if part.get("custom_id"))
    for custom_id, times in seen.items():
        if times > 1:
            faults.add(at, "COMPONENT_CUSTOM_ID_DUPLICATED", f"Component custom id cannot be duplicated: {custom_id}")


def _check_totals(components: Sequence[JsonObject], faults: FormFaults, at: Path) -> None:
    parts = list(walk(components))
    if len(parts) > MOST_COMPONENTS:
        text = f"Total number of components ({len(parts)}) exceeds {MOST_COMPONENTS}"
        faults.add(at, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", text)
    if sum(len(str(part.get("content") or "")) for part in parts if part.get("type") == TEXT) > MOST_TEXT:
        text = f"The total displayable text size of components exceeds {MOST_TEXT}"
        faults.add(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", text)


def _check_one(component: JsonObject, faults: FormFaults, at: Path, allowed: frozenset[int] | set[int]) -> None:
    if faults.kind(component, at, allowed):
        _CHECKS[int(component["type"])](component, faults, at)


def _row(row: JsonObject, faults: FormFaults, at: Path) -> None:
    width = 0
    for index, child in enumerate(faults.items(row, "components", at, (1, ROW_WIDTH))):
        place = (*at, "components", index)
        _check_one(child, faults, place, SELECTS | {BUTTON})
        width += ROW_WIDTH if child.get("type") in SELECTS else 1
        if width > ROW_WIDTH:
            text = "The specified component exceeds the maximum width"
            faults.add(place, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", text)


def _button(button: JsonObject, faults: FormFaults, at: Path) -> None:
    faults.text(button, "label", at, (0, 80))
    faults.text(button, "custom_id", at, (1, 100))
    faults.text(button, "url", at, (0, 512))
    style = button.get("style")
    if style not in range(1, 7):
        faults.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
    elif style in LINK_STYLES:
        _link_button(button, faults, at)
    elif not button.get("custom_id"):
        faults.add(at, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
    elif button.get("url"):
        faults.add(at, "BUTTON_COMPONENT_URL_INVALID", "A custom id and url cannot both be specified")
    if style != 6 and not (button.get("label") or button.get("emoji")):
        faults.add(at, "BUTTON_COMPONENT_INVALID", "A button needs a label or an emoji")


def _link_button(button: JsonObject, faults: FormFaults, at: Path) -> None:
    if button.get("custom_id"):
        faults.add(at, "BUTTON_COMPONENT_CUSTOM_ID_INVALID", "A custom id and url cannot both be specified")
    if button["style"] == 5 and not str(button.get("url") or "").startswith(("http://", "https://", "discord://")):
        faults.add((*at, "url"), "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def check_select(select: JsonObject, faults: FormFaults, at: Path) -> None:
    """Check one select menu, on a message or in a modal."""
    faults.text(select, "custom_id", at, (1, 100), needed=True)
    faults.text(select, "placeholder", at, (0, 150))
    faults.number(select, "min_values", at, (0, 25))
    faults.number(select, "max_values", at, (1, 25))
    low, high = _number(select, "min_values"), _number(select, "max_values")
    if low > high:
        faults.add((*at, "min_values"), "SELECT_COMPONENT_MIN_VALUES", "min_values cannot exceed max_values")
    if select.get("type") == STRING_SELECT:
        _options(select, high, faults, at)
    elif select.get("options"):
        faults.add((*at, "options"), "SELECT_COMPONENT_OPTIONS", "Only a string select has options")


def _number(select: JsonObject, key: str) -> int:
    value = select.get(key)
    return value if isinstance(value, int) else 1


def _options(select: JsonObject, high: int, faults: FormFaults, at: Path) -> None:
    options = faults.items(select, "options", at, (1, 25))
    if high > len(options):
        text = f"max_values ({high}) is more than there are options ({len(options)})"
        faults.add((*at, "max_values"), "SELECT_COMPONENT_MAX_VALUES", text)
    if sum(bool(option.get("default")) for option in options) > high:
        faults.add((*at, "options"), "SELECT_COMPONENT_DEFAULTS", "More defaults than max_values")
    seen: set[object] = set()
    for index, option in enumerate(options):
        place = (*at, "options", index)
        faults.text(option, "label", place, (1, 100), needed=True)
        faults.text(option, "value", place, (1, 100), needed=True)
        faults.text(option, "description", place, (0, 100))
        if option.get("value") in seen:
            text = "The specified option value is already used"
            faults.add(place, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", text)
        seen.add(option.get("value"))


def _section(section: JsonObject, faults: FormFaults, at: Path) -> None:
    for index, child in enumerate(faults.items(section, "components", at, (1, 3))):
        _check_one(child, faults, (*at, "components", index), {TEXT})
    accessory = section.get("accessory")
    if isinstance(accessory, dict):
        _check_one(accessory, faults, (*at, "accessory"), {BUTTON, THUMBNAIL})
    else:
        faults.add((*at, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")


def check_text_display(text: JsonObject, faults: FormFaults, at: Path) -> None:
    """Check one piece of text in a layout or a modal."""
    faults.text(text, "content", at, (1, MOST_TEXT), needed=True)


def _media(component: JsonObject, faults: FormFaults, at: Path) -> None:
    key = "file" if component["type"] == FILE else "media"
    media = component.get(key)
    if not (isinstance(media, dict) and media.get("url")):
        faults.add((*at, key), "BASE_TYPE_REQUIRED", "This field is required")
    faults.text(component, "description", at, (0, 1024))


def _gallery(gallery: JsonObject, faults: FormFaults, at: Path) -> None:
    for index, item in enumerate(faults.items(gallery, "items", at, (1, 10))):
        _media({"type": GALLERY, **item}, faults, (*at, "items", index))


def _container(container: JsonObject, faults: FormFaults, at: Path) -> None:
    faults.number(container, "accent_color", at, (0, 0xFFFFFF))
    for index, child in enumerate(faults.items(container, "components", at, (1, MOST_COMPONENTS))):
        _check_one(child, faults, (*at, "components", index), _INSIDE)


def _separator(separator: JsonObject, faults: FormFaults, at: Path) -> None:
    faults.number(separator, "spacing", at, (1, 2))


_CHECKS: dict[int, Callable[[JsonObject, FormFaults, Path], None]] = {
    ROW: _row,
    BUTTON: _button,
    SECTION: _section,
    TEXT: check_text_display,
    THUMBNAIL: _media,
    GALLERY: _gallery,
    FILE: _media,
    SEPARATOR: _separator,
    CONTAINER: _container,
    **dict.fromkeys(SELECTS, check_select),
}
