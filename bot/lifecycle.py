"""One escalation: the states it passes through, the presses that move it, the events that record it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.model import Citation, FactId, Reason
from bot.people import Address, PersonId, Role

EscalationId = NewType("EscalationId", str)
"""Random (the `Ids` port), so that a missing one leaves no gap and knowing one gives no right."""
EntryId = NewType("EntryId", str)
"""An outbox entry's id and its idempotency key; see `bot.notices.entry_id`."""


class State(StrEnum):
    """Where an escalation stands. Passing on, recusing and the chain's next step lead back to `OPEN`."""

    PREVIEWED = "previewed"  # shown to the asker; waits for a press
    OPEN = "open"  # on its way to `assigned`; may be undone while its card is not claimed
    DELIVERED = "delivered"  # the card landed
    ACKNOWLEDGED = "acknowledged"  # the manager has seen it
    ASKED_BACK = "asked_back"  # waits for the asker's words
    ANSWERED = "answered"  # relayed; the asker may settle it or say it is still unclear
    RESOLVED = "resolved"
    STOPPED = "stopped"  # not sent: undone, declined at the preview, or lapsed there
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNDELIVERABLE = "undeliverable"  # nobody in the chain could be reached; the asker was told

    @property
    def closed(self) -> bool:
        """Whether nothing moves it any more; from here the text is kept for the retention time only."""
        return self in _CLOSED


_CLOSED = frozenset({State.RESOLVED, State.STOPPED, State.WITHDRAWN, State.EXPIRED, State.UNDELIVERABLE})


class PressKind(StrEnum):
    """What a person may do with an escalation; buttons carry these words."""

    # the asker, before it goes
    SEND_NOW = "send_now"
    DO_NOT_SEND = "do_not_send"
    CHANGE = "change"
    HOLD = "hold"  # opened the form of `CHANGE`; never a button of its own
    ABOUT_MY_MANAGER = "about_my_manager"
    # the manager
    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    APPROVE = "approve"
    DECLINE = "decline"
    ASK_BACK = "ask_back"
    PASS_ON = "pass_on"  # noqa: S105 - a press, not a password
    RECUSE = "recuse"
    # the asker, afterwards
    ANSWER_BACK = "answer_back"
    SETTLES_IT = "settles_it"
    STILL_UNCLEAR = "still_unclear"
    WITHDRAW = "withdraw"
    # either, on their own words
    EDIT = "edit"
    TAKE_BACK = "take_back"


NEEDS_WORDS = frozenset({PressKind.CHANGE, PressKind.REPLY, PressKind.ASK_BACK, PressKind.ANSWER_BACK, PressKind.EDIT})
MAY_HAVE_WORDS = NEEDS_WORDS | {PressKind.APPROVE, PressKind.DECLINE, PressKind.STILL_UNCLEAR, PressKind.PASS_ON}
ON_OWN_WORDS = frozenset({PressKind.EDIT, PressKind.TAKE_BACK})


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """One press or filled-in form. `words` are masked by whoever builds it; `index` names which words to edit.

    Raises:
        ValueError: words where none belong or missing, nobody to pass on to, no words named to edit.
    """

    kind: PressKind
    words: str = ""
    to: PersonId | None = None
    index: int | None = None

    def __post_init__(self) -> None:
        if self.kind in NEEDS_WORDS and not self.words.strip():
            raise ValueError(f"{self.kind} needs words")
        if self.words and self.kind not in MAY_HAVE_WORDS:
            raise ValueError(f"{self.kind} takes no words")
        if (self.kind is PressKind.PASS_ON) is (self.to is None):
            raise ValueError("passing on, and nothing else, names a person")
        if (self.kind in ON_OWN_WORDS) is (self.index is None):
            raise ValueError("editing and taking back, and nothing else, name the words they change")


