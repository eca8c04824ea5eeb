"""Notices as direct messages, or in the private channel for those who take none (`bot.ports.Notifier`)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.cards.drawing import Cards
from adapters.slack.blocks import Message
from adapters.slack.cards import to_message
from adapters.slack.posting import Posting
from bot.errors import ArrivalUncertain, DeliveryFailed, Unreachable
from bot.front_desk import FrontDesk
from bot.notices import Notice, Route
from bot.outbox import Landed
from bot.people import Address, Platform

SLACKS_CLOCK = timedelta(minutes=5)  # how far it may be from ours


@dataclass(frozen=True, kw_only=True, slots=True)
class Hearers:
    """Who hears of people that Slack does not reach, and of those for whom something has changed."""

    unreached: Callable[[Address], None]
    changed: Callable[[Address], None]


class SlackNotifier:
    """Sends, finds and updates notices."""

    platform = Platform.SLACK
    can_find = True

    def __init__(
        self, posting: Posting, cards: Cards, front: FrontDesk, private_channel: str, hearers: Hearers
    ) -> None:
        self._posting = posting
        self._cards = cards
        self._front = front
        self._private_channel = private_channel
        self._hearers = hearers

    async def send(self, notice: Notice) -> Landed:
        """Post it, with its id as metadata."""
        message = await self._message(notice, notice.recipient.route)
        try:
            channel, ts = await self._posting.post(notice.id, self._channel(notice), message)
        except Unreachable:
            self._hearers.unreached(notice.recipient.address)
            raise
        self._hearers.changed(notice.recipient.address)
        return self._landed(notice, channel, ts)

    async def find(self, notice: Notice, since: datetime) -> Landed | None:
        """Look for its id in the conversation it would be in."""
        oldest = (since - SLACKS_CLOCK).timestamp()
        try:
            found = await self._posting.find(notice.id, self._channel(notice), oldest=oldest)
        except Unreachable:
            return None  # it went nowhere: there is nobody
        except DeliveryFailed:
            raise
        except LookupError as error:
            raise ArrivalUncertain(notice.id, "too_many_messages") from error
        return self._landed(notice, *found) if found else None

    async def update(self, notice: Notice, target: Landed) -> Landed:
        """Edit it in place."""
        await self._posting.update(notice.id, target.channel, target.message, await self._message(notice, target.route))
        self._hearers.changed(notice.recipient.address)
        return target

    async def _message(self, notice: Notice, route: Route) -> Message:
        told = await self._front.acts.read(notice.escalation) if notice.escalation else None
        names = await self._front.naming.in_content(notice.content, told)
        message = to_message(self._cards.notice(notice, told, names))
        if route is Route.PRIVATE_CHANNEL:
            named = {"type": "section", "text": {"type": "mrkdwn", "text": f"<@{notice.recipient.address.user}>"}}
            return replace(message, blocks=(named, *message.blocks))
        return message

    def _channel(self, notice: Notice) -> str:
        to = notice.recipient
        return self._private_channel if to.route is Route.PRIVATE_CHANNEL else to.address.user

    @staticmethod
    def _landed(notice: Notice, channel: str, ts: str) -> Landed:
        to = notice.recipient
        return Landed(
            platform=Platform.SLACK, workspace=to.address.workspace, channel=channel, message=ts, route=to.route
        )
