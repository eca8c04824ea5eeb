"""What every part of the server shares."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.discord_server.changes import Changes
from tests.discord_server.clock import MovableClock
from tests.discord_server.errors import JsonObject
from tests.discord_server.gateway.sessions import Sessions
from tests.discord_server.interactions import Interaction
from tests.discord_server.messages import Message
from tests.discord_server.openapi import OpenApi
from tests.discord_server.violations import Violations
from tests.discord_server.world import World


@dataclass(kw_only=True, eq=False)
class Core:
    token: str
    clock: MovableClock
    world: World
    changes: Changes
    sessions: Sessions
    violations: Violations
    openapi: OpenApi | None = None
    privileged: int = 0  # privileged intents switched on for this application
    address: str = ""  # http://host:port, once the server listens
    messages: dict[str, Message] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)  # by token
    commands: dict[str, dict[str, JsonObject]] = field(default_factory=dict)  # "" or guild id → id → command
    creates: list[float] = field(default_factory=list)  # moments at which a command was created
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # path → type and bytes
    may_ping: set[str] = field(default_factory=set)
    on_interaction: Callable[[Interaction], None] | None = None

    def messages_in(self, channel_id: str) -> list[Message]:
        return [
            message for message in self.messages.values() if message.channel.id == channel_id and not message.deleted
        ]
