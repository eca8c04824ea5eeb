"""Posting in Discord once: each message carries its key as nonce and as mark, and is looked for before a repetition."""

import time
from collections.abc import Callable
from datetime import datetime

from discord import HTTPException

from adapters.discord.layout import Message, mark, mark_of
from adapters.discord.refusals import CLOSED, in_our_words
from adapters.discord.rest import Json, Rest, snowflake
from bot.errors import Unreachable

PAGE, PAGES = 100, 10
REMEMBERED = 24 * 60 * 60.0
"""Seconds for which nobody is written to whose direct messages were closed: refusals count against the bot."""


class Doors:
    """Who takes no direct messages, as far as we have seen."""

    def __init__(self, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._closed: dict[str, float] = {}
        self._elapsed = elapsed

    def close(self, user: str) -> None:
        """Note that *user* refused."""
        self._closed[user] = self._elapsed()

    def open(self, user: str) -> None:
        """Note that *user* wrote to us, so that we may write back."""
        self._closed.pop(user, None)

    def closed(self, user: str) -> bool:
        """Tell whether *user* refused within a day."""
        since = self._closed.get(user)
        if since is not None and self._elapsed() - since >= REMEMBERED:
            self.open(user)
            return False
        return since is not None


class Posting:
    """Posts, finds and updates the bot's own messages."""

    def __init__(self, rest: Rest, doors: Doors) -> None:
        self._rest = rest
        self._doors = doors
        self._rooms: dict[str, str] = {}

    async def room(self, key: str, user: str) -> str:
        """Turn a person into the direct conversation with them.

        Raises:
            DeliveryFailed: there is none.
        """
        if self._doors.closed(user):
            raise Unreachable(key, "dms_closed")
        if user not in self._rooms:
            with in_our_words(key):
                self._rooms[user] = await self._rest.room(user)
        return self._rooms[user]

    async def post_to(self, user: str, key: str, message: Message) -> tuple[str, str]:
        """Post *message* to a person; return where it landed, channel and id.

        Raises:
            DeliveryFailed: as `Notifier.send` says.
        """
        room = await self.room(key, user)
        with in_our_words(key):
            try:
                return room, await self._post(room, key, message, "")
            except HTTPException as error:
                if error.code in CLOSED:
                    self._doors.close(user)
                raise

    async def post(self, channel: str, key: str, message: Message, root: str = "") -> tuple[str, str]:
        """Post *message* to a channel, as an answer to *root* where there is one.

        Raises:
            DeliveryFailed: as `Notifier.send` says.
        """
        with in_our_words(key):
            return channel, await self._post(channel, key, message, root)

    async def find(self, channel: str, key: str, since: datetime | None = None) -> str:
        """Look for the message with *key* among the newest, or among all *since*; empty only where it is not.

        Raises:
            LookupError: there are too many to look through.
            DeliveryFailed: it cannot be looked up now.
        """
        after = snowflake(int(since.timestamp() * 1000)) if since else ""
        with in_our_words(key):
            for _ in range(PAGES):
                page = await self._rest.history(channel, after=after, limit=PAGE)
                for message in page:
                    if self._is(message, key):
                        return str(message["id"])
                if since is None or len(page) < PAGE:
                    return ""
                after = str(max(int(message["id"]) for message in page))
        raise LookupError("there are too many messages to look through")

    async def update(self, channel: str, key: str, message_id: str, message: Message) -> None:
        """Make a message of ours show *message*.

        Raises:
            DeliveryFailed: as `Notifier.update` says.
        """
        with in_our_words(key):
            await self._rest.edit(channel, message_id, message.body(key))

    async def _post(self, channel: str, key: str, message: Message, root: str) -> str:
        body = {**message.body(key), "nonce": key[:25], "enforce_nonce": True}
        if root:
            body["message_reference"] = {"message_id": root, "fail_if_not_exists": False}
        made = await self._rest.post(channel, body)
        return str(made["id"])

    def _is(self, message: Json, key: str) -> bool:
        ours = str((message.get("author") or {}).get("id")) == self._rest.bot_user
        return ours and (str(message.get("nonce")) == key[:25] or mark_of(message) == mark(key))
