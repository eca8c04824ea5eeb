"""Every surface with every outcome: none is silent, none is public unasked, Discord would object to nothing."""

import pytest

from tests.discord_bench import Workplace, open_mention, plain
from tests.discord_server.messages import Message
from tests.discord_server.rest.calls import Upload

OUTCOMES = {
    "answer": ("can i post a pic of jess on insta, she doesnt know i took it", "A clause forbids this."),
    "clarify": ("Can I post this photo?", "It depends on something"),
    "manager": ("I am confused about whether I can blog about work", "You asked for clarity"),
    "sensitive": ("My manager told me to hide that a child was hurt", "Emergency services"),
    "not_covered": ("what is the capital of france", "neither a yes nor a no"),
    "help": ("hello", "Ask me what the policy says"),
}
OFFERS_MANAGER = {"answer", "not_covered"}
INVITATION = "My answer is for your eyes alone."


async def by_slash(work: Workplace, text: str) -> None:
    work.ada.slash("/policy ask", question=text)


async def by_slash_in_dm(work: Workplace, text: str) -> None:
    work.ada.slash("/policy ask", work.ada.dm, question=text)


async def by_mention(work: Workplace, text: str) -> None:
    await open_mention(work, work.ada, text)


async def by_dm(work: Workplace, text: str) -> None:
    work.ada.say(text, work.ada.dm)


async def by_follow_up(work: Workplace, text: str) -> None:
    work.ada.say("hello there", work.ada.dm)
    await work.reads(work.ada, "Ask me what the policy says")
    work.ada.say(text, work.ada.dm)


async def by_menu(work: Workplace, text: str) -> None:
    work.ada.message_command("Check against policy", work.eve.say(text))


SURFACES = {
    "slash": by_slash,
    "slash in a dm": by_slash_in_dm,
    "mention": by_mention,
    "dm": by_dm,
    "follow-up": by_follow_up,
    "menu": by_menu,
}
AMONG_OTHERS = {"slash", "mention", "menu"}


def answers(work: Workplace, words: str) -> list[Message]:
    return [message for message in work.discord.private_to(work.ada) if words in plain(message)]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("surface", SURFACES)
async def test_each_surface_gives_each_outcome_to_its_asker_alone(work: Workplace, surface: str, outcome: str) -> None:
    text, expected = OUTCOMES[outcome]

    await SURFACES[surface](work, text)
    answer = await work.reads(work.ada, expected)
    if outcome == "manager":
        await work.reads(work.ada, "This is what is sent")
    await work.quiet(0.1)

    public = [plain(message) for message in work.discord.public_messages()]
    assert [line for line in public if INVITATION not in line] == []
    assert len(public) == (surface == "mention")
    assert work.discord.private_to(work.eve) == work.discord.private_to(work.max) == []
    assert ("Ask my manager" in answer.labels) is (outcome in OFFERS_MANAGER)
    shareable = surface in AMONG_OTHERS and outcome in OFFERS_MANAGER | {"clarify"}
    assert ("Share with everyone here" in answer.labels) is shareable
    if outcome not in {"help", "manager"}:
        assert len(answers(work, expected)) == 1
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_in_a_sensitive_matter_it_is_said_that_ones_own_message_stays(work: Workplace) -> None:
    text, expected = OUTCOMES["sensitive"]
    await SURFACES["dm"](work, text)
    by_message = plain(await work.reads(work.ada, expected))

    assert "stays there until you delete it" in by_message
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("surface", SURFACES)
async def test_from_each_surface_a_question_reaches_the_manager(work: Workplace, surface: str) -> None:
    await SURFACES[surface](work, OUTCOMES["answer"][0])
    answer = await work.reads(work.ada, "A clause forbids this.")

    work.ada.click(answer, "Ask my manager")
    card = await work.reads(work.ada, "This is what is sent")
    work.ada.click(card, "Send now")

    await work.reads(work.max, "A question for you")
    await work.quiet(0.1)
    assert [one for one in work.discord.public_messages() if INVITATION not in plain(one)] == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("surface", sorted(AMONG_OTHERS))
