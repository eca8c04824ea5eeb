"""Home tabs: shown when opened and after what is done there, and kept fresh when something changes for their owners."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.refusals import in_our_words
from adapters.slack.views import Views
from bot.errors import DeliveryFailed, RateLimited
from bot.people import Address
from bot.showing import Cases

CasesOf = Callable[[Address], Awaitable[Cases]]
PAUSE = 0.7  # seconds before each refresh: 85 a minute, where Slack takes 100 of this method
NOTE_STAYS = 60.0  # seconds
REMEMBERED = 1_000
log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Last:
    """What a person last did on their Home: the name of its box, which is empty since, and the word they got."""

    box: str
    note: str
    at: float


class Homes:
    """Publishes Homes; those that a change has made stale one after another, each once for any number of changes.

    Nothing keeps who has opened a Home: whoever is sent a notice, or has one changed, gets theirs published, as Slack
    takes a Home for those who never open it, too. So it needs no table, works after a restart and whichever replica
    sends. What a fault leaves stale is put right by the next change, or when the tab is opened.
    """

    def __init__(self, client: AsyncWebClient, views: Views, cases: CasesOf) -> None:
        self._client = client
        self._views = views
        self._cases = cases
        self._last: dict[Address, _Last] = {}
        self._stale: dict[Address, None] = {}
        self._refreshing: asyncio.Task[None] | None = None
        self._stopped = False

    async def opened(self, whose: Address) -> None:
        """Show it to somebody who has opened it.

        Raises:
            DeliveryFailed: it is not published.
        """
        self._last.pop(whose, None)
        await self._publish(whose)

    async def acted(self, whose: Address, key: str, note: str) -> None:
        """Show it after something was done there: its box empty, and with a word about it.

        Raises:
            DeliveryFailed: it is not published.
        """
        self._last.pop(whose, None)
        self._last[whose] = _Last(box=key, note=note, at=asyncio.get_running_loop().time())
        if len(self._last) > REMEMBERED:
            del self._last[next(iter(self._last))]
        await self._publish(whose)

    def changed(self, whose: Address) -> None:
        """Show it anew soon; what is being typed there stays."""
        self._stale[whose] = None
        if not self._stopped and (self._refreshing is None or self._refreshing.done()):
            self._refreshing = asyncio.create_task(self._refresh())

    async def stop(self) -> None:
        """Leave the rest stale."""
        self._stopped = True
        if self._refreshing is not None:
            self._refreshing.cancel()
            with suppress(asyncio.CancelledError):
                await self._refreshing

    async def _refresh(self) -> None:
        while self._stale:
            await asyncio.sleep(PAUSE)  # first: what has changed is written down by then
            whose = next(iter(self._stale))
            del self._stale[whose]
            try:
                await self._publish(whose)
            except RateLimited as error:
                self._stale[whose] = None
                await asyncio.sleep(error.retry_after.total_seconds())
            except DeliveryFailed as error:
                log.info("home_not_published", why=error.why)
            except Exception as error:  # noqa: BLE001 - the other Homes shall not wait for this one
                log.warning("home_not_published", why=type(error).__name__)

    async def _publish(self, whose: Address) -> None:
        last = self._last.get(whose)
        fresh = last is not None and asyncio.get_running_loop().time() - last.at < NOTE_STAYS
        note = last.note if last and fresh else ""
        view = self._views.home(await self._cases(whose), note, last.box if last else "")
        with in_our_words("home"):
            await self._client.views_publish(user_id=whose.user, view=view)
