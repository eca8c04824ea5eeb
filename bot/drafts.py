"""The check of a draft: findings only, each with its clause; what it does not find is not thereby approved."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter

from bot.cues import Groups
from bot.drafting.classifier import Classifier, spot_of
from bot.drafting.derogatory import Derogatory
from bot.drafting.details import Details
from bot.drafting.disclaiming import Disclaiming
from bot.drafting.disclosing import Disclosing
from bot.drafting.observing import AGREED, DISCLAIMED, PERSONAL, Observation, Observer
from bot.drafting.people import People
from bot.drafting.reading import Reading
from bot.drafting.signs import Hearing, Signs
from bot.drafting.spelling import Spelling
from bot.findings import Checked, Draft, Finding, FindingKind, Severity, Spot
from bot.model import Citation
from bot.policies.drafts import KindGuide
from bot.policies.library import Library
from bot.text import words

SHORT, SHORT_WORDS = 2, 30
"""Sentences and words of a text that can be one question."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ground:
    """What a kind of finding stands on."""

    guide: KindGuide
    citation: Citation
    severity: Severity


class Drafts:
    """Checks drafts by one library. Pure: the same draft gives the same findings."""

    def __init__(self, library: Library) -> None:
        """Compile the lists of *library*; a kind whose clause no policy has is not looked for."""
        file = self._file = library.drafts
        groups = library.groups() | dict(file.groups)
        self._grounds = dict(_grounds(library))
        self._signs = Signs(file.look, groups)
        self._derogatory = Derogatory(library.derogatory, library.groups())
        self._details = Details(file.own, groups)
        self._people = People(file.names, file.own, groups)
        self._disclaiming = Disclaiming(file.disclaimer, groups)
        self._observer = Observer(
            people=self._people,
            details=self._details,
            disclaiming=self._disclaiming,
            consent=Hearing(file.lists.get("consent", ()), groups),
        )
        self._private = Hearing(file.lists.get("private", ()), groups)
        self._weights = library.draft_weights
        self._asking = Hearing(file.asks.cues, groups)
        self._disclosing = Disclosing(file.disclosure, groups)
        self._spelling = Spelling(_vocabulary(file.cues(), file.groups))

    @cached_property
    def _classifier(self) -> Classifier:
        return Classifier(self._weights.weights)

    def check(self, draft: Draft, known_names: Collection[str] = ()) -> Checked:
        """Look at *draft*: its words, each look on its own, *known_names*, and what is attached.

        Raises:
            KnowledgeFaults: what was learned cannot be read.
        """
        text = draft.text[: self._file.longest]
        known = (Spot(kind=FindingKind.NAME, span=span) for span in self._details.known(text, known_names))
        found = [self._finding(spot, text) for spot in dict.fromkeys(chain(self._spots(draft, text), known))]
        findings = sorted(filter(None, found), key=_strongest_first)
        cut = (self._file.says.too_long.format(length=len(text)),) if len(draft.text) > len(text) else ()
        return Checked(findings=tuple(_each_once(findings)), cannot_see=(*self._file.limits.always, *cut))

    def guides(self) -> Iterator[KindGuide]:
        """Go through the kinds that are looked for."""
        return (ground.guide for ground in self._grounds.values())

    def observe(self, text: str) -> Observation:
        """Return what the classifier is given of *text*."""
        reading = Reading.of(text, self._spelling.meant)
        facts = self._observer.facts(reading)
        names = list(self._people.spots(reading))
        personal = [*names, *self._details.spots(reading, self._people.numbers(names, reading))]
        slurs = list(self._derogatory.spots(reading, personal=PERSONAL in facts))
        features = self._observer.features(reading, facts, [*personal, *slurs])
        return Observation(reading=reading, facts=facts, personal=personal, slurs=slurs, features=features)

    def masked(self, text: str, known_names: Collection[str] = ()) -> str:
        """Mask what is private in *text*, and leave what is plainly an organisation's."""
        return self._details.masked(text, known_names)

    def told(self, text: str) -> str:
        """Return what *text* tells of somebody who may be in trouble; a campaign tells nothing of the kind."""
        return self._disclosing.told(Reading.of(text, self._spelling.meant))

    def asks(self, text: str) -> bool:
        """Tell whether *text* puts a question to whoever knows the policy."""
        sentences = Reading.of(text, self._spelling.meant).sentences
        short = len(sentences) <= SHORT and sum(len(sentence.tokens) for sentence in sentences) <= SHORT_WORDS
        begins = short and bool(sentences) and sentences[0].tokens[0].plain in self._file.asks.begins
        addressed = any(token.plain in self._file.asks.readers for said in sentences for token in said.tokens)
        return (begins and not addressed) or any(self._asking.of(sentence) for sentence in sentences)

    def _spots(self, draft: Draft, text: str) -> Iterator[Spot]:
        """Yield what is certain, and of the kinds it leaves what is learned to be likely; one disclaimer is enough."""
        seen = self.observe(text)
        sure = [spot for spot in seen.personal if self._details.is_sure(spot, seen.reading)]
        said = [*sure, *seen.slurs, *self._signs.spots(seen.reading, personal=PERSONAL in seen.facts)]
        kinds, personal = {spot.kind for spot in said}, frozenset(seen.personal)
        found = [*said, *(spot for spot in self._likely(seen) if spot.kind not in kinds or spot in personal)]
        work = [spot for spot in found if spot.kind is FindingKind.DISCLAIMER and not self._is_disclaimed(spot, seen)]
        yield from (spot for spot in found if spot.kind is not FindingKind.DISCLAIMER)
        yield from sorted(work, key=attrgetter("span"))[:1]
        pictured = AGREED in seen.facts or any(spot.kind is FindingKind.PICTURE for spot in found)
        if draft.has_picture and not pictured:
            yield Spot(kind=FindingKind.PICTURE, span=(0, 0))

    def _is_disclaimed(self, spot: Spot, seen: Observation) -> bool:
        """Tell whether a mention of work wants no disclaimer: one stands there, or the work is elsewhere."""
        sentence = seen.reading.at(spot.span[0])
        return DISCLAIMED in seen.facts or (sentence is not None and self._disclaiming.speaks_elsewhere(sentence))

    def _likely(self, seen: Observation) -> Iterator[Spot]:
        """Yield one spot for each kind that is likely; where something personal is told, names and details with it."""
        likely = (weighed for weighed in self._classifier.weigh(seen.features) if weighed.above > 0)
        for weighed in likely if seen.reading.sentences else ():
            spot = spot_of(weighed, seen.features, seen.reading)
            if weighed.kind is FindingKind.PRIVATE:
                yield from seen.personal
            if weighed.kind is not FindingKind.PRIVATE or self._tells_more(spot, seen):
                yield spot

    def _tells_more(self, spot: Spot, seen: Observation) -> bool:
        """Tell whether a sentence tells more of somebody than a name or a number that stands in it."""
        sentence = seen.reading.at(spot.span[0])
        named = any(spot.span[0] <= personal.span[0] < spot.span[1] for personal in seen.personal)
        return not named or (sentence is not None and bool(self._private.of(sentence)))

    def _finding(self, spot: Spot, text: str) -> Finding | None:
        ground = self._grounds.get(spot.kind)
        if ground is None:
            return None
        return Finding(
            kind=spot.kind,
            words=text[slice(*spot.span)],
            span=spot.span,
            severity=ground.severity,
            says=ground.guide.says,
            citation=ground.citation,
            settles=ground.guide.settles,
        )


