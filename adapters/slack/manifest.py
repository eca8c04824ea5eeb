"""The app's manifest: as it ships, for Socket Mode, or with request URLs, for signed HTTP."""

from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).with_name("manifest.yaml")
PATH = "/slack/events"


def manifest() -> dict[str, Any]:
    """Read the manifest that ships."""
    read: dict[str, Any] = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return read


def scopes() -> frozenset[str]:
    """List the scopes it asks for."""
    return frozenset(manifest()["oauth_config"]["scopes"]["bot"])


def http_form(url: str) -> str:
    """Write the manifest for signed HTTP at *url*."""
    whole, target = manifest(), url.rstrip("/") + PATH
    settings = whole["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"] = {"request_url": target, **settings["event_subscriptions"]}
    settings["interactivity"]["request_url"] = target
    for command in whole["features"]["slash_commands"]:
        command["url"] = target
    return str(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=120))
