"""What somebody means in the thread they are in: an open fact, more about their question, or another one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.deeds import Ask
from bot.lifecycle import FactGiven
from bot.model import Fact, Outcome, Question, Reply
from bot.policies.front_desk import FrontDeskFile
from bot.policies.guidance import NOT_SURE
from bot.text import words
from bot.threads import Thread

AskDesk = Callable[[Question], Reply]
SHORT = 8
"""Words that a follow-up has at most."""
ALONE = frozenset({Outcome.SENSITIVE, Outcome.HELP})
UNDERSTOOD = frozenset({Outcome.ANSWER, Outcome.CLARIFY, Outcome.MANAGER, Outcome.SENSITIVE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """A reply, the thread as it then stands, and whether a picture belongs to the question."""

    reply: Reply
    thread: Thread
    has_image: bool = False


class Understanding:
    """Reads a message in its thread; pure but for the desk it asks."""

    def __init__(self, ask: AskDesk, says: FrontDeskFile) -> None:
        """Take *ask*; *says* what a picture and a file without words ask, and how short follow-ups begin."""
        self._ask = ask
        self._picture, self._file = says.picture, says.file
        self._openers = tuple(words(opener) for opener in says.follow_ups)

    def of(self, deed: Ask, thread: Thread, *, has_image: bool) -> Understood:
        """Understand *deed* in *thread*; *has_image* tells of the question so far."""
        image = has_image or deed.has_picture
        said = deed.text if words(deed.text) else self._unsaid(deed)
        if thread.question:
            found = (
                self._about_open_fact(said, thread, image)
                or self._follow_up(said, thread, image)
                or self._more_of_it(said, thread, image)
            )
            if found is not None:
                return found
        reply = self.ask(thread.anew(said), deed.has_picture)
        if reply.outcome is Outcome.HELP:
            return Understood(reply=reply, thread=thread, has_image=has_image)
        return Understood(reply=reply, thread=_after(thread.anew(said), reply), has_image=deed.has_picture)

    def settled(self, thread: Thread, fact: Fact, choice: str, *, has_image: bool) -> Understood:
        """Answer again, knowing *choice* of *fact*."""
        known = thread.settled(fact, choice)
        return Understood(reply=self.ask(known, has_image), thread=known, has_image=has_image)

    def facts(self, thread: Thread, *, has_image: bool) -> Iterator[Fact]:
        """List the facts that a word or a button may stand for: those open now, then those that were before."""
        sure = tuple(given for given in thread.facts if given.answer != NOT_SURE)
        for given in dict.fromkeys((thread.facts, sure, tuple[FactGiven, ...]())):
            yield from self.ask(replace(thread, facts=given), has_image).facts

    def ask(self, thread: Thread, has_image: bool) -> Reply:  # noqa: FBT001 - both callers name it
        """Ask what *thread* asks."""
        return self._ask(replace(thread.asked, has_image=has_image))

    def _unsaid(self, deed: Ask) -> str:
        if deed.has_picture:
            return self._picture
        return self._file if deed.has_file else deed.text

    def _about_open_fact(self, said: str, thread: Thread, image: bool) -> Understood | None:  # noqa: FBT001 - as above
        wanted = said.strip().strip(".!").casefold()
        for fact in self.facts(thread, has_image=image):
            for choice in fact.choices:
                if wanted == choice.casefold():
                    return self.settled(thread, fact, choice, has_image=image)
        return None

    def _follow_up(self, said: str, thread: Thread, image: bool) -> Understood | None:  # noqa: FBT001 - as above
        """Take a short “and …?” together with the question before it, not with the follow-ups between.

        Another “if” is another case: what was settled of the one before does not hold for it.
        """
        if not self._follows(said) or self._ask(Question(text=said, has_image=image)).outcome in ALONE:
            return None
        first, *more = thread.question.split("\n")
        lines = (first, *(line for line in more if not self._follows(line)), said)
        facts = () if "if" in words(said) else thread.facts
        longer = replace(thread, question="\n".join(lines), facts=facts)
        together = self.ask(longer, image)
        return Understood(reply=together, thread=_after(longer, together), has_image=image)

    def _follows(self, said: str) -> bool:
        spoken = words(said)
        return len(spoken) <= SHORT and any(spoken[: len(opener)] == opener for opener in self._openers)

    def _more_of_it(self, said: str, thread: Thread, image: bool) -> Understood | None:  # noqa: FBT001 - as above
        """Take *said* together with the question, where that says more than *said* does alone."""
        alone = self._ask(Question(text=said, has_image=image))
        before = self.ask(thread, image)
        if alone.outcome is Outcome.SENSITIVE or (alone.outcome in UNDERSTOOD and not before.facts):
            return None
        longer = replace(thread, question=f"{thread.question}\n{said}")
        together = self.ask(longer, image)
        more = together.outcome in UNDERSTOOD and (together.outcome, together.facts) != (before.outcome, before.facts)
        if not more:
            return None
        return Understood(reply=together, thread=_after(longer, together), has_image=image)


def _after(thread: Thread, reply: Reply) -> Thread:
    """Remember the question of *reply*; a sensitive one is not remembered."""
    if reply.outcome is Outcome.SENSITIVE:
        return Thread()
    return thread.after(reply)
