"""What managers and askers do with a question in hand, on Discord."""

import pytest

from tests.discord_bench import Bot, Workplace, a_bot, field_in, plain, write
from tests.discord_server.faults import Fault, How
from tests.discord_server.messages import Message

ASKS = "please authorise me to edit our facebook page"


async def sent(work: Workplace, text: str = ASKS) -> Message:
    work.ada.say(text, work.ada.dm)
    work.ada.click(await work.reads(work.ada, "This is what is sent"), "Send now")
    return await work.reads(work.max, "A question for you")


@pytest.mark.usefixtures("bot")
async def test_approve_is_one_press(work: Workplace) -> None:
    card = await sent(work)
    work.max.click(card, "Approve")
    await work.reads(work.ada, "approves")

    assert "That settles it" in (await work.reads(work.ada, "Your question")).labels
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_decline_takes_a_word_if_there_is_one(work: Workplace) -> None:
    await write(work.max, await sent(work), "Decline", "")

    await work.reads(work.ada, "declines")
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_ask_back_answer_and_change_of_words_go_both_ways(work: Workplace) -> None:
    card = await sent(work)
    await write(work.max, card, "Ask back", "Which page?")
    await write(work.ada, await work.reads(work.ada, "Which page?"), "Answer", "The youth group's.")
    await work.reads(work.max, "The youth group's.")
    await write(work.max, await work.reads(work.max, "A question for you"), "Change my words", "Which page exactly?")

    await work.reads(work.ada, "Which page exactly?")
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("typed", ["Zoe Kell", "  zoe  KELL ", "kell"])
async def test_it_is_passed_on_to_somebody_named(work: Workplace, typed: str) -> None:
    card = await sent(work)
    await write(work.max, card, "Pass on", typed)

    await work.reads(work.zoe, "A question for you")
    await work.reads(work.ada, "passed on to Zoe Kell")
    await work.quiet()
    assert "Reply" not in card.labels
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_it_is_not_passed_on_to_nobody(work: Workplace) -> None:
    await write(work.max, await sent(work), "Pass on", "Nobody Known")

    await work.reads(work.max, "Please name somebody else.")
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_opening_the_form_to_change_it_stops_the_clock_and_says_who_will_read_it(work: Workplace) -> None:
    work.ada.say(ASKS, work.ada.dm)
    card = await work.reads(work.ada, "unless you stop it")
    form = await work.ada.click(card, "Change what is sent").form()

    await work.reads(work.ada, "only when you press Send now")
    said = [top.get("content", "") for top in form.data["components"]]
    assert any("Max Planer will read this" in words for words in said)
    assert any("are hidden before it goes" in words for words in said)
    work.ada.submit_values(form, {field_in(form.data)["custom_id"]: "May I edit our page?"})
    await work.reads(work.ada, "May I edit our page?")
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_what_is_sent_can_be_changed_and_kept_from_ones_manager(work: Workplace) -> None:
    work.ada.say(ASKS, work.ada.dm)
    card = await work.reads(work.ada, "This is what is sent")
    form = await work.ada.click(card, "Change what is sent").form()
    field = field_in(form.data)
    assert field["value"] == ASKS
    work.ada.submit_values(form, {field["custom_id"]: "May I edit our page?"})
    await work.reads(work.ada, "May I edit our page?")

    work.ada.click(await work.reads(work.ada, "This is what is sent"), "This is about my manager")
    work.ada.click(await work.reads(work.ada, "Zoe Kell, "), "Send now")

    assert "May I edit our page?" in plain(await work.reads(work.zoe, "A question for you"))
    assert work.discord.private_to(work.max) == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_a_withdrawn_question_takes_no_more_presses(work: Workplace) -> None:
    card = await sent(work)
    work.ada.click(await work.reads(work.ada, "Your question"), "Withdraw")
    await work.reads(work.max, "withdrew the question")
    await work.quiet()

    assert "Reply" not in card.labels


@pytest.mark.usefixtures("bot")
async def test_a_press_on_an_answer_whose_question_is_not_the_last_asks_for_it_again(work: Workplace) -> None:
    work.ada.say("can i post a pic of jess on insta, she doesnt know i took it", work.ada.dm)
    first = await work.reads(work.ada, "A clause forbids this.")
    work.ada.say("what is the capital of france", work.ada.dm)
    await work.reads(work.ada, "neither a yes nor a no")

    work.ada.click(first, "Ask my manager")

    await work.reads(work.ada, "I do not keep that question any more.")
    assert [one for one in work.discord.dms(work.ada) if "This is what is sent" in plain(one)] == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_fault_30_a_card_whose_connection_broke_is_looked_up_and_not_sent_again(work: Workplace) -> None:
    work.ada.say(ASKS, work.ada.dm)
    preview = await work.reads(work.ada, "This is what is sent")
    work.discord.faults.append(_dropped_for(work.max.dm.id))
    work.ada.click(preview, "Send now")

    await work.reads(work.max, "A question for you")
    await work.quiet()

    cards = [one for one in work.discord.private_to(work.max) if "A question for you" in plain(one)]
    assert len(cards) == 1


