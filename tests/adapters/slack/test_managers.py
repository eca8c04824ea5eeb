"""What managers and askers do with a question in hand, in Slack."""

import pytest

from tests.slack_bench import Bot, Workplace, a_bot, a_workplace
from tests.slack_server.faults import Dropped, Fails
from tests.slack_server.model import Message

ASKS = "please authorise me to edit our facebook page"


async def sent(work: Workplace, text: str = ASKS) -> Message:
    await work.ada.dm(text)
    await work.ada.press(await work.ada.reads("This is what is sent"), "Send now")
    return await work.max.reads("A question for you")


async def write(work: Workplace, who: str, card: Message, label: str, words: str) -> None:
    person = getattr(work, who)
    await person.press(card, label)
    view = await person.sees_modal(label[:24])
    done = await person.submit(view, {view.blocks[-1]["block_id"]: words})
    assert done.ok


@pytest.mark.usefixtures("bot")
async def test_approve_is_one_press_and_decline_takes_a_word(work: Workplace) -> None:
    card = await sent(work)
    await work.max.press(card, "Approve")
    await work.ada.reads("approves")

    assert "That settles it" in (await work.ada.reads("Your question")).words
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_decline_takes_a_word_if_there_is_one(work: Workplace) -> None:
    await write(work, "max", await sent(work), "Decline", "")

    await work.ada.reads("declines")
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_ask_back_answer_and_change_of_words_go_both_ways(work: Workplace) -> None:
    card = await sent(work)
    await write(work, "max", card, "Ask back", "Which page?")
    await write(work, "ada", await work.ada.reads("Which page?"), "Answer", "The youth group's.")
    await work.max.reads("The youth group's.")
    await write(work, "max", await work.max.reads("A question for you"), "Change my words", "Which page exactly?")

    await work.ada.reads("Which page exactly?")
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_it_is_passed_on_to_somebody_chosen_from_slacks_list(work: Workplace) -> None:
    await write(work, "max", await sent(work), "Pass on", work.zoe.id)

    await work.zoe.reads("A question for you")
    await work.ada.reads("passed on to Zoe Kell")
    closed = await work.max.reads("A question for you")
    assert "Reply" not in closed.words
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_whoever_gets_it_passed_on_reads_what_was_said_and_is_named_for_what_they_are(work: Workplace) -> None:
    card = await sent(work)
    await write(work, "max", card, "Ask back", "Which page?")
    await write(work, "ada", await work.ada.reads("Which page?"), "Answer", "The public one.")
    await work.max.reads("The public one.")
    await write(work, "max", await work.max.reads("A question for you"), "Pass on", work.zoe.id)

    theirs = await work.zoe.reads("A question for you")
    await write(work, "zoe", theirs, "Reply", "Yes, you may.")
    answer = await work.ada.reads("Zoe Kell (asked in place of your manager, not the policy)")

    assert "Which page?" in theirs.words
    assert "The public one." in theirs.words
    assert "Yes, you may." in answer.words
    assert "Zoe Kell is asked instead of you" in (await work.max.reads("A question for you")).words
    told = [message.words for message in work.slack.private_to(work.ada)]
    assert sum("Zoe Kell has it now" in words for words in told) == 0
    assert sum("It was passed on to Zoe Kell" in words for words in told) == 1
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_after_a_decision_both_cards_say_it_and_it_may_be_taken_back(work: Workplace) -> None:
    card = await sent(work)
    await work.max.press(card, "Approve")
    await work.ada.reads("approved by Max Planer")
    mine = await work.max.reads("approved by Max Planer")

    await work.max.press(mine, "Take my words back")

    taken = await work.ada.reads("took back what they wrote")
    assert "approves" not in taken.words
    assert "approves" not in " ".join(message.words for message in work.slack.private_to(work.ada))
    await work.max.reads("Approve")
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_approve_asks_once_more(work: Workplace) -> None:
    card = await sent(work)

    [button] = [
        e for block in card.blocks for e in block.get("elements", ()) if e.get("action_id", "").endswith("approve")
    ]
    assert button["confirm"]["text"]["text"] == "Approve this? They will be told at once."


