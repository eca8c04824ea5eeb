"""The knowledge folder as one immutable library; a reload reads a whole new one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from bot.cues import compile_cue
from bot.errors import Fault, KnowledgeFaults, UnknownPolicy
from bot.model import Citation, ClauseId, PolicyId
from bot.policies.guidance import (
    NOT_SURE,
    ClauseGuide,
    FactGuide,
    GuidanceFile,
    LanesFile,
    LexiconFile,
    OrganisationFile,
    RequestsFile,
    SilencesFile,
    Table,
    WordingFile,
    line_of,
    read_table,
)
from bot.policies.model import Clause, Policy
from bot.policies.reader import read_policy
from bot.settings import SHIPPED_KNOWLEDGE

T = TypeVar("T")
TableT = TypeVar("TableT", bound=Table)
ClauseKey = tuple[PolicyId, ClauseId]


@dataclass(frozen=True, kw_only=True, slots=True)
class Library:
    """Everything the knowledge folder says, read and checked as a whole."""

    policies: tuple[Policy, ...]
    guides: Mapping[ClauseKey, ClauseGuide]
    facts: Mapping[str, FactGuide]
    silences: SilencesFile
    requests: RequestsFile
    lanes: LanesFile
    lexicon: LexiconFile
    organisation: OrganisationFile
    wording: WordingFile

    def policy(self, name: str) -> Policy:
        """Find a policy by id or title.

        Raises:
            UnknownPolicy: there is none of that name.
        """
        wanted = name.strip().casefold()
        for policy in self.policies:
            if wanted in (policy.id.casefold(), policy.title.casefold()):
                return policy
        known = ", ".join(policy.id for policy in self.policies)
        raise UnknownPolicy(f"there is no policy “{name}”; there is {known}")

    def clauses(self) -> Iterator[tuple[Policy, Clause]]:
        """Go through every clause that can be cited, in the order of the policies."""
        return ((policy, clause) for policy in self.policies for clause in policy.clauses if not clause.leads_in)

    def guide(self, policy: Policy, clause: Clause) -> ClauseGuide:
        """Return the guidance on a clause, an empty one where there is none."""
        return self.guides.get((policy.id, clause.id)) or ClauseGuide(id=clause.id)

    def cite(self, name: str) -> Citation | None:
        """Quote the first clause of that id among the policies; `None` where no policy has one."""
        for policy, clause in self.clauses():
            if name in (clause.id, f"{policy.id}:{clause.id}"):
                return policy.cite(clause)
        return None

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Return the named groups that cues may use: the lanes' own, and every lexicon group under its first word."""
        groups = {same.words[0].replace(" ", "-"): same.words for same in self.lexicon.same}
        return groups | dict(self.lanes.groups)


class _Reading:
    """A reading under way: what was read, and every fault found so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []

    def attempt(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except KnowledgeFaults as error:
            self.faults += error.faults
            return None

    def optional(self, name: str, shape: type[TableT], otherwise: TableT) -> TableT:
        path = self.folder / name
        if not path.exists():
            return otherwise
        return self.attempt(lambda: read_table(path, shape, name)) or otherwise

    def shipped(self, name: str, shape: type[TableT]) -> TableT:
        """Read a file every organisation needs: the folder's own, else the one that ships."""
        return self.optional(name, shape, read_table(SHIPPED_KNOWLEDGE / name, shape, name))

    def files(self, folder: str, ending: str) -> Iterator[tuple[Path, str]]:
        for path in sorted((self.folder / folder).glob(f"*{ending}")):
            yield path, f"{folder}/{path.name}"


def read_library(folder: Path) -> Library:
    """Read a knowledge folder. Only `policies/` is needed.

    Guidance and silences may be missing; lanes, requests, lexicon, wording and contacts are then those that ship, since
    sensitive matters must be met whatever the policy.

    Raises:
        KnowledgeFaults: everything that is wrong with it, each fault with file and line.
    """
    if not folder.is_dir():
        raise KnowledgeFaults([Fault(file=str(folder), line=0, what="is no folder; set KNOWLEDGE_DIR or --knowledge")])
    reading = _Reading(folder)
    policies = [
        policy
        for path, file in reading.files("policies", ".md")
        if (policy := reading.attempt(lambda path=path, file=file: read_policy(_text(path, file), file)))
    ]
    if not policies and not reading.faults:
        reading.faults.append(Fault(file="policies", line=0, what="holds no policy; put a Markdown file there"))
    guidance = [
        (path, file, read)
        for path, file in reading.files("guidance", ".toml")
        if (read := reading.attempt(lambda path=path, file=file: read_table(path, GuidanceFile, file)))
    ]
    library = Library(
        policies=tuple(policies),
        guides={(PolicyId(read.policy), ClauseId(c.id)): c for _, _, read in guidance for c in read.clause},
        facts={fact.id: fact for _, _, read in guidance for fact in read.fact},
        silences=reading.optional("silences.toml", SilencesFile, SilencesFile()),
        requests=reading.shipped("requests.toml", RequestsFile),
        lanes=reading.shipped("lanes.toml", LanesFile),
        lexicon=reading.shipped("lexicon.toml", LexiconFile),
        organisation=reading.shipped("organisation.toml", OrganisationFile),
        wording=reading.shipped("wording.toml", WordingFile),
    )
    library = _fitting(library, folder)
    reading.faults += _twins(policies)
    if not reading.faults:
        reading.faults += [
            fault for path, file, read in guidance for fault in _guidance_faults(library, path, file, read)
        ]
        reading.faults += _reference_faults(library)
    if reading.faults:
        raise KnowledgeFaults(reading.faults)
    return library


