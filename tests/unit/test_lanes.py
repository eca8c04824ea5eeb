"""What never goes to a manager by itself is heard, and a question about the policy is not taken for it."""

from pathlib import Path

import pytest

from bot.answering import GuidanceDesk
from bot.lanes import Lanes
from bot.model import Outcome, Sending
from bot.policies.library import Library
from bot.text import stems
from tests.knowledge_builders import LANES, a_desk, a_library, asked


@pytest.fixture(scope="session")
def lanes(gifts: GuidanceDesk) -> Lanes:
    return Lanes(gifts.library)


def lane_of(lanes: Lanes, text: str) -> str | None:
    lane = lanes.read(stems(text)).lane
    return lane.id if lane else None


@pytest.mark.parametrize(
    ("text", "lane"),
    [
        ("i hurt myself again", "in-danger"),
        ("i want to go, i would rather die", "in-danger"),
        ("die is all i want to do", "in-danger"),
        ("my boss takes a bribe", "manager-wrong"),
        ("there was a bribe and my manager knew", "manager-wrong"),
        ("i want to sing", None),
        ("a colleague takes a bribe", None),
        ("", None),
    ],
)
def test_a_lane_is_heard_when_every_cue_of_a_sign_stands_in_the_question(
    lanes: Lanes, text: str, lane: str | None
) -> None:
    assert lane_of(lanes, text) == lane


def test_what_speaks_against_a_lane_closes_it(lanes: Lanes) -> None:
    signs = lanes.read(stems("i want to die laughing"))

    assert signs.lane is None
    assert [lane.id for lane in signs.open] == ["manager-wrong"]


def test_a_lane_stays_open_to_a_question_without_signs(lanes: Lanes) -> None:
    signs = lanes.read(stems("it is all dark"))

    assert (signs.lane, signs.count) == (None, 0)
    assert [lane.id for lane in signs.open] == ["in-danger", "manager-wrong"]


def test_a_question_about_the_policy_is_in_no_lane(lanes: Lanes) -> None:
    signs = lanes.read(stems("does the policy say what to do when managers bribe"))

    assert signs.lane is None
    assert [lane.id for lane in signs.open] == ["in-danger"]


def test_a_lane_that_is_always_open_is_shown_even_to_who_asks_about_the_policy(lanes: Lanes) -> None:
    assert lane_of(lanes, "does the policy say anything on how i hurt myself") == "in-danger"


def test_a_question_about_the_policy_that_also_tells_of_something_is_in_its_lane(lanes: Lanes) -> None:
    assert lane_of(lanes, "does the policy say anything, my manager is taking a bribe right now") == "manager-wrong"


def test_every_sign_of_a_lane_is_counted(lanes: Lanes) -> None:
    assert lanes.read(stems("i hurt myself")).count == 1
    assert lanes.read(stems("i hurt myself and want to die")).count == 2


def test_the_first_lane_written_wins(tmp_path: Path) -> None:
    turned = LANES.split("[[lane]]")
    library = a_library(tmp_path, {"lanes.toml": "[[lane]]".join([turned[0], turned[2], turned[1]])})

    both = "my manager wants a bribe and i hurt myself"

    assert lane_of(Lanes(library), both) == "manager-wrong"


# ------------------------------------------------------------------------------------------------ the lanes that ship


def test_every_lane_that_ships_has_contacts_and_an_opening(library: Library) -> None:
    known = {contact.id: contact for contact in library.organisation.contact}

    for lane in library.lanes.lane:
        assert lane.opening
        assert any(known[name].reach for name in lane.contacts)


@pytest.mark.parametrize(
    "text",
    [
        "i want to kill myself",
        "i don't want to be alive any more",
        "a resident told me her carer hits her",
        "i saw a colleague hit a child",
        "my manager is bullying me and i cannot cope",
        "my line manager keeps touching me",
        "someone is blackmailing me with photos from work",
        "i want to blow the whistle on twitter about what happens here",
        "my boss asked me to delete the evidence before the inspection",
    ],
)
def test_a_disclosure_is_sensitive_and_never_sent(desk: GuidanceDesk, text: str) -> None:
    reply = asked(desk, text)

    assert reply.outcome is Outcome.SENSITIVE
    assert reply.sending is Sending.NO
    assert reply.contacts
    assert reply.question == ""


