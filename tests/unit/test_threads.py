from bot.lifecycle import FactGiven
from bot.model import Fact, FactId, Outcome, Reply
from bot.threads import Thread

AGREED = Fact(id=FactId("agreed"), question="Do they agree?", choices=("Yes", "No", "Not sure"))
NOTHING = Reply(outcome=Outcome.NOT_COVERED, question="May I?", finding="No clause.")
HELP = Reply(outcome=Outcome.HELP, question="hello", finding="Hello!")


def test_the_last_word_on_a_fact_counts() -> None:
    thread = Thread().anew("May I?").settled(AGREED, "Yes").settled(AGREED, "Not sure")

    assert thread.asked.answers == (("agreed", "Not sure"),)
    assert thread.facts == (FactGiven(fact=AGREED.id, question=AGREED.question, answer="Not sure"),)


def test_two_tries_without_a_clause_are_enough() -> None:
    once = Thread().anew("May I?").after(NOTHING)
    twice = once.anew("May I now?").after(NOTHING)

    assert (once.tried_enough, twice.tried_enough) == (False, True)
    assert not twice.after(HELP).tried_enough


def test_another_question_forgets_the_facts() -> None:
    assert Thread().anew("May I?").settled(AGREED, "Yes").anew("And this?").facts == ()
