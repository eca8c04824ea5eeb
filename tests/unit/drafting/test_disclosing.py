"""A draft is sensitive for what it tells of somebody, not for its topic."""

from functools import cache

import pytest

from bot.answering import GuidanceDesk
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE


@cache
def desk() -> GuidanceDesk:
    return GuidanceDesk(read_library(SHIPPED_KNOWLEDGE), None)


@pytest.mark.parametrize(
    "text",
    [
        "I can't do this any more. I want to kill myself tonight.",
        "One of our young people told me she's been cutting herself again",
        "I was raped by someone on the committee and I'm done being quiet",
        "I don't want to be here anymore and the helpline never answers",
        "Pride was lovely. My manager keeps touching me.",
    ],
)
def test_a_draft_that_tells_of_somebody_is_sensitive(text: str) -> None:
    assert desk().lane_of_draft(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "If you've been the victim of a hate crime, it isn't your fault. Report it on 101, or talk to us.",
        "Self-harm is more common among LGBTQ+ young people. Our support group is a safe place to talk about it.",
        "World Suicide Prevention Day. If you're struggling, Samaritans are on 116 123, any hour.",
        "Today's training on suicide prevention was superb, and I learned loads.",
    ],
)
def test_a_campaign_about_such_matters_is_not(text: str) -> None:
    assert desk().lane_of_draft(text) is None


def test_what_may_be_a_question_is_read_as_one() -> None:
    question = "What do I do if a service user is going to kill themselves?"

    assert desk().lane_of_draft(question, may_ask=True) == desk().lane_of(question)


def test_what_is_told_keeps_its_stops_and_masks() -> None:
    text = "She rang. Join us at the workshop! Ring me on [phone number]?"

    assert desk().drafts.told(text) == "She rang. Ring me on [phone number]?"
