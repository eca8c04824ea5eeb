"""The terminal as a chat platform: what lies before each person, and what of it they have not seen yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from bot.lifecycle import EscalationId
from bot.notices import AskerCard, ManagerCard, Notice, Relayed
from bot.outbox import Landed
from bot.people import PersonId, Platform

Card = AskerCard | ManagerCard


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """A message somebody has not seen, or not as it is now."""

    notice: Notice
    updated: bool


class ConsoleNotifier:
    """Delivers at once and forgets nothing while it runs."""

    platform = Platform.CONSOLE
    can_find = True

    def __init__(self) -> None:
        self._messages: dict[str, Notice] = {}
        self._unseen: defaultdict[PersonId, dict[str, bool]] = defaultdict(dict)

    async def send(self, notice: Notice) -> Landed:
        """Lay *notice* before its recipient."""
        self._messages[notice.id] = notice
        self._unseen[notice.recipient.person][notice.id] = False
        return _place(notice.id, notice)

    async def find(self, notice: Notice, since: datetime) -> Landed | None:
        """Look for *notice*."""
        del since  # everything is remembered
        return _place(notice.id, notice) if notice.id in self._messages else None

    async def update(self, notice: Notice, target: Landed) -> Landed:
        """Show *notice* in the place of the message at *target*; one not seen yet stays new."""
        self._messages[target.message] = notice
        if isinstance(notice.content, Relayed) and notice.content.spent:
            return target
        self._unseen[notice.recipient.person].setdefault(target.message, True)
        return target

    def unseen(self, person: PersonId) -> int:
        """Count what is new to *person*; a card brought up to date is not new."""
        return sum(not updated for updated in self._unseen[person].values())

    def take_news(self, person: PersonId) -> list[News]:
        """Take what *person* has not seen, in the order in which it came."""
        unseen = self._unseen.pop(person, {})
        return [News(notice=self._messages[message], updated=updated) for message, updated in unseen.items()]

    def card(self, person: PersonId, escalation: EscalationId) -> Card | None:
        """Find the newest card of *escalation* that lies before *person*."""
        there = (notice.content for notice in reversed(self._messages.values()) if notice.recipient.person == person)
        cards = (content for content in there if isinstance(content, AskerCard | ManagerCard))
        return next((card for card in cards if card.escalation.id == escalation), None)

    def cards(self) -> list[Card]:
        """List every question's newest card, whoever has it, in the order in which they were asked."""
        contents = (notice.content for notice in self._messages.values())
        return [*{c.escalation.id: c for c in contents if isinstance(c, AskerCard | ManagerCard)}.values()]


def _place(message: str, notice: Notice) -> Landed:
    to = notice.recipient
    return Landed(
        platform=to.address.platform,
        workspace=to.address.workspace,
        channel=to.address.user,
        message=message,
        route=to.route,
    )
