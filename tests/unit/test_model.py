"""The nouns cannot lie: a reply that would break a promise cannot be built."""

import pytest

from bot.errors import BadInput, BotError, Fault, KnowledgeFaults, SettingsFaults, UnknownClause, UnknownPolicy
from bot.model import Outcome, Reply, Sending


@pytest.mark.parametrize("outcome", [Outcome.ANSWER, Outcome.CLARIFY])
def test_a_reply_that_answers_cites_a_clause(outcome: Outcome) -> None:
    with pytest.raises(ValueError, match="cites a clause"):
        Reply(outcome=outcome, question="", finding="So it is.")


@pytest.mark.parametrize("sending", [Sending.OFFERED, Sending.AFTER_UNDO])
def test_a_sensitive_matter_is_never_sent(sending: Sending) -> None:
    with pytest.raises(ValueError, match="never sent"):
        Reply(outcome=Outcome.SENSITIVE, question="", finding="Talk to a person.", sending=sending)


def test_a_reply_cannot_be_changed() -> None:
    reply = Reply(outcome=Outcome.HELP, question="", finding="Hello!")

    with pytest.raises(AttributeError):
        reply.finding = "Yes"  # type: ignore[misc]


def test_every_error_is_the_bots_own() -> None:
    assert all(issubclass(error, BotError) for error in (BadInput, UnknownClause, UnknownPolicy))
    assert str(SettingsFaults(["A: is odd", "B: is odder"])) == "A: is odd\nB: is odder"


def test_faults_stand_in_the_order_of_files_and_lines() -> None:
    faults = [Fault(file=file, line=line, what="x") for file, line in (("b", 1), ("a", 10), ("a", 9))]

    assert str(KnowledgeFaults(faults)) == "a:9: x\na:10: x\nb:1: x"
