"""Posting in Slack once: each message carries its key as metadata, and is looked for before it is posted again."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.blocks import UPDATE_TEXT, Message, cut, escaped
from adapters.slack.refusals import in_our_words

EVENT = "signpost_message"
PAGE, PAGES = 100, 10
QUIET = {"unfurl_links": False, "unfurl_media": False}


class Posting:
    """Posts, finds and updates the bot's own messages; *client* repeats nothing by itself."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def post(self, key: str, channel: str, message: Message, thread: str = "") -> tuple[str, str]:
        """Post *message* to a channel or a person; return where it landed, channel and ts.

        Raises:
            DeliveryFailed: as `Notifier.send` says.
        """
        whole: dict[str, Any] = {**message.content, **QUIET, **({"thread_ts": thread} if thread else {})}
        with in_our_words(key):
            said = await self._client.chat_postMessage(channel=channel, metadata=_metadata(key), **whole)
            return str(said["channel"]), str(said["ts"])

    async def find(self, key: str, channel: str, *, oldest: float = 0.0, thread: str = "") -> tuple[str, str] | None:
        """Look for the message with *key*; None only where it is not.

        Raises:
            DeliveryFailed: it cannot be looked up now.
        """
        with in_our_words(key):
            room = await self.room(channel)
            cursor = ""
            for _ in range(PAGES):
                asked: dict[str, Any] = {"channel": room, "limit": PAGE, "include_all_metadata": True}
                asked |= {"oldest": f"{oldest:.6f}"} if oldest else {}
                asked |= {"cursor": cursor} if cursor else {}
                page = (
                    await self._client.conversations_replies(ts=thread, **asked)
                    if thread
                    else await self._client.conversations_history(**asked)
                )
                for message in page.get("messages") or []:
                    if _key_of(message) == key:
                        return room, str(message["ts"])
                cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
                if not cursor:
                    return None
        raise LookupError("there are too many messages to look through")

    async def update(self, key: str, channel: str, ts: str, message: Message) -> None:
        """Make the message at *ts* show *message*.

        Raises:
            DeliveryFailed: as `Notifier.update` says.
        """
        content = message.content | {"text": cut(escaped(message.text), UPDATE_TEXT - 100)}
        with in_our_words(key):
            await self._client.chat_update(channel=channel, ts=ts, metadata=_metadata(key), **content)

    async def whisper(self, key: str, channel: str, user: str, message: Message, thread: str = "") -> None:
        """Show *message* to *user* alone, among others.

        Raises:
            DeliveryFailed: it is not shown.
        """
        whole: dict[str, Any] = {**message.content, **({"thread_ts": thread} if thread else {})}
        with in_our_words(key):
            await self._client.chat_postEphemeral(channel=channel, user=user, **whole)

    async def room(self, channel: str) -> str:
        """Turn a person into the direct conversation with them."""
        if channel[:1] not in ("U", "W"):
            return channel
        opened = await self._client.conversations_open(users=channel)
        return str(opened["channel"]["id"])


def _metadata(key: str) -> dict[str, Any]:
    return {"event_type": EVENT, "event_payload": {"key": key}}


def _key_of(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("key", ""))
