"""Answers where they were asked for: through the interaction, in the direct messages, or a way in beside a mention."""

from typing import assert_never

from adapters.discord.keys import Place
from adapters.discord.layout import EPHEMERAL, LOADING, Message, mark, mark_of
from adapters.discord.posting import Posting
from adapters.discord.refusals import in_our_words
from adapters.discord.rendering import Rendering
from adapters.discord.rest import Rest
from bot.errors import NotAccepted, NotPermitted, Unreachable
from bot.people import Platform
from bot.policies.front_desk import FrontDeskFile
from bot.showing import Answering, Said, Shared, Showing

REMEMBERED = 1_000  # interactions whose first answer is still to be filled in


class DiscordSurface:
    """Shows things to whoever asked; whatever closes, the direct messages are tried (`bot.ports.Surface`)."""

    platform = Platform.DISCORD

    def __init__(self, rest: Rest, posting: Posting, rendering: Rendering, says: FrontDeskFile) -> None:
        self._rest = rest
        self._posting = posting
        self._rendering = rendering
        self._says = says
        self._empty: dict[str, None] = {}
        self._closed: dict[str, None] = {}

    def deferred(self, token: str) -> None:
        """Note that this interaction has its first answer, and that nothing stands in it yet."""
        _remember(self._empty, token)

    def closed(self, token: str) -> None:
        """Note that this interaction was over before we could answer it at all."""
        _remember(self._closed, token)

    async def show(self, showing: Showing, answering: Answering) -> None:
        """Show it where it was asked for, or else in the direct messages."""
        place = Place.read(answering.place)
        messages = self._rendering.messages(showing, place)
        if isinstance(showing, Shared):
            await self._share(messages, place, answering)
            return
        match place.kind:
            case "direct":
                await self._post(messages, place, answering)
            case "mention":
                await self._beside(messages, place, answering)
            case "reply":
                await self._privately(messages, place, answering)
            case _:
                assert_never(place.kind)

    async def _post(self, messages: list[Message], place: Place, answering: Answering) -> None:
        """Post what is not there yet."""
        for key, message in _keyed(messages, answering):
            if answering.again and await self._posting.find(place.channel, key):
                continue
            await self._posting.post(place.channel, key, message, place.root)

    async def _beside(self, messages: list[Message], place: Place, answering: Answering) -> None:
        """Post it beside the mention; where we may not write, in the direct messages."""
        try:
            await self._post(messages, place, answering)
        except (Unreachable, NotPermitted):
            await self._directly(messages, answering)

    async def _directly(self, messages: list[Message], answering: Answering) -> None:
        """Post what is not there yet in the direct messages."""
        room = await self._posting.room(answering.key, answering.to.user)
        for key, message in _keyed(messages, answering):
            if not (answering.again and await self._posting.find(room, key)):
                await self._posting.post_to(answering.to.user, key, message)

    async def _privately(self, messages: list[Message], place: Place, answering: Answering) -> None:
        """Show it through the interaction; when that works no more, in the direct messages."""
        if answering.too_late:
            await self._directly(messages, answering)
            return
        try:
            for key, message in _keyed(messages, answering):
                await self._answer(key, message, place)
        except (Unreachable, NotPermitted, NotAccepted):
            await self._directly(messages, answering)

    async def _answer(self, key: str, message: Message, place: Place) -> None:
        """Put it into the first answer where that is empty, or shows this already; otherwise add it."""
        if place.token in self._closed:
            raise Unreachable(key, "too_late")
        with in_our_words(key):
            if await self._takes(place.token, key):
                await self._rest.fill(place.token, message.body(key))
                self._empty.pop(place.token, None)
            else:
                await self._rest.follow_up(place.token, message.body(key, flags=EPHEMERAL if place.others else 0))

    async def _takes(self, token: str, key: str) -> bool:
        if token in self._empty:
            return True
        original = await self._rest.original(token)
        return bool(int(original.get("flags") or 0) & LOADING) or mark_of(original) == mark(key)

    async def _share(self, messages: list[Message], place: Place, answering: Answering) -> None:
        """Show it to everybody, and say so; where we may not write, the interaction still may."""
        said = Said(text=self._says.shared)
        try:
            for key, message in _keyed(messages, answering):
                await self._posting.post(place.channel, key, message, place.root)
        except (Unreachable, NotPermitted):
            await self._privately(self._rendering.messages(said, place), place, answering)
            with in_our_words(answering.key):
                for message in messages:
                    await self._rest.follow_up(place.token, message.body())
        else:
            await self._privately(self._rendering.messages(said, place), place, answering)


def _remember(tokens: dict[str, None], token: str) -> None:
    tokens[token] = None
    while len(tokens) > REMEMBERED:
        del tokens[next(iter(tokens))]


def _keyed(messages: list[Message], answering: Answering) -> list[tuple[str, Message]]:
    """Give each message a key of its own, of 25 characters at most."""
    return [(_key(answering.key, number), message) for number, message in enumerate(messages)]


def _key(key: str, number: int) -> str:
    return f"{number}{key[1:]}" if number else key
