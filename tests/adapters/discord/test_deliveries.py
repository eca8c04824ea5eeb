"""Redelivery, faults, restarts, old buttons: kept once, answered once, and never in silence."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.arrivals import ArrivalClaim
from bot.errors import StoreUnavailable
from bot.front_desk import Incoming
from bot.showing import Answering, Showing
from tests.discord_bench import Bot, Workplace, a_bot, field_in, open_mention, plain, write
from tests.discord_server.messages import Message

QUESTION = "can i post a pic of jess on insta, she doesnt know i took it"
CONFUSED = "I am confused about whether I can blog about work"
LIST = "GET /channels/{channel_id}/messages"
POST = "POST /channels/{channel_id}/messages"
FILL = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"
CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"


def answers(work: Workplace, words: str = "A clause forbids this.") -> list[Message]:
    return [one for one in work.discord.private_to(work.ada) if words in plain(one)]


@pytest.mark.usefixtures("bot")
async def test_fault_1_a_message_that_comes_twice_is_answered_once(work: Workplace) -> None:
    work.discord.gateway.double_next("MESSAGE_CREATE")
    work.ada.say(QUESTION, work.ada.dm)
    await work.reads(work.ada, "A clause forbids this.")
    work.discord.gateway.double_next("MESSAGE_CREATE")
    work.ada.say(QUESTION, mention_bot=True)
    await work.discord.public_message()
    await work.quiet()

    assert len(answers(work)) == 1
    assert len(work.discord.public_messages()) == 1
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_an_interaction_that_comes_twice_is_answered_once(work: Workplace) -> None:
    work.discord.gateway.double_next("INTERACTION_CREATE")
    work.ada.slash("/policy ask", question=QUESTION)
    await work.reads(work.ada, "A clause forbids this.")
    await work.quiet()

    assert len(work.discord.calls_to(CALLBACK)) == 1
    assert len(answers(work)) == 1
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_fault_18_an_answer_whose_connection_broke_is_not_posted_twice(work: Workplace) -> None:
    work.discord.faults.drop(POST, accepted=True)
    work.ada.say(QUESTION, work.ada.dm)
    await work.reads(work.ada, "A clause forbids this.")
    before = len(work.discord.calls_to(LIST))
    await work.discord.changes.until(lambda: len(work.discord.calls_to(LIST)) > before, "a look for it")
    await work.quiet()

    assert len(answers(work)) == 1
    assert len(work.discord.calls_to(POST)) == 1


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("route", [POST, FILL])
@pytest.mark.parametrize("fault", ["busy", "down", "broken", "dropped"])
async def test_faults_19_to_21_a_platform_in_trouble_is_asked_again(work: Workplace, route: str, fault: str) -> None:
    faults = work.discord.faults
    {
        "busy": lambda: faults.limit(route, 0.2),
        "down": lambda: faults.fail(route, 503),
        "broken": lambda: faults.fail(route, 500, accepted=True),
        "dropped": lambda: faults.drop(route),
    }[fault]()

    if route == POST:
        work.ada.say(QUESTION, work.ada.dm)
    else:
        work.ada.slash("/policy ask", question=QUESTION)

    await work.reads(work.ada, "A clause forbids this.")
    await work.quiet()
    assert len(answers(work)) == 1


@pytest.mark.usefixtures("bot")
async def test_an_answer_to_a_token_that_has_died_goes_to_the_direct_messages(work: Workplace) -> None:
    work.discord.faults.fail(FILL, 404, code=10015, times=9)
    work.discord.faults.fail(FILL.replace("PATCH", "GET"), 404, code=10015, times=9)

    work.ada.slash("/policy ask", question=QUESTION)

    assert (await work.reads(work.ada, "A clause forbids this.")).channel.dm


@pytest.mark.usefixtures("bot")
async def test_an_interaction_that_arrives_too_late_is_answered_in_the_direct_messages(work: Workplace) -> None:
    work.discord.gateway.hold()
    work.ada.slash("/policy ask", question=QUESTION)
    work.discord.clock.advance(4)
    work.discord.gateway.release()

    assert (await work.reads(work.ada, "A clause forbids this.")).channel.dm
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_closed_direct_messages_do_not_hinder_a_private_answer(work: Workplace) -> None:
    work.ada.close_dms()

    work.ada.slash("/policy ask", question=QUESTION)
    await open_mention(work, work.ada, QUESTION)
    work.ada.message_command("Check against policy", work.eve.say(QUESTION))

    await work.discord.changes.until(lambda: len(answers(work)) >= 3, "three answers")
    assert all(answer.ephemeral for answer in answers(work))
    work.discord.assert_clean()


async def test_closed_direct_messages_are_remembered_until_their_owner_writes(work: Workplace) -> None:
    async with a_bot(work) as bot:
        work.ada.close_dms(50278)
        work.discord.faults.fail(FILL, 404, code=10015, times=99)
        work.discord.faults.fail(FILL.replace("PATCH", "GET"), 404, code=10015, times=99)
        for _ in range(3):
            work.ada.slash("/policy ask", question=QUESTION)
            await work.quiet()
        refused = [call for call in work.discord.calls if call.status == 403]
        remembered = bot.app.doors.closed(work.ada.id)
        work.ada.open_dms()
        work.ada.say(QUESTION, work.ada.dm)
        await work.reads(work.ada, "A clause forbids this.")

    assert len(refused) == 1
    assert remembered
    assert not bot.app.doors.closed(work.ada.id)


async def test_what_was_kept_and_not_answered_is_answered_by_the_next_process(work: Workplace) -> None:
    async with a_bot(work) as bot:
        bot.front.answer = dies  # type: ignore[assignment,method-assign]
        work.ada.slash("/policy ask", question=QUESTION)
        work.ada.say(QUESTION, work.ada.dm)
        await work.quiet()
        assert answers(work) == []
    async with a_bot(work) as bot, taking_over(bot):
        await work.discord.changes.until(lambda: len(answers(work)) >= 2, "two answers")
        await work.quiet()

    assert sorted(answer.ephemeral for answer in answers(work)) == [False, True]
    work.discord.assert_clean()


async def test_what_was_shown_and_not_settled_is_not_posted_again(work: Workplace) -> None:
    async with a_bot(work) as bot:
        show = bot.app.surface.show

        async def shows_and_dies(showing: Showing, answering: Answering) -> None:
            await show(showing, answering)
            raise asyncio.CancelledError

        bot.app.surface.show = shows_and_dies  # type: ignore[method-assign]
        work.ada.say(QUESTION, work.ada.dm)
        work.ada.slash("/policy ask", question=QUESTION)
        await work.discord.changes.until(lambda: len(answers(work)) >= 2, "two answers")
        await work.quiet()
        seen = len(work.discord.calls)
    async with a_bot(work) as bot, taking_over(bot):
        await work.discord.changes.until(lambda: len(work.discord.calls_to(FILL)) >= 2, "another look")
        await work.quiet()

    again = [call.name for call in work.discord.calls[seen:] if "interactions" in call.name or "channels" in call.name]
    assert POST not in again
    assert len(answers(work)) == 2
    work.discord.assert_clean()


async def test_what_was_written_while_nobody_was_connected_is_answered_once(work: Workplace) -> None:
    async with a_bot(work):
        work.ada.say("hello there", work.ada.dm)
        await work.reads(work.ada, "Ask me what the policy says")
    work.ada.say(QUESTION, work.ada.dm)
    work.eve.say(QUESTION, work.eve.dm)
    work.discord.faults.fail("POST /users/@me/channels", 403, code=50007)
    async with a_bot(work):
        await work.reads(work.eve, "A clause forbids this.")
        await work.quiet()
    async with a_bot(work):
        await work.reads(work.ada, "A clause forbids this.")
        await work.quiet()

    assert len(answers(work)) == len(answers(work, "Ask me what the policy says")) == 1
    assert len([one for one in work.discord.dms(work.eve) if "A clause forbids this." in plain(one)]) == 1
    work.discord.assert_clean()


async def test_buttons_and_forms_work_after_a_restart(work: Workplace) -> None:
    async with a_bot(work):
        work.ada.slash("/policy ask", question=CONFUSED)
        preview = await work.reads(work.ada, "This is what is sent")
        form = await work.ada.click(preview, "Change what is sent").form()
    async with a_bot(work):
        field = field_in(form.data)["custom_id"]
        work.ada.submit_values(form, {field: "May I blog about work?"})
        await work.reads(work.ada, "May I blog about work?")
        work.ada.click(await work.reads(work.ada, "This is what is sent"), "Send now")
        card = await work.reads(work.max, "A question for you")
    async with a_bot(work):
        await write(work.max, card, "Reply", "Yes, on your own page.")
        await work.reads(work.ada, "not the policy")

    work.discord.assert_clean()


async def test_the_button_beside_a_mention_works_after_a_restart(work: Workplace) -> None:
    async with a_bot(work):
        work.ada.say(QUESTION, mention_bot=True)
        line = await work.discord.public_message()
    async with a_bot(work):
        work.ada.click(line, "Read my answer")
        answer = await work.reads(work.ada, "A clause forbids this.")
        work.ada.click(answer, "Ask my manager")
        await work.reads(work.ada, "This is what is sent")

    work.discord.assert_clean()


async def test_two_people_with_the_same_form_open_are_both_heard(work: Workplace) -> None:
    private = work.discord.channel("managers", only=(work.max, work.zoe))
    work.settings = work.settings.model_copy(update={"discord_private_channel": private.id})
    work.discord.allow_pings(work.max)
    work.max.close_dms()
    async with a_bot(work):
        work.ada.say(CONFUSED, work.ada.dm)
        work.ada.click(await work.reads(work.ada, "This is what is sent"), "Send now")
        card = await work.discord.public_message(private)
        forms = [(person, await person.click(card, "Reply").form()) for person in (work.zoe, work.max)]
        for person, form in forms:
            field = field_in(form.data)["custom_id"]
            person.submit_values(form, {field: "Yes, on your own page."})

        await work.reads(work.zoe, "That is not yours to press.")
        await work.reads(work.ada, "Yes, on your own page.")
        await work.quiet()

    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_fault_52_a_forged_press_changes_nothing(work: Workplace) -> None:
    work.ada.say(CONFUSED, work.ada.dm)
    card = await work.reads(work.ada, "This is what is sent")
    work.eve.say("hello there", work.eve.dm)
    shown = await work.reads(work.eve, "Ask me what the policy says")
    shown.components.append(next(one for one in card.components if one["type"] == 1))

    work.eve.click(shown, "Send now")

    await work.reads(work.eve, "That is not yours to press.")
    assert work.discord.private_to(work.max) == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("custom_id", ["from-an-old-version", "signpost.old|x", "signpost.act|x|y", "signpost.settle"])
async def test_fault_17_a_button_that_means_nothing_any_more_is_answered(work: Workplace, custom_id: str) -> None:
    work.ada.say("hello there", work.ada.dm)
    shown = await work.reads(work.ada, "Ask me what the policy says")
    button = {"type": 2, "id": 99, "style": 1, "label": "Old", "custom_id": custom_id}
    shown.components.append({"type": 1, "id": 98, "components": [button]})

    work.ada.click(shown, "Old")

    await work.reads(work.ada, "That button means nothing any more.")
    work.discord.assert_clean()


async def test_a_command_that_discord_still_shows_and_we_do_not_know_is_answered(work: Workplace, bot: Bot) -> None:
    old = [{"name": "guidance", "type": 1, "description": "Of another version"}]
    named = {"application_id": bot.app.rest.application, "guild_id": work.discord.guild.id}
    await bot.app.rest.call("PUT", "/applications/{application_id}/guilds/{guild_id}/commands", old, named=named)

    work.ada.slash("/guidance")

    assert (await work.reads(work.ada, "I do not know that command any more.")).ephemeral
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_fault_12_an_edited_question_within_the_undo_window_is_asked_again(work: Workplace) -> None:
    message = work.ada.say(CONFUSED, work.ada.dm)
    await work.reads(work.ada, "This is what is sent")

    work.ada.edit(message, QUESTION)

    await work.reads(work.ada, "You changed your question")
    await work.reads(work.ada, "not sent")
    assert work.discord.private_to(work.max) == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_an_older_question_that_is_edited_is_answered_and_stops_nothing_newer(work: Workplace) -> None:
    older = work.ada.say("hello there", work.ada.dm)
    await work.reads(work.ada, "Ask me what the policy says")
    work.ada.say(CONFUSED, work.ada.dm)
    preview = await work.reads(work.ada, "This is what is sent")

    work.ada.edit(older, QUESTION)
    await work.reads(work.ada, "A clause forbids this.")
    work.ada.click(preview, "Send now")

    await work.reads(work.max, "A question for you")
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_a_deleted_question_is_not_sent_and_an_older_ones_deletion_stops_nothing(work: Workplace) -> None:
    older = work.ada.say("hello there", work.ada.dm)
    await work.reads(work.ada, "Ask me what the policy says")
    message = work.ada.say(CONFUSED, work.ada.dm)
    await work.reads(work.ada, "This is what is sent")

    work.ada.delete(older)
    await work.quiet()
    assert answers(work, "not sent") == []
    work.ada.delete(message)

    await work.reads(work.ada, "not sent")
    assert work.discord.private_to(work.max) == []
    work.discord.assert_clean()


async def test_what_cannot_be_kept_is_said_at_once(work: Workplace, bot: Bot) -> None:
    async def full(_incoming: Incoming) -> ArrivalClaim | None:
        raise StoreUnavailable("the disk is full")

    bot.front.receive = full  # type: ignore[assignment,method-assign]
    work.ada.slash("/policy ask", question=QUESTION)

    assert (await work.reads(work.ada, "Something went wrong on my side")).ephemeral
    work.discord.assert_clean()


async def test_while_keeping_is_slow_the_person_is_told_to_wait(work: Workplace, bot: Bot) -> None:
    keep, free = bot.front.receive, asyncio.Event()

    async def slowly(incoming: Incoming) -> ArrivalClaim | None:
        await free.wait()
        return await keep(incoming)

    bot.front.receive = slowly  # type: ignore[method-assign]
    asked = work.ada.slash("/policy ask", question=QUESTION)
    await asked.answer()
    assert asked.original is not None
    assert asked.original.loading
    free.set()

    await work.reads(work.ada, "A clause forbids this.")
    work.discord.assert_clean()


async def dies(_claim: ArrivalClaim) -> None:
    """End before anything is answered."""


@asynccontextmanager
async def taking_over(bot: Bot) -> AsyncIterator[None]:
    """Answer, as a process does that has just begun, what an earlier one has left."""
    task = asyncio.create_task(bot.front.take_over())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
