import asyncio
from datetime import timedelta

import pytest

from adapters.console.movable_clock import MovableClock, read_span
from bot.errors import BadInput
from tests.fakes import NOON

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("90s", timedelta(seconds=90)),
        ("4h", timedelta(hours=4)),
        ("2 days", timedelta(days=2)),
        ("1h 30m", timedelta(minutes=90)),
        ("1W", timedelta(weeks=1)),
        ("0s", timedelta()),
    ],
)
def test_spans_are_read_as_people_type_them(typed: str, meant: timedelta) -> None:
    assert read_span(typed) == meant


@pytest.mark.parametrize("typed", ["", "soon", "4", "h", "4h?", "-4h", "4y", "1.5h", "999999w", "4h soon"])
def test_what_is_no_span_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_span(typed)


async def test_a_sleeper_wakes_when_the_clock_has_come_that_far() -> None:
    clock = MovableClock(NOON)
    sleeper = asyncio.create_task(clock.sleep_until(NOON + 2 * HOUR))
    await asyncio.sleep(0)

    clock.move_to(NOON + HOUR)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    early = sleeper.done()
    clock.move_to(NOON + 2 * HOUR)
    await sleeper

    assert not early


def test_the_clock_never_goes_back() -> None:
    clock = MovableClock(NOON)

    clock.move_to(NOON - HOUR)

    assert clock.now() == NOON
