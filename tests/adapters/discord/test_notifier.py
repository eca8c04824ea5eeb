"""The notifier on Discord: what arrived is found, what did not is not, and what cannot be told is said."""

from datetime import timedelta

import pytest

from adapters.discord.posting import Doors, Posting
from bot.errors import ArrivalUncertain, NotAccepted, NotPermitted, RateLimited, Unreachable
from bot.lifecycle import EntryId
from bot.notices import Alarm, Notice, Recipient, Route
from bot.people import Address, Platform
from tests.builders import a_person_id
from tests.discord_bench import Bot, Workplace, a_bot
from tests.discord_server.faults import Fault, How
from tests.discord_server.people import Person
from tests.fakes import NOON

POST = "POST /channels/{channel_id}/messages"
LIST = "GET /channels/{channel_id}/messages"


def a_notice(work: Workplace, to: Person, name: str = "n1", route: Route = Route.DIRECT) -> Notice:
    address = Address(platform=Platform.DISCORD, workspace=work.discord.guild.id, user=to.id)
    recipient = Recipient(person=a_person_id(to.user.name), address=address, route=route)
    content = Alarm(entries=(EntryId("e1"),), why="too_many_tries")
    return Notice(id=EntryId(name), recipient=recipient, content=content, due_at=NOON)


async def test_it_finds_what_it_sent_and_nothing_else(work: Workplace, bot: Bot) -> None:
    notifier, since = bot.app.notifier(""), bot.office.clock.now()
    landed = await notifier.send(a_notice(work, work.max))

    assert await notifier.find(a_notice(work, work.max), since) == landed
    assert await notifier.find(a_notice(work, work.max, "n2"), since) is None
    assert await notifier.find(a_notice(work, work.max), since + timedelta(hours=1)) is None
    assert await notifier.update(a_notice(work, work.max, "u1"), landed) == landed
    assert len(work.discord.dms(work.max)) == 1
    work.discord.assert_clean()


async def test_it_is_found_by_its_mark_when_discord_has_forgotten_the_nonce(work: Workplace, bot: Bot) -> None:
    notifier, since = bot.app.notifier(""), bot.office.clock.now()
    landed = await notifier.send(a_notice(work, work.max))
    work.discord.dms(work.max)[0].nonce = None

    assert await notifier.find(a_notice(work, work.max), since) == landed
    assert await notifier.find(a_notice(work, work.max, "n2"), since) is None


async def test_it_is_found_behind_hundreds_of_other_messages(work: Workplace, bot: Bot) -> None:
    notifier, since = bot.app.notifier(""), bot.office.clock.now()
    for _ in range(150):
        work.max.say("hello there", work.max.dm)
    landed = await notifier.send(a_notice(work, work.max))

    assert await notifier.find(a_notice(work, work.max), since) == landed
    await bot.app.desk.drain(30)


async def test_sending_it_again_makes_no_second_message(work: Workplace, bot: Bot) -> None:
    notifier = bot.app.notifier("")

    both = [await notifier.send(a_notice(work, work.max)) for _ in range(2)]

    assert both[0] == both[1]
    assert len(work.discord.dms(work.max)) == 1


async def test_a_lost_answer_is_uncertain_sent_once_and_found(work: Workplace, bot: Bot) -> None:
    notifier, since = bot.app.notifier(""), bot.office.clock.now()
    work.discord.faults.drop(POST, accepted=True)

    with pytest.raises(ArrivalUncertain):
        await notifier.send(a_notice(work, work.max))

    assert await notifier.find(a_notice(work, work.max), since) is not None
    assert len(work.discord.dms(work.max)) == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(POST, How.STATUS, status=503), ArrivalUncertain),
        (Fault(POST, How.STATUS, status=401), NotPermitted),
        (Fault(POST, How.STATUS, status=403, code=50001), NotPermitted),
        (Fault(POST, How.STATUS, status=400, code=50035), NotAccepted),
        (Fault(POST, How.STATUS, status=404, code=10003), Unreachable),
        (Fault(POST, How.STATUS, status=403, code=40003), RateLimited),
        (Fault(POST, How.TOO_MANY, retry_after=99), RateLimited),
        (Fault(POST, How.TOO_MANY, via=False), RateLimited),
    ],
)
async def test_what_discord_says_is_said_in_our_words(
    work: Workplace, bot: Bot, fault: Fault, error: type[Exception]
) -> None:
    work.discord.faults.append(fault)

    with pytest.raises(error):
        await bot.app.notifier("").send(a_notice(work, work.max))


async def test_a_long_pause_is_passed_on_and_a_short_one_waited_out(work: Workplace, bot: Bot) -> None:
    work.discord.faults.limit(POST, 0.1)
    await bot.app.notifier("").send(a_notice(work, work.max))
    work.discord.faults.limit(POST, 70)

    with pytest.raises(RateLimited) as limited:
        await bot.app.notifier("").send(a_notice(work, work.max, "n2"))

    assert limited.value.retry_after == timedelta(seconds=70)


@pytest.mark.parametrize("code", [50007, 50278])
async def test_whoever_takes_no_direct_messages_is_not_tried_again(work: Workplace, bot: Bot, code: int) -> None:
    work.max.close_dms(code)
    notifier, since = bot.app.notifier(""), bot.office.clock.now()

    for name in ("n1", "n2"):
        with pytest.raises(Unreachable):
            await notifier.send(a_notice(work, work.max, name))

    assert len([call for call in work.discord.calls_to(POST) if call.status == 403]) == 1
    assert await notifier.find(a_notice(work, work.max), since) is None


async def test_a_look_up_that_fails_leaves_it_unknown(work: Workplace, bot: Bot) -> None:
    notifier, since = bot.app.notifier(""), bot.office.clock.now()
    work.discord.faults.fail(LIST, 503)
    with pytest.raises(ArrivalUncertain):
        await notifier.find(a_notice(work, work.max), since)
    work.discord.faults.limit(LIST, 40)
    with pytest.raises(RateLimited):
        await notifier.find(a_notice(work, work.max), since)
    work.discord.faults.fail("POST /users/@me/channels", 400, code=50033)

    assert await notifier.find(a_notice(work, work.discord.person("noa")), since) is None


async def test_in_the_private_channel_only_the_recipient_is_pinged(work: Workplace) -> None:
    private = work.discord.channel("managers", only=(work.max,))
    work.discord.allow_pings(work.max)
    async with a_bot(work) as bot:
        notifier, since = bot.app.notifier(private.id), bot.office.clock.now()
        notice = a_notice(work, work.max, route=Route.PRIVATE_CHANNEL)
        landed = await notifier.send(notice)

        assert await notifier.find(notice, since) == landed
        assert await notifier.update(notice, landed) == landed
    [message] = work.discord.public_messages(private)
    assert message.pinged == {work.max.id}
    work.discord.assert_clean()


async def test_a_discord_that_cannot_be_reached_at_all_is_a_clear_refusal(work: Workplace, bot: Bot) -> None:
    notifier = bot.app.notifier("")
    await work.discord.stop()

    with pytest.raises(NotAccepted):
        await notifier.send(a_notice(work, work.max))


async def test_doors_open_again_after_a_day_or_when_their_owner_writes(bot: Bot) -> None:
    time = 0.0
    doors = Doors(lambda: time)
    posting = Posting(bot.app.rest, doors)
    doors.close("1")
    doors.close("2")
    doors.open("2")
    with pytest.raises(Unreachable):
        await posting.room("k", "1")
    time = 24 * 60 * 60.0

    assert not doors.closed("1")
    assert not doors.closed("2")
