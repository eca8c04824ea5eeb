"""Slack in one process: what comes in is kept before it is acknowledged, then answered from what was kept."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from adapters.cards.drawing import Cards
from adapters.slack.checks import Access
from adapters.slack.homes import Homes
from adapters.slack.http import BAD, FAULT, MALFORMED, web_app
from adapters.slack.listeners import asked_form, disclaimer_asked, sent_form, to_incoming
from adapters.slack.notifier import Hearers, SlackNotifier
from adapters.slack.opening import Opening, fault_in
from adapters.slack.posting import Posting
from adapters.slack.reading import team_of
from adapters.slack.rendering import Rendering
from adapters.slack.surface import SlackSurface
from adapters.slack.views import Views, field_of
from bot.arrivals import ArrivalClaim
from bot.drafting.telling import DraftTelling
from bot.front_desk import FrontDesk
from bot.people import Address, Platform
from bot.policies.library import Library
from bot.ports import Clock
from bot.showing import Cases
from bot.telling import Telling

ANYTHING = re.compile("")
CLAIM = "signpost_claim"
Next = Callable[[], Awaitable[BoltResponse]]
log = structlog.get_logger(__name__)


class SlackApp:
    """The app on one installation; give it its front desk with `attend` before it starts."""

    def __init__(self, access: Access, library: Library, telling: Telling, zone: ZoneInfo) -> None:
        self._access = access
        self._prompts = library.wording.talk.examples
        says = library.front_desk
        self.client = access.client()
        self.cards = Cards(telling, says, zone)
        self._views = Views(telling, says, self.cards)
        rendering = Rendering(says, telling.said.ask, self.cards, DraftTelling(library.drafts.says))
        self.homes = Homes(self.client, self._views, self._cases)
        self.surface = SlackSurface(self.client, rendering, self.homes, says)
        self._opening = Opening(self.client, self._views, self.surface, library)
        self._tasks: set[asyncio.Task[None]] = set()
        self._socket: AsyncSocketModeHandler | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._front: FrontDesk | None = None

    def attend(self, front: FrontDesk, clock: Clock) -> None:
        """Take the desk that this app's people come to."""
        self._front, self._clock = front, clock
        # signatures are checked before Bolt sees anything: its own check raises on what is not even well formed
        self.app = AsyncApp(
            client=self.client, request_verification_enabled=False, raise_error_for_unhandled_request=False
        )
        self._listen(self.app)

    def notifier(self, private_channel: str, unreached: Callable[[Address], None]) -> SlackNotifier:
        """Make the notifier for the relay; *unreached* is told whom Slack does not reach."""
        hearers = Hearers(unreached=unreached, changed=self.homes.changed)
        return SlackNotifier(Posting(self.client), self.cards, self.front, private_channel, hearers)

    @property
    def front(self) -> FrontDesk:
        """The front desk.

        Raises:
            RuntimeError: there is none yet.
        """
        if self._front is None:
            raise RuntimeError("attend comes first")
        return self._front

    @property
    def connected(self) -> bool:
        """Whether Slack reaches us: over its socket, or by requests, which need no connection."""
        if self._access.http:
            return True
        session = self._socket.client.current_session if self._socket else None
        return session is not None and not session.closed

    async def start(self) -> None:
        """Begin to open the socket, however long Slack cannot be reached; with signed HTTP there is none."""
        if not self._access.http:
            self._socket = AsyncSocketModeHandler(self.app, self._access.app_token)
            self._connecting = asyncio.create_task(self._socket.connect_async())  # type: ignore[no-untyped-call]

    def web(self) -> web.Application:
        """Make what Slack posts to with signed HTTP."""
        return web_app(self.app, self._access.signing_secret)

    async def stop(self, drain: float) -> None:
        """Take nothing more, finish what is being answered within *drain* seconds, then close."""
        await self.homes.stop()
        if self._socket is not None:
            self._socket.client.auto_reconnect_enabled = False
            if self._connecting is not None:
                self._connecting.cancel()
            with suppress(TimeoutError):  # a peer that is gone does not answer that we go
                async with asyncio.timeout(drain / 2):
                    await self._socket.close_async()  # type: ignore[no-untyped-call]
        if self._tasks:
            _, unfinished = await asyncio.wait(set(self._tasks), timeout=drain)
            for task in unfinished:
                task.cancel()  # it is kept, and answered after the next start

    def _listen(self, app: AsyncApp) -> None:
        app.middleware(self._keep)
        app.event("app_home_opened")(self._opened)
        app.event(ANYTHING)(self._answer)
        app.command(ANYTHING)(self._commanded)
        app.shortcut(ANYTHING)(self._acknowledge)
        app.action(ANYTHING)(self._pressed)
        app.view(ANYTHING)(self._acknowledge)
        app.view_closed(ANYTHING)(self._acknowledge)
        app.error(self._failed)

    async def _keep(
        self,
        body: dict[str, Any],
        ack: AsyncAck,
        context: AsyncBoltContext,
        next: Next,  # noqa: A002 - Bolt's name for it
    ) -> BoltResponse | None:
        """Keep what was done, before anything acknowledges it; a repetition is acknowledged, and that is all."""
        if (form := sent_form(body)) is not None and (fault := await fault_in(form[0], body, self.front.acts)):
            return await ack(response_action="errors", errors={field_of(form[0].kind): fault})
        incoming = to_incoming(body, self._clock.now())
        if incoming is not None:
            claim = await self.front.receive(incoming)
            if claim is None:
                return BoltResponse(status=200)
            context[CLAIM] = claim
        return await next()

    async def _answer(self, context: AsyncBoltContext) -> None:
        claim = context.get(CLAIM)
        if isinstance(claim, ArrivalClaim):
            self._begin(self.front.answer(claim))

    async def _acknowledge(self, ack: AsyncAck, context: AsyncBoltContext) -> None:
        await ack()
        await self._answer(context)

    async def _pressed(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        await ack()
        await self._answer(context)  # holding what is about to go needs no waiting for the form
        pressed = asked_form(body)
        if pressed is not None:
            await self._opening.asked(pressed, body, self.front.acts)

    async def _commanded(self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        wanted = disclaimer_asked(body)
        if wanted is not None and not await self._opening.disclaimer(body, wanted):
            context[CLAIM] = await self.front.receive(wanted)
        await self._acknowledge(ack, context)

    async def _opened(self, event: Mapping[str, Any], body: dict[str, Any]) -> None:
        """Show the Home tab, or what may be asked on the Messages tab."""
        user = str(event.get("user") or "")
        if event.get("tab") == "home" and user:
            address = Address(platform=Platform.SLACK, workspace=team_of(body), user=user)
            self._begin(self.homes.opened(address))
        elif event.get("tab") == "messages" and event.get("channel"):
            self._begin(self._suggest(str(event["channel"])))

    async def _suggest(self, channel: str) -> None:
        prompts = [{"title": prompt[:75], "message": prompt} for prompt in self._prompts[:4]]
        await self.client.assistant_threads_setSuggestedPrompts(channel_id=channel, thread_ts=None, prompts=prompts)

    async def _cases(self, by: Address) -> Cases:
        return await self.front.acts.cases(by)

    async def _failed(self, error: Exception, response: BoltResponse | None) -> BoltResponse | None:
        log.warning("slack_request_failed", exc_info=error)
        if response is None:
            return None  # it has been acknowledged already
        return BoltResponse(status=BAD if isinstance(error, MALFORMED) else FAULT)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("slack_work_failed", exc_info=error)
