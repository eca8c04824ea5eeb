"""Everything the local Slack holds, in one place for the methods that change it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.slack_server.clock import Clock
from tests.slack_server.keys import Keys
from tests.slack_server.kit.pings import Allowed
from tests.slack_server.manifest import Manifest
from tests.slack_server.model import BOT_USER, Json, Kind, Message
from tests.slack_server.record import Record
from tests.slack_server.screens import Screens
from tests.slack_server.workspace import Workspace

SUBSCRIPTION = {
    Kind.IM: "message.im",
    Kind.MPIM: "message.mpim",
    Kind.PUBLIC: "message.channels",
    Kind.PRIVATE: "message.groups",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Tokens:
    bot: str = "xoxb-local-bot"
    app: str = "xapp-local-app"
    signing_secret: str = "local-signing-secret"  # noqa: S105 - opens nothing but this test server


@dataclass(kw_only=True, slots=True)
class State:
    """The workspace, what is on people's screens, the keys in flight, and the rules in force."""

    manifest: Manifest
    clock: Clock
    record: Record
    workspace: Workspace
    screens: Screens
    keys: Keys
    tokens: Tokens
    allowed: Allowed
    emit: Callable[[Json], None]
    revoked: bool = False

    def announce(self, event: Json, subscription: str | None = None, *, expected: bool = False) -> None:
        """Hand *event* to the app if its manifest subscribes to it; *expected* makes its absence a violation."""
        name = subscription or str(event["type"])
        if name in self.manifest.events:
            self.emit(event | {"event_ts": event.get("event_ts") or self.clock.stamp()})
        elif expected:
            self.record.violate("manifest", name, "the event happens, but the manifest does not subscribe to it")

    def announce_message(self, message: Message, extra: Json | None = None, *, expected: bool = False) -> None:
        """Hand a posted message to the app, as the kind of its conversation wants."""
        conversation = self.workspace.conversations[message.channel]
        if BOT_USER not in conversation.members or message.ephemeral_to:
            return
        event = message.payload() | {"channel": message.channel, "channel_type": conversation.kind.value}
        event |= {"event_ts": message.ts, **(extra or {})}
        self.announce(event, SUBSCRIPTION[conversation.kind], expected=expected)

    def announce_change(self, message: Message, before: Json, subtype: str) -> None:
        """Hand on that a message was changed or deleted."""
        conversation = self.workspace.conversations[message.channel]
        event: Json = {"type": "message", "subtype": subtype, "channel": message.channel, "ts": self.clock.stamp()}
        event |= {"channel_type": conversation.kind.value, "hidden": True, "previous_message": before}
        event |= {"message": message.payload()} if subtype == "message_changed" else {"deleted_ts": message.ts}
        if BOT_USER in conversation.members and message.ephemeral_to is None:
            self.announce(event, SUBSCRIPTION[conversation.kind])
