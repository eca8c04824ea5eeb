"""Drafts in Discord: every surface with every outcome, for their writer alone, and one press to the manager."""

import pytest

from tests.adapters.discord.test_matrix import OUTCOMES, answers, by_menu
from tests.discord_bench import Workplace, plain
from tests.discord_server.rest.calls import Upload
from tests.discord_server.typing_commands import Impossible


async def draft_by_slash(work: Workplace, text: str) -> None:
    work.ada.slash("/policy check", draft=text)


async def draft_by_slash_in_dm(work: Workplace, text: str) -> None:
    work.ada.slash("/policy check", work.ada.dm, draft=text)


DRAFTS = {
    "finding": (
        "One of our service users told me she is pregnant. Ring me on 07700 900123",
        "seems to refer to somebody who uses the service",
    ),
    "nothing": ("Coffee morning this Saturday from ten, all welcome.", "I found nothing that the policy speaks to"),
    "sensitive": ("My manager told me to hide that a child was hurt", "Emergency services"),
}
DRAFT_SURFACES = {"slash": draft_by_slash, "slash in a dm": draft_by_slash_in_dm, "menu": by_menu}


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("outcome", DRAFTS)
@pytest.mark.parametrize("surface", DRAFT_SURFACES)
async def test_a_draft_is_checked_for_its_writer_alone(work: Workplace, surface: str, outcome: str) -> None:
    text, expected = DRAFTS[outcome]

    await DRAFT_SURFACES[surface](work, text)
    shown = await work.reads(work.ada, expected)
    await work.quiet(0.1)

    assert work.discord.public_messages() == []
    assert work.discord.private_to(work.eve) == work.discord.private_to(work.max) == []
    assert len(answers(work, expected)) == 1
    assert shown.ephemeral is (surface != "slash in a dm")
    assert shown.labels == ([] if outcome == "sensitive" else ["Ask my manager"])
    assert "07700" not in plain(shown)
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("surface", DRAFT_SURFACES)
async def test_one_press_takes_a_draft_and_its_findings_to_the_manager(work: Workplace, surface: str) -> None:
    text, expected = DRAFTS["finding"]
    await DRAFT_SURFACES[surface](work, text)
    shown = await work.reads(work.ada, expected)

    work.ada.click(shown, "Ask my manager")
    card = await work.reads(work.ada, "This is what is sent")
    work.ada.click(card, "Send now")
    theirs = await work.reads(work.max, "A question for you")
    await work.quiet(0.1)

    assert "They would like a draft looked at." in plain(theirs)
    assert expected in plain(theirs)
    assert "[phone number]" in plain(theirs)
    assert work.discord.public_messages() == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_what_the_menu_is_opened_on_is_a_question_where_it_asks_and_a_command_checks_it_all_the_same(
    work: Workplace,
) -> None:
    text, expected = OUTCOMES["answer"]

    work.ada.message_command("Check against policy", work.eve.say(text))
    asked = await work.reads(work.ada, expected)
    work.ada.slash("/policy check", draft=text)
    checked = await work.reads(work.ada, "What would settle it")

    assert "Share with everyone here" in asked.labels
    assert checked.labels == ["Ask my manager"]
    assert expected not in plain(checked)
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_the_menu_checks_a_message_in_direct_messages_too(work: Workplace) -> None:
    text, expected = DRAFTS["finding"]
    message = work.ada.say(text, work.ada.dm)
    await work.discord.changes.until(lambda: work.discord.private_to(work.ada), "an answer to it as a question")

    work.ada.message_command("Check against policy", message)
    shown = await work.reads(work.ada, "What would settle it")

    assert expected in plain(shown)
    assert shown.labels == ["Ask my manager"]
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [("photo.jpg", "image/jpeg", "what is attached"), ("notes.pdf", "application/pdf", "I found nothing")],
)
async def test_what_is_attached_to_a_draft_is_never_fetched(
    work: Workplace, name: str, kind: str, expected: str
) -> None:
    text, _ = DRAFTS["nothing"]
    work.ada.slash("/policy check", draft=text, photo=Upload(name, b"bytes", kind))

    assert (await work.reads(work.ada, expected)).ephemeral
    assert [call for call in work.discord.calls if "attachments" in call.name] == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_the_longest_draft_that_discord_takes_is_checked_whole_within_its_limits(work: Workplace) -> None:
    text = (DRAFTS["finding"][0] + " My manager is an idiot. Jess was there. ") * 60

    with pytest.raises(Impossible, match="do not fit"):
        work.ada.slash("/policy check", draft=text)
    work.ada.slash("/policy check", draft=text[:6_000])
    last = await work.reads(work.ada, "So that the button works")
    await work.quiet(0.1)

    assert last.labels == ["Ask my manager"]
    assert all(message.ephemeral for message in work.discord.private_to(work.ada))
    assert work.discord.public_messages() == []
    work.discord.assert_clean()
