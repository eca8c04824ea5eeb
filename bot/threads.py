"""One person's conversation about one question: what was asked, what they settled since, how often no clause fitted."""

import base64
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NewType

from bot.lifecycle import EscalationId, FactGiven
from bot.model import Fact, Outcome, Question, Reply
from bot.people import Address

ThreadId = NewType("ThreadId", str)
"""Names one person's thread; stands in buttons, so it says nothing. Made by `thread_id` alone."""


def thread_id(*parts: str) -> ThreadId:
    """Derive a thread's id from where it is and whose it is, the same for every message in it."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return ThreadId(base64.b32encode(digest[:15]).decode().lower())


def about(question: str) -> str:
    """Mark *question* for a button, so that a thread which has gone on to another one is not mistaken for it."""
    return thread_id(question)[:8]


TRIES = 2
"""At finding a clause, before a person is offered."""
KEPT = timedelta(hours=24)
"""For how long after its last message a thread is kept, so that buttons and follow-ups find their question."""

DRAFT_KEPT = timedelta(minutes=50)
"""For how long a checked draft is kept, masked, so that the button to the manager finds it; gone within the hour."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Thread:
    """What a surface remembers between two messages of the same person; masked text only. Kept while it is open.

    With `draft` the text is no question but a draft that was checked.
    """

    question: str = ""
    facts: tuple[FactGiven, ...] = ()
    tries: int = 0
    draft: bool = False

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

    def goes_on(self, before: "Thread") -> bool:
        """Whether it asks more about the question that *before* asked."""
        first, _, _ = before.question.partition("\n")
        return bool(first) and self.question.startswith(f"{first}\n")

    def anew(self, question: str) -> "Thread":
        """Begin another question; only the tries go on."""
        return Thread(question=question, tries=self.tries)

    def settled(self, fact: Fact, choice: str) -> "Thread":
        """Remember what the person said of *fact*; the last word counts."""
        others = tuple(given for given in self.facts if given.fact != fact.id)
        return replace(self, facts=(*others, FactGiven(fact=fact.id, question=fact.question, answer=choice)))


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptThread:
    """A thread in the store: whose it is, and what it led to. Nobody else may go on with it."""

    id: ThreadId
    owner: Address
    thread: Thread
    touched_at: datetime
    has_image: bool = False
    escalation: EscalationId | None = None

    @property
    def asked(self) -> Question:
        """The question with everything settled so far, and whether a picture came with it."""
        return replace(self.thread.asked, has_image=self.has_image)
