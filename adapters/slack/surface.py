"""Answers where they were asked for: under the question, beside a mention, through a response URL, on the Home tab."""

from typing import assert_never

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.blocks import Message
from adapters.slack.homes import Homes
from adapters.slack.keys import Place
from adapters.slack.posting import QUIET, Posting
from adapters.slack.refusals import in_our_words, retry_after
from adapters.slack.rendering import Rendering
from bot.errors import ArrivalUncertain, DeliveryFailed, NotAccepted, NotPermitted, RateLimited, Unreachable
from bot.people import Platform
from bot.policies.front_desk import FrontDeskFile
from bot.showing import Answered, Answering, Cases, Said, Shared, Showing

OK, TOO_MANY, FAULT = 200, 429, 500
TIMEOUT = 10


class SlackSurface:
    """Shows things to whoever asked; whatever closes, the direct messages stay open (`bot.ports.Surface`)."""

    platform = Platform.SLACK

    def __init__(self, client: AsyncWebClient, rendering: Rendering, homes: Homes, says: FrontDeskFile) -> None:
        self._posting = Posting(client)
        self._rendering = rendering
        self._homes = homes
        self._says = says

    async def show(self, showing: Showing, answering: Answering) -> None:
        """Show it where it was asked for, or else in the direct messages."""
        place = Place.read(answering.place)
        messages = self._rendering.messages(showing, place)
        if isinstance(showing, Shared):
            await self._share(messages, place, answering)
            return
        match place.kind:
            case "direct":
                await self._post(messages, place.channel, place.thread, answering)
            case "reply" if answering.too_late:
                await self._post(messages, answering.to.user, "", answering)
            case "reply" | "mention":
                await self._privately(messages, answering, place)
            case "home":
                await self._at_home(showing, messages, answering)
            case _:
                assert_never(place.kind)

    async def _at_home(self, showing: Showing, messages: list[Message], answering: Answering) -> None:
        empty = isinstance(showing, Answered) and not showing.reply.question and not showing.reply.lane
        here = empty or isinstance(showing, Said)
        note = showing.text if isinstance(showing, Said | Answered) and here else self._says.answered_in_messages
        if not here and not isinstance(showing, Cases):
            await self._post(messages, answering.to.user, "", answering)
        await self._homes.acted(answering.to, answering.key, note)

    async def _post(self, messages: list[Message], channel: str, thread: str, answering: Answering) -> None:
        """Post what is not there yet."""
        for number, message in enumerate(messages):
            key = f"{answering.key}.{number}" if number else answering.key
            if answering.again:
                try:
                    if await self._posting.find(key, channel, thread=thread):
                        continue
                except LookupError as error:
                    raise ArrivalUncertain(key, "too_many_messages") from error
            await self._posting.post(key, channel, message, thread)

    async def _privately(self, messages: list[Message], answering: Answering, place: Place) -> None:
        """Show it to one person among others; where that does not work any more, in their direct messages."""
        try:
            for message in messages:
                if place.url:
                    await self._respond(answering.key, place, message, public=False)
                else:
                    await self._posting.whisper(answering.key, place.channel, answering.to.user, message, place.thread)
        except (Unreachable, NotPermitted, NotAccepted):
            await self._post(messages, answering.to.user, "", answering)

    async def _share(self, messages: list[Message], place: Place, answering: Answering) -> None:
        """Show it to everybody; a second try would show it twice, so there is none."""
        try:
            for message in messages:
                await self._respond(answering.key, place, message, public=True)
        except RateLimited:
            raise
        except DeliveryFailed:
            await self._post(
                self._rendering.messages(Said(text=self._says.maybe_shared), place), answering.to.user, "", answering
            )

    async def _respond(self, key: str, place: Place, message: Message, *, public: bool) -> None:
        """Use a response URL, which neither raises nor retries by itself."""
        webhook = AsyncWebhookClient(place.url, timeout=TIMEOUT, retry_handlers=[])
        thread = place.root if public else place.thread
        body = {
            **message.content,
            "response_type": "in_channel" if public else "ephemeral",
            "replace_original": False,
            **({"thread_ts": thread} if thread else {}),
            **(QUIET if public else {}),
        }
        with in_our_words(key):
            answer = await webhook.send_dict(body)
        if answer.status_code == TOO_MANY:
            raise RateLimited(key, "ratelimited", retry_after(answer.headers or {}))
        if answer.status_code >= FAULT:
            raise ArrivalUncertain(key, f"status_{answer.status_code}")
        if answer.status_code != OK:
            raise Unreachable(key, f"status_{answer.status_code}")
