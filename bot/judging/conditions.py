"""The facts a clause turns on: what a question says of them, what was answered, and what is still open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cues import Cues
from bot.model import FactId, Question
from bot.policies.guidance import NOT_SURE, FactGuide
from bot.policies.library import Library
from bot.policies.model import CONDITION, Clause, Policy


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """What is known of the facts.

    Those still open, whether the clause's condition fails or the asker is not sure, and clauses an answer brings in.
    """

    open: tuple[FactGuide, ...] = ()
    failed: bool = False
    unsure: bool = False
    cites: tuple[str, ...] = ()


class Conditions:
    """Reads the facts of a library's clauses off questions and answers."""

    def __init__(self, library: Library) -> None:
        """Compile every fact's cues."""
        groups = library.groups()
        self._library = library
        self._given = {fact.id: Cues(fact.given, groups) for fact in library.facts.values()}
        self._missing = {fact.id: Cues(fact.missing, groups) for fact in library.facts.values()}
        self._crossed = {name: Cues(guide.crossed, groups) for name, guide in library.guides.items() if guide.crossed}

    def read(self, question: Question, asked: Sequence[str], policy: Policy, clause: Clause) -> State:
        """Say what *question* (its stems in *asked*) and the answers in its thread settle of the clause's facts."""
        answers = dict(question.answers)
        facts = list(self._facts(policy, clause))
        chosen = [(fact, answers[FactId(fact.id)]) for fact in facts if FactId(fact.id) in answers]
        unanswered = [fact for fact in facts if FactId(fact.id) not in answers]
        missing = [fact for fact in unanswered if _says(self._missing, fact, asked)]
        crossed = self._crossed.get((policy.id, clause.id))
        return State(
            open=tuple(f for f in unanswered if f not in missing and not _says(self._given, f, asked)),
            failed=bool(missing or (crossed and crossed.found(asked)))
            or any(choice in fact.fails for fact, choice in chosen),
            unsure=any(choice == NOT_SURE for _, choice in chosen),
            cites=tuple(name for fact, choice in chosen for name in fact.cites.get(choice, ())),
        )

    def _facts(self, policy: Policy, clause: Clause) -> Iterator[FactGuide]:
        """Go through the facts a clause turns on: guidance's, or one made of the clause's own condition."""
        if (policy.id, clause.id) in self._library.guides:
            yield from (self._library.facts[name] for name in self._library.guide(policy, clause).facts)
        elif condition := CONDITION.search(clause.text):
            words = clause.text[condition.start() :].split(".")[0].strip(" ;,")
            yield FactGuide(
                id=f"condition-{clause.id}",
                question=f"The clause says “{words}”. Is it so here?",
                choices=("Yes", "No", NOT_SURE),
                fails=("Yes",) if condition.group(0).casefold() == "without" else ("No",),
            )


def _says(cues: dict[str, Cues], fact: FactGuide, asked: Sequence[str]) -> bool:
    return fact.id in cues and bool(cues[fact.id].found(asked))
