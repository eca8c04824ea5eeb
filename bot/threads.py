"""One person's conversation about one question: what was asked, what they settled since, how often no clause fitted."""

from dataclasses import dataclass, replace

from bot.lifecycle import FactGiven
from bot.model import Fact, Outcome, Question, Reply

TRIES = 2
"""At finding a clause, before a person is offered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Thread:
    """What a surface remembers between two messages of the same person; masked text only. Kept while it is open."""

    question: str = ""
    facts: tuple[FactGiven, ...] = ()
    tries: int = 0

    @property
    def asked(self) -> Question:
        """The question with everything settled so far."""
        return Question(text=self.question, answers=tuple((fact.fact, fact.answer) for fact in self.facts))

    @property
    def tried_enough(self) -> bool:
        """Whether it is time for a person."""
        return self.tries >= TRIES

    def after(self, reply: Reply) -> "Thread":
        """Remember the question of *reply*, and whether any clause spoke to it."""
        missed = reply.outcome is Outcome.NOT_COVERED
        return replace(self, question=reply.question, tries=self.tries + 1 if missed else 0)

    def anew(self, question: str) -> "Thread":
        """Begin another question; only the tries go on."""
        return Thread(question=question, tries=self.tries)

    def settled(self, fact: Fact, choice: str) -> "Thread":
        """Remember what the person said of *fact*; the last word counts."""
        others = tuple(given for given in self.facts if given.fact != fact.id)
        return replace(self, facts=(*others, FactGiven(fact=fact.id, question=fact.question, answer=choice)))