def _dropped_for(channel: str) -> Fault:
    return Fault("POST /channels/{channel_id}/messages", How.DROP_AFTER, params={"channel_id": channel})


async def test_whoever_takes_no_direct_messages_is_mentioned_alone_in_the_private_channel(work: Workplace) -> None:
    private = work.discord.channel("managers", only=(work.max, work.zoe))
    work.settings = work.settings.model_copy(update={"discord_private_channel": private.id})
    work.discord.allow_pings(work.max)
    work.max.close_dms()
    async with a_bot(work):
        work.ada.say(ASKS, work.ada.dm)
        work.ada.click(await work.reads(work.ada, "This is what is sent"), "Send now")
        card = await work.discord.public_message(private)
        await work.reads(work.ada, "takes no direct messages")
        work.max.click(card, "I have seen it")
        await work.reads(work.ada, "has seen it")
        work.zoe.click(card, "I should not handle this")
        await work.reads(work.zoe, "not yours to press")
        await work.quiet()

    assert f"<@{work.max.id}>" in card.text
    assert card.pinged == {work.max.id}
    refused = [call for call in work.discord.calls if call.status == 403]
    assert len(refused) == 1  # remembered: they are not written to again
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_whoever_asks_and_takes_no_direct_messages_sees_the_preview_where_they_asked(work: Workplace) -> None:
    work.ada.close_dms()
    work.ada.slash("/policy ask", question=ASKS)
    preview = await work.reads(work.ada, "This is what is sent")
    work.ada.click(preview, "Send now")
    await work.reads(work.max, "A question for you")
    card = await work.reads(work.ada, "Your question")
    await write(work.max, await work.reads(work.max, "A question for you"), "Reply", "Yes, for this week.")
    answer = await work.reads(work.ada, "Yes, for this week.")

    assert preview.ephemeral
    assert card is preview
    assert answer.ephemeral
    assert work.discord.public_messages() == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_after_a_quarter_of_an_hour_a_new_press_brings_the_news_again(work: Workplace) -> None:
    work.ada.close_dms()
    work.ada.slash("/policy ask", question=ASKS)
    preview = await work.reads(work.ada, "This is what is sent")
    work.discord.clock.advance(16 * 60)
    work.ada.click(preview, "Send now")

    await work.reads(work.max, "A question for you")
    card = await work.reads(work.ada, "Your question")

    assert card is not preview
    assert card.ephemeral
    assert {str(one).partition(":")[0] for one in work.discord.violations} == {"50027"}  # the token that had died


async def test_a_managers_card_goes_to_the_private_channel_even_if_they_have_just_used_a_command(
    work: Workplace,
) -> None:
    private = work.discord.channel("managers", only=(work.max, work.zoe))
    work.settings = work.settings.model_copy(update={"discord_private_channel": private.id})
    work.discord.allow_pings(work.max)
    work.max.close_dms()
    async with a_bot(work):
        work.max.slash("/policy help")
        await work.reads(work.max, "/policy clause quotes a clause")
        await sent_without_reading(work)

        card = await work.discord.public_message(private)
        await work.reads(work.ada, "takes no direct messages")

    assert card.pinged == {work.max.id}
    assert [one for one in work.discord.private_to(work.max) if "A question for you" in plain(one)] == []
    work.discord.assert_clean()


async def sent_without_reading(work: Workplace) -> None:
    work.ada.say(ASKS, work.ada.dm)
    work.ada.click(await work.reads(work.ada, "This is what is sent"), "Send now")


async def test_managers_are_found_by_a_role_where_the_file_names_none(work: Workplace) -> None:
    role = work.discord.role("Youth team")
    sam = work.discord.person("Sam New", roles=(role,))
    work.settings = work.settings.model_copy(update={"discord_managers": {role.id: work.max.id}})
    async with a_bot(work):
        sam.say(ASKS, sam.dm)
        card = await work.reads(sam, "This is what is sent")
        sam.click(card, "Send now")

        assert "Sam New" in plain(await work.reads(work.max, "A question for you"))
    assert "Max Planer" in plain(card)
    assert work.discord.calls_to("GET /guilds/{guild_id}/members") == []
    work.discord.assert_clean()


async def test_the_desk_has_one_surface_for_each_app(bot: Bot) -> None:
    assert bot.app.surface.platform == bot.app.platform
