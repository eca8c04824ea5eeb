"""Forms in Slack: what opening one holds, what is wrong with it, what became of it."""

import pytest

from tests.slack_bench import Workplace
from tests.slack_server.model import Message

ASKS = "please authorise me to edit our facebook page"


async def at_the_manager(work: Workplace) -> Message:
    await work.ada.dm(ASKS)
    await work.ada.press(await work.ada.reads("unless you stop it"), "Send now")
    return await work.max.reads("A question for you")


@pytest.mark.usefixtures("bot")
async def test_opening_the_form_to_change_it_stops_the_clock(work: Workplace) -> None:
    await work.ada.dm(ASKS)
    card = await work.ada.reads("unless you stop it")
    await work.ada.press(card, "Change what is sent")
    view = await work.ada.sees_modal("Change")

    await work.ada.reads("only when you press Send now")
    await work.ada.submit(view, {view.blocks[-1]["block_id"]: "May I edit our page?"})
    held = await work.ada.reads("May I edit our page?")

    assert "only when you press Send now" in held.words
    assert work.slack.private_to(work.max) == []
    await work.ada.press(held, "Send now")
    await work.max.reads("May I edit our page?")
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_blank_words_are_said_to_be_blank_while_the_form_is_open(work: Workplace) -> None:
    card = await at_the_manager(work)
    await work.max.press(card, "Reply")
    view = await work.max.sees_modal("Reply")

    blank = await work.max.submit(view, {view.blocks[-1]["block_id"]: "   "})
    done = await work.max.submit(view, {view.blocks[-1]["block_id"]: "Yes, go on."})

    assert list(blank.errors.values()) == ["Please write something first."]
    assert done.ok
    await work.ada.reads("Yes, go on.")
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_whoever_cannot_be_asked_is_named_while_the_form_is_open(work: Workplace) -> None:
    card = await at_the_manager(work)
    await work.max.press(card, "Pass on")
    view = await work.max.sees_modal("Pass on")

    wrong = await work.max.submit(view, {view.blocks[-1]["block_id"]: work.ada.id})
    right = await work.max.submit(view, {view.blocks[-1]["block_id"]: work.zoe.id})

    assert "cannot be asked" in str(wrong.errors)
    assert right.ok
    await work.zoe.reads("A question for you")
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_a_form_shows_its_question_its_reader_and_what_is_hidden(work: Workplace) -> None:
    card = await at_the_manager(work)
    await work.max.press(card, "Reply")
    view = await work.max.sees_modal("Reply")

    assert ASKS in str(view.blocks)
    assert "Ada Lovel will read this." in str(view.blocks)
    assert "are hidden before it goes" in str(view.blocks)
