"""What stands where in Slack: questions before quotations, what goes to whom and when, hints in place."""

import pytest

from tests.slack_bench import Workplace

CONFUSED = "I am confused about whether I can blog about work"


@pytest.mark.usefixtures("bot")
async def test_what_is_to_be_pressed_stands_before_the_clauses(work: Workplace) -> None:
    await work.ada.dm("Can I post this photo?")
    answer = await work.ada.reads("It depends on something")

    asked, quoted = answer.words.index("Yes, everyone"), answer.words.index("Guidelines 4(b)")
    assert asked < quoted
    assert answer.text.index("Yes, everyone") < answer.text.index("Guidelines 4(b)")
    assert "you can then ask your manager" in answer.words
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_in_the_messages_themselves_the_preview_stands_below(work: Workplace) -> None:
    await work.ada.dm(CONFUSED)
    here = await work.ada.reads("What would be sent")
    await work.ada.mention(work.channel, CONFUSED)
    there = await work.ada.reads("What would be sent", work.channel)

    assert "stands below." in here.words
    assert "stands in our direct messages." in there.words


@pytest.mark.usefixtures("bot")
async def test_the_preview_says_in_how_long_it_goes(work: Workplace) -> None:
    await work.ada.dm(CONFUSED)

    card = await work.ada.reads("This is what is sent")

    assert "in 10 seconds (" in card.words
    await work.ada.press(card, "Send now")
    await work.ada.reads("Max Planer gets it now.")
    assert "What Ada Lovel was told" in (await work.max.reads("A question for you")).words


@pytest.mark.usefixtures("bot")
async def test_home_shows_to_whom_and_when_it_goes(work: Workplace) -> None:
    await work.ada.dm(CONFUSED)
    await work.ada.reads("This is what is sent")
    await work.ada.open_home()
    home = await work.slack.until(lambda: work.ada.home)

    assert "To Max Planer, your manager: in " in str(home.blocks)
    assert "Nobody's question waits for you." in str(home.blocks)


@pytest.mark.usefixtures("bot")
async def test_an_empty_question_on_home_is_hinted_at_in_place(work: Workplace) -> None:
    await work.ada.open_home()
    home = await work.slack.until(lambda: work.ada.home)

    await work.ada.press(home, "Ask")
    shown = await work.slack.until(
        lambda: work.ada.home if work.ada.home and "did not see a question" in str(work.ada.home.blocks) else None
    )

    assert "did not see a question" in str(shown.blocks)
    assert work.slack.private_to(work.ada) == []


@pytest.mark.usefixtures("bot")
async def test_in_a_sensitive_matter_it_is_said_that_ones_own_message_stays(work: Workplace) -> None:
    await work.ada.dm("My manager told me to hide that a child was hurt")
    by_message = await work.ada.reads("Emergency services")
    await work.ada.slash("/policy", "My manager told me to hide that a child was hurt", work.channel)
    by_command = await work.ada.reads("Emergency services", work.channel)

    assert "stays there until you delete it" in by_message.words
    assert "stays there until you delete it" not in by_command.words
