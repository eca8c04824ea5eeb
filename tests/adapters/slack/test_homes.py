"""An open Home tab follows what happens to its owner's questions, and keeps what is being typed there."""

import pytest

from bot.people import Address, Platform
from tests.slack_bench import Bot, Workplace
from tests.slack_server.faults import Fails, RateLimited
from tests.slack_server.model import TEAM, View
from tests.slack_server.person import Person

CONFUSED = "I am confused about whether I can blog about work"
BOX = "What would you like to know?"


async def opened(work: Workplace, person: Person) -> View:
    await person.open_home()
    return await work.slack.until(lambda: person.home)


async def comes_to_show(work: Workplace, home: View, words: str) -> None:
    await work.slack.until(lambda: words in str(home.blocks))


def at(person: Person) -> Address:
    return Address(platform=Platform.SLACK, workspace=TEAM, user=person.id)


def published(work: Workplace) -> list[str]:
    return [str(call.args["user_id"]) for call in work.slack.record.calls_of("views.publish", accepted=True)]


@pytest.mark.usefixtures("bot")
async def test_what_happens_to_a_question_is_seen_on_both_homes_without_opening_them_again(work: Workplace) -> None:
    mine, theirs = await opened(work, work.ada), await opened(work, work.max)

    await work.ada.dm(CONFUSED)
    await comes_to_show(work, mine, "Your open questions")
    await work.ada.press(mine, "Send now")
    await comes_to_show(work, theirs, "Waiting for you")
    await work.max.press(theirs, "I have seen it")
    await comes_to_show(work, mine, "seen by Max Planer")

    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_what_is_being_typed_stays_and_so_does_the_last_word(work: Workplace) -> None:
    home = await opened(work, work.ada)
    await work.ada.fill(home, {BOX: CONFUSED})
    await work.ada.press(home, "Ask")
    await comes_to_show(work, home, "answer is in")
    await work.ada.fill(home, {BOX: "And another thing"})

    await comes_to_show(work, home, "Your open questions")
    await work.slack.quiet(1.0)

    assert "And another thing" in str(home.typed)
    assert "answer is in" in str(home.blocks)


async def test_many_changes_are_one_refresh_and_a_limit_or_a_fault_stops_no_other(work: Workplace, bot: Bot) -> None:
    homes = bot.app.homes
    work.slack.faults.next("views.publish", RateLimited(retry_after="1"))
    work.slack.faults.next("views.publish", Fails(error="fatal_error"))

    for person in (work.ada, work.max, work.ada, work.zoe, work.max):
        homes.changed(at(person))
    await work.slack.until(lambda: work.ada.home)
    await work.slack.quiet(1.0)

    assert published(work) == [work.zoe.id, work.ada.id]


async def test_after_the_end_nothing_is_refreshed(work: Workplace, bot: Bot) -> None:
    bot.app.homes.changed(at(work.ada))
    await bot.app.homes.stop()
    bot.app.homes.changed(at(work.max))
    await work.slack.quiet(1.0)

    assert published(work) == []
