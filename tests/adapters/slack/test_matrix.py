"""Every surface with every outcome: none is silent, none is public unasked, Slack would object to nothing."""

import re

import pytest

from tests.slack_bench import Workplace
from tests.slack_server.model import Conversation, Message

OUTCOMES = {
    "answer": ("can i post a pic of jess on insta, she doesnt know i took it", "A clause forbids this."),
    "clarify": ("Can I post this photo?", "It depends on something"),
    "manager": ("I am confused about whether I can blog about work", "You asked for clarity"),
    "sensitive": ("My manager told me to hide that a child was hurt", "Emergency services"),
    "not_covered": ("what is the capital of france", "neither a yes nor a no"),
    "help": ("hello", "Ask me what the policy says"),
}
OFFERS_MANAGER = {"answer", "not_covered"}


async def by_slash(work: Workplace, text: str) -> Conversation | None:
    done = await work.ada.slash("/policy", text, work.channel)
    assert done.ok
    return work.channel


async def by_mention(work: Workplace, text: str) -> Conversation | None:
    await work.ada.mention(work.channel, text)
    return work.channel


async def by_mention_in_a_thread(work: Workplace, text: str) -> Conversation | None:
    root = await work.eve.say(work.channel, "Look at this.")
    await work.eve.say(work.channel, "And at this.", thread=root)
    await work.ada.mention(work.channel, text, thread=root)
    return work.channel


async def by_dm(work: Workplace, text: str) -> Conversation | None:
    await work.ada.dm(text)
    return None


async def by_follow_up(work: Workplace, text: str) -> Conversation | None:
    root = await work.ada.dm("hello")
    await work.ada.reads("Ask me what the policy says")
    await work.ada.reply_in_thread(root, text)
    return None


async def by_shortcut(work: Workplace, text: str) -> Conversation | None:
    message = await work.eve.say(work.channel, text)
    done = await work.ada.shortcut("check_against_policy", message)
    assert done.ok
    return work.channel


async def by_home(work: Workplace, text: str) -> Conversation | None:
    await work.ada.open_home()
    home = await work.slack.until(lambda: work.ada.home)
    await work.ada.fill(home, {"What would you like to know?": text})
    done = await work.ada.press(home, "Ask")
    assert done.ok
    return None


SURFACES = {
    "slash": by_slash,
    "mention": by_mention,
    "mention in a thread": by_mention_in_a_thread,
    "dm": by_dm,
    "follow-up": by_follow_up,
    "shortcut": by_shortcut,
    "home": by_home,
}


async def draft_by_slash(work: Workplace, text: str) -> Conversation | None:
    return await by_slash(work, f"check {text}")


DRAFTS = {
    "finding": (
        "One of our service users told me she is pregnant. Ring me on 07700 900123",
        "seems to refer to somebody who uses the service",
    ),
    "nothing": ("Coffee morning this Saturday from ten, all welcome.", "I found nothing that the policy speaks to"),
    "sensitive": ("My manager told me to hide that a child was hurt", "Emergency services"),
}
DRAFT_SURFACES = {"slash": draft_by_slash, "shortcut": by_shortcut}


def shown_text(message: Message) -> str:
    return re.sub(r"\s+", " ", message.text)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("surface", SURFACES)
