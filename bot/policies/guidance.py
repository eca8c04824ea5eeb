"""What knowledge says about a policy: guidance, silences, requests, lanes, the organisation. One table, one noun."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.model import Reason, Verdict
from bot.policies.tables import Table
from bot.text import words

NOT_SURE = "Not sure"


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


Words = Annotated[str, AfterValidator(_not_blank)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$")]


class FactGuide(Table):
    """A fact that clauses turn on.

    `given` and `missing` are cues by which a question already says yes or no; by a choice among `fails` the clause's
    condition fails; `cites` names clauses that a choice brings in.
    """

    id: Name
    question: Words
    choices: tuple[Words, ...] = Field(min_length=2, max_length=4)
    fails: tuple[Words, ...] = ()
    cites: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    given: tuple[Words, ...] = ()
    missing: tuple[Words, ...] = ()


class ClauseGuide(Table):
    """How staff put what one clause settles; `verdict` is the policy owner's reading where the words alone mislead.

    A question leans to the clause when every cue of one of its `signs` stands in it. `crossed` are cues by which it
    says that the clause's condition is not met, or its limit passed.
    """

    id: Words
    facts: tuple[Name, ...] = ()
    companions: tuple[str, ...] = ()
    verdict: Verdict | None = None
    crossed: tuple[Words, ...] = ()
    signs: tuple[tuple[Words, ...], ...] = ()
    phrases: tuple[Words, ...] = ()


class GuidanceFile(Table):
    """One file of `guidance/`."""

    policy: Name
    fact: tuple[FactGuide, ...] = ()
    clause: tuple[ClauseGuide, ...] = ()


class Topic(Table):
    """Something staff ask about although no clause speaks of it; `near` are clauses truly near.

    `cues` say outright that a question is about it; `unless` are cues by which it is not.
    """

    id: Name
    title: Words
    near: tuple[str, ...] = ()
    cues: tuple[Words, ...] = ()
    unless: tuple[Words, ...] = ()
    phrases: tuple[Words, ...] = ()


class SilencesFile(Table):
    """`silences.toml`; a question that holds a word of `about` is likely to be about the policy."""

    about: tuple[Words, ...] = ()
    topic: tuple[Topic, ...] = ()


class Request(Table):
    """A way of asking for the manager, and the clause that gives the matter to them.

    `outright` are cues that leave no doubt; `cues` count unless the question is much more about something else;
    `unless` speak against both.
    """

    id: Name
    reason: Reason
    clauses: tuple[str, ...] = ()
    outright: tuple[Words, ...] = ()
    cues: tuple[Words, ...] = ()
    unless: tuple[Words, ...] = ()
    phrases: tuple[Words, ...] = ()


class Talk(Table):
    """Greetings, thanks and questions about the bot itself."""

    id: Name
    cues: tuple[Words, ...] = ()


class RequestsFile(Table):
    """`requests.toml`."""

    request: tuple[Request, ...] = ()
    talk: tuple[Talk, ...] = ()


class Lane(Table):
    """A sensitive matter and where it goes instead of the manager.

    A question is in the lane when one of `signs` stands in it (every cue of the sign, in any order), and no cue of
    `unless` does. A lane that is `always` open is shown even to who asks about the policy: life comes first. `also`
    are clauses shown beside its own where the words are most about them; no other rule is held up to who needs help.
    Where there are cues in `likeness_with`, likeness alone is not enough: one of them must stand there too.
    """

    id: Name
    title: Words
    always: bool = False
    opening: Words
    contacts: tuple[Name, ...] = ()
    clauses: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    signs: tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...] = ()
    unless: tuple[Words, ...] = ()
    likeness_with: tuple[Words, ...] = ()
    phrases: tuple[Words, ...] = ()


class LanesFile(Table):
    """`lanes.toml`: `neutral` are cues of a question about the policy itself, which is no disclosure.

    `grave` are cues with which nothing goes to a manager, whatever else is asked for.
    """

    groups: dict[Name, tuple[Words, ...]] = Field(default_factory=dict)
    neutral: tuple[Words, ...] = ()
    disclosing: tuple[Words, ...] = ()
    grave: tuple[Words, ...] = ()
    lane: tuple[Lane, ...] = ()


def _led_by_words(group: tuple[str, ...]) -> tuple[str, ...]:
    if not words(group[0]):
        raise ValueError(f"“{group[0]}” stands for all, and holds no letter or digit")
    return group


class Same(Table):
    """Words that mean the same here; the first stands for all."""

    words: Annotated[tuple[Words, ...], AfterValidator(_led_by_words)] = Field(min_length=2)


class LexiconFile(Table):
    """`lexicon.toml`."""

    same: tuple[Same, ...] = ()


class FormsFile(Table):
    """`forms.toml`: cues by which a question shows how it asks.

    `openings`, `endings` and `fillers` are plain words: how a sentence opens that asks for information, how one ends
    that asks for leave, and what only leads in or trails off; `asking` is how any question or errand opens.
    `publishing` puts something where others see it.
    """

    permission: tuple[Words, ...]
    duty: tuple[Words, ...]
    information: tuple[Words, ...]
    consequences: tuple[Words, ...]
    done: tuple[Words, ...]
    others: tuple[Words, ...]
    steering: tuple[Words, ...] = ()
    enquiries: tuple[Words, ...] = ()
    openings: tuple[Words, ...] = ()
    endings: tuple[Words, ...] = ()
    asking: tuple[Words, ...] = ()
    publishing: tuple[Words, ...] = ()
    fillers: tuple[Words, ...] = ()


class ContactGuide(Table):
    """Somebody to turn to; an empty `reach` says that the organisation has not filled it in."""

    id: Name
    role: Words
    name: str = ""
    reach: str = ""


class Document(Table):
    """A document that the policy leans on; `held` says whether Signpost can quote it."""

    id: Name
    title: Words
    held: bool = False
    mentioned_in: tuple[str, ...] = ()
    note: str = ""


class OrganisationFile(Table):
    """`organisation.toml`."""

    name: Words
    contact: tuple[ContactGuide, ...] = ()
    document: tuple[Document, ...] = ()