@pytest.mark.usefixtures("bot")
async def test_the_managers_card_shows_their_own_words_and_lets_them_be_changed(work: Workplace) -> None:
    await write(work, "max", await sent(work), "Reply", "Only with a disclaimer.")
    await work.ada.reads("Only with a disclaimer.")

    card = await work.max.reads("answered by Max Planer")

    assert "Only with a disclaimer." in card.words
    assert "Change my words" in card.words
    await work.max.press(card, "Take my words back")
    await work.ada.reads("took back what they wrote")


@pytest.mark.usefixtures("bot")
async def test_a_settled_answer_loses_its_buttons(work: Workplace) -> None:
    await write(work, "max", await sent(work), "Reply", "Yes, go on.")
    answer = await work.ada.reads("not the policy")
    await work.ada.press(answer, "That settles it")

    await work.max.reads("that settles it")
    await work.slack.quiet()

    spent = work.slack.state.workspace.message(answer.channel, answer.ts)
    assert spent is not None
    assert "Yes, go on." in spent.words
    assert "That settles it" not in spent.words


@pytest.mark.usefixtures("bot")
async def test_what_is_sent_can_be_changed_and_kept_from_ones_manager(work: Workplace) -> None:
    await work.ada.dm(ASKS)
    card = await work.ada.reads("This is what is sent")
    await work.ada.press(card, "Change what is sent")
    view = await work.ada.sees_modal("Change")
    assert view.blocks[-1]["element"]["initial_value"] == ASKS
    await work.ada.submit(view, {view.blocks[-1]["block_id"]: "May I edit our page?"})
    await work.ada.reads("May I edit our page?")

    await work.ada.press(await work.ada.reads("This is what is sent"), "This is about my manager")
    await work.ada.press(await work.ada.reads("Zoe Kell, "), "Send now")

    assert "May I edit our page?" in (await work.zoe.reads("A question for you")).words
    assert work.slack.private_to(work.max) == []
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_a_stale_press_says_what_happened(work: Workplace) -> None:
    card = await sent(work)
    await work.ada.press(await work.ada.reads("Your question"), "Withdraw")
    await work.max.reads("withdrew the question")
    again = work.slack.state.workspace.message(card.channel, card.ts)
    assert again is not None
    assert "Reply" not in again.words


@pytest.mark.usefixtures("bot")
async def test_fault_30_a_card_whose_connection_broke_is_looked_up_and_not_sent_again(work: Workplace) -> None:
    await work.ada.dm(ASKS)
    preview = await work.ada.reads("This is what is sent")
    work.slack.faults.next("chat.postMessage", Dropped())
    await work.ada.press(preview, "Send now")

    await work.max.reads("A question for you")
    await work.slack.quiet()

    cards = [m for m in work.slack.private_to(work.max) if "A question for you" in m.words]
    assert len(cards) == 1


async def test_whoever_takes_no_direct_messages_is_mentioned_alone_in_the_private_channel(work: Workplace) -> None:
    private = work.slack.channel("managers", [work.max, work.zoe], private=True)
    settings = work.settings.model_copy(update={"slack_private_channel": private.id})
    work.slack.allowed.pings.add(f"@{work.max.id}")
    other = Workplace(work.slack, work.ada, work.max, work.zoe, work.eve, work.channel, settings)
    async with a_bot(other):
        await work.ada.dm(ASKS)
        preview = await work.ada.reads("This is what is sent")
        work.slack.faults.next("chat.postMessage", Fails(error="messages_tab_disabled"), times=2)
        await work.ada.press(preview, "Send now")

        card = await work.max.reads("A question for you", private)
        await work.ada.reads("takes no direct messages")
        await work.max.press(card, "I have seen it")
        await work.ada.reads("has seen it")
        await work.zoe.press(card, "I should not handle this")
        await work.zoe.reads("not yours to press", private)

    assert f"<@{work.max.id}>" in card.words


async def test_over_http_the_same_happens(tmp_path: object, port: int) -> None:
    async with a_workplace(tmp_path, port) as work, a_bot(work, port):  # type: ignore[arg-type]
        await write(work, "max", await sent(work), "Reply", "Yes.")
        await work.ada.reads("not the policy")
        work.slack.assert_clean()


async def test_the_desk_has_one_surface_for_each_app(bot: Bot) -> None:
    assert bot.app.front is bot.front
