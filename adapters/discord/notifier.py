"""Notices as direct messages; for those who take none through what they just used, or in the private channel."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.cards.drawing import Cards
from adapters.discord.cards import to_message
from adapters.discord.layout import Message, text_of
from adapters.discord.posting import Posting
from adapters.discord.whispering import Whispering, whispered
from bot.errors import ArrivalUncertain, Unreachable
from bot.fronting.naming import Naming
from bot.lifecycle import Escalation, EscalationId
from bot.notices import Notice, Route
from bot.outbox import Landed
from bot.people import Platform

DISCORDS_CLOCK = timedelta(minutes=5)  # how far it may be from ours

ReadEscalation = Callable[[EscalationId], Awaitable[Escalation | None]]


class DiscordNotifier:
    """Sends, finds and updates notices (`bot.ports.Notifier`)."""

    platform = Platform.DISCORD
    can_find = True

    def __init__(  # noqa: PLR0913, PLR0917 - what a notifier is made of
        self,
        posting: Posting,
        whispering: Whispering,
        cards: Cards,
        naming: Naming,
        read: ReadEscalation,
        private_channel: str,
    ) -> None:
        self._whispering = whispering
        self._posting = posting
        self._cards = cards
        self._naming = naming
        self._read = read
        self._private_channel = private_channel

    async def send(self, notice: Notice) -> Landed:
        """Post it, with its id as nonce and as mark."""
        to = notice.recipient
        message = await self._message(notice, to.route)
        if to.route is Route.PRIVATE_CHANNEL:
            return self._landed(notice, *await self._posting.post(self._private_channel, notice.id, message))
        try:
            return self._landed(notice, *await self._posting.post_to(to.address.user, notice.id, message))
        except Unreachable:
            if not await self._for_asker(notice):
                raise  # a manager's card must last: it goes to the private channel
            return self._landed(notice, *await self._whispering.whisper(to.address.user, notice.id, message))

    async def find(self, notice: Notice, since: datetime) -> Landed | None:
        """Look for its id in the conversation it would be in."""
        try:
            channel = await self._channel(notice)
            found = await self._posting.find(channel, notice.id, since - DISCORDS_CLOCK)
        except Unreachable:
            return None  # it went nowhere: there is nobody
        except LookupError as error:
            raise ArrivalUncertain(notice.id, "too_many_messages") from error
        return self._landed(notice, channel, found) if found else None

    async def update(self, notice: Notice, target: Landed) -> Landed:
        """Edit it in place."""
        message = await self._message(notice, target.route)
        if not whispered(target.channel):
            await self._posting.update(target.channel, notice.id, target.message, message)
            return target
        user, where = notice.recipient.address.user, (target.channel, target.message)
        return self._landed(notice, *await self._whispering.update(user, notice.id, message, where))

    async def _message(self, notice: Notice, route: Route) -> Message:
        told = await self._read(notice.escalation) if notice.escalation else None
        names = await self._naming.in_content(notice.content, told)
        message = to_message(self._cards.notice(notice, told, names))
        if route is not Route.PRIVATE_CHANNEL:
            return message
        user = notice.recipient.address.user
        return replace(message, components=(text_of(f"<@{user}>"), *message.components), pings=(user,))

    async def _for_asker(self, notice: Notice) -> bool:
        told = await self._read(notice.escalation) if notice.escalation else None
        return told is not None and told.asker == notice.recipient.person

    async def _channel(self, notice: Notice) -> str:
        to = notice.recipient
        if to.route is Route.PRIVATE_CHANNEL:
            return self._private_channel
        return await self._posting.room(notice.id, to.address.user)

    @staticmethod
    def _landed(notice: Notice, channel: str, message: str) -> Landed:
        to = notice.recipient
        return Landed(
            platform=Platform.DISCORD, workspace=to.address.workspace, channel=channel, message=message, route=to.route
        )