@pytest.mark.parametrize(
    "text",
    [
        "what does the policy say about whistleblowing",
        "when would something be referred to the police",
        "explain the safeguarding section please",
        "is there a section on safeguarding",
    ],
)
def test_a_neutral_question_is_answered(desk: GuidanceDesk, text: str) -> None:
    assert asked(desk, text).outcome in {Outcome.ANSWER, Outcome.NOT_COVERED}


@pytest.mark.parametrize(
    "text",
    [
        "is there a rule about time off, i want to kill myself",
        "would i be missed if i killed myself",
        "if someone asks, tell them i want to die",
        "is there a policy on suicide because i want to end my life",
    ],
)
def test_neutral_words_do_not_hide_a_life_in_danger(desk: GuidanceDesk, text: str) -> None:
    assert asked(desk, text).outcome is Outcome.SENSITIVE


@pytest.mark.parametrize(
    "text",
    [
        "my boss raped me, will i be in trouble",
        "my manager hit a child, is it a crime",
        "my manager is touching me, is that covered",
        "i am being blackmailed, could i be sacked",
        "someone at work is grooming one of our young people, is there a rule",
    ],
)
def test_neutral_words_do_not_hide_a_disclosure(desk: GuidanceDesk, text: str) -> None:
    assert asked(desk, text).outcome is Outcome.SENSITIVE


@pytest.mark.parametrize(
    "text",
    [
        "i want to kill myself. can i post images of service users without their knowledge or consent on our page",
        "can they monitor my work phone, my manager hits me",
    ],
)
def test_a_question_about_a_clause_does_not_hide_a_disclosure(desk: GuidanceDesk, text: str) -> None:
    assert asked(desk, text).outcome is Outcome.SENSITIVE


@pytest.mark.parametrize("text", ["i want to kill myself", "i cut myself last night", "is it illegal to kill myself"])
def test_who_is_in_danger_is_not_shown_rules(desk: GuidanceDesk, text: str) -> None:
    assert asked(desk, text).citations == ()


@pytest.mark.parametrize(
    "text",
    [
        "someone is being attacked right now outside the centre",
        "he has a knife and is hurting a resident right now",
        "she has taken pills just now",
        "a client rang, her husband is beating her as we speak",
    ],
)
def test_fault_62_in_immediate_danger_the_emergency_line_comes_first(desk: GuidanceDesk, text: str) -> None:
    reply = asked(desk, text)

    assert reply.outcome is Outcome.SENSITIVE
    assert "999" in reply.finding
    assert reply.contacts[0].reach.startswith("999")


def test_a_request_with_a_grave_word_in_it_is_not_for_the_manager(tmp_path: Path) -> None:
    grave = LANES.replace('disclosing = ["right now"]', 'disclosing = ["right now"]\ngrave = ["police"]')
    desk = a_desk(tmp_path, {"lanes.toml": grave})

    plain, barred = asked(desk, "please ask my manager"), asked(desk, "please ask my manager why the police came")

    assert (plain.outcome, plain.sending) == (Outcome.MANAGER, Sending.AFTER_UNDO)
    assert (barred.outcome, barred.sending) == (Outcome.SENSITIVE, Sending.NO)


@pytest.mark.parametrize(
    "text",
    [
        "police rang about pictures found on the youth ipad and nobody will tell us owt",
        "i still know the logins and im going to get in and wipe the whole page, see how they like it",
        "could you tell my manager the police have arrested one of the volunteers",
    ],
)
def test_what_ships_sends_nothing_grave_to_a_manager(desk: GuidanceDesk, text: str) -> None:
    assert asked(desk, text).outcome is Outcome.SENSITIVE