async def test_each_surface_gives_each_outcome_to_its_asker_alone(work: Workplace, surface: str, outcome: str) -> None:
    text, expected = OUTCOMES[outcome]

    where = await SURFACES[surface](work, text)
    answer = await work.ada.reads(expected, where)
    if outcome == "manager":
        await work.ada.reads("This is what is sent")
    await work.slack.quiet(0.1)

    assert work.about == []
    assert work.slack.private_to(work.eve) == work.slack.private_to(work.max) == []
    assert expected in shown_text(answer)
    offered = answer.words.split("\n")
    assert ("Ask my manager" in offered) is (outcome in OFFERS_MANAGER)
    among_others = where is not None
    assert ("Share with everyone here" in offered) is (among_others and outcome in OFFERS_MANAGER | {"clarify"})
    copies = [m for m in work.slack.private_to(work.ada) if expected in shown_text(m)]
    if outcome not in {"help", "manager"}:
        assert len(copies) == 1
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("surface", SURFACES)
async def test_from_each_surface_a_question_reaches_the_manager(work: Workplace, surface: str) -> None:
    where = await SURFACES[surface](work, OUTCOMES["answer"][0])
    answer = await work.ada.reads("A clause forbids this.", where)

    done = await work.ada.press(answer, "Ask my manager")
    card = await work.ada.reads("This is what is sent")
    await work.ada.press(card, "Send now")

    assert done.ok
    assert "A question for you" in (await work.max.reads("A question for you")).words
    assert work.about == []
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("surface", ["slash", "mention", "mention in a thread", "shortcut"])
async def test_an_answer_is_shared_only_when_its_asker_presses(work: Workplace, surface: str) -> None:
    where = await SURFACES[surface](work, OUTCOMES["answer"][0])
    answer = await work.ada.reads("A clause forbids this.", where)
    assert work.about == []

    await work.ada.press(answer, "Share with everyone here")

    shared = await work.eve.reads("A clause forbids this.", work.channel)
    assert shared.ephemeral_to is None
    assert (shared.thread_ts is not None) is (surface != "slash")
    assert "Ask my manager" not in shared.words
    assert len(work.about) == 1
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("files", [["photo.jpg"], ["minutes.pdf"]])
@pytest.mark.parametrize("text", ["", "Can I post this?"])
async def test_a_photo_or_a_file_is_answered_and_never_fetched(work: Workplace, files: list[str], text: str) -> None:
    await work.ada.dm(text, files=files)

    answer = await work.ada.reads("I have not opened what you attached")
    assert answer.thread_ts is not None
    assert {call.method for call in work.slack.record.calls}.isdisjoint({"files.info", "files.list"})
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "Slash commands do not work inside threads"),
        ("help", "/policy clause LABEL"),
        ("mine", "You have no open questions."),
        ("clause Guidelines 4(b)", "without their knowledge or consent"),
        ("clause Guidelines 99", "Which clause?"),
        ("check", "/policy check YOUR DRAFT"),
    ],
)
async def test_policy_has_its_own_words(work: Workplace, typed: str, expected: str) -> None:
    await work.ada.slash("/policy", typed, work.channel)

    assert (await work.ada.reads(expected, work.channel)).ephemeral_to == work.ada.id
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_home_lists_ones_own_questions_and_those_that_wait(work: Workplace) -> None:
    await work.ada.dm(OUTCOMES["manager"][0])
    await work.ada.press(await work.ada.reads("This is what is sent"), "Send now")
    await work.max.reads("A question for you")

    await work.ada.open_home()
    mine = await work.slack.until(lambda: work.ada.home)
    await work.max.open_home()
    theirs = await work.slack.until(lambda: work.max.home)
    done = await work.max.press(theirs, "I have seen it")

    assert done.ok
    assert "Your open questions" in str(mine.blocks)
    assert "Waiting for you" in str(theirs.blocks)
    await work.ada.reads("has seen it")
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_the_messages_tab_offers_prompts_and_context_changes_nothing(work: Workplace) -> None:
    await work.ada.open_messages()
    prompts = await work.slack.until(lambda: work.slack.state.workspace.prompts.get(work.ada.dm_channel.id))
    await work.ada.look_at(work.channel)
    await work.slack.delivered()

    assert prompts[0]["message"] == "Can I post this photo from the youth group?"
    assert work.slack.private_to(work.ada) == []
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_follow_ups_in_a_thread_go_on_with_their_question(work: Workplace) -> None:
    root = await work.ada.dm(OUTCOMES["clarify"][0])
    await work.ada.reads("It depends on something")

    await work.ada.reply_in_thread(root, "No, or not everyone")
    await work.ada.reads("A clause forbids this.")

    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("outcome", DRAFTS)
@pytest.mark.parametrize("surface", DRAFT_SURFACES)
async def test_a_draft_is_checked_for_its_writer_alone(work: Workplace, surface: str, outcome: str) -> None:
    text, expected = DRAFTS[outcome]

    where = await DRAFT_SURFACES[surface](work, text)
    shown = await work.ada.reads(expected, where)
    await work.slack.quiet(0.1)

    assert work.about == []
    assert work.slack.private_to(work.eve) == work.slack.private_to(work.max) == []
    offered = shown.words.split("\n")
    assert ("Ask my manager" in offered) is (outcome != "sensitive")
    assert "Share with everyone here" not in offered
    assert "07700" not in shown_text(shown)
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("surface", DRAFT_SURFACES)
async def test_one_press_takes_a_draft_and_its_findings_to_the_manager(work: Workplace, surface: str) -> None:
    text, expected = DRAFTS["finding"]
    where = await DRAFT_SURFACES[surface](work, text)
    shown = await work.ada.reads(expected, where)

    done = await work.ada.press(shown, "Ask my manager")
    card = await work.ada.reads("This is what is sent")
    await work.ada.press(card, "Send now")
    theirs = await work.max.reads("A question for you")

    assert done.ok
    assert "They would like a draft looked at." in shown_text(theirs)
    assert expected in shown_text(theirs)
    assert "[phone number]" in shown_text(theirs)
    assert work.about == []
    work.slack.assert_clean()