def _grounds(library: Library) -> Iterator[tuple[FindingKind, _Ground]]:
    cited = {clause.id: (policy, clause) for policy, clause in library.clauses()}
    for guide in library.drafts.kind:
        for clause_id, (policy, clause) in cited.items():
            if clause_id == guide.clause:
                severity = Severity(clause.modality.value)
                yield guide.id, _Ground(guide=guide, citation=policy.cite(clause), severity=severity)


def _vocabulary(cues: Iterator[str], groups: Groups) -> frozenset[str]:
    known = set(chain.from_iterable(words(text) for text in (*cues, *chain.from_iterable(groups.values()))))
    return frozenset(known | {f"{word}s" for word in known})


def _strongest_first(finding: Finding) -> tuple[int, tuple[int, int], str]:
    return finding.severity.rank, finding.span, finding.kind


def _each_once(findings: list[Finding]) -> Iterator[Finding]:
    """Leave out the same words of the same kind, and words inside longer ones of the same kind."""
    seen: set[tuple[FindingKind, str]] = set()
    ends: Mapping[FindingKind, int] = {}
    for finding in findings:
        key = finding.kind, finding.words.casefold()
        if key in seen or finding.span[0] < ends.get(finding.kind, -1):
            continue
        seen.add(key)
        ends = {**ends, finding.kind: finding.span[1]}
        yield finding
