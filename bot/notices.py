"""What people are told: a notice, its recipient, and the closed union of contents that renderers match on."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from bot.lifecycle import EntryId, Escalation, EscalationId, Happening, PressKind, Words
from bot.people import Address, PersonId, Role


def entry_id(*occasion: str) -> EntryId:
    """Derive an entry's id from what makes it the only one of its kind, so that a repeated decision repeats the id.

    24 of `[a-z2-7]` (120 bits of SHA-256): fits Discord's nonce of 25 characters and Slack's message metadata.
    The occasion is the escalation's id and version, the kind, and the recipient.
    """
    digest = hashlib.sha256("\x1f".join(occasion).encode()).digest()
    return EntryId(base64.b32encode(digest[:15]).decode().lower())


class Route(StrEnum):
    """How a notice reaches its recipient: in private, or mentioned alone in the configured private channel."""

    DIRECT = "direct"
    PRIVATE_CHANNEL = "private_channel"


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """Who a notice is for and where."""

    person: PersonId
    address: Address
    route: Route = Route.DIRECT


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanStep:
    """Who will be asked when, as the asker sees it before and after sending."""

    role: Role
    person: PersonId
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ManagerCard:
    """The escalation as its manager sees it, with the presses open to them; later ones update it in place."""

    escalation: Escalation
    presses: tuple[PressKind, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AskerCard:
    """Preview and progress as the asker sees them: what is sent, to whom, when, and what they may press."""

    escalation: Escalation
    presses: tuple[PressKind, ...]
    plan: tuple[PlanStep, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Relayed:
    """The other one's words; to be shown quoted and labelled, with the clauses of the escalation beside them."""

    escalation: Escalation
    words: Words
    presses: tuple[PressKind, ...] = ()
    spent: bool = False
    """Only the buttons went: whoever reads it has read the words before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """One line on what happened; `person` is whom it concerns, when it concerns somebody else."""

    escalation: EscalationId
    what: Happening
    at: datetime
    person: PersonId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reminder:
    """A nudge to the manager about a card that still waits."""

    escalation: EscalationId
    waiting_since: datetime
    presses: tuple[PressKind, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Undelivered:
    """To the sender: what they wrote did not reach the other one, and what happens instead."""

    escalation: EscalationId
    entry: EntryId
    next_person: PersonId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Alarm:
    """To whoever runs the bot: entries that need a person, by id."""

    entries: tuple[EntryId, ...]
    why: str


Content = ManagerCard | AskerCard | Relayed | Progress | Reminder | Undelivered | Alarm


class NoticeKind(StrEnum):
    """The stored and counted word for each content."""

    MANAGER_CARD = "manager_card"
    ASKER_CARD = "asker_card"
    RELAYED = "relayed"
    PROGRESS = "progress"
    REMINDER = "reminder"
    UNDELIVERED = "undelivered"
    ALARM = "alarm"


def kind_of(content: Content) -> NoticeKind:  # noqa: PLR0911 - one line for each content
    """Name the kind of *content*."""
    match content:
        case ManagerCard():
            return NoticeKind.MANAGER_CARD
        case AskerCard():
            return NoticeKind.ASKER_CARD
        case Relayed():
            return NoticeKind.RELAYED
        case Progress():
            return NoticeKind.PROGRESS
        case Reminder():
            return NoticeKind.REMINDER
        case Undelivered():
            return NoticeKind.UNDELIVERED
        case Alarm():
            return NoticeKind.ALARM
        case _:
            assert_never(content)


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A message to one person. It names people by id: the notifier asks the directory for names when it renders.

    `due_at` is the end of the undo window for a manager's first card. `replaces` names the notice whose landed
    message this one updates in place.
    """

    id: EntryId
    recipient: Recipient
    content: Content
    due_at: datetime
    escalation: EscalationId | None = None
    replaces: EntryId | None = None

    @property
    def stream(self) -> str:
        """What keeps its order: the notices of one escalation to one person, by due time, then as they were put."""
        return f"{self.escalation or self.id}>{self.recipient.person}"
