"""Everything the knowledge folder says, as one immutable library."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.errors import UnknownPolicy
from bot.model import Citation, ClauseId, PolicyId
from bot.policies.derogatory import DerogatoryFile
from bot.policies.disclaimers import DisclaimersFile
from bot.policies.drafts import DraftsFile
from bot.policies.front_desk import FrontDeskFile
from bot.policies.guidance import (
    ClauseGuide,
    FactGuide,
    FormsFile,
    GuidanceFile,
    LanesFile,
    LexiconFile,
    OrganisationFile,
    RequestsFile,
    SilencesFile,
)
from bot.policies.model import Clause, Policy
from bot.policies.notices import NoticesFile
from bot.policies.sentences import WordingFile
from bot.policies.weights import WeightsFile

ClauseKey = tuple[PolicyId, ClauseId]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lent:
    """What ships and stays beside a folder's own files, because other files that ship speak of it."""

    contacts: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Library:
    """What was read, checked as a whole; a reload makes a new one."""

    policies: tuple[Policy, ...]
    guides: Mapping[ClauseKey, ClauseGuide]
    facts: Mapping[str, FactGuide]
    silences: SilencesFile
    requests: RequestsFile
    lanes: LanesFile
    lexicon: LexiconFile
    organisation: OrganisationFile
    wording: WordingFile
    notices: NoticesFile
    front_desk: FrontDeskFile
    disclaimers: DisclaimersFile
    forms: FormsFile
    drafts: DraftsFile
    derogatory: DerogatoryFile
    draft_weights: WeightsFile
    lent: Lent = field(default_factory=Lent)

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
        return {**self.lent.groups, **named_groups(self.lexicon, self.lanes)}


def named_groups(lexicon: LexiconFile, lanes: LanesFile) -> dict[str, tuple[str, ...]]:
    """Return the groups of two files by name; the lanes' own outweigh the lexicon's."""
    return {same.words[0].replace(" ", "-"): same.words for same in lexicon.same} | dict(lanes.groups)


class GuidanceText(NamedTuple):
    """One guidance file: its name, its text, and what was read from it."""

    file: str
    text: str
    read: GuidanceFile
