"""Slack and Discord as the process that runs them sees them: the same five things of each."""

from typing import Protocol

from aiohttp import web

from adapters.bootstrap import Office
from adapters.directory.forgetting import forgetting
from adapters.discord.app import DiscordApp
from adapters.discord.checks import Access as DiscordAccess
from adapters.discord.checks import Installation
from adapters.discord.rest import Rest
from adapters.slack.app import SlackApp
from adapters.slack.checks import Access as SlackAccess
from bot.front_desk import FrontDesk
from bot.people import Platform
from bot.ports import Notifier, Surface


class Chat(Protocol):
    """One chat platform, ready to be connected."""

    @property
    def platform(self) -> Platform:
        """Which one it is."""

    @property
    def surface(self) -> Surface:
        """Where it shows answers."""

    @property
    def notifier(self) -> Notifier:
        """How it sends notices; after `attend`."""

    @property
    def connected(self) -> bool:
        """Whether people reach us there."""

    def attend(self, front: FrontDesk) -> None:
        """Take the desk that people come to."""

    def web(self) -> web.Application | None:
        """Make what the platform posts to, where it does."""

    async def start(self) -> None:
        """Let people reach us."""

    async def stop(self, drain: float) -> None:
        """Take nothing more, and finish what is being answered within *drain* seconds."""


class SlackChat:
    """Slack, as a chat platform of this process."""

    platform = Platform.SLACK

    def __init__(self, office: Office, access: SlackAccess) -> None:
        self._office = office
        self.app = SlackApp(access, office.guidance.library, office.telling, office.zone)
        self.http = access.http

    @property
    def surface(self) -> Surface:
        """Where it shows answers."""
        return self.app.surface

    @property
    def notifier(self) -> Notifier:
        """How it sends notices."""
        return self.app.notifier(self._office.settings.slack_private_channel, forgetting(self._office.people))

    @property
    def connected(self) -> bool:
        """Whether people reach us there."""
        return self.app.connected

    def attend(self, front: FrontDesk) -> None:
        """Take the desk."""
        self.app.attend(front, self._office.clock)

    def web(self) -> web.Application | None:
        """Make what Slack posts to with signed HTTP."""
        return self.app.web() if self.http else None

    async def start(self) -> None:
        """Open the socket; with signed HTTP there is none."""
        await self.app.start()

    async def stop(self, drain: float) -> None:
        """Close it."""
        await self.app.stop(drain)


class DiscordChat:
    """Discord, as a chat platform of this process."""

    platform = Platform.DISCORD

    def __init__(self, office: Office, access: DiscordAccess, found: Installation, rest: Rest) -> None:
        self._office = office
        self.app = DiscordApp(access, found, rest, office.guidance.library, office.telling, office.zone)

    @property
    def surface(self) -> Surface:
        """Where it shows answers."""
        return self.app.surface

    @property
    def notifier(self) -> Notifier:
        """How it sends notices."""
        return self.app.notifier(self._office.settings.discord_private_channel)

    @property
    def connected(self) -> bool:
        """Whether people reach us there."""
        return self.app.connected

    def attend(self, front: FrontDesk) -> None:
        """Take the desk."""
        office = self._office
        self.app.attend(front, office.clock, office.ids, lambda: office.directory.people)

    def web(self) -> None:
        """Discord reaches us through its gateway alone."""

    async def start(self) -> None:
        """Connect each shard whose lease is free."""
        office = self._office
        await self.app.start(office.store.work, office.health, alone=office.store.turn is not None)

    async def stop(self, drain: float) -> None:
        """Disconnect, and give the leases up."""
        await self.app.stop(drain)
