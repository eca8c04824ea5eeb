"""Forms in Slack: what opening one holds, what is wrong with it, what became of it."""

import pytest
from structlog.testing import capture_logs

from bot.deeds import Act
from bot.people import Address
from bot.showing import Form
from tests.slack_bench import Bot, Workplace
from tests.slack_server.faults import Fails
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


@pytest.mark.usefixtures("bot")
async def test_a_form_that_slack_does_not_open_is_said_not_to_have_opened(work: Workplace) -> None:
    card = await at_the_manager(work)
    work.slack.faults.next("views.open", Fails(error="expired_trigger_id"))

    with capture_logs() as logs:
        await work.max.press(card, "Reply")
        await work.max.reads("could not be opened")

    assert [line["event"] for line in logs if line["log_level"] == "warning"] == ["form_not_opened"]
    await work.max.press(card, "Reply")
    await work.max.sees_modal("Reply")


async def test_a_fault_after_the_acknowledgement_is_logged_and_is_all(
    work: Workplace, bot: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(deed: Act, by: Address) -> Form:
        raise RuntimeError(deed.kind, by)

    card = await at_the_manager(work)
    monkeypatch.setattr(bot.front.acts, "form", broken)

    with capture_logs() as logs:
        await work.max.press(card, "Reply")
        await work.slack.quiet()

    assert [line["event"] for line in logs if line["log_level"] == "warning"] == ["slack_request_failed"]
    assert not [record for record in caplog.records if record.exc_info or "assert" in record.getMessage()]