def _fitting(library: Library, folder: Path) -> Library:
    """Drop from the files that ship what they say of clauses and contacts that this folder does not have."""
    contacts = {contact.id for contact in library.organisation.contact}
    lanes, requests = library.lanes, library.requests
    if not (folder / "lanes.toml").exists():
        fitting = [
            lane.model_copy(
                update={
                    "clauses": tuple(filter(library.cite, lane.clauses)),
                    "contacts": tuple(contact for contact in lane.contacts if contact in contacts),
                }
            )
            for lane in lanes.lane
        ]
        lanes = lanes.model_copy(update={"lane": tuple(fitting)})
    if not (folder / "requests.toml").exists():
        asked = [r.model_copy(update={"clauses": tuple(filter(library.cite, r.clauses))}) for r in requests.request]
        requests = requests.model_copy(update={"request": tuple(asked)})
    return replace(library, lanes=lanes, requests=requests)


def _text(path: Path, file: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise KnowledgeFaults([Fault(file=file, line=0, what=f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise KnowledgeFaults([Fault(file=file, line=0, what="is not UTF-8 text")]) from error


def _twins(policies: list[Policy]) -> list[Fault]:
    seen: dict[str, int] = {}
    faults = []
    for number, policy in enumerate(policies):
        if policy.id in seen:
            faults.append(Fault(file="policies", line=0, what=f"two policies have the id “{policy.id}”"))
        seen[policy.id] = number
    return faults


def _guidance_faults(library: Library, path: Path, file: str, read: GuidanceFile) -> Iterator[Fault]:
    """Check one guidance file against the policies: every id exists, none comes twice, every cue compiles."""
    text = _text(path, file)
    known = {clause.id for policy in library.policies if policy.id == read.policy for clause in policy.clauses}
    if not known:
        yield Fault(file=file, line=1, what=f"speaks of the policy “{read.policy}”, which does not exist")
        return
    for number, guide in enumerate(read.clause):
        line = line_of(text, "clause", number)
        for name in (guide.id, *guide.companions):
            if name not in known:
                yield Fault(file=file, line=line, what=f"there is no clause “{name}” in {read.policy}")
        if guide.id in {other.id for other in read.clause[:number]}:
            yield Fault(file=file, line=line, what=f"the clause “{guide.id}” comes twice")
        for fact in guide.facts:
            if fact not in library.facts:
                yield Fault(file=file, line=line, what=f"there is no fact “{fact}”")
    for number, guide in enumerate(read.fact):
        line = line_of(text, "fact", number)
        if guide.choices[-1] != NOT_SURE:
            yield Fault(file=file, line=line, what=f"the last choice of “{guide.id}” must be “{NOT_SURE}”")
        yield from _cue_faults(library, file, line, (*guide.given, *guide.missing))


def _reference_faults(library: Library) -> Iterator[Fault]:
    """Check silences, requests, lanes and the organisation: clauses, contacts and cues that do not exist."""
    contacts = {contact.id for contact in library.organisation.contact}
    for topic in library.silences.topic:
        yield from _clause_faults(library, "silences.toml", topic.near)
    for request in library.requests.request:
        yield from _clause_faults(library, "requests.toml", request.clauses)
        yield from _cue_faults(library, "requests.toml", 0, (*request.cues, *request.unless))
    for talk in library.requests.talk:
        yield from _cue_faults(library, "requests.toml", 0, talk.cues)
    yield from _cue_faults(library, "lanes.toml", 0, (*library.lanes.neutral, *library.lanes.disclosing))
    for lane in library.lanes.lane:
        yield from _clause_faults(library, "lanes.toml", lane.clauses)
        yield from _cue_faults(library, "lanes.toml", 0, [cue for sign in (*lane.signs, lane.unless) for cue in sign])
        for contact in lane.contacts:
            if contact not in contacts:
                yield Fault(file="lanes.toml", line=0, what=f"{lane.id}: there is no contact “{contact}”")


def _clause_faults(library: Library, file: str, names: tuple[str, ...]) -> Iterator[Fault]:
    for name in names:
        if library.cite(name) is None:
            yield Fault(file=file, line=0, what=f"there is no clause “{name}”")


def _cue_faults(library: Library, file: str, line: int, cues: list[str] | tuple[str, ...]) -> Iterator[Fault]:
    for cue in cues:
        try:
            compile_cue(cue, library.groups())
        except ValueError as error:
            yield Fault(file=file, line=line, what=str(error))
