from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.lifecycle import State
from bot.privacy.erasing import emptied, holds_text
from bot.privacy.retention import Periods, promised, shown, text_until, to_be_told
from tests.builders import ADA, MAX, an_escalation
from tests.fakes import NOON

PERIODS = Periods()
DAY = timedelta(days=1)


def test_text_goes_thirty_days_after_closing_and_at_the_cap_in_any_case() -> None:
    closed = an_escalation(state=State.RESOLVED, closed_at=NOON + 10 * DAY)
    late = an_escalation(state=State.RESOLVED, closed_at=NOON + 170 * DAY)

    ends = [text_until(escalation, PERIODS) - NOON for escalation in (closed, late, an_escalation())]

    assert ends == [40 * DAY, 180 * DAY, 180 * DAY]


def test_fault_87_asker_and_reviewer_are_told_before_the_cap() -> None:
    held = an_escalation(state=State.ACKNOWLEDGED)
    near = NOON + 173 * DAY

    assert to_be_told(held, PERIODS, near - DAY) == ()
    assert to_be_told(held, PERIODS, near) == (ADA, MAX)


def test_fault_87_a_manager_who_never_got_it_hears_nothing_of_it() -> None:
    near = NOON + 175 * DAY

    assert to_be_told(an_escalation(state=State.PREVIEWED), PERIODS, near) == (ADA,)
    assert to_be_told(an_escalation(state=State.OPEN), PERIODS, near) == (ADA,)


def test_nobody_is_told_of_what_is_closed_or_empty() -> None:
    near = NOON + 175 * DAY
    closed = an_escalation(state=State.EXPIRED, closed_at=near)

    assert to_be_told(closed, PERIODS, near) == ()
    assert to_be_told(emptied(an_escalation(state=State.ACKNOWLEDGED)), PERIODS, near) == ()


def test_nothing_that_a_person_wrote_is_left_in_an_emptied_escalation() -> None:
    assert holds_text(an_escalation())
    assert not holds_text(emptied(an_escalation()))
    assert emptied(an_escalation()).asker_at.user == ""


def test_small_counts_are_not_shown() -> None:
    monday = date(2026, 3, 2)

    seen = shown({(monday, "sensitive"): 4, (monday, "answer"): 5}, PERIODS.smallest_count)

    assert seen == {(monday, "answer"): 5, (monday, "sensitive"): None}


@pytest.mark.parametrize(
    ("lie", "says"),
    [
        (lambda: Periods(after_closing=timedelta()), "at least a day"),
        (lambda: Periods(warning=180 * DAY), "before the text goes"),
        (lambda: Periods(audit=179 * DAY), "at least as long"),
    ],
)
def test_periods_cannot_contradict_each_other(lie: type[Periods], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        lie()


def test_what_is_promised_names_the_numbers_in_force() -> None:
    rules = promised(replace(PERIODS, after_closing=14 * DAY, smallest_count=7))

    assert "14 days after it closes, 180 days at most" in [rule.until for rule in rules]
    assert any("from 7 up" in rule.until for rule in rules)
