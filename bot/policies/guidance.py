"""What knowledge says about a policy: guidance, silences, requests, lanes, the organisation. One table, one noun."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.errors import Fault, KnowledgeFaults
from bot.model import Reason, Verdict

NOT_SURE = "Not sure"


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


Words = Annotated[str, AfterValidator(_not_blank)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$")]


class Table(BaseModel):
    """A table of a TOML file: frozen, and a key it does not know is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
    """How staff put what one clause settles; `verdict` is the policy owner's reading where the words alone mislead."""

    id: Words
    facts: tuple[Name, ...] = ()
    companions: tuple[str, ...] = ()
    verdict: Verdict | None = None
    phrases: tuple[Words, ...] = ()


class GuidanceFile(Table):
    """One file of `guidance/`."""

    policy: Name
    fact: tuple[FactGuide, ...] = ()
    clause: tuple[ClauseGuide, ...] = ()


class Topic(Table):
    """Something staff ask about although no clause speaks of it; `near` are clauses truly near."""

    id: Name
    title: Words
    near: tuple[str, ...] = ()
    phrases: tuple[Words, ...] = ()


class SilencesFile(Table):
    """`silences.toml`; a question that holds a word of `about` is likely to be about the policy."""

    about: tuple[Words, ...] = ()
    topic: tuple[Topic, ...] = ()


class Request(Table):
    """A way of asking for the manager, and the clause that gives the matter to them; `unless` are cues against it."""

    id: Name
    reason: Reason
    clauses: tuple[str, ...] = ()
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
    `unless` does.
    """

    id: Name
    title: Words
    opening: Words
    contacts: tuple[Name, ...] = ()
    clauses: tuple[str, ...] = ()
    signs: tuple[tuple[Words, ...], ...] = ()
    unless: tuple[Words, ...] = ()
    phrases: tuple[Words, ...] = ()


class LanesFile(Table):
    """`lanes.toml`: `neutral` are cues of a question about the policy itself, which is no disclosure."""

    groups: dict[Name, tuple[Words, ...]] = Field(default_factory=dict)
    neutral: tuple[Words, ...] = ()
    disclosing: tuple[Words, ...] = ()
    lane: tuple[Lane, ...] = ()


class Same(Table):
    """Words that mean the same here; the first stands for all."""

    words: tuple[Words, ...] = Field(min_length=2)


class LexiconFile(Table):
    """`lexicon.toml`."""

    same: tuple[Same, ...] = ()


class TalkWording(Table):
    """What is said to greetings, thanks, and nothing at all."""

    greeting: Words = "Hello! Ask me what the policy says; I answer in its own words."
    thanks: Words = "You're welcome."
    help: Words = (
        "Ask me what the policy says; I answer in its own words, and can pass on what it leaves to your manager."
    )
    empty: Words = "I did not see a question there."
    examples: tuple[Words, ...] = ("Can I post this photo?", "Do I need a disclaimer?", "Who has to agree first?")


class WordingFile(Table):
    """`wording.toml`: the bot's own sentences; what is shown as policy never stands here."""

    finding: dict[str, Words]
    manager: dict[Reason, Words]
    not_covered: dict[str, Words]
    next: dict[str, Words]
    notes: dict[str, Words]
    talk: TalkWording = TalkWording()


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


T = TypeVar("T", bound=Table)


def read_table(path: Path, shape: type[T], file: str) -> T:
    """Read one TOML file into its noun.

    Raises:
        KnowledgeFaults: the file cannot be read, is not TOML, or holds what *shape* does not allow.
    """
    try:
        text = path.read_text("utf-8-sig")
        return shape.model_validate(tomllib.loads(text))
    except OSError as error:
        raise KnowledgeFaults([Fault(file=file, line=0, what=f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise KnowledgeFaults([Fault(file=file, line=0, what="is not UTF-8 text")]) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else 0
        raise KnowledgeFaults([Fault(file=file, line=line, what=f"is not TOML: {error}")]) from error
    except ValidationError as error:
        faults = [
            Fault(file=file, line=_line(text, e["loc"]), what=f"{_path(e['loc'])}: {_plain(e['msg'])}")
            for e in error.errors()
        ]
        raise KnowledgeFaults(faults) from error


def line_of(text: str, table: str, number: int) -> int:
    """Return the line (from 1) on which the *number*th (from 0) `[[table]]` of a TOML text begins; 0 if none does."""
    starts = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{table}]]"]
    return starts[number] if number < len(starts) else 0


def _line(text: str, place: tuple[Any, ...]) -> int:
    match place:
        case (str(table), int(number), *rest):
            start = line_of(text, table, number)
            keys = [key for key in rest if isinstance(key, str)]
            lines = text.splitlines()[start:]
            for offset, line in enumerate(lines, 1):
                if line.strip().startswith("[["):
                    break
                if keys and re.match(rf"\s*{re.escape(keys[0])}\s*=", line):
                    return start + offset
            return start
        case (str(key), *_):
            return next((n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(key)), 0)
        case _:
            return 0


def _path(place: tuple[Any, ...]) -> str:
    return " → ".join(str(step + 1) if isinstance(step, int) else step for step in place) or "the file"


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")
