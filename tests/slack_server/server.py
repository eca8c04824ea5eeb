"""The local Slack itself: start it, drive its people, ask what happened."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import aiohttp
from aiohttp import web

from tests.slack_server.acting import Hands
from tests.slack_server.clock import Clock, Timings
from tests.slack_server.delivery import Deliveries, Transport
from tests.slack_server.faults import Faults
from tests.slack_server.http_mode import SignedHttp
from tests.slack_server.keys import Keys
from tests.slack_server.kit.pings import Allowed
from tests.slack_server.manifest import Manifest
from tests.slack_server.model import BOT_USER, Conversation, Kind, Message
from tests.slack_server.person import Person
from tests.slack_server.record import Record
from tests.slack_server.screens import Screens
from tests.slack_server.sockets import SocketMode
from tests.slack_server.state import State, Tokens
from tests.slack_server.web import Web
from tests.slack_server.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """How to run: `request_urls` override the manifest's, `port` 0 takes any free one."""

    port: int = 0
    timings: Timings = field(default_factory=Timings)
    tokens: Tokens = field(default_factory=Tokens)
    request_urls: tuple[str, ...] = ()


@dataclass(kw_only=True, slots=True)
class LocalSlack:
    """A running Slack with one workspace and one app; see `running`."""

    state: State
    faults: Faults
    sockets: SocketMode
    http: SignedHttp
    deliveries: Deliveries

    @property
    def api_url(self) -> str:
        """What goes into SLACK_API_URL."""
        return f"{self.state.keys.base}/api/"

    @property
    def record(self) -> Record:
        return self.state.record

    @property
    def clock(self) -> Clock:
        return self.state.clock

    @property
    def allowed(self) -> Allowed:
        """What may ping and link; nothing to begin with."""
        return self.state.allowed

    @property
    def tokens(self) -> Tokens:
        return self.state.tokens

    def person(self, name: str, *, email: str = "") -> Person:
        """Let somebody join the workspace."""
        return self.meet(self.state.workspace.add_member(name, email).id)

    def meet(self, person_id: str) -> Person:
        """Find somebody who joined before."""
        hands = Hands(self.state, self.deliveries)
        return Person(self.state.workspace.members[person_id], self.state, hands)

    def channel(self, name: str, people: list[Person], *, private: bool = False, with_bot: bool = True) -> Conversation:
        kind = Kind.PRIVATE if private else Kind.PUBLIC
        members = {person.id for person in people} | ({BOT_USER} if with_bot else set())
        return self.state.workspace.add_conversation(name, kind, members)

    def set_manager(self, person: Person, manager: Person | None, *, label: str = "Manager") -> None:
        """Fill the profile field of type user that names a person's manager."""
        fields = self.state.workspace.profile_fields
        found = next((key for key, one in fields.items() if one["label"] == label), None)
        key = found or self.state.workspace.add_profile_field(label)
        if manager is None:
            person.member.fields.pop(key, None)
        else:
            person.member.fields[key] = manager.id

    def public_messages(self, channel: Conversation) -> list[Message]:
        """List what the bot showed to everybody in *channel*."""
        return [m for m in self.state.workspace.stored(channel.id) if m.by_bot]

    def private_to(self, person: Person) -> list[Message]:
        """List what the bot showed to *person* alone: ephemerals everywhere, and their direct conversation."""
        direct = person.dm_channel.id
        return [
            m
            for m in self.state.workspace.messages
            if m.by_bot and (m.ephemeral_to == person.id or (m.channel == direct and m.ephemeral_to is None))
        ]

    async def until(self, predicate: Callable[[], T | None], *, within: float = 10.0) -> T:
        return await self.record.until(predicate, within=within)

    async def connected(self, count: int = 1, *, within: float = 10.0) -> None:
        """Wait until *count* Socket Mode connections are open."""
        await self.record.until(lambda: len(self.sockets.connections) >= count, within=within)

    async def delivered(self, *, within: float = 30.0) -> None:
        """Wait until every event is acknowledged or given up."""
        await self.record.until(lambda: not self.deliveries.busy, within=within)

    async def quiet(self, seconds: float = 0.3) -> None:
        """Wait until nothing has happened for *seconds*."""
        await self.record.quiet(seconds)

    def twice(self, percent: float, *, seed: int) -> None:
        """Deliver *percent* of the events a second time from now on."""
        self.deliveries.twice_percent = percent
        self.deliveries.dice.seed(seed)

    def assert_clean(self, *, ignoring: tuple[str, ...] = ()) -> None:
        self.record.assert_clean(ignoring=ignoring)


@asynccontextmanager
async def running(
    manifest: Path | Manifest,
    options: Options | None = None,
    extra: Callable[[LocalSlack], list[web.RouteDef]] | None = None,
) -> AsyncIterator[LocalSlack]:
    """Run a local Slack for one app until the block ends."""
    options = options or Options()
    async with aiohttp.ClientSession() as session:
        slack = _assemble(manifest if isinstance(manifest, Manifest) else Manifest.read(manifest), options, session)
        app = web.Application(client_max_size=8 * 1024**2)
        app.add_routes([*Web(slack.state, slack.faults).routes(), web.get("/link/", slack.sockets.serve)])
        app.add_routes(extra(slack) if extra else [])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", options.port)
        await site.start()
        slack.state.keys.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield slack
        finally:
            await slack.deliveries.stop()
            await slack.sockets.close()
            await asyncio.shield(runner.cleanup())


def _assemble(manifest: Manifest, options: Options, session: aiohttp.ClientSession) -> LocalSlack:
    clock, record, faults = Clock(), Record(), Faults()
    for fault in manifest.faults():
        record.violate("manifest", "manifest", fault)
    state = State(
        manifest=manifest,
        clock=clock,
        record=record,
        workspace=Workspace(clock, record),
        screens=Screens(clock, record),
        keys=Keys(clock, options.timings),
        tokens=options.tokens,
        allowed=Allowed(),
        emit=lambda _event: None,
    )
    sockets = SocketMode(state, options.timings.ack, options.timings.refresh_grace)
    http = SignedHttp(state, session, options.timings.ack, options.request_urls)
    transport: Transport = sockets if manifest.socket_mode else http
    deliveries = Deliveries(state, transport, options.timings.retries)
    state.emit = deliveries.event
    return LocalSlack(state=state, faults=faults, sockets=sockets, http=http, deliveries=deliveries)
