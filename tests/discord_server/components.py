"""Trees of components: walking them, finding what a person may press, reading their text."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count
from typing import Final

from tests.discord_server.errors import JsonObject

ROW: Final = 1
BUTTON: Final = 2
STRING_SELECT: Final = 3
TEXT_INPUT: Final = 4
SECTION: Final = 9
TEXT: Final = 10
THUMBNAIL: Final = 11
GALLERY: Final = 12
FILE: Final = 13
SEPARATOR: Final = 14
CONTAINER: Final = 17
LABEL: Final = 18
SELECTS: Final = frozenset({3, 5, 6, 7, 8})
LINK_STYLES: Final = frozenset({5, 6})


def walk(components: Sequence[JsonObject]) -> Iterator[JsonObject]:
    """Yield every component, the outer before the inner."""
    for component in components:
        yield component
        yield from walk([part for part in component.get("components") or [] if isinstance(part, dict)])
        yield from walk([component[key] for key in ("accessory", "component") if isinstance(component.get(key), dict)])


def numbered(components: Sequence[JsonObject]) -> list[JsonObject]:
    """Copy a tree and give each component an id, as Discord does when it stores one."""
    copy = deepcopy(list(components))
    taken = {component["id"] for component in walk(copy) if component.get("id")}
    free = (number for number in count(1) if number not in taken)
    for component in walk(copy):
        if not component.get("id"):
            component["id"] = next(free)
    return copy


def texts(components: Sequence[JsonObject]) -> list[str]:
    """Read the words shown in a V2 layout."""
    return [str(component.get("content", "")) for component in walk(components) if component.get("type") == TEXT]


def buttons(components: Sequence[JsonObject]) -> list[JsonObject]:
    return [component for component in walk(components) if component.get("type") == BUTTON]


def selects(components: Sequence[JsonObject]) -> list[JsonObject]:
    return [component for component in walk(components) if component.get("type") in SELECTS]
