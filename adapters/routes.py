"""Whether people are reached where the directory says, on each platform that runs."""

import asyncio
import time
from collections.abc import Sequence
from typing import Protocol

import discord

from adapters.directory.slack_members import SlackMembers
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
from bot.people import Person, Platform, Skip

PERMITTED_AT_ONCE = 5


class Reachable(Protocol):
    """One platform, as far as it reaches people."""

    @property
    def platform(self) -> Platform:
        """Which one it is."""

    async def remarks(self) -> list[str]:
        """Say what else is wrong there."""

    async def reach(self, user: str) -> str:
        """See whether *user* is reached; what is wrong and what to do about it where they are not."""

    async def send(self, user: str, key: EntryId, text: str) -> None:
        """Send *text* to *user*.

        Raises:
            DeliveryFailed: it did not arrive.
        """


class OnSlack:
    """Slack, as far as it reaches people."""

    platform = Platform.SLACK

    def __init__(self, access: Access, team: str) -> None:
        client = access.client()
        self._posting = SlackPosting(client)
        self._members = SlackMembers(client=client, team=team, elapsed=time.monotonic)

    async def remarks(self) -> list[str]:
        """Find nothing: the scopes have been looked at with the token."""
        return []

    async def reach(self, user: str) -> str:
        """See whether they are still there, and open the conversation."""
        try:
            if why := await self._members.absence(user):
                return _ABSENT[why]
            await self._posting.room(user)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            said = getattr(error, "response", {}).get("error", type(error).__name__)
            return f"is not reached on Slack ({said}); correct their slack_id"
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
            return f"is not reached on Discord ({_word(error)}); correct their discord_id"
        return ""

    async def send(self, user: str, key: EntryId, text: str) -> None:
        """Post it."""
        await self._posting.post_to(user, key, DiscordMessage(components=(paragraph(text),)))


async def routes(people: Sequence[Person], platforms: Sequence[Reachable]) -> list[str]:
    """See whether everybody is reached on each of *platforms* on which the directory gives them an address."""
    together = asyncio.Semaphore(PERMITTED_AT_ONCE)

    async def reach(person: Person, platform: Reachable) -> str:
        address = next((a for a in person.addresses if a.platform is platform.platform), None)
        if address is None:
            return ""
        async with together:
            wrong = await platform.reach(address.user)
        return f"routes: person {person.id} {wrong}" if wrong else ""

    found = await asyncio.gather(*(reach(person, platform) for person in people for platform in platforms))
    running = {platform.platform for platform in platforms}
    nowhere = [person for person in people if running.isdisjoint(address.platform for address in person.addresses)]
    where = " or ".join(sorted(platform.value.title() for platform in running))
    lost = [f"routes: person {person.id} has no address on {where}; nobody there can ask them" for person in nowhere]
    return [*filter(None, found), *(lost if running else [])]


_ABSENT = {
    Skip.LEFT: "is deactivated in Slack and is passed over; give them the role left",
    Skip.UNKNOWN: "has a slack_id that Slack does not know; correct it",
    Skip.BOT: "has the slack_id of a bot and is passed over; correct it, or give them the role bot",
}


def _word(error: Exception) -> str:
    return str(error.code or error.status) if isinstance(error, discord.HTTPException) else type(error).__name__
