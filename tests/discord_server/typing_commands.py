"""What a person types after the slash: the registered command, its options, and what the client refuses."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.discord_server.core import Core
from tests.discord_server.errors import JsonObject
from tests.discord_server.rest.calls import Upload, keep_files
from tests.discord_server.rules.commands import CHAT, GROUP, SUBCOMMAND
from tests.discord_server.world import Channel, Role, User

_STRING, _INTEGER, _BOOLEAN, _USER, _CHANNEL, _ROLE, _NUMBER, _FILE = 3, 4, 5, 6, 7, 8, 10, 11
_PYTHON = {_STRING: str, _INTEGER: int, _BOOLEAN: bool, _USER: User, _CHANNEL: Channel, _ROLE: Role, _NUMBER: float}
Value = str | int | float | bool | User | Channel | Role | Upload


class Impossible(AssertionError):
    """A real Discord client would not let a person do this."""


def registered(core: Core, kind: int, name: str, channel: Channel) -> JsonObject:
    """Find a command that shows itself in this channel."""
    guild = core.commands.get(channel.guild.id, {}) if channel.guild is not None else {}
    named = [
        one
        for one in [*guild.values(), *core.commands.get("", {}).values()]
        if (one["type"], one["name"]) == (kind, name)
    ]
    if not named:
        raise Impossible(f"no command {name!r} of type {kind} is registered here")
    command = named[0]
    contexts = command.get("contexts")
    if contexts is not None and (0 if channel.guild else 1) not in contexts:
        raise Impossible(f"{name!r} does not show itself in {'a guild' if channel.guild else 'a DM'}")
    if contexts is None and channel.guild is None and command.get("dm_permission") is False:
        raise Impossible(f"{name!r} does not show itself in a DM")
    return command


@dataclass
class Typed:
    """One slash command as typed: the words, and the value of each option."""

    core: Core
    channel: Channel
    words: str
    focus: str | None = None  # the option being typed, for autocomplete

    def data(self, values: Mapping[str, Value]) -> JsonObject:
        """Write the interaction's data."""
        name, *rest = self.words.removeprefix("/").split()
        command = registered(self.core, CHAT, name, self.channel)
        self._resolved: JsonObject = {}
        body: JsonObject = {"id": command["id"], "name": name, "type": CHAT}
        if command.get("guild_id"):
            body["guild_id"] = command["guild_id"]
        body["options"] = self._descend(command, rest, values)
        return body | ({"resolved": self._resolved} if self._resolved else {})

    def _descend(self, holder: JsonObject, words: list[str], values: Mapping[str, Value]) -> list[JsonObject]:
        options = holder.get("options") or []
        nested = [option for option in options if option["type"] in (SUBCOMMAND, GROUP)]
        if not nested:
            if words:
                raise Impossible(f"{self.words!r}: {words[0]!r} is no sub-command")
            return self._options(options, values)
        chosen = next((option for option in nested if words and option["name"] == words[0]), None)
        if chosen is None:
            raise Impossible(f"{self.words!r}: choose one of {', '.join(option['name'] for option in nested)}")
        inner = self._descend(chosen, words[1:], values)
        return [{"name": chosen["name"], "type": chosen["type"], "options": inner}]

    def _options(self, options: list[JsonObject], values: Mapping[str, Value]) -> list[JsonObject]:
        known = {option["name"] for option in options}
        if unknown := set(values) - known:
            raise Impossible(f"{self.words!r} has no option {', '.join(sorted(unknown))}")
        if self.focus is not None and not any(one["name"] == self.focus and one.get("autocomplete") for one in options):
            raise Impossible(f"{self.words!r}: option {self.focus!r} completes nothing")
        missing = [one["name"] for one in options if one.get("required") and one["name"] not in values]
        if missing and self.focus is None:
            raise Impossible(f"{self.words!r} needs {', '.join(missing)}")
        return [self._option(option, values[option["name"]]) for option in options if option["name"] in values]

    def _option(self, option: JsonObject, value: Value) -> JsonObject:
        body: JsonObject = {"name": option["name"], "type": option["type"], "value": value}
        if self.focus == option["name"]:
            return body | {"focused": True}
        if self.focus is None:
            _check_value(option, value)
        if not isinstance(value, str | int | float):
            body["value"] = self._resolve(value)
        return body

    def _resolve(self, value: User | Channel | Role | Upload) -> str:
        def put(kind: str, number: str, body: JsonObject) -> str:
            self._resolved.setdefault(kind, {})[number] = body
            return number

        if isinstance(value, Upload):
            kept = keep_files(self.core, self.channel.id, [value])[0]
            return put("attachments", kept["id"], kept)
        if isinstance(value, User):
            guild = self.channel.guild
            if guild is not None and value.id in guild.members:
                member = guild.member(value, permissions=True)
                del member["user"]
                put("members", value.id, member)
            return put("users", value.id, value.payload())
        return put("roles" if isinstance(value, Role) else "channels", value.id, value.payload())


def _check_value(option: JsonObject, value: Value) -> None:
    name, kind = option["name"], option["type"]
    wanted = Upload if kind == _FILE else _PYTHON.get(kind, object)
    if not isinstance(value, wanted) and not (kind == _NUMBER and isinstance(value, int)):
        raise Impossible(f"option {name!r} takes {wanted.__name__}, not {value!r}")
    choices = option.get("choices") or []
    if choices and value not in [choice["value"] for choice in choices]:
        raise Impossible(f"option {name!r} has no choice {value!r}")
    if isinstance(value, str) and not option.get("min_length", 0) <= len(value) <= (option.get("max_length") or 6000):
        raise Impossible(f"option {name!r}: {len(value)} characters do not fit")
    if kind in (_INTEGER, _NUMBER) and isinstance(value, int | float):
        low, high = option.get("min_value", float("-inf")), option.get("max_value", float("inf"))
        if not low <= value <= high:
            raise Impossible(f"option {name!r}: {value} is not between {low} and {high}")
