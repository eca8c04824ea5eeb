"""Which chat platforms this process runs: those whose tokens are set, once each has said that it lets us work."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

import structlog

from adapters.bootstrap import Beyond, Office
from adapters.chats import Chat, DiscordChat, SlackChat
from adapters.directory.discord_roles import DiscordRoleDirectory, Roles
from adapters.directory.file import FileDirectory
from adapters.directory.slack_profile import Profiles, SlackProfileDirectory
from adapters.discord.checks import Access as DiscordAccess
from adapters.discord.checks import Installation as DiscordInstallation
from adapters.discord.checks import check as check_discord
from adapters.discord.rest import Rest
from adapters.slack.checks import Access as SlackAccess
from adapters.slack.checks import Installation as SlackInstallation
from adapters.slack.checks import check as check_slack
from bot.errors import NotAccepted, SettingsFaults
from bot.people import Platform
from bot.ports import Directory
from bot.settings import Settings

LONGEST_WAIT = 60.0  # seconds between two tries at reaching a platform when starting
Found = TypeVar("Found")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Accesses:
    """What opens each platform; None where it is off."""

    slack: SlackAccess | None
    discord: DiscordAccess | None

    @classmethod
    def of(cls, settings: Settings, *, http: bool) -> "Accesses":
        """Read them from the settings.

        Raises:
            SettingsFaults: something is missing or of the wrong kind, on any platform; or all of them are off.
        """
        faults, slack, discord = list[str](), None, None
        try:
            slack = SlackAccess.of(settings, http=http)
        except SettingsFaults as error:
            faults += error.faults
        try:
            discord = DiscordAccess.of(settings)
        except SettingsFaults as error:
            faults += error.faults
        if faults:
            raise SettingsFaults(faults)
        if slack is None and discord is None:
            raise SettingsFaults(["SLACK_BOT_TOKEN: is not set, and neither is DISCORD_TOKEN; set one to run"])
        return cls(slack=slack, discord=discord)


@dataclass(frozen=True, kw_only=True, slots=True)
class Installed:
    """Where we are installed, and what calls Discord."""

    accesses: Accesses
    slack: SlackInstallation | None = None
    discord: DiscordInstallation | None = None
    rest: Rest | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Let go of Discord."""
        if self.rest is not None:
            await self.rest.close()

    @property
    def homes(self) -> Mapping[Platform, str]:
        """The workspace of each platform that runs."""
        found = dict[Platform, str]()
        if self.slack is not None:
            found[Platform.SLACK] = self.slack.team
        if self.discord is not None:
            found[Platform.DISCORD] = self.discord.guild
        return found

    def beyond(self, settings: Settings) -> Beyond:
        """Let Slack's profiles, then Discord's roles, name managers whom the file does not."""

        def beyond(file: FileDirectory, secret: bytes) -> Directory:
            found: Directory = file
            if self.accesses.slack is not None and self.slack is not None:
                client, label = self.accesses.slack.client(), settings.slack_manager_field
                profiles = Profiles(client=client, team=self.slack.team, label=label, secret=secret)
                found = SlackProfileDirectory(file, profiles)
            if self.accesses.discord is not None and self.discord is not None and self.rest is not None:
                fetch, managers = self.rest.member_of(self.discord.guild), self.accesses.discord.managers
                roles = Roles(fetch=fetch, guild=self.discord.guild, managers=managers, secret=secret)
                found = DiscordRoleDirectory(found, roles)
            return found

        return beyond

    def chats(self, office: Office) -> list[Chat]:
        """Make each platform, ready to be connected."""
        found = list[Chat]()
        if self.accesses.slack is not None and self.slack is not None:
            found.append(SlackChat(office, self.accesses.slack))
        if self.accesses.discord is not None and self.discord is not None and self.rest is not None:
            found.append(DiscordChat(office, self.accesses.discord, self.discord, self.rest))
        return found


async def installed(accesses: Accesses) -> Installed:
    """Ask each platform until it can be reached; what a person must repair is said at once.

    Raises:
        SlackRefuses, DiscordRefuses: it does not let us work.
    """
    slack, discord = accesses.slack, accesses.discord
    rest = discord.rest() if discord else None

    async def found_slack() -> SlackInstallation | None:
        return await _reached(Platform.SLACK, lambda: check_slack(slack.client(), slack)) if slack else None

    async def found_discord() -> DiscordInstallation | None:
        if rest is None or discord is None:
            return None
        return await _reached(Platform.DISCORD, lambda: check_discord(rest, discord))

    asking_slack, asking_discord = asyncio.create_task(found_slack()), asyncio.create_task(found_discord())
    try:
        await asyncio.gather(asking_slack, asking_discord)
    except BaseException:
        for task in (asking_slack, asking_discord):
            task.cancel()
        await asyncio.gather(asking_slack, asking_discord, return_exceptions=True)
        if rest is not None:
            await rest.close()
        raise
    return Installed(accesses=accesses, slack=asking_slack.result(), discord=asking_discord.result(), rest=rest)


async def _reached(platform: Platform, ask: Callable[[], Awaitable[Found]]) -> Found:
    wait = 1.0
    while True:
        with suppress(NotAccepted):
            return await ask()
        log.warning("platform_not_reached", platform=platform, seconds=wait)
        await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311 - spreads replicas, guards nothing
        wait = min(wait * 2, LONGEST_WAIT)
