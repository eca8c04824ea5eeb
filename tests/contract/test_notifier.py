"""Held to by every platform's notifier; its bench is a platform that can be told to fail."""

from datetime import timedelta
from typing import Protocol, cast

import pytest

from bot.errors import ArrivalUncertain, NotAccepted, RateLimited, Unreachable
from bot.lifecycle import EntryId
from bot.people import PersonId
from bot.ports import Notifier
from tests.builders import a_notice
from tests.contract.conftest import PLATFORMS
from tests.fakes import NOON


class Bench(Notifier, Protocol):
    """A notifier and the platform behind it."""

    down: bool
    closed: set[PersonId]

    def limit_next(self, retry_after: timedelta) -> None: ...
    def lose_next_answer(self) -> None: ...
    def copies(self, entry: EntryId) -> int: ...


@pytest.fixture(params=PLATFORMS)
def bench(request: pytest.FixtureRequest) -> Bench:
    return PLATFORMS[cast("str", request.param)]()


async def test_a_notice_sent_is_found_where_it_landed(bench: Bench) -> None:
    landed = await bench.send(a_notice())

    assert await bench.find(a_notice(), NOON) == landed
    assert bench.copies(a_notice().id) == 1


async def test_a_notice_never_sent_is_known_to_be_missing(bench: Bench) -> None:
    await bench.send(a_notice("other"))

    assert await bench.find(a_notice(), NOON) is None


async def test_a_lost_answer_is_uncertain_sent_once_and_found(bench: Bench) -> None:
    bench.lose_next_answer()

    with pytest.raises(ArrivalUncertain):
        await bench.send(a_notice())

    assert await bench.find(a_notice(), NOON) is not None
    assert bench.copies(a_notice().id) == 1


async def test_a_failed_look_up_is_not_taken_for_missing(bench: Bench) -> None:
    bench.down = True

    with pytest.raises(ArrivalUncertain):
        await bench.find(a_notice(), NOON)


async def test_an_outage_is_a_clear_refusal(bench: Bench) -> None:
    bench.down = True

    with pytest.raises(NotAccepted):
        await bench.send(a_notice())

    assert bench.copies(a_notice().id) == 0


async def test_a_rate_limit_says_when_to_come_back(bench: Bench) -> None:
    bench.limit_next(timedelta(seconds=7))

    with pytest.raises(RateLimited) as limited:
        await bench.send(a_notice())

    assert limited.value.retry_after == timedelta(seconds=7)
    assert bench.copies(a_notice().id) == 0


async def test_closed_direct_messages_are_unreachable(bench: Bench) -> None:
    bench.closed.add(a_notice().recipient.person)

    with pytest.raises(Unreachable):
        await bench.send(a_notice())


async def test_an_update_changes_the_message_in_place_however_often(bench: Bench) -> None:
    landed = await bench.send(a_notice("card"))
    update = a_notice("update", replaces=a_notice("card").id)

    places = [await bench.update(update, landed) for _ in range(2)]

    assert places == [landed, landed]
    assert bench.copies(a_notice("card").id) == 1
    assert bench.copies(update.id) == 0
