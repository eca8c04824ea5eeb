from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from adapters.console.chat_rendering import ChatRendering
from bot.lifecycle import Happening, PressKind, State, Words
from bot.notices import Alarm, AskerCard, Content, ManagerCard, Progress, Relayed, Reminder, Undelivered
from bot.people import PersonId
from bot.policies.library import Library
from bot.telling import Telling
from tests.builders import ADA, MAX, a_notice, an_escalation
from tests.fakes import NOON, FakeClock

ENTRY = a_notice().id
NAMES: dict[PersonId | None, str] = {ADA: "Ada", MAX: "Max"}
TOLD = an_escalation(state=State.DELIVERED)
TAKEN_BACK = Words(by=MAX, kind=PressKind.REPLY, text="", at=NOON)


def name(person: PersonId | None) -> str:
    return NAMES.get(person, "somebody")


@pytest.fixture
def rendering(library: Library) -> ChatRendering:
    return ChatRendering(Telling(library), name, FakeClock(NOON + timedelta(days=30)), ZoneInfo("Europe/London"))


def text(block: object) -> str:
    console = Console(width=100, highlight=False)
    with console.capture() as captured:
        console.print(block)
    return " ".join(captured.get().split())


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (Undelivered(escalation=TOLD.id, entry=ENTRY, next_person=MAX), "Max is asked instead."),
        (Undelivered(escalation=TOLD.id, entry=ENTRY), "could not be delivered."),
        (Alarm(entries=(ENTRY,), why="unreachable"), "needs a look"),
        (AskerCard(escalation=TOLD, presses=()), "now with Max"),
        (ManagerCard(escalation=TOLD, presses=()), "A question that is not with you any more"),
    ],
)
def test_every_content_has_words(rendering: ChatRendering, content: Content, shown: str) -> None:
    assert shown in text(rendering.content(content, ADA))


@pytest.mark.parametrize(
    "content",
    [
        Relayed(escalation=TOLD, words=TAKEN_BACK),
        Progress(escalation=TOLD.id, what=Happening.REMINDED, at=NOON),
        Reminder(escalation=TOLD.id, waiting_since=NOON),
    ],
)
def test_what_is_taken_back_or_worded_with_its_card_is_not_shown_alone(
    rendering: ChatRendering, content: Content
) -> None:
    assert rendering.content(content, ADA) is None


def test_a_ruling_without_words_ends_its_sentence(rendering: ChatRendering) -> None:
    approved = Words(by=MAX, kind=PressKind.APPROVE, text="", at=NOON)

    shown = text(rendering.content(Relayed(escalation=TOLD, words=approved), ADA))

    assert "Max (your manager, not the policy) approves it." in shown


def test_what_happened_long_ago_carries_its_date(rendering: ChatRendering) -> None:
    reminded = Progress(escalation=TOLD.id, what=Happening.REMINDED, at=NOON)

    assert text(rendering.progress(reminded, TOLD, to_asker=True)).startswith("Wed 4 Mar 12:00")
    assert rendering.progress(replace(reminded, what=Happening.OPENED), TOLD, to_asker=True) is None


def test_a_long_question_is_cut_in_a_list(rendering: ChatRendering) -> None:
    long = replace(TOLD, question="May I " + "really " * 20)

    assert rendering.standing(long).endswith("…”  with Max")
