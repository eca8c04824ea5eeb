"""Direct messages that came while no process was connected: Discord replays nothing to a new session, so we look."""

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import timedelta

import structlog

from adapters.discord.posting import Posting
from adapters.discord.reading import Payload
from adapters.discord.rest import Rest, snowflake
from bot.errors import DeliveryFailed
from bot.ports import Clock

LOOK_BACK = timedelta(hours=1)
"""How far; what was answered already is known by its id, and not answered twice."""
MOST = 200
"""People whose messages are looked at; a call or two for each."""
KEY = "missed"
log = structlog.get_logger(__name__)


class Missed:
    """Reads what people of the directory wrote of late, whoever of them can be looked at."""

    def __init__(self, rest: Rest, posting: Posting, users: Callable[[], Iterable[str]], clock: Clock) -> None:
        self._rest = rest
        self._posting = posting
        self._users = users
        self._clock = clock

    async def messages(self) -> AsyncIterator[Payload]:
        """Go through them, each person's oldest first."""
        since = snowflake(int((self._clock.now() - LOOK_BACK).timestamp() * 1000))
        for user in list(dict.fromkeys(self._users()))[:MOST]:
            try:
                found = await self._of(user, since)
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are looked at
                log.info("missed_not_read", error=type(error).__name__)
                continue
            for message in sorted(found, key=lambda one: int(one["id"])):
                yield message

    async def _of(self, user: str, since: str) -> list[Payload]:
        try:
            room = await self._posting.room(KEY, user)
        except DeliveryFailed:
            return []
        return list(await self._rest.history(room, after=since))
