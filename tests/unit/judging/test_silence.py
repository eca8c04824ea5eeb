"""What the policy is silent on: said outright, or by likeness."""

from pathlib import Path

import pytest

from bot.model import Outcome
from tests.knowledge_builders import SILENCES, a_desk, asked

CUED = SILENCES.replace('id = "raffles"', 'id = "raffles"\ncues = ["tombola", "lucky dip"]\nunless = ["cash prize"]')


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("can i accept a hamper from the tombola", True),
        ("can i accept cash", False),
        ("can i accept cash as a cash prize at the tombola", False),
    ],
)
def test_a_topic_that_is_named_outright_outweighs_likeness_unless_something_speaks_against_it(
    tmp_path: Path, text: str, *, silent: bool
) -> None:
    reply = asked(a_desk(tmp_path, {"silences.toml": CUED}), text)

    assert (reply.outcome is Outcome.NOT_COVERED) is silent
    assert ("raffles" in reply.finding) is silent


def test_a_far_topic_named_outright_needs_no_likeness_where_no_word_is_the_policys(tmp_path: Path) -> None:
    silences = SILENCES.replace('id = "parking"', 'id = "parking"\ncues = ["permit"]')
    desk = a_desk(tmp_path, {"silences.toml": silences})

    assert "parking" in asked(desk, "who writes a permit down in the register").finding
    assert "parking" not in asked(desk, "who writes a permit for a gift down in the register").finding


def test_a_clause_with_a_sign_is_not_too_weak_to_answer(tmp_path: Path) -> None:
    text = "is a zeppelin for the quartermaster recorded"
    plain = a_desk(tmp_path / "plain")
    guidance = (tmp_path / "plain/knowledge/guidance/gifts.toml").read_text("utf-8")
    signed = guidance.replace('id = "offering.2"', 'id = "offering.2"\nsigns = [["zeppelin"]]')

    assert asked(plain, text).outcome is Outcome.NOT_COVERED
    assert asked(a_desk(tmp_path / "signed", {"guidance/gifts.toml": signed}), text).outcome is Outcome.ANSWER
