"""Drafts at the front desk: checked, kept for an hour at most, and taken to the manager by one press."""

from datetime import timedelta

import pytest

from bot.deeds import Check, Refer, Share
from bot.findings import FindingKind
from bot.lifecycle import PressKind
from bot.model import Outcome, Reason
from bot.showing import Answered, CheckedDraft, Said
from bot.threads import DRAFT_KEPT
from tests.desk_front import THREAD, Front

BREACH = (
    "One of our service users told me she is pregnant. Ring me on 07700 900123 or write to info@warwickshirepride.co.uk"
)
HARMLESS = "Coffee morning this Saturday from ten, all welcome."
DISCLOSURE = "My manager told me to hide that a child was hurt"


def check(text: str, *, may_ask: bool = False, has_picture: bool = False) -> Check:
    return Check(thread=THREAD, text=text, may_ask=may_ask, has_picture=has_picture)


async def test_a_draft_is_answered_with_findings_and_their_clauses() -> None:
    front = Front()

    await front.does(check(BREACH))

    shown = front.surface.last(CheckedDraft)
    assert FindingKind.SERVICE_USER in {finding.kind for finding in shown.checked.findings}
    assert all(finding.citation.quote in shown.text for finding in shown.checked.findings)
    assert shown.asks


async def test_a_harmless_draft_is_never_called_approved() -> None:
    front = Front()

    await front.does(check(HARMLESS))

    shown = front.surface.last(CheckedDraft)
    assert shown.checked.findings == ()
    assert shown.text.startswith("I found nothing that the policy speaks to. That is not an approval")
    assert "What I cannot see" in shown.text


async def test_what_is_kept_of_a_draft_is_masked_and_gone_after_an_hour() -> None:
    front = Front()
    await front.does(check(BREACH))

    assert "07700" not in front.kept_text
    assert "info@warwickshirepride.co.uk" in front.kept_text
    front.bench.clock.move(DRAFT_KEPT + timedelta(seconds=1))
    await front.does(Refer(thread=THREAD))

    assert front.surface.last(Said).text.startswith("I do not keep that question any more")
    assert await front.escalations() == []


async def test_one_press_takes_draft_and_findings_to_the_manager_and_the_thread_forgets_the_draft() -> None:
    front = Front()
    await front.does(check(BREACH))

    await front.does(Refer(thread=THREAD))

    (told,) = front.bench.store.tables.escalations.values()
    assert told.reason is Reason.DRAFT
    assert told.question.startswith("One of our service users")
    assert "[phone number]" in told.question
    assert "seems to refer to somebody who uses the service" in told.finding
    assert "guidelines.4a" in {cited.citation.clause for cited in told.citations}
    assert "service users" not in repr(front.bench.store.tables.threads)


async def test_a_second_press_says_that_it_is_with_somebody_already() -> None:
    front = Front()
    await front.does(check(BREACH))
    await front.does(Refer(thread=THREAD))

    await front.does(Refer(thread=THREAD))

    assert front.surface.last(Said).text.startswith("That question is about to go")
    assert len(await front.escalations()) == 1


async def test_a_press_after_it_was_stopped_says_that_the_draft_is_gone() -> None:
    front = Front()
    await front.does(check(BREACH))
    await front.does(Refer(thread=THREAD))
    (escalation,) = await front.escalations()
    await front.presses("ada", escalation, PressKind.DO_NOT_SEND)

    await front.does(Refer(thread=THREAD))

    assert front.surface.last(Said).text.startswith("I do not keep that question any more")


@pytest.mark.parametrize("may_ask", [True, False])
async def test_a_sensitive_draft_gets_the_contacts_first_and_nothing_is_kept_or_offered(*, may_ask: bool) -> None:
    front = Front()

    await front.does(check(DISCLOSURE, may_ask=may_ask))
    await front.does(Refer(thread=THREAD))

    shown = front.surface.last(Answered)
    assert shown.reply.outcome is Outcome.SENSITIVE
    assert not shown.asks
    assert ("I have not looked at it further" in shown.text) is not may_ask
    assert "child" not in front.kept_text
    assert await front.escalations() == []


async def test_a_campaign_about_a_sensitive_matter_is_checked_like_any_draft() -> None:
    front = Front()

    await front.does(check("If you've met hate crime, it isn't your fault. Report it on 101, or come and talk to us."))

    assert front.surface.last(CheckedDraft).checked.lane is None


@pytest.mark.parametrize(
    "text",
    ["Can I post this photo?", "what is the capital of france", "I am confused about whether I can blog about work"],
)
async def test_a_message_that_asks_something_is_answered_as_a_question(text: str) -> None:
    front = Front()

    shown = await front.does(check(text, may_ask=True))

    assert isinstance(shown[0], Answered)


@pytest.mark.parametrize(
    "text", [BREACH, HARMLESS, "Are you coming on Saturday? We have cake.", "Who else is excited?"]
)
async def test_a_message_that_asks_nothing_of_the_policy_is_checked_as_a_draft(text: str) -> None:
    front = Front()

    shown = await front.does(check(text, may_ask=True))

    assert isinstance(shown[0], CheckedDraft)


async def test_a_question_after_the_command_is_checked_as_a_draft_all_the_same() -> None:
    front = Front()

    shown = await front.does(check("Can I post this photo?"))

    assert isinstance(shown[0], CheckedDraft)


async def test_an_empty_draft_is_told_how_it_is_done() -> None:
    front = Front()

    shown = await front.does(check("  "))

    assert isinstance(shown[0], Said)
    assert "/policy check YOUR DRAFT" in shown[0].text


async def test_a_picture_pointed_at_without_words_is_a_question_about_it() -> None:
    front = Front()

    shown = await front.does(check("", may_ask=True, has_picture=True))

    assert isinstance(shown[0], Answered)
    assert shown[0].reply.outcome is Outcome.CLARIFY


async def test_a_picture_with_a_draft_wants_a_word_on_consent() -> None:
    front = Front()

    await front.does(check(HARMLESS, may_ask=True, has_picture=True))

    (finding,) = front.surface.last(CheckedDraft).checked.findings
    assert (finding.kind, finding.words) == (FindingKind.PICTURE, "")
    assert "what is attached goes with a picture" in front.surface.last(CheckedDraft).text


async def test_findings_are_never_shared() -> None:
    front = Front()
    await front.does(check(BREACH))

    await front.does(Share(thread=THREAD))

    assert front.surface.last(Said).text == "That cannot be shared."


async def test_a_known_name_is_masked_and_found() -> None:
    front = Front()

    await front.does(check("Well done to jess field for the stall"))

    (finding,) = front.surface.last(CheckedDraft).checked.findings
    assert (finding.kind, finding.words) == (FindingKind.NAME, "[name]")
    assert "jess" not in front.kept_text
