"""Nouns for tests: each as plain as it can be, every part open to the test that cares."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from bot.arrivals import Arrival, ArrivalKind, DeliveryId
from bot.leases import Lease, OwnerId
from bot.lifecycle import Cited, EntryId, Escalation, EscalationId, Event, FactGiven, Happening, State, Words
from bot.model import Citation, ClauseId, FactId, PolicyId, Question, QuestionId, Reason
from bot.notices import Content, Notice, Progress, Recipient, entry_id
from bot.outbox import Timer, TimerKind
from bot.people import Address, PersonId, Platform, Role, person_id
from tests.fake_directory import SECRET
from tests.fakes import NOON

LEASE = timedelta(seconds=60)


def an_address(user: str = "ada", platform: Platform = Platform.SLACK, workspace: str = "T1") -> Address:
    return Address(platform=platform, workspace=workspace, user=user)


def a_person_id(name: str = "ada") -> PersonId:
    return person_id(SECRET, f"{name}@example.org")


ADA, MAX, BEA = a_person_id("ada"), a_person_id("max"), a_person_id("bea")
"""The asker, her manager, his backup."""


def a_question(text: str = "Can I post this photo?") -> Question:
    return Question(text=text, id=QuestionId("q1"))


def a_citation(quote: str = "post images of colleagues without their knowledge or consent") -> Citation:
    return Citation(
        policy=PolicyId("social-media"),
        policy_title="Social media",
        last_reviewed="2026-01-01",
        clause=ClauseId("guidelines.4b"),
        label="Guidelines 4(b)",
        heading="Guidelines",
        lead_in="Staff members must not:",
        quote=quote,
    )


def a_cited() -> Cited:
    return Cited(version="v1", citation=a_citation())


class EscalationParts(TypedDict, total=False):
    """What a test may want to set of an escalation."""

    id: EscalationId
    version: int
    state: State
    reason: Reason
    asker: PersonId
    asker_at: Address
    question: str
    assigned: PersonId | None
    opened_at: datetime
    closed_at: datetime | None
    words: tuple[Words, ...]
    card: EntryId | None


def an_escalation(**parts: Unpack[EscalationParts]) -> Escalation:
    plain = Escalation(
        id=EscalationId("esc1"),
        state=State.OPEN,
        reason=Reason.CONFUSION,
        asker=ADA,
        asker_at=an_address(),
        question="Can I post this photo?",
        assigned=MAX,
        assigned_as=Role.MANAGER,
        opened_at=NOON,
        finding="A clause asks for something first.",
        facts=(FactGiven(fact=FactId("consent"), question="Do they agree?", answer="Not sure"),),
        citations=(Cited(version="v1", citation=a_citation()),),
    )
    return replace(plain, **parts)


def an_event(
    what: Happening = Happening.OPENED, escalation: str = "esc1", version: int = 1, at: datetime = NOON
) -> Event:
    return Event(what=what, at=at, escalation=EscalationId(escalation), version=version)


def a_recipient(user: str = "max", platform: Platform = Platform.SLACK, workspace: str = "T1") -> Recipient:
    return Recipient(person=a_person_id(user), address=an_address(user, platform, workspace))


def a_notice(
    occasion: str = "first",
    *,
    due_at: datetime = NOON,
    to: Recipient | None = None,
    content: Content | None = None,
    replaces: EntryId | None = None,
) -> Notice:
    escalation = EscalationId("esc1")
    return Notice(
        id=entry_id(escalation, occasion),
        escalation=escalation,
        recipient=to or a_recipient(),
        content=content or Progress(escalation=escalation, what=Happening.ACKNOWLEDGED, at=NOON),
        due_at=due_at,
        replaces=replaces,
    )


def a_timer(kind: TimerKind = TimerKind.REMIND, due_at: datetime = NOON, escalation: str = "esc1") -> Timer:
    return Timer(id=entry_id(escalation, kind), escalation=EscalationId(escalation), kind=kind, due_at=due_at)


def a_lease(owner: str = "slot-1", at: datetime = NOON, length: timedelta = LEASE) -> Lease:
    return Lease.of(OwnerId(owner), at, length)


def an_arrival(event: str = "Ev1", body: str = "what was said", at: datetime = NOON) -> Arrival:
    return Arrival(
        delivery=DeliveryId(Platform.SLACK, "T1", event),
        kind=ArrivalKind.QUESTION,
        sender=an_address(),
        body=body,
        received_at=at,
    )
