from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import KnowledgeFaults
from bot.escalating.referrals import Refused
from bot.escalating.transitions import Refusal
from bot.lifecycle import NEEDS_WORDS, Happening, PressKind, Ruling, State
from bot.people import Role
from bot.policies.library import Library
from bot.settings import SHIPPED_KNOWLEDGE
from bot.telling import Telling
from tests.builders import MAX, a_person_id, an_escalation
from tests.fakes import NOON
from tests.knowledge_builders import a_folder, faults_of

TOLD_BY_A_CARD = {
    Happening.OPENED,
    Happening.SENT_ON,
    Happening.CHANGED,
    Happening.HELD,
    Happening.REFUSED,
    Happening.EXPORTED,
}
BEA = a_person_id("bea")
NEVER_TOLD = {Happening.ERASED, Happening.PURGED}
WORDS = {Happening.REPLIED, Happening.APPROVED, Happening.DECLINED, Happening.ASKED_BACK}
"""What these brought is shown itself."""


@pytest.fixture
def telling(library: Library) -> Telling:
    return Telling(library)


def test_every_refusal_has_words(telling: Telling) -> None:
    assert all(telling.refused(Refused(why=why), "") for why in Refusal)


def test_those_concerned_are_told_how_it_stands(telling: Telling) -> None:
    closed = Refused(why=Refusal.CLOSED, escalation=an_escalation(state=State.RESOLVED, closed_at=NOON))

    assert telling.refused(closed, "Max") == "That question is closed. Nothing was changed. It now stands: settled."


def test_when_it_goes_is_told_in_seconds_or_minutes(telling: Telling) -> None:
    assert telling.when(60, "20:11") == "in 60 seconds (20:11), unless you stop it"
    assert telling.when(0, "20:10") == "at once"
    assert telling.when(600, "20:20") == "in 10 minutes (20:20), unless you stop it"


def test_a_decision_is_part_of_how_it_stands(telling: Telling) -> None:
    answered = replace(an_escalation(state=State.ANSWERED), ruling=Ruling.APPROVED)
    settled = replace(an_escalation(state=State.RESOLVED, closed_at=NOON), ruling=Ruling.DECLINED)

    assert telling.standing(answered, "Max") == "approved by Max"
    assert telling.standing(settled, "Max") == "settled, declined by Max"


def test_people_are_named_for_what_they_are_to_the_asker(telling: Telling) -> None:
    first = replace(an_escalation(state=State.DELIVERED), assigned=MAX, assigned_as=Role.MANAGER, chain=(MAX,))
    passed_on = replace(first, assigned=BEA, chain=(MAX, BEA))
    backup = replace(passed_on, assigned_as=Role.BACKUP)

    assert telling.part(first, MAX) == "your manager"
    assert telling.part(passed_on, BEA) == "asked in place of your manager"
    assert telling.part(passed_on, MAX) == "who was asked before"
    assert telling.part(backup, BEA) == "who stands in for your manager"


def test_everything_that_happens_to_somebody_is_told(telling: Telling) -> None:
    silent = {
        what
        for what in Happening
        if not any(telling.happened(what, "Ada", "Max", to_asker=to_asker) for to_asker in (True, False))
    }

    assert silent == TOLD_BY_A_CARD | NEVER_TOLD | WORDS


def test_whoever_must_write_is_asked_for_it(telling: Telling) -> None:
    assert all(telling.words_for(kind) for kind in NEEDS_WORDS | {PressKind.PASS_ON})
    assert telling.words_for(PressKind.SEND_NOW) == ""


def test_likely_names_are_pointed_out_once(telling: Telling) -> None:
    assert telling.likely_names("Jess said that Jess and Aoife may") == (
        "“Jess”, “Aoife”: is that somebody's name? If it need not be known, change what is sent."
    )
    assert telling.likely_names("may i post this") == ""


def test_what_was_not_delivered_names_who_is_asked_instead(telling: Telling) -> None:
    assert telling.undelivered("Bea").endswith("Bea is asked instead.")
    assert "asked" not in telling.undelivered("")


def test_a_refusal_without_words_is_a_fault(library: Library) -> None:
    says = library.notices
    mute = replace(library, notices=says.model_copy(update={"refusal": dict(list(says.refusal.items())[1:])}))

    with pytest.raises(KnowledgeFaults, match="refusal"):
        Telling(mute)


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ('reply = "Reply"\n', "", "lacks reply"),
        ("{person} has seen it.", "{persona} has seen it.", "persona"),
        ("{person} has seen it.", "{person has seen it.", "expected"),
    ],
)
def test_notices_that_would_fail_later_are_faults_now(tmp_path: Path, was: str, becomes: str, fault: str) -> None:
    shipped = (SHIPPED_KNOWLEDGE / "notices.toml").read_text("utf-8")
    assert was in shipped

    found = faults_of(a_folder(tmp_path, {"notices.toml": shipped.replace(was, becomes)}))

    assert [fault in str(one) for one in found] == [True]
