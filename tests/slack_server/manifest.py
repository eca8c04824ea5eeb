"""What the app's manifest allows, and what Slack refuses in a manifest (docs: reference/app-manifest)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.slack_server.model import Json

# docs: reference/events/*, the scope each subscription requires
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "file_shared": "files:read",
    "user_change": "users:read",
    "team_join": "users:read",
    "member_joined_channel": "channels:read",
}
FREE_EVENTS = {
    "app_home_opened",
    "app_context_changed",
    "agent_session_stopped",
    "agent_session_title_changed",
    "app_uninstalled",
    "tokens_revoked",
    "app_rate_limited",
}
LIMITS = {
    ("display_information", "name"): 35,
    ("display_information", "description"): 140,
    ("display_information", "long_description"): 4000,
    ("features", "bot_user", "display_name"): 80,
    ("features", "agent_view", "agent_description"): 300,
}
NEEDED = (("display_information", "name"), ("features", "bot_user", "display_name"))
TOP = {"_metadata", "display_information", "features", "oauth_config", "settings"}
FEATURES = {"app_home", "agent_view", "bot_user", "shortcuts", "slash_commands", "unfurl_domains"}
SETTINGS = {
    "event_subscriptions",
    "interactivity",
    "org_deploy_enabled",
    "socket_mode_enabled",
    "token_rotation_enabled",
    "is_hosted",
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest as read; every question about it has an answer, also when a part is missing."""

    body: Json

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    def at(self, *keys: str) -> object:
        value: object = self.body
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def _list(self, *keys: str) -> list[Json]:
        value = self.at(*keys)
        return value if isinstance(value, list) else []

    @property
    def scopes(self) -> set[str]:
        value = self.at("oauth_config", "scopes", "bot")
        return set(value) if isinstance(value, list) else set()

    @property
    def events(self) -> set[str]:
        value = self.at("settings", "event_subscriptions", "bot_events")
        return set(value) if isinstance(value, list) else set()

    @property
    def commands(self) -> dict[str, Json]:
        return {str(entry.get("command")): entry for entry in self._list("features", "slash_commands")}

    @property
    def shortcuts(self) -> dict[str, Json]:
        return {str(entry.get("callback_id")): entry for entry in self._list("features", "shortcuts")}

    @property
    def socket_mode(self) -> bool:
        return self.at("settings", "socket_mode_enabled") is True

    @property
    def interactive(self) -> bool:
        return self.at("settings", "interactivity", "is_enabled") is True

    @property
    def home_tab(self) -> bool:
        return self.at("features", "app_home", "home_tab_enabled") is True

    @property
    def messages_tab(self) -> bool:
        return self.at("features", "app_home", "messages_tab_enabled") is True

    @property
    def messages_writable(self) -> bool:
        return self.messages_tab and self.at("features", "app_home", "messages_tab_read_only_enabled") is False

    @property
    def agent_view(self) -> bool:
        return isinstance(self.at("features", "agent_view"), dict)

    def url_for(self, kind: str, command: str = "") -> str | None:
        """Name the request URL for events_api, interactive or slash_commands."""
        if kind == "slash_commands":
            value = self.commands.get(command, {}).get("url")
        else:
            part = "event_subscriptions" if kind == "events_api" else "interactivity"
            value = self.at("settings", part, "request_url")
        return value if isinstance(value, str) else None

    def faults(self) -> Iterator[str]:
        """Say everything Slack would refuse, or that could not work."""
        yield from self._shape_faults()
        yield from self._length_faults()
        yield from self._event_faults()
        yield from self._command_faults()
        yield from self._shortcut_faults()
        yield from self._url_faults()

    def _shape_faults(self) -> Iterator[str]:
        for part, known in (((), TOP), (("features",), FEATURES), (("settings",), SETTINGS)):
            value = self.at(*part)
            for key in sorted((value if isinstance(value, dict) else {}).keys() - known):
                yield f"unknown key {'.'.join((*part, key))}"
        for keys in NEEDED:
            if not self.at(*keys):
                yield f"{'.'.join(keys)} is missing"
        long = self.at("display_information", "long_description")
        if isinstance(long, str) and len(long) < 174:
            yield "display_information.long_description is shorter than 174"
        if len(self._list("features", "agent_view", "suggested_prompts")) > 4:
            yield "more than 4 suggested prompts"

    def _length_faults(self) -> Iterator[str]:
        for keys, limit in LIMITS.items():
            if len(str(self.at(*keys) or "")) > limit:
                yield f"{'.'.join(keys)} is longer than {limit}"

    def _event_faults(self) -> Iterator[str]:
        for event in sorted(self.events):
            if event not in EVENT_SCOPES and event not in FREE_EVENTS:
                yield f"event {event} is unknown"
            elif (scope := EVENT_SCOPES.get(event)) and scope not in self.scopes:
                yield f"event {event} needs scope {scope}"
        if self.commands and "commands" not in self.scopes:
            yield "slash commands need scope commands"
        if self.shortcuts and "commands" not in self.scopes:
            yield "shortcuts need scope commands"
        if self.agent_view and "assistant:write" not in self.scopes:
            yield "agent_view needs scope assistant:write"

    def _command_faults(self) -> Iterator[str]:
        entries = self._list("features", "slash_commands")
        if len(entries) > 50 or len(self.commands) < len(entries):
            yield "more than 50 slash commands, or one twice"
        for name, entry in self.commands.items():
            if not name.startswith("/") or len(name) > 32 or name != name.lower() or " " in name:
                yield f"{name} is no command name"
            if not entry.get("description"):
                yield f"{name} has no description"
            if len(str(entry.get("usage_hint", ""))) > 1000:
                yield f"the usage hint of {name} is longer than 1000"

    def _shortcut_faults(self) -> Iterator[str]:
        if len(self._list("features", "shortcuts")) > 10:
            yield "more than 10 shortcuts"
        for name, entry in self.shortcuts.items():
            complete = entry.get("type") in {"message", "global"} and entry.get("name") and entry.get("description")
            if not complete or len(name) > 255 or len(str(entry.get("name"))) > 24:
                yield f"shortcut {name} lacks type, name (≤ 24) or description"

    def _url_faults(self) -> Iterator[str]:
        needed = [("events_api", "")] if self.events else []
        needed += [("interactive", "")] if self.interactive else []
        needed += [("slash_commands", command) for command in self.commands]
        for kind, command in needed:
            url = self.url_for(kind, command)
            if self.socket_mode and url:
                yield f"Socket Mode is on, so {command or kind} must have no request URL"
            elif not self.socket_mode and not url:
                yield f"Socket Mode is off, so {command or kind} needs a request URL"
