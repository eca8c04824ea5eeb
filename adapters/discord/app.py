"""Discord in one process: what comes in is kept before it is answered, then answered from what was kept."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

import discord
import structlog

from adapters.cards.drawing import Cards
from adapters.discord.arriving import Desk
from adapters.discord.checks import Access, Installation
from adapters.discord.client import Client
from adapters.discord.commands import Offered, Registration, declare, payload
from adapters.discord.listeners import Reader
from adapters.discord.missed import Missed
from adapters.discord.notifier import DiscordNotifier
from adapters.discord.posting import Doors, Posting
from adapters.discord.rendering import Rendering
from adapters.discord.rest import Rest
from adapters.discord.supervisor import Supervisor, Watch
from adapters.discord.surface import DiscordSurface
from adapters.discord.tokens import Tokens
from adapters.discord.whispering import Whispering
from bot.disclaimers import Disclaimers
from bot.drafting.telling import DraftTelling
from bot.errors import StoreUnavailable
from bot.front_desk import FrontDesk
from bot.leases import OwnerId
from bot.people import Address, Person, Platform
from bot.policies.library import Library
from bot.ports import Clock, Ids, OpenWork
from bot.relaying.health import Health
from bot.telling import Telling

log = structlog.get_logger(__name__)
COMMANDS = "discord commands"
People = Callable[[], Iterable[Person]]


class DiscordApp:
    """The app on one installation; give it its front desk with `attend` before it starts."""

    platform = Platform.DISCORD

    def __init__(  # noqa: PLR0913, PLR0917 - what an app is made of
        self, access: Access, installed: Installation, rest: Rest, library: Library, telling: Telling, zone: ZoneInfo
    ) -> None:
        """Take *rest*, which is open."""
        self._access, self._installed, self.rest = access, installed, rest
        self._telling = telling
        labels = tuple(dict.fromkeys(clause.label for _, clause in library.clauses()))
        self._offered = Offered(labels=labels, disclaimers=Disclaimers(library))
        self.cards = Cards(telling, library.front_desk, zone)
        self.doors = Doors()
        self.tokens = Tokens()
        self.posting = Posting(rest, self.doors)
        self._says = library.front_desk
        rendering = Rendering(self._says, telling.said.ask, self.cards, DraftTelling(library.drafts.says))
        self.surface = DiscordSurface(rest, self.posting, rendering, self._says)
        self._supervisors: list[Supervisor] = []
        self._running: set[asyncio.Task[None]] = set()
        self._front: FrontDesk | None = None

    def attend(self, front: FrontDesk, clock: Clock, ids: Ids, people: People) -> None:
        """Take the desk that this app's people come to; *people* are those who can be named in a form."""
        self._front, self._clock, self._ids = front, clock, ids

        def who_is(name: str) -> Address | None:
            return address_of(people(), name)

        wish_of = self._offered.disclaimers.read
        reader = Reader(home=self._installed.guild, bot=self.rest.bot_user, who_is=who_is, wish_of=wish_of)
        missed = Missed(self.rest, self.posting, lambda: _users(people()), clock)
        self.desk = Desk(front, self.surface, self.rest, self.doors, self.tokens, reader, self._telling, clock, missed)

    def notifier(self, private_channel: str) -> DiscordNotifier:
        """Make the notifier for the relay.

        Raises:
            RuntimeError: `attend` comes first.
        """
        if self._front is None:
            raise RuntimeError("attend comes first")
        front = self._front
        whispering = Whispering(self.rest, self.tokens)
        return DiscordNotifier(self.posting, whispering, self.cards, front.naming, front.acts.read, private_channel)

    @property
    def connected(self) -> bool:
        """Whether Discord reaches us, or another process stands for us."""
        return bool(self._supervisors) and all(one.connected for one in self._supervisors)

    async def start(self, unit_of_work: OpenWork, health: Health, *, alone: bool) -> None:
        """Connect every shard whose lease is free, stand by for the others, and register what has changed."""
        watch = Watch(
            unit_of_work=unit_of_work,
            clock=self._clock,
            health=health,
            owner=OwnerId(self._ids.new()),
            alone=alone,
            token=self._access.token,
            new_line=self._new_client,
        )
        self._supervisors = [Supervisor(watch, (n, self.rest.shards)) for n in range(self.rest.shards)]
        for supervisor in self._supervisors:
            self._begin(supervisor.run())
        await self._register(unit_of_work, health)

    async def stop(self, drain: float) -> None:
        """Take nothing more, finish what is being answered within *drain* seconds, then close."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self.desk.drain(drain)

    async def _register(self, unit_of_work: OpenWork, health: Health) -> None:
        client = discord.Client(intents=discord.Intents(guilds=True))
        declared = payload(declare(client, self.desk, self._offered))
        home, named = self._installed.guild, bool(self._access.guild)
        registration = Registration(rest=self.rest, unit_of_work=unit_of_work, home=home, named=named)
        try:
            await registration.register(declared)
        except StoreUnavailable as error:
            health.tell(COMMANDS, type(error).__name__)
        except Exception as error:
            log.warning("commands_not_registered", exc_info=error)
            health.tell(COMMANDS, f"{type(error).__name__} {getattr(error, 'code', '')}".strip())
        else:
            health.tell(COMMANDS, "")

    def _new_client(self, shard: tuple[int, int]) -> Client:
        return Client(self.desk, self._offered, shard)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        with suppress(asyncio.CancelledError):
            if (error := task.exception()) is not None:
                log.error("shard_unsupervised", exc_info=error)


def _users(people: Iterable[Person]) -> Iterator[str]:
    return (one.user for person in people for one in person.addresses if one.platform is Platform.DISCORD)


def address_of(people: Iterable[Person], name: str) -> Address | None:
    """Find the only person whom *name* means, all of it or one word of it; None where it is nobody or several."""
    wanted = _plain(name)
    known = [(_plain(person.name), person) for person in people if person.addresses]
    whole = [person for full, person in known if full == wanted]
    part = [person for full, person in known if wanted in full.split()]
    found = whole or part
    return found[0].addresses[0] if len(found) == 1 else None


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
