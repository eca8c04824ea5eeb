"""Request bodies against Discord's OpenAPI description, where that file is at hand.

A small resolver for the keywords the description uses; unions are tried branch by branch.
Discord accepts whole numbers where the description wants a snowflake string, and so does this.
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.discord_server.errors import JsonObject
from tests.discord_server.forms import FormFaults
from tests.discord_server.forms import Path as Place

_TYPES: dict[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


class OpenApi:
    """One description: which routes exist and what their bodies look like."""

    def __init__(self, path: Path) -> None:
        document = json.loads(path.read_text())
        self._paths: JsonObject = document["paths"]
        self._schemas: JsonObject = document["components"]["schemas"]

    @classmethod
    def open(cls, path: Path | None) -> "OpenApi | None":
        """Read *path*, else what DISCORD_OPENAPI names; nothing where neither is a file."""
        named = path or Path(os.getenv("DISCORD_OPENAPI", "/nowhere"))
        return cls(named) if named.is_file() else None

    def knows(self, method: str, template: str) -> bool:
        return method.lower() in self._paths.get(template, {})

    def check(self, method: str, template: str, body: object, faults: FormFaults) -> None:
        """Add what the description holds against *body*."""
        content = self._paths[template][method.lower()].get("requestBody", {}).get("content", {})
        if "application/json" in content:
            self._check(content["application/json"]["schema"], body, faults, ())

    def _check(self, schema: JsonObject, value: Any, faults: FormFaults, at: Place) -> None:  # noqa: ANN401 - any JSON
        if "$ref" in schema:
            self._check(self._schemas[schema["$ref"].rsplit("/", 1)[-1]], value, faults, at)
            return
        for part in schema.get("allOf", []):
            self._check(part, value, faults, at)
        if "oneOf" in schema or "anyOf" in schema:
            self._check_union([*schema.get("oneOf", []), *schema.get("anyOf", [])], value, faults, at)
        if schema.get("format") == "snowflake" and isinstance(value, int):
            value = str(value)
        if _check_scalar(schema, value, faults, at):
            self._check_parts(schema, value, faults, at)

    def _check_union(self, branches: list[JsonObject], value: object, faults: FormFaults, at: Place) -> None:
        tried: list[FormFaults] = []
        for branch in branches:
            attempt = FormFaults()
            self._check(branch, value, attempt, at)
            if not attempt.found:
                return
            tried.append(attempt)
        closest = max(tried, key=lambda attempt: min(len(fault.path) for fault in attempt.found))
        faults.found += closest.found

    def _check_parts(self, schema: JsonObject, value: object, faults: FormFaults, at: Place) -> None:
        if isinstance(value, list):
            for index, item in enumerate(value):
                self._check(schema.get("items", {}), item, faults, (*at, index))
        if not isinstance(value, dict):
            return
        for key in schema.get("required", []):
            if key not in value:
                faults.add((*at, key), "BASE_TYPE_REQUIRED", "This field is required")
        properties, more = schema.get("properties", {}), schema.get("additionalProperties")
        for key, item in value.items():
            inner = properties.get(key, more)
            if isinstance(inner, dict):
                self._check(inner, item, faults, (*at, key))


def _check_scalar(schema: JsonObject, value: Any, faults: FormFaults, at: Place) -> bool:  # noqa: ANN401 - any JSON
    """Check type, choice and size; say whether it is worth looking inside."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_TYPES[kind](value) for kind in kinds):
        faults.add(at, "BASE_TYPE_BAD_TYPE", f"Must be of type {' or '.join(kinds)}.")
        return False
    if value is None:
        return False
    choices = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if choices is not None and value not in choices:
        faults.add(at, "BASE_TYPE_CHOICES", f"Value must be one of {{{', '.join(map(repr, choices))}}}.")
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        faults.add(at, "STRING_TYPE_REGEX", f"Must match {schema['pattern']}")
    _check_size(schema, value, faults, at)
    return True


def _check_size(schema: JsonObject, value: Any, faults: FormFaults, at: Place) -> None:  # noqa: ANN401 - any JSON
    if isinstance(value, str):
        _check_length(len(value), schema.get("minLength", 0), schema.get("maxLength"), faults, at)
    elif isinstance(value, list):
        _check_length(len(value), schema.get("minItems", 0), schema.get("maxItems"), faults, at)
        if schema.get("uniqueItems") and len({repr(item) for item in value}) < len(value):
            faults.add(at, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
    elif isinstance(value, dict):
        _check_length(len(value), 0, schema.get("maxProperties"), faults, at)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        low, high = schema.get("minimum"), schema.get("maximum")
        if high is not None and value > high:
            faults.add(at, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
        if low is not None and value < low:
            faults.add(at, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")


def _check_length(length: int, low: int, high: int | None, faults: FormFaults, at: Place) -> None:
    if low and (length < low or (high is not None and length > high)):
        faults.add(at, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
    elif high is not None and length > high:
        faults.add(at, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
