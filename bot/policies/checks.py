"""What can be wrong between the files of the knowledge folder: unknown names, twins, cues that cannot be read."""

from collections.abc import Iterable, Iterator, Sequence

from bot.cues import check_cue
from bot.errors import Fault
from bot.policies.disclaimers import example_in
from bot.policies.guidance import NOT_SURE, FactGuide
from bot.policies.library import GuidanceText, Library
from bot.policies.tables import line_of


def faults_between(library: Library, guidance: Sequence[GuidanceText]) -> Iterator[Fault]:
    """Go through everything that the files of one folder say of each other and that does not hold."""
    yield from _twin_policies(library)
    yield from _twin_guides(guidance)
    for written in guidance:
        yield from _of_guidance(library, written)
    yield from _of_lanes(library)
    for topic in library.silences.topic:
        yield from _clauses(library, "silences.toml", topic.near)
    for request in library.requests.request:
        yield from _clauses(library, "requests.toml", request.clauses)
    yield from _of_disclaimers(library)
    yield from _of_cues(library)
    yield from _of_drafts(library)


def _twin_policies(library: Library) -> Iterator[Fault]:
    ids = [policy.id for policy in library.policies]
    for name in dict.fromkeys(name for name in ids if ids.count(name) > 1):
        yield Fault(file="policies", line=0, what=f"{ids.count(name)} policies have the id “{name}”")


def _twin_guides(guidance: Sequence[GuidanceText]) -> Iterator[Fault]:
    for table in ("clause", "fact"):
        seen: dict[tuple[str, str], str] = {}
        for written in guidance:
            scope = written.read.policy if table == "clause" else ""
            for number, guide in enumerate(getattr(written.read, table)):
                line = line_of(written.text, table, number)
                if first := seen.get((scope, guide.id)):
                    what = f"the {table} “{guide.id}” comes twice, first in {first}"
                    yield Fault(file=written.file, line=line, what=what)
                seen.setdefault((scope, guide.id), f"{written.file}:{line}")


def _of_guidance(library: Library, written: GuidanceText) -> Iterator[Fault]:
    """Check one guidance file against the policies: every clause and fact that it names exists."""
    read = written.read
    known = {clause.id for policy in library.policies if policy.id == read.policy for clause in policy.clauses}
    if not known:
        yield Fault(file=written.file, line=1, what=f"speaks of the policy “{read.policy}”, which does not exist")
        return
    for number, guide in enumerate(read.clause):
        line = line_of(written.text, "clause", number)
        for name in {guide.id, *guide.companions} - known:
            yield Fault(file=written.file, line=line, what=f"there is no clause “{name}” in {read.policy}")
        for fact in guide.facts:
            if fact not in library.facts:
                yield Fault(file=written.file, line=line, what=f"there is no fact “{fact}”")
        yield from _cues(
            library.groups(), written.file, line, (*guide.crossed, *(cue for sign in guide.signs for cue in sign))
        )
    for number, fact_guide in enumerate(read.fact):
        yield from _of_fact(library, written, line_of(written.text, "fact", number), fact_guide)


def _of_fact(library: Library, written: GuidanceText, line: int, fact: FactGuide) -> Iterator[Fault]:
    if fact.choices[-1] != NOT_SURE:
        yield Fault(file=written.file, line=line, what=f"the last choice of “{fact.id}” must be “{NOT_SURE}”")
    for choice in {*fact.fails, *fact.cites} - {*fact.choices}:
        yield Fault(file=written.file, line=line, what=f"“{fact.id}” has no choice “{choice}”")
    for names in fact.cites.values():
        yield from _clauses(library, written.file, names)
    yield from _cues(library.groups(), written.file, line, (*fact.given, *fact.missing))


def _of_lanes(library: Library) -> Iterator[Fault]:
    contacts = {contact.id for contact in library.organisation.contact}
    for lane in library.lanes.lane:
        yield from _clauses(library, "lanes.toml", (*lane.clauses, *lane.also))
        for contact in lane.contacts:
            if contact not in contacts:
                yield Fault(file="lanes.toml", line=0, what=f"{lane.id}: there is no contact “{contact}”")


def _of_cues(library: Library) -> Iterator[Fault]:
    groups = library.groups()
    for topic in library.silences.topic:
        yield from _cues(groups, "silences.toml", 0, (*topic.cues, *topic.unless))
    for request in library.requests.request:
        yield from _cues(groups, "requests.toml", 0, (*request.outright, *request.cues, *request.unless))
    for talk in library.requests.talk:
        yield from _cues(groups, "requests.toml", 0, talk.cues)
    for cues in library.forms.model_dump().values():
        yield from _cues(groups, "forms.toml", 0, cues)
    yield from _cues(groups, "lanes.toml", 0, (*library.lanes.neutral, *library.lanes.disclosing, *library.lanes.grave))
    for lane in library.lanes.lane:
        yield from _cues(
            groups, "lanes.toml", 0, [cue for sign in (*lane.signs, lane.unless, lane.likeness_with) for cue in sign]
        )


def _of_disclaimers(library: Library) -> Iterator[Fault]:
    name = library.front_desk.disclaimer_clause
    yield from _clauses(library, "front_desk.toml", filter(None, [name]))
    yield from _clauses(library, "disclaimers.toml", filter(None, [library.disclaimers.authorisation]))
    clause = library.cite(name)
    if clause is not None and not example_in(clause):
        yield Fault(file="front_desk.toml", line=0, what=f"the clause “{name}” quotes no example of a disclaimer")


def _of_drafts(library: Library) -> Iterator[Fault]:
    drafts, derogatory = library.drafts, library.derogatory
    yield from _clauses(library, "drafts.toml", (kind.clause for kind in drafts.kind))
    yield from _cues(library.groups() | dict(drafts.groups), "drafts.toml", 0, drafts.cues())
    yield from _cues(library.groups(), "derogatory.toml", 0, derogatory.cues())


def _clauses(library: Library, file: str, names: Iterable[str]) -> Iterator[Fault]:
    for name in names:
        if library.cite(name) is None:
            yield Fault(file=file, line=0, what=f"there is no clause “{name}”")


def _cues(groups: dict[str, tuple[str, ...]], file: str, line: int, cues: Iterable[str]) -> Iterator[Fault]:
    for cue in cues:
        try:
            check_cue(cue, groups)
        except ValueError as error:
            yield Fault(file=file, line=line, what=str(error))
