"""The knowledge folder, read whole: every file, every fault at once."""

from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.errors import Fault, KnowledgeFaults
from bot.model import ClauseId, PolicyId
from bot.policies.checks import faults_between
from bot.policies.derogatory import DerogatoryFile
from bot.policies.disclaimers import DisclaimersFile
from bot.policies.drafts import DraftsFile
from bot.policies.front_desk import FrontDeskFile
from bot.policies.guidance import (
    FormsFile,
    GuidanceFile,
    LanesFile,
    LexiconFile,
    OrganisationFile,
    RequestsFile,
    SilencesFile,
)
from bot.policies.library import GuidanceText, Lent, Library, named_groups
from bot.policies.model import Policy
from bot.policies.notices import NoticesFile
from bot.policies.reader import read_policy
from bot.policies.sentences import WordingFile
from bot.policies.tables import Table, read_table, read_text
from bot.policies.weights import WeightsFile
from bot.settings import SHIPPED_KNOWLEDGE

T = TypeVar("T")
TableT = TypeVar("TableT", bound=Table)


def read_library(folder: Path) -> Library:
    """Read a knowledge folder. Only `policies/` is needed.

    Guidance and silences may be missing. Lanes, requests, forms, lexicon, wording, notices, front desk, disclaimers
    and contacts are, where missing, those that ship: sensitive matters must be met whatever the policy. A contact that
    a shipped lane turns to, and a group that a shipped cue names, stay beside a folder's own.

    Raises:
        KnowledgeFaults: everything that is wrong with it, each fault with file and line.
    """
    if not folder.is_dir():
        raise KnowledgeFaults([Fault(file=str(folder), line=0, what="is no folder; set KNOWLEDGE_DIR or --knowledge")])
    reading = _Reading(folder)
    policies, guidance = reading.policies(), reading.guidance()
    library = Library(
        policies=tuple(policies),
        guides={(PolicyId(g.read.policy), ClauseId(c.id)): c for g in guidance for c in g.read.clause},
        facts={fact.id: fact for written in guidance for fact in written.read.fact},
        silences=reading.own("silences.toml", SilencesFile) or SilencesFile(),
        requests=reading.shipped("requests.toml", RequestsFile),
        lanes=reading.shipped("lanes.toml", LanesFile),
        lexicon=reading.shipped("lexicon.toml", LexiconFile),
        organisation=reading.shipped("organisation.toml", OrganisationFile),
        wording=reading.shipped("wording.toml", WordingFile),
        notices=reading.shipped("notices.toml", NoticesFile),
        front_desk=reading.shipped("front_desk.toml", FrontDeskFile),
        disclaimers=reading.shipped("disclaimers.toml", DisclaimersFile),
        forms=reading.shipped("forms.toml", FormsFile),
        drafts=reading.shipped("drafts.toml", DraftsFile),
        derogatory=reading.shipped("derogatory.toml", DerogatoryFile),
        draft_weights=reading.weights("draft_weights.tsv"),
    )
    library = _fitting(library, reading.ships)
    faults = reading.faults or list(faults_between(library, guidance))
    if faults:
        raise KnowledgeFaults(faults)
    return library


class _Reading:
    """A reading under way: the folder, every fault found so far, and the files that ship in the place of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.ships: set[str] = set()

    def policies(self) -> list[Policy]:
        files = list(self._files("policies", ".md"))
        if not files:
            self.faults.append(Fault(file="policies", line=0, what="holds no policy; put a Markdown file there"))
        read = [self._attempt(partial(_policy, path, file)) for path, file in files]
        return [policy for policy in read if policy]

    def guidance(self) -> list[GuidanceText]:
        read = [self._attempt(partial(_guidance, path, file)) for path, file in self._files("guidance", ".toml")]
        return [written for written in read if written]

    def own(self, name: str, shape: type[TableT]) -> TableT | None:
        path = self.folder / name
        return self._attempt(partial(read_table, path, shape, name)) if path.exists() else None

    def shipped(self, name: str, shape: type[TableT]) -> TableT:
        if not (self.folder / name).exists():
            self.ships.add(name)
        return self.own(name, shape) or _ships(name, shape)

    def weights(self, name: str) -> WeightsFile:
        own = self.folder / name
        return WeightsFile(own if own.exists() else SHIPPED_KNOWLEDGE / name, name)

    def _files(self, folder: str, ending: str) -> Iterator[tuple[Path, str]]:
        return ((path, f"{folder}/{path.name}") for path in sorted((self.folder / folder).glob(f"*{ending}")))

    def _attempt(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except KnowledgeFaults as error:
            self.faults += error.faults
            return None


def _policy(path: Path, file: str) -> Policy:
    return read_policy(read_text(path, file), file)


def _guidance(path: Path, file: str) -> GuidanceText:
    return GuidanceText(file=file, text=read_text(path, file), read=read_table(path, GuidanceFile, file))


def _fitting(library: Library, ships: AbstractSet[str]) -> Library:
    """Make the files that ship fit a folder: what they say of clauses it lacks goes; whom and what they name stays."""
    known = {clause.id for _, clause in library.clauses()}
    lanes, requests, lent = library.lanes, library.requests, Lent()
    if "lanes.toml" in ships:
        lanes = lanes.model_copy(update={"lane": tuple(_only(lane, known, "clauses", "also") for lane in lanes.lane)})
        library = _with_contacts(library)
    if "requests.toml" in ships:
        requests = requests.model_copy(update={"request": tuple(_only(r, known, "clauses") for r in requests.request)})
    library, drafts = _naming_known_clauses(library, ships, known), library.drafts
    if "drafts.toml" in ships:
        drafts = drafts.model_copy(update={"kind": tuple(kind for kind in drafts.kind if kind.clause in known)})
    if not ships.isdisjoint({"lanes.toml", "requests.toml", "forms.toml"}):
        groups = named_groups(_ships("lexicon.toml", LexiconFile), _ships("lanes.toml", LanesFile))
        lent = replace(library.lent, groups=groups)
    return replace(library, lanes=lanes, requests=requests, drafts=drafts, lent=lent)


def _naming_known_clauses(library: Library, ships: AbstractSet[str], known: Collection[str]) -> Library:
    """Let files that ship name no clause by itself that the folder lacks."""
    front, disclaimers = library.front_desk, library.disclaimers
    if "front_desk.toml" in ships and front.disclaimer_clause not in known:
        library = replace(library, front_desk=front.model_copy(update={"disclaimer_clause": ""}))
    if "disclaimers.toml" in ships and disclaimers.authorisation not in known:
        library = replace(library, disclaimers=disclaimers.model_copy(update={"authorisation": ""}))
    return library


def _only(table: TableT, known: Collection[str], *keys: str) -> TableT:
    """Return *table* with only those clauses under its *keys* that are known."""
    return table.model_copy(update={key: tuple(n for n in getattr(table, key) if n in known) for key in keys})


def _with_contacts(library: Library) -> Library:
    """Add the contacts that lanes that ship turn to and a folder's own organisation lacks: nobody is left alone."""
    own = {contact.id for contact in library.organisation.contact}
    needed = {name for lane in library.lanes.lane for name in lane.contacts} - own
    more = tuple(c for c in _ships("organisation.toml", OrganisationFile).contact if c.id in needed)
    organisation = library.organisation.model_copy(update={"contact": (*library.organisation.contact, *more)})
    return replace(library, organisation=organisation, lent=Lent(contacts=tuple(contact.id for contact in more)))


def _ships(name: str, shape: type[TableT]) -> TableT:
    return read_table(SHIPPED_KNOWLEDGE / name, shape, name)
