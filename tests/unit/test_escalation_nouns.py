from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.lifecycle import Escalation, Press, PressKind, State
from bot.model import Reason
from bot.notices import NoticeKind, entry_id, kind_of
from bot.people import person_id
from tests.builders import ADA, BEA, MAX, a_notice, a_recipient, an_escalation
from tests.fakes import NOON, Died, FakeNotifier


def test_an_entry_id_repeats_with_its_occasion_and_fits_a_discord_nonce() -> None:
    made = entry_id("esc1", "2", "progress")

    assert made == entry_id("esc1", "2", "progress")
    assert made != entry_id("esc1", "2p", "rogress")
    assert len(made) == 24


def test_a_person_id_needs_the_secret_and_forgets_case() -> None:
    assert person_id(b"one", "Ada@Example.org ") == person_id(b"one", "ada@example.org")
    assert person_id(b"one", "ada@example.org") != person_id(b"two", "ada@example.org")


@pytest.mark.parametrize(
    "lie",
    [
        lambda told: replace(told, assigned=ADA),
        lambda told: replace(told, avoided=(MAX,)),
        lambda told: replace(told, assigned=None),
        lambda told: replace(told, state=State.RESOLVED),
        lambda told: replace(told, closed_at=NOON),
    ],
    ids=["asker decides", "avoided decides", "nobody decides", "closed at no time", "open with a closing time"],
)
def test_an_escalation_cannot_lie(lie: Callable[[Escalation], Escalation]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        lie(an_escalation())


def test_only_requests_for_a_decision_want_a_ruling() -> None:
    wanting = {reason for reason in Reason if an_escalation(reason=reason).wants_ruling}

    assert wanting == {Reason.AUTHORISATION, Reason.CONSENT}


def test_a_press_says_all_it_needs_and_no_more() -> None:
    fitting = [
        Press(kind=PressKind.REPLY, words="Ask them first."),
        Press(kind=PressKind.APPROVE),
        Press(kind=PressKind.PASS_ON, to=BEA),
        Press(kind=PressKind.EDIT, words="Ask both.", index=0),
    ]

    assert len(fitting) == 4
    with pytest.raises(ValueError, match="needs words"):
        Press(kind=PressKind.REPLY, words=" ")
    with pytest.raises(ValueError, match="takes no words"):
        Press(kind=PressKind.WITHDRAW, words="why")
    with pytest.raises(ValueError, match="names a person"):
        Press(kind=PressKind.PASS_ON)
    with pytest.raises(ValueError, match="name the words"):
        Press(kind=PressKind.TAKE_BACK)


def test_a_notice_knows_its_kind_and_its_stream() -> None:
    assert kind_of(a_notice().content) is NoticeKind.PROGRESS
    assert a_notice("one").stream == a_notice("two").stream
    assert a_notice().stream != a_notice(to=a_recipient("bea")).stream


async def test_the_fake_platform_dies_and_accepts_late_on_demand() -> None:
    notifier = FakeNotifier()
    notifier.die_next(after=False)
    notifier.die_next(after=True)

    with pytest.raises(Died):
        await notifier.send(a_notice("before"))
    with pytest.raises(Died):
        await notifier.send(a_notice("after"))

    assert [notifier.copies(a_notice(name).id) for name in ("before", "after")] == [0, 1]
    assert await notifier.find(a_notice("after"), NOON - timedelta(days=1)) is not None
