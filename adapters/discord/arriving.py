"""What the gateway tells → kept, acknowledged, answered; whatever goes wrong on the way, somebody is told."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import discord
import structlog

from adapters.discord.client import payload_of
from adapters.discord.events import from_deletion, from_edit, from_message
from adapters.discord.forms import to_form
from adapters.discord.keys import Pressed
from adapters.discord.layout import EPHEMERAL, Message, paragraph
from adapters.discord.listeners import Reader, asked_answer, asked_form
from adapters.discord.missed import Missed
from adapters.discord.posting import Doors
from adapters.discord.reading import Payload, address, user_of
from adapters.discord.rest import Rest
from adapters.discord.surface import DiscordSurface
from adapters.discord.tokens import Tokens
from bot.arrivals import ArrivalClaim
from bot.deeds import Act
from bot.errors import BotError
from bot.front_desk import FrontDesk, Incoming
from bot.lifecycle import PressKind
from bot.ports import Clock
from bot.showing import Form
from bot.telling import Telling

PATIENCE = 1.5
"""Seconds that keeping may take before the person is told to wait; Discord gives three for everything."""
ANSWER, DEFER, OPEN_FORM = 4, 5, 9
NOT_FOUND, UNKNOWN_INTERACTION = 404, 10062
log = structlog.get_logger(__name__)


class Desk:
    """Takes in what people do on Discord (`adapters.discord.client.Ears`)."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it works with
        self,
        front: FrontDesk,
        surface: DiscordSurface,
        rest: Rest,
        doors: Doors,
        tokens: Tokens,
        reader: Reader,
        telling: Telling,
        clock: Clock,
        missed: Missed,
    ) -> None:
        self._front = front
        self._surface = surface
        self._rest = rest
        self._doors = doors
        self._tokens = tokens
        self._reader = reader
        self._telling = telling
        self._clock = clock
        self._missed = missed
        self._work: set[asyncio.Task[None]] = set()

    # What a client tells

    async def command(self, interaction: discord.Interaction) -> None:
        """Answer a command."""
        await self.interaction(payload_of(interaction))

    async def strange_command(self, interaction: discord.Interaction) -> None:
        """Answer a command that Discord shows and we do not know (any more)."""
        await self._safely(self._say_at_once(payload_of(interaction), self._front.says.unknown_command))

    async def interaction(self, body: Payload) -> None:
        """Answer a command, a button or a form."""
        if not body.get("guild_id"):
            self._doors.open(user_of(body))
        pressed = asked_form(body)
        if pressed is not None:
            await self._safely(self._open_form(pressed, body))
        else:
            await self._safely(self._take(body))

    async def arrived(self) -> None:
        """Take up what people wrote while nobody was connected; what was taken up before is known, and left alone."""
        self._begin(self._catch_up())

    async def _catch_up(self) -> None:
        async for body in self._missed.messages():
            await self.message(body)

    async def message(self, body: Payload) -> None:
        """Answer a message, if it is for us."""
        incoming = from_message(body, self._reader.home, self._reader.bot)
        if incoming is not None:
            if not body.get("guild_id"):
                self._doors.open(str(body["author"]["id"]))
            await self._safely(self._keep_and_answer(incoming))

    async def edited(self, body: Payload) -> None:
        """Answer a changed message, if it is for us."""
        if from_edit(body, self._reader.home, self._reader.bot, newest=True) is not None:
            await self._safely(self._reword(body))

    async def deleted(self, channel: str, message: str) -> None:
        """Forget somebody's newest direct message, and stop what was about to be sent."""
        await self._safely(self._retract(channel, message))

    async def drain(self, seconds: float) -> None:
        """Finish what is being answered; what is not done by then is kept, and answered after the next start."""
        if self._work:
            _, unfinished = await asyncio.wait(set(self._work), timeout=seconds)
            for task in unfinished:
                task.cancel()

    # Interactions

    async def _take(self, body: Payload) -> None:
        """Keep it, acknowledge it, answer it; where keeping is slow, the person is told to wait meanwhile."""
        keeping = asyncio.create_task(self._keep(body))
        await asyncio.wait({keeping}, timeout=PATIENCE)
        if keeping.done() and keeping.exception() is None and keeping.result() is None:
            return  # a repetition: whoever kept it first answers
        await self._defer(body)
        try:
            claim = await keeping
        except Exception as error:
            log.warning("discord_not_kept", exc_info=error)
            await self._rest.fill(str(body["token"]), _said(self._front.says.failed).body())
            return
        if claim is not None:
            self._begin(self._front.answer(claim))

    async def _keep(self, body: Payload) -> ArrivalClaim | None:
        """Keep what was done; what a mention asks is read only when its author wants the answer."""
        wanted = asked_answer(body)
        if wanted is None:
            return await self._front.receive(self._reader.incoming(body, self._clock.now()))
        message = await self._mention(*wanted)
        return await self._front.receive(self._reader.opened(body, message, self._clock.now()))

    async def _mention(self, channel: str, message: str) -> Payload | None:
        try:
            return await self._rest.message(channel, message)
        except discord.HTTPException as error:
            if error.status == NOT_FOUND:
                return None
            raise

    async def _defer(self, body: Payload) -> None:
        """Say that an answer is coming; where that is too late, it goes to the direct messages."""
        token, data = str(body["token"]), {"flags": EPHEMERAL} if body.get("guild_id") else {}
        try:
            await self._rest.answer(str(body["id"]), token, {"type": DEFER, "data": data})
        except Exception as error:  # noqa: BLE001 - whatever it is, what was kept is answered
            log.info("discord_not_deferred", why=type(error).__name__)
            if getattr(error, "code", 0) == UNKNOWN_INTERACTION:
                self._surface.closed(token)
        else:
            self._surface.deferred(token)
            self._tokens.note(user_of(body), token, others=bool(body.get("guild_id")))

    async def _say_at_once(self, body: Payload, text: str) -> None:
        flags = EPHEMERAL if body.get("guild_id") else 0
        data = _said(text).body(flags=flags)
        await self._rest.answer(str(body["id"]), str(body["token"]), {"type": ANSWER, "data": data})

    async def _open_form(self, pressed: Pressed, body: Payload) -> None:
        """Open the form, which must be the first answer; what it changes waits for a press from then on."""
        holding = asyncio.create_task(self._hold(body)) if pressed.kind is PressKind.CHANGE else None
        form = to_form(self._telling, pressed, await self._opened(pressed, body))
        try:
            await self._rest.answer(str(body["id"]), str(body["token"]), {"type": OPEN_FORM, "data": form})
        finally:
            if holding is not None:
                await holding

    async def _hold(self, body: Payload) -> None:
        """Keep that what is about to go is held while its form is open; a crash does not undo that."""
        claim = await self._front.receive(self._reader.held(body, self._clock.now()))
        if claim is not None:
            self._begin(self._front.answer(claim))

    async def _opened(self, pressed: Pressed, body: Payload) -> Form:
        """Tell what a form begins with; without it, or when it takes too long, the form opens empty."""
        deed = Act(escalation=pressed.escalation, kind=pressed.kind, index=pressed.index)
        by = address(self._reader.home, body, user_of(body))
        with suppress(BotError, TimeoutError):
            async with asyncio.timeout(PATIENCE):
                return await self._front.acts.form(deed, by)
        return Form()

    # Messages

    async def _keep_and_answer(self, incoming: Incoming) -> None:
        claim = await self._front.receive(incoming)
        if claim is not None:
            self._begin(self._front.answer(claim))

    async def _reword(self, body: Payload) -> None:
        newest = await self._newest(str(body["channel_id"]), str(body["id"]), str(body["author"]["id"]))
        incoming = from_edit(body, self._reader.home, self._reader.bot, newest=newest)
        if incoming is not None:
            await self._keep_and_answer(incoming)

    async def _retract(self, channel: str, message: str) -> None:
        found = await self._rest.call("GET", "/channels/{channel_id}", named={"channel_id": channel})
        people = [str(user["id"]) for user in found.get("recipients") or []]
        if len(people) == 1 and await self._newest(channel, message, people[0]):
            await self._keep_and_answer(from_deletion(channel, message, people[0], self._reader.home))

    async def _newest(self, channel: str, message: str, user: str) -> bool:
        """Tell whether somebody has written nothing since *message*."""
        since = await self._rest.history(channel, after=message)
        return not any(str(one["author"]["id"]) == user for one in since)

    # What goes wrong

    async def _safely(self, work: Coroutine[Any, Any, None]) -> None:
        """Let nothing reach discord.py, which would end its connection or say nothing at all."""
        try:
            await work
        except Exception as error:
            log.warning("discord_work_failed", exc_info=error)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._safely(work))
        self._work.add(task)
        task.add_done_callback(self._work.discard)


def _said(text: str) -> Message:
    return Message(components=(paragraph(text),))
