"""Whether people are reached where the directory says, on each platform that runs."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

import discord

from adapters.discord.layout import Message as DiscordMessage
from adapters.discord.layout import paragraph
from adapters.discord.posting import Doors
from adapters.discord.posting import Posting as DiscordPosting
from adapters.discord.rest import Rest
from adapters.slack.blocks import Message as SlackMessage
from adapters.slack.blocks import section
from adapters.slack.checks import Access
from adapters.slack.posting import Posting as SlackPosting
from bot.lifecycle import EntryId
from bot.people import Person, Platform

PERMITTED_AT_ONCE = 5


class Reachable(Protocol):
    """One platform, as far as it reaches people."""

    @property
    def platform(self) -> Platform:
        """Which one it is."""

    async def remarks(self) -> list[str]:
        """Say what else is wrong there."""

    async def reach(self, user: str) -> str:
        """See whether *user* is reached; the platform's own word for it where they are not."""

    async def send(self, user: str, key: EntryId, text: str) -> None:
        """Send *text* to *user*.

        Raises:
            DeliveryFailed: it did not arrive.
        """


class OnSlack:
    """Slack, as far as it reaches people."""

    platform = Platform.SLACK

    def __init__(self, access: Access) -> None:
        self._posting = SlackPosting(access.client())

    async def remarks(self) -> list[str]:
        """Find nothing: the scopes have been looked at with the token."""
        return []

    async def reach(self, user: str) -> str:
        """Open the conversation."""
        try:
            await self._posting.room(user)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            return str(getattr(error, "response", {}).get("error", type(error).__name__))
        return ""

    async def send(self, user: str, key: EntryId, text: str) -> None:
        """Post it."""
        await self._posting.post(key, user, SlackMessage(text=text, blocks=(section(text),)))


class OnDiscord:
    """Discord, as far as it reaches people."""

    platform = Platform.DISCORD

    def __init__(self, rest: Rest, private_channel: str) -> None:
        self._rest = rest
        self._private_channel = private_channel
        self._posting = DiscordPosting(rest, Doors())

    async def remarks(self) -> list[str]:
        """See whether the private channel is ours to write in."""
        if not self._private_channel:
            return []
        try:
            await self._rest.call("GET", "/channels/{channel_id}", named={"channel_id": self._private_channel})
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            why = _word(error)
            return [f"discord: DISCORD_PRIVATE_CHANNEL is out of reach ({why}); let the bot see and write in it"]
        return []

    async def reach(self, user: str) -> str:
        """Look for the person: opening a conversation tells nothing, and trying one would write to them."""
        try:
            await self._rest.call("GET", "/users/{user_id}", named={"user_id": user})
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            return _word(error)
        return ""

    async def send(self, user: str, key: EntryId, text: str) -> None:
        """Post it."""
        await self._posting.post_to(user, key, DiscordMessage(components=(paragraph(text),)))


async def routes(people: Sequence[Person], platforms: Sequence[Reachable]) -> list[str]:
    """See whether everybody is reached on each of *platforms* on which the directory gives them an address."""
    together = asyncio.Semaphore(PERMITTED_AT_ONCE)

    async def reach(person: Person, platform: Reachable) -> str:
        name = platform.platform.value
        address = next((a for a in person.addresses if a.platform is platform.platform), None)
        if address is None:
            return ""
        async with together:
            why = await platform.reach(address.user)
        return (
            f"routes: person {person.id} is not reached on {name.title()} ({why}); correct their {name}_id"
            if why
            else ""
        )

    found = await asyncio.gather(*(reach(person, platform) for person in people for platform in platforms))
    running = {platform.platform for platform in platforms}
    nowhere = [person for person in people if running.isdisjoint(address.platform for address in person.addresses)]
    where = " or ".join(sorted(platform.value.title() for platform in running))
    lost = [f"routes: person {person.id} has no address on {where}; nobody there can ask them" for person in nowhere]
    return [*filter(None, found), *(lost if running else [])]


def _word(error: Exception) -> str:
    return str(error.code or error.status) if isinstance(error, discord.HTTPException) else type(error).__name__
