"""How one value is checked: small rules that compose, with Slack's own words for what is wrong."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.slack_server.model import Json


@dataclass(slots=True)
class Findings:
    """What is wrong and where; where is a JSON pointer."""

    messages: list[str] = field(default_factory=list)

    def add(self, wrong: str, at: str) -> None:
        self.messages.append(f"[ERROR] {wrong} [json-pointer:{at}]")


Rule = Callable[[object, str, Findings], None]


def string(maximum: int, minimum: int = 0) -> Rule:
    def check(value: object, at: str, found: Findings) -> None:
        if not isinstance(value, str):
            found.add("must be a string", at)
        elif len(value) > maximum:
            found.add(f"must be less than {maximum + 1} characters", at)
        elif len(value) < minimum:
            found.add(f"must be more than {minimum - 1} characters", at)

    return check


def matching(pattern: str, wrong: str) -> Rule:
    def check(value: object, at: str, found: Findings) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            found.add(wrong, at)

    return check


def boolean(value: object, at: str, found: Findings) -> None:
    if not isinstance(value, bool):
        found.add("must be a boolean", at)


def integer(low: int, high: int) -> Rule:
    def check(value: object, at: str, found: Findings) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            found.add(f"must be an integer from {low} to {high}", at)

    return check


def one_of(*words: str) -> Rule:
    def check(value: object, at: str, found: Findings) -> None:
        if value not in words:
            found.add(f"must be a valid enum value: {', '.join(words)}", at)

    return check


def items(rule: Rule, maximum: int, minimum: int = 1) -> Rule:
    def check(value: object, at: str, found: Findings) -> None:
        if not isinstance(value, list):
            found.add("must be an array", at)
            return
        if len(value) > maximum:
            found.add(f"no more than {maximum} items allowed", at)
        if len(value) < minimum:
            found.add(f"must provide at least {minimum} items", at)
        for number, item in enumerate(value):
            rule(item, f"{at}/{number}", found)

    return check


def shape(required: Mapping[str, Rule], optional: Mapping[str, Rule], either: Sequence[str] = ()) -> Rule:
    """Check an object: every required key, no unknown one, and one at least of *either*."""
    known = {**required, **optional}

    def check(value: object, at: str, found: Findings) -> None:
        if not isinstance(value, dict):
            found.add("must be an object", at)
            return
        for key in required.keys() - value.keys():
            found.add(f"missing required field: {key}", at)
        if either and not any(key in value for key in either):
            found.add(f"missing required field: one of {', '.join(either)}", at)
        for key, inner in value.items():
            if key == "type":
                continue
            if key in known:
                known[key](inner, f"{at}/{key}", found)
            else:
                found.add(f"invalid additional property: {key}", at)

    return check


def typed(table: Mapping[str, Rule]) -> Rule:
    """Check an object by its own `type`."""

    def check(value: object, at: str, found: Findings) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in table:
            found.add(f"unsupported type: {kind}", f"{at}/type")
        else:
            table[kind](value, at, found)

    return check


def both(*rules: Rule) -> Rule:
    def check(value: object, at: str, found: Findings) -> None:
        for rule in rules:
            rule(value, at, found)

    return check


def plain(maximum: int) -> Rule:
    """A place where only plain_text may stand."""
    return typed({"plain_text": shape({"text": string(maximum, 1)}, {"emoji": boolean})})


def text(maximum: int) -> Rule:
    return typed(
        {
            "plain_text": shape({"text": string(maximum, 1)}, {"emoji": boolean}),
            "mrkdwn": shape({"text": string(maximum, 1)}, {"verbatim": boolean}),
        }
    )


def distinct(key: str) -> Rule:
    """No two objects of a list may share *key*; those without it get one from Slack."""

    def check(value: object, at: str, found: Findings) -> None:
        names = [item[key] for item in as_objects(value) if key in item]
        for name in sorted({str(name) for name in names if names.count(name) > 1}):
            found.add(f"`{key}` {name} already exists", at)

    return check


def as_objects(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
