"""Where answers go when the first place does not take them, and what becomes of long ones."""

import pytest

from tests.discord_bench import Bot, Workplace, open_mention, plain

QUESTION = "can i post a pic of jess on insta, she doesnt know i took it"
CONFUSED = "I am confused about whether I can blog about work, for the {} time"
FOLLOW_UP = "POST /webhooks/{webhook_id}/{webhook_token}"


@pytest.mark.usefixtures("bot")
async def test_a_mention_where_we_may_not_write_is_answered_in_the_direct_messages(work: Workplace) -> None:
    work.discord.general.bot_sends = False
    work.ada.say(QUESTION, mention_bot=True)

    line = await work.reads(work.ada, "My answer is for your eyes alone.")
    work.ada.click(line, "Read my answer")

    await work.reads(work.ada, "A clause forbids this.")
    assert work.discord.public_messages() == []


@pytest.mark.usefixtures("bot")
async def test_an_answer_is_shared_through_the_press_where_we_may_not_write(work: Workplace) -> None:
    work.discord.general.bot_sends = False
    work.ada.slash("/policy ask", question=QUESTION)
    work.ada.click(await work.reads(work.ada, "A clause forbids this."), "Share with everyone here")

    await work.reads(work.ada, "Shared with everyone here.")
    shared = await work.discord.public_message()
    assert "A clause forbids this." in plain(shared)
    assert shared.labels == []


@pytest.mark.usefixtures("bot")
async def test_a_sharing_whose_answer_was_lost_is_not_repeated(work: Workplace) -> None:
    await open_mention(work, work.ada, QUESTION)
    answer = await work.reads(work.ada, "A clause forbids this.")
    work.discord.faults.drop("POST /channels/{channel_id}/messages", accepted=True)

    work.ada.click(answer, "Share with everyone here")

    await work.reads(work.ada, "Shared with everyone here.")
    assert len([one for one in work.discord.public_messages() if "A clause forbids" in plain(one)]) == 1
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("where", ["channel", "direct messages"])
async def test_a_long_list_goes_on_in_further_messages_for_the_same_eyes(work: Workplace, where: str) -> None:
    place = work.ada.dm if where == "direct messages" else None
    for number in range(9):
        work.ada.slash("/policy ask", question=CONFUSED.format(number))
        await work.reads(work.ada, f"for the {number} time")

    asked = work.ada.slash("/policy mine", place)
    first, last = await asked.reply(), await asked.followup()

    assert "Your open questions" in plain(first)
    assert first.ephemeral is last.ephemeral is (where == "channel")
    assert all(f"for the {number} time" in plain(first) + plain(last) for number in range(9))
    assert len(work.discord.calls_to(FOLLOW_UP)) == 1
    assert work.discord.public_messages() == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_an_answer_that_was_lost_on_the_way_is_filled_in_again(work: Workplace) -> None:
    work.discord.faults.drop("PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original", accepted=True)

    work.ada.slash("/policy ask", question=QUESTION)

    await work.reads(work.ada, "A clause forbids this.")
    await work.quiet()
    assert len(work.discord.private_to(work.ada)) == 1
    work.discord.assert_clean()


async def test_only_what_was_used_of_late_is_remembered(bot: Bot) -> None:
    for number in range(1_100):
        bot.app.surface.deferred(f"token {number}")
        bot.app.tokens.note(f"user {number}", f"token {number}", others=True)

    living = bot.app.tokens.of("user 1099")
    assert living is not None
    assert living.token == "token 1099"  # noqa: S105 - no secret
    assert bot.app.tokens.of("nobody") is None
