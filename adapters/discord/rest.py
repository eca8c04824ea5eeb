"""Discord's REST through discord.py, which keeps its rate limits; the bodies are ours, and are repeated as they are."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

Json = Mapping[str, Any]

CALL = 10.0  # seconds that a call may take, discord.py's own repetitions included
ANSWER = 2.5
"""Seconds that the first answer to an interaction may take: after three the person reads that nobody answered."""
LONGEST_PAUSE = 5.0
"""Seconds that discord.py waits by itself when Discord asks for it; longer pauses are ours to plan."""
OLDEST_SNOWFLAKE_MS = 1_420_070_400_000
NOTHING: Mapping[str, str] = {}
_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
_CHANNEL = "/channels/{channel_id}/messages"


class Rest:
    """What we ask of Discord, apart from the gateway; `open` it first."""

    def __init__(self, token: str, api_url: str) -> None:
        self._token, self._api_url = token, api_url
        self.application = self.bot_user = ""
        self._client: discord.Client | None = None

    async def open(self) -> None:
        """Log in, and learn who we are and where the gateway is.

        Raises:
            discord.LoginFailure: Discord knows no such token.
            discord.HTTPException, aiohttp.ClientError, OSError: it cannot be reached as it should be.
        """
        Route.BASE = self._api_url  # discord.py knows one Discord; nothing else here speaks to another
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
        await self.close()
        self._client = client = discord.Client(intents=discord.Intents(guilds=True))
        client.http.max_ratelimit_timeout = LONGEST_PAUSE  # its own setting takes no less than 30 seconds
        async with asyncio.timeout(3 * CALL):
            await client.login(self._token)
            found = await self.call("GET", "/gateway/bot")
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(found["url"])
        self.shards = max(1, int(found.get("shards") or 1))
        self.application = str(client.application_id)
        self.bot_user = str(client.user.id) if client.user else ""

    async def close(self) -> None:
        """Let go of the connections; it may be opened again."""
        if self._client is not None:
            await self._client.close()

    async def call(
        self,
        method: str,
        path: str,
        body: object | None = None,
        query: Json | None = None,
        named: Mapping[str, str] = NOTHING,
    ) -> Any:  # noqa: ANN401 - Discord's own JSON
        """Call one route; *named* fills its path.

        Raises:
            discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError, TimeoutError: as it goes.
        """
        given: dict[str, Any] = {} if body is None else {"json": body}
        given |= {"params": dict(query)} if query else {}
        async with asyncio.timeout(CALL):
            return await self._opened.http.request(Route(method, path, **dict(named)), **given)

    @property
    def _opened(self) -> discord.Client:
        if self._client is None:
            raise RuntimeError("open comes first")
        return self._client

    # Messages

    async def post(self, channel: str, body: Json) -> Json:
        """Post a message."""
        made: Json = await self.call("POST", _CHANNEL, body, named={"channel_id": channel})
        return made

    async def edit(self, channel: str, message: str, body: Json) -> None:
        """Edit a message of ours."""
        await self.call("PATCH", f"{_CHANNEL}/{{message_id}}", body, named=_in(channel, message))

    async def message(self, channel: str, message: str) -> Json:
        """Read one message."""
        path = f"{_CHANNEL}/{{message_id}}"
        found: Json = await self.call("GET", path, named=_in(channel, message))
        return found

    async def history(self, channel: str, *, after: str = "", limit: int = 100) -> list[Json]:
        """Read messages, the newest first; with *after*, the first ones since."""
        query = {"limit": limit, **({"after": after} if after else {})}
        found: list[Json] = await self.call("GET", _CHANNEL, query=query, named={"channel_id": channel})
        return found

    async def room(self, user: str) -> str:
        """Open the direct conversation with somebody."""
        opened = await self.call("POST", "/users/@me/channels", {"recipient_id": user})
        return str(opened["id"])

    def member_of(self, guild: str) -> Callable[[str], Awaitable[Json]]:
        """Make what fetches one member of *guild* by user id."""

        async def fetch(user: str) -> Json:
            named = {"guild_id": guild, "user_id": user}
            found: Json = await self.call("GET", "/guilds/{guild_id}/members/{user_id}", named=named)
            return found

        return fetch

    # Interactions

    async def answer(self, interaction: str, token: str, body: Json) -> None:
        """Give an interaction its one first answer."""
        path = "/interactions/{interaction_id}/{webhook_token}/callback"
        named = {"interaction_id": interaction, "webhook_token": token}
        async with asyncio.timeout(ANSWER):
            await self.call("POST", path, body, named=named)

    async def original(self, token: str) -> Json:
        """Read the first answer."""
        found: Json = await self.call("GET", f"{_HOOK}/messages/@original", named=self._hook(token))
        return found

    async def fill(self, token: str, body: Json) -> None:
        """Put what was deferred into the first answer."""
        await self.call("PATCH", f"{_HOOK}/messages/@original", body, named=self._hook(token))

    async def follow_up(self, token: str, body: Json) -> Json:
        """Add another message to the first answer."""
        made: Json = await self.call("POST", _HOOK, body, named=self._hook(token))
        return made

    async def edit_follow_up(self, token: str, message: str, body: Json) -> None:
        """Edit a message that was added."""
        named = {**self._hook(token), "message_id": message}
        await self.call("PATCH", f"{_HOOK}/messages/{{message_id}}", body, named=named)

    def _hook(self, token: str) -> dict[str, str]:
        return {"webhook_id": self.application, "webhook_token": token}


def _in(channel: str, message: str) -> dict[str, str]:
    return {"channel_id": channel, "message_id": message}


def snowflake(milliseconds: int) -> str:
    """Make the id that nothing older than this moment has."""
    return str(max(0, milliseconds - OLDEST_SNOWFLAKE_MS) << 22)
