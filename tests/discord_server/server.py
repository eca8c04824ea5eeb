"""The local Discord: start it, point a bot at `api`, act as people, look at what they see."""

from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.discord_server.changes import PATIENCE, Changes
from tests.discord_server.clock import MovableClock
from tests.discord_server.control import Control
from tests.discord_server.core import Core
from tests.discord_server.faults import FaultPlan
from tests.discord_server.gateway.connections import Connection
from tests.discord_server.gateway.sessions import Sessions
from tests.discord_server.interactions import Interaction
from tests.discord_server.messages import Message
from tests.discord_server.openapi import OpenApi
from tests.discord_server.people import Person
from tests.discord_server.rest import callbacks, channels, commands, identity, webhooks
from tests.discord_server.rest.calls import Call
from tests.discord_server.rest.limits import Limits
from tests.discord_server.rest.transport import API, Transport
from tests.discord_server.violations import Violations
from tests.discord_server.world import Channel, Guild, Role, User, World

TOKEN = "MTA.local-test-token.not-a-secret"  # noqa: S105 - accepted by this server only
_LARGEST = 26 * 1024 * 1024


class DiscordServer:
    """One Discord with one application; one guild and one public channel are there from the start."""

    def __init__(self, *, openapi: Path | None = None, token: str = TOKEN, privileged_intents: int = 0) -> None:
        self.token = token
        self.clock = MovableClock()
        self.world = World(self.clock)
        self.violations = Violations()
        self.gateway = Sessions()
        self.faults = FaultPlan()
        self.limits = Limits()
        self.guild: Guild = self.world.add_guild("Warwickshire Pride")
        self.general: Channel = self.world.add_channel(self.guild, "general")
        self._people: dict[str, Person] = {}
        self._core = Core(
            token=token,
            clock=self.clock,
            world=self.world,
            changes=Changes(),
            sessions=self.gateway,
            violations=self.violations,
            openapi=OpenApi.open(openapi),
            privileged=privileged_intents,
        )
        self._transport = Transport(self._core, self.faults, self.limits)
        self._runner: web.AppRunner | None = None

    # Running

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        """Listen on the loopback."""
        app = web.Application(client_max_size=_LARGEST, middlewares=[self._transport.strangers])
        for family in (identity, channels, callbacks, webhooks, commands):
            for route in family.ROUTES:
                self._transport.add(app, route)
        for path in ("/gateway", "/gateway/", "/gateway/resume"):
            app.router.add_get(path, self._connect)
        app.router.add_get("/attachments/{path:.*}", self._file)
        Control(self).add(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self._core.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self._transport.stop()
        self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api(self) -> str:
        """What DISCORD_API_URL is to be."""
        return f"{self._core.address}{API}"

    @property
    def gateway_url(self) -> str:
        return f"{self._core.address.replace('http', 'ws', 1)}/gateway"

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        return await Connection(self._core, request).serve()

    async def _file(self, request: web.Request) -> web.Response:
        kind, content = self._core.files.get(request.path, ("", b""))
        return web.Response(body=content, content_type=kind) if kind else web.Response(status=404)

    # Building the world

    def person(self, name: str, *, home: Channel | None = None, roles: tuple[Role, ...] = ()) -> Person:
        """Find or make a person, a member of the guild."""
        if name not in self._people:
            user = self.world.add_user(name)
            self.guild.members[user.id] = user
            self.guild.held[user.id] = [role.id for role in roles]
            self._people[name] = Person(self._core, user, home or self.general)
        return self._people[name]

    def channel(self, name: str, *, only: tuple[Person, ...] | None = None) -> Channel:
        """Make a channel; *only* names who sees it beside the bot. Make it before the bot arrives."""
        seen = None if only is None else frozenset(person.id for person in only)
        return self.world.add_channel(self.guild, name, seen)

    def role(self, name: str) -> Role:
        return self.world.add_role(self.guild, name)

    def allow_pings(self, *who: Person | Role | str) -> None:
        """Name those a message may ping; any other ping is a violation."""
        self._core.may_ping |= {one if isinstance(one, str) else one.id for one in who}

    # Looking

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def calls(self) -> list[Call]:
        return self._transport.calls

    def calls_to(self, name: str) -> list[Call]:
        """List the calls of one route: `calls_to("POST /channels/{channel_id}/messages")`."""
        return [call for call in self.calls if call.name == name]

    @property
    def interactions(self) -> list[Interaction]:
        return list(self._core.interactions.values())

    @property
    def messages(self) -> list[Message]:
        return [message for message in self._core.messages.values() if not message.deleted]

    def public_messages(self, channel: Channel | None = None) -> list[Message]:
        """List what the bot wrote for everyone in a channel to see."""
        mine = [one for one in self.messages if one.author is self.bot and not one.ephemeral]
        return [one for one in mine if one.channel is (channel or self.general)]

    def private_to(self, person: Person) -> list[Message]:
        """List what the bot wrote for one person's eyes: ephemerals and DMs."""
        mine = [one for one in self.messages if one.author is self.bot]
        return [one for one in mine if one.only_for is person.user or one.channel.recipient is person.user]

    def dms(self, person: Person) -> list[Message]:
        return [one for one in self.private_to(person) if one.channel.dm]

    def commands(self, guild: Guild | None = None) -> list[str]:
        return [command["name"] for command in self._core.commands.get(guild.id if guild else "", {}).values()]

    def unanswered(self) -> list[Interaction]:
        """List the interactions that reached the bot in time and were never answered."""
        return [one for one in self.interactions if one.failed and one.had_a_chance]

    def assert_clean(self, *, allow_unanswered: bool = False) -> None:
        """Fail on any violation, and on any interaction left without an answer."""
        found = [str(violation) for violation in self.violations]
        found += [] if allow_unanswered else [f"unanswered: {one.name}" for one in self.unanswered()]
        if found:
            raise AssertionError("\n".join(found))

    # Waiting

    @property
    def changes(self) -> Changes:
        return self._core.changes

    async def bot_ready(self) -> None:
        """Wait until the bot holds a session."""
        await self.changes.until(lambda: self.gateway.live, "the bot's arrival")

    async def dm_to(self, person: Person, number: int = 1, timeout: float = PATIENCE) -> Message:  # noqa: ASYNC109
        """Wait for the n-th DM the bot wrote to a person."""
        what = f"DM {number} to {person.user.name}"
        found = await self.changes.until(lambda: self.dms(person)[number - 1 :], what, timeout)
        return found[0]

    async def public_message(self, channel: Channel | None = None, number: int = 1) -> Message:
        """Wait for the n-th message of the bot in a channel."""
        found = await self.changes.until(
            lambda: self.public_messages(channel)[number - 1 :], f"public message {number}"
        )
        return found[0]
