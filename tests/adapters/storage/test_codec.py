"""Everything that is written comes back as it was."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.storage.codec import (
    Unreadable,
    escalation_from_json,
    escalation_to_json,
    landed_from_json,
    landed_to_json,
    message_from_json,
    message_to_json,
)
from bot.lifecycle import EntryId, EscalationId, Happening, PressKind, Words
from bot.notices import (
    Alarm,
    AskerCard,
    Content,
    ManagerCard,
    PlanStep,
    Progress,
    Relayed,
    Reminder,
    Route,
    Undelivered,
    kind_of,
)
from bot.outbox import Landed
from bot.people import Platform, Role
from tests.builders import ADA, BEA, MAX, a_recipient, an_escalation
from tests.fakes import NOON

ESC = EscalationId("esc1")
SAID = Words(by=MAX, kind=PressKind.REPLY, text="Ask them ☎ first.", at=NOON, edited_at=NOON)
CONTENTS: list[Content] = [
    ManagerCard(escalation=an_escalation(words=(SAID,)), presses=(PressKind.REPLY, PressKind.PASS_ON)),
    AskerCard(escalation=an_escalation(), presses=(), plan=(PlanStep(role=Role.BACKUP, person=BEA, at=NOON),)),
    Relayed(escalation=an_escalation(), words=SAID, presses=(PressKind.SETTLES_IT,), spent=True),
    Progress(escalation=ESC, what=Happening.REMINDED, at=NOON, person=MAX),
    Reminder(escalation=ESC, waiting_since=NOON),
    Undelivered(escalation=ESC, entry=EntryId("e"), next_person=BEA),
    Alarm(entries=(EntryId("e"), EntryId("f")), why="overdue"),
]


@pytest.mark.parametrize("content", CONTENTS, ids=kind_of)
def test_every_content_comes_back_as_it_was(content: Content) -> None:
    body = message_to_json(a_recipient(), content)

    assert message_from_json(kind_of(content), body) == (a_recipient(), content)


def test_a_row_from_before_a_field_was_added_is_read_with_its_default() -> None:
    content = Relayed(escalation=an_escalation(), words=SAID)
    parts = json.loads(message_to_json(a_recipient(), content))
    del parts["content"]["spent"]

    assert message_from_json("relayed", json.dumps(parts)) == (a_recipient(), content)


@given(st.text(), st.text())
def test_every_text_comes_back_as_it_was(question: str, reply: str) -> None:
    said = Words(by=ADA, kind=PressKind.REPLY, text=reply, at=NOON)
    escalation = an_escalation(question=question, words=(said,))
    content = ManagerCard(escalation=escalation, presses=())

    assert escalation_from_json(ESC, escalation_to_json(escalation), 1) == escalation
    assert message_from_json("manager_card", message_to_json(a_recipient(), content))[1] == content


@pytest.mark.parametrize(
    ("kind", "body"),
    [("novelty", "{}"), ("progress", "{"), ("progress", "{}"), ("progress", "[]"), ("progress", '{"content": {}}')],
)
def test_what_cannot_be_read_says_so(kind: str, body: str) -> None:
    with pytest.raises(Unreadable, match=f"a {kind} cannot be read"):
        message_from_json(kind, body)


def test_a_place_comes_back_as_it_was() -> None:
    place = Landed(platform=Platform.SLACK, workspace="T1", channel="D1", message="1.2", route=Route.PRIVATE_CHANNEL)

    assert landed_from_json(landed_to_json(place)) == place
    assert landed_from_json(landed_to_json(None)) is None
