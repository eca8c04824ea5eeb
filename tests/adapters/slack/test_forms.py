"""Forms in Slack: what opening one holds, what is wrong with it, what became of it."""

import pytest

from tests.slack_bench import Workplace

ASKS = "please authorise me to edit our facebook page"


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