class Ruling(StrEnum):
    """What a manager decided on a request for authorisation or consent."""

    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What one of the two wrote, masked; empty once taken back or erased."""

    by: PersonId
    kind: PressKind
    text: str
    at: datetime
    edited_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FactGiven:
    """A fact the asker settled before it went to the manager."""

    fact: FactId
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """A clause as it stood when the question was asked; `version` is the policy text's own."""

    version: str
    citation: Citation


RULED = frozenset({Reason.AUTHORISATION, Reason.CONSENT})


@dataclass(frozen=True, kw_only=True, slots=True)
class Escalation:
    """A question in a manager's hands. People stand in it as ids; its text is masked, and empty once erased.

    `version` counts its changes from 1 and equals the number of its last event; `card` and `asker_card` are the
    entries whose landed messages are updated in place. Timers are entries of the outbox, not fields.

    Raises:
        ValueError: assigned to its own asker, delivered to nobody, or closed without its time (or the reverse).
    """

    id: EscalationId
    version: int = 1
    state: State
    reason: Reason
    asker: PersonId
    asker_at: Address
    question: str
    opened_at: datetime
    finding: str = ""
    facts: tuple[FactGiven, ...] = ()
    citations: tuple[Cited, ...] = ()
    assigned: PersonId | None = None
    assigned_as: Role | None = None
    chain: tuple[PersonId, ...] = ()
    avoided: tuple[PersonId, ...] = ()
    words: tuple[Words, ...] = ()
    ruling: Ruling | None = None
    card: EntryId | None = None
    asker_card: EntryId | None = None
    send_at: datetime | None = None
    closed_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.assigned == self.asker:
            raise ValueError("nobody decides their own question")
        if self.assigned is not None and self.assigned in self.avoided:
            raise ValueError("a question about somebody does not go to them")
        if self.assigned is None and self.state not in _CLOSED | {State.PREVIEWED}:
            raise ValueError("an escalation under way is assigned to somebody")
        if self.state.closed is (self.closed_at is None):
            raise ValueError("closed, and only then, it has a closing time")

    @property
    def wants_ruling(self) -> bool:
        """Whether the manager is shown Approve and Decline."""
        return self.reason in RULED

    @property
    def in_hand(self) -> PersonId | None:
        """Who knows of it and must decide; nobody while it is previewed or on its way, nor once it is closed."""
        return None if self.state.closed or self.state in (State.PREVIEWED, State.OPEN) else self.assigned


class Happening(StrEnum):
    """What an event says happened; stored words, so none is ever renamed."""

    OPENED = "opened"
    SENT_ON = "sent_on"  # left the preview or the undo window by a press
    CHANGED = "changed"
    HELD = "held"  # the form to change it is open: from here it waits for a press
    STOPPED = "stopped"
    DELIVERED = "delivered"
    DELIVERED_IN_CHANNEL = "delivered_in_channel"
    UNREACHED = "unreached"
    ACKNOWLEDGED = "acknowledged"
    REPLIED = "replied"
    APPROVED = "approved"
    DECLINED = "declined"
    ASKED_BACK = "asked_back"
    ANSWERED_BACK = "answered_back"
    STILL_UNCLEAR = "still_unclear"
    EDITED = "edited"
    TAKEN_BACK = "taken_back"
    PASSED_ON = "passed_on"
    RECUSED = "recused"
    REMINDED = "reminded"
    TO_BACKUP = "to_backup"
    TO_OWNER = "to_owner"
    TO_ALTERNATIVE = "to_alternative"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    GIVEN_UP = "given_up"
    REFUSED = "refused"  # a press by somebody who may not, or too late: no change
    TEXT_ENDS = "text_ends"  # told that the text goes soon although nobody closed it
    ERASED = "erased"
    EXPORTED = "exported"
    PURGED = "purged"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One line of the append-only log: ids only, never words. `by` is nobody when the clock or the relay moved it."""

    what: Happening
    at: datetime
    escalation: EscalationId | None = None
    version: int = 0
    by: PersonId | None = None
    to: PersonId | None = None