async def test_an_answer_is_shared_only_when_its_asker_presses(work: Workplace, surface: str) -> None:
    await SURFACES[surface](work, OUTCOMES["answer"][0])
    answer = await work.reads(work.ada, "A clause forbids this.")

    work.ada.click(answer, "Share with everyone here")

    await work.reads(work.ada, "Shared with everyone here.")
    shared = [one for one in work.discord.public_messages() if "A clause forbids this." in plain(one)]
    assert len(shared) == 1
    assert shared[0].labels == []
    assert (shared[0].reply_to is not None) is (surface != "slash")
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("name", "kind"), [("photo.jpg", "image/jpeg"), ("minutes.pdf", "application/pdf")])
@pytest.mark.parametrize("text", ["", "Can I post this?"])
async def test_a_photo_or_a_file_is_answered_and_never_fetched(
    work: Workplace, name: str, kind: str, text: str
) -> None:
    work.ada.say(text, work.ada.dm, attachments=[Upload(name, b"bytes", kind)])

    await work.reads(work.ada, "I have not opened what you attached")
    assert [call for call in work.discord.calls if "attachments" in call.name] == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_a_photo_may_come_with_the_command(work: Workplace) -> None:
    work.ada.slash("/policy ask", question="Can I post this?", photo=Upload("photo.jpg", b"bytes", "image/jpeg"))

    answer = await work.reads(work.ada, "I have not opened what you attached")
    assert answer.ephemeral
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("words", "options", "expected"),
    [
        ("/policy help", {}, "/policy clause quotes a clause"),
        ("/policy mine", {}, "You have no open questions."),
        ("/policy clause", {"label": "Guidelines 4(b)"}, "without their knowledge or consent"),
        ("/policy clause", {"label": "Guidelines 99"}, "Which clause?"),
        ("/disclaimer", {"platform": "instagram"}, "The views I express here are mine alone"),
        ("/policy check", {"draft": "!!!"}, "/policy check"),
    ],
)
async def test_each_command_answers_its_asker_alone(
    work: Workplace, words: str, options: dict[str, str], expected: str
) -> None:
    work.ada.slash(words, **options)

    assert (await work.reads(work.ada, expected)).ephemeral
    assert work.discord.public_messages() == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_clauses_are_offered_while_somebody_types(work: Workplace) -> None:
    offered = await work.ada.autocomplete("/policy clause", "label", "guidelines 4")
    nothing = await work.ada.autocomplete("/policy clause", "label", "no such clause")

    assert {"name": "Guidelines 4(b)", "value": "Guidelines 4(b)"} in offered
    assert nothing == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_mine_lists_ones_own_questions_and_those_that_wait(work: Workplace) -> None:
    work.ada.say(OUTCOMES["manager"][0], work.ada.dm)
    work.ada.click(await work.reads(work.ada, "This is what is sent"), "Send now")
    await work.reads(work.max, "A question for you")

    work.ada.slash("/policy mine")
    work.max.slash("/policy mine")
    await work.reads(work.ada, "Your open questions")
    theirs = await work.reads(work.max, "Waiting for you")
    work.max.click(theirs, "I have seen it")

    await work.reads(work.ada, "has seen it")
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_a_follow_up_in_direct_messages_goes_on_with_its_question(work: Workplace) -> None:
    work.ada.say(OUTCOMES["clarify"][0], work.ada.dm)
    await work.reads(work.ada, "It depends on something")

    work.ada.say("No, or not everyone", work.ada.dm)

    await work.reads(work.ada, "A clause forbids this.")
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_what_others_write_and_what_the_bot_writes_is_left_alone(work: Workplace) -> None:
    work.ada.say(OUTCOMES["answer"][0])
    work.ada.slash("/policy help")
    await work.reads(work.ada, "/policy clause quotes a clause")
    await work.quiet()

    assert work.discord.public_messages() == []
    assert len(work.discord.private_to(work.ada)) == 1
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_nobody_reads_the_answer_to_somebody_elses_mention(work: Workplace) -> None:
    work.ada.say(OUTCOMES["answer"][0], mention_bot=True)
    line = await work.discord.public_message()

    work.eve.click(line, "Read my answer")

    await work.reads(work.eve, "That answer is for whoever asked.")
    assert answers(work, "A clause forbids this.") == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_a_mention_that_was_deleted_is_not_answered_any_more(work: Workplace) -> None:
    mention = work.ada.say(OUTCOMES["answer"][0], mention_bot=True)
    line = await work.discord.public_message()
    work.ada.delete(mention)

    work.ada.click(line, "Read my answer")

    await work.reads(work.ada, "That button means nothing any more.")
    work.discord.assert_clean()
