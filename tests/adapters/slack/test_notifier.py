"""The notifier's look-up: what arrived is found, what did not is not, and what cannot be told is said."""

from datetime import timedelta

import pytest

from bot.errors import ArrivalUncertain, RateLimited
from bot.lifecycle import EntryId, EscalationId
from bot.notices import Alarm, Notice, Recipient
from bot.people import Address, Platform
from bot.relaying.sending import clamped
from tests.builders import a_person_id
from tests.fakes import NOON
from tests.slack_bench import Bot, Workplace
from tests.slack_server.faults import Fails
from tests.slack_server.faults import RateLimited as Limited
from tests.slack_server.model import TEAM
from tests.slack_server.person import Person


def a_notice(to: Person, name: str = "n1") -> Notice:
    address = Address(platform=Platform.SLACK, workspace=TEAM, user=to.id)
    recipient = Recipient(person=a_person_id(to.member.name), address=address)
    content = Alarm(entries=(EntryId("e1"),), why="too_many_tries")
    return Notice(id=EntryId(name), recipient=recipient, content=content, due_at=NOON)


async def test_it_finds_what_it_sent_and_nothing_else(work: Workplace, bot: Bot) -> None:
    notifier = bot.app.notifier("", lambda _: None)
    since = bot.office.clock.now()
    landed = await notifier.send(a_notice(work.max))

    assert await notifier.find(a_notice(work.max), since) == landed
    assert await notifier.find(a_notice(work.max, "n2"), since) is None
    assert await notifier.find(a_notice(work.max), since + timedelta(hours=1)) is None
    assert await notifier.update(a_notice(work.max), landed) == landed
    work.slack.assert_clean()


async def test_a_look_up_that_fails_leaves_it_unknown(work: Workplace, bot: Bot) -> None:
    notifier, since = bot.app.notifier("", lambda _: None), bot.office.clock.now()
    work.slack.faults.next("conversations.history", Fails(error="fatal_error"))
    with pytest.raises(ArrivalUncertain):
        await notifier.find(a_notice(work.max), since)
    work.slack.faults.next("conversations.history", Limited(retry_after="7"))
    with pytest.raises(RateLimited) as limited:
        await notifier.find(a_notice(work.max), since)
    work.slack.faults.next("conversations.open", Fails(error="user_not_found"))

    assert clamped(limited.value.retry_after) == timedelta(seconds=7)
    assert await notifier.find(a_notice(work.max), since) is None
    assert await bot.front.acts.read(EscalationId("none")) is None
