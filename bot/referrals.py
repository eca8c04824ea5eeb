"""What the desk takes and gives back: the judged reply as it concerns a manager, and the closed results of a press."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.lifecycle import Cited, Escalation, Event, FactGiven, Happening, PressKind
from bot.model import LaneId, Outcome, Reason, Reply, Sending
from bot.people import Address, Platform, Skipped
from bot.settings import EscalationMode, Settings
from bot.timetable import Timetable
from bot.transitions import Refusal

QUESTIONS = 20  # that one person may put in
WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Referral:
    """A judged question that may go to a manager: masked text, and what the asker was already told.

    `sending` is `AFTER_UNDO` where it is the person's own wish, `OFFERED` where nothing goes without a press.

    Raises:
        ValueError: it must not be sent at all, or there is no question in it.
    """

    asker_at: Address
    question: str
    reason: Reason
    sending: Sending
    finding: str = ""
    facts: tuple[FactGiven, ...] = ()
    citations: tuple[Cited, ...] = ()

    def __post_init__(self) -> None:
        if self.sending is Sending.NO:
            raise ValueError("what is not to be sent is not referred")
        if not self.question.strip():
            raise ValueError("an empty question is not referred")

    @classmethod
    def of(cls, reply: Reply, asker_at: Address, version: str, facts: tuple[FactGiven, ...] = ()) -> "Referral | None":
        """Take from *reply* what a manager needs; None for a sensitive matter and whatever else is never sent.

        *version* is that of the policy text the clauses were quoted from.
        """
        if reply.outcome is Outcome.SENSITIVE or reply.lane is not None or reply.sending is Sending.NO:
            return None
        return cls(
            asker_at=asker_at,
            question=reply.question,
            reason=reply.reason or Reason.ASKED_FOR,
            sending=reply.sending,
            finding=reply.finding,
            facts=facts,
            citations=tuple(Cited(version=version, citation=citation) for citation in reply.citations),
        )

    def asked_for(self) -> "Referral":
        """Return it once the asker pressed **Ask my manager**: from here it is their own wish."""
        return replace(self, sending=Sending.AFTER_UNDO)


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskRules:
    """What the organisation decided: the plan, whether a press is always needed, and what is there to reach people.

    `platforms` are those that run here; `channels` those with a private channel for people whose messages are closed.
    """

    timetable: Timetable
    after_press: bool = False
    platforms: frozenset[Platform] = frozenset(Platform)
    channels: frozenset[Platform] = frozenset()

    @classmethod
    def of(cls, settings: Settings, platforms: Collection[Platform]) -> "DeskRules":
        """Take the rules from the organisation's settings; *platforms* are those that run here."""
        channels = {
            Platform.SLACK: settings.slack_private_channel,
            Platform.DISCORD: settings.discord_private_channel,
        }
        return cls(
            timetable=Timetable.of(settings),
            after_press=settings.escalation is EscalationMode.AFTER_PRESS,
            platforms=frozenset(platforms),
            channels=frozenset(platform for platform, channel in channels.items() if channel),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposed:
    """The escalation is kept; its preview is on the way to the asker."""

    escalation: Escalation


@dataclass(frozen=True, kw_only=True, slots=True)
class NobodyToAsk:
    """The directory names nobody for this person: show the contacts the organisation configured."""

    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Sensitive:
    """It is a sensitive matter: nothing was kept or sent; show the lane's contacts."""

    lane: LaneId


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """The press took effect; `presses` are what the same person may do next."""

    escalation: Escalation
    what: Happening
    presses: tuple[PressKind, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """Nothing changed. To the two people concerned, `escalation` and `last` say how it stands and what happened."""

    why: Refusal
    escalation: Escalation | None = None
    last: Event | None = None


Proposal = Proposed | NobodyToAsk | Sensitive | Refused
Pressed = Done | Sensitive | Refused
