"""The judge: what is found about a question → one outcome, with its reason."""

from collections.abc import Sequence

from bot.conditions import Conditions
from bot.cues import Cues
from bot.forms import Form, admits, asks_for_consequences, form_of, of_others
from bot.lanes import Lanes
from bot.model import Fact, FactId, Question, Reason, Sending, Verdict
from bot.outcomes import Answer, AskManager, Clarify, Judgement, Located, NotCovered, Sensitive, SmallTalk
from bot.policies.guidance import Request
from bot.policies.library import Library
from bot.policies.model import Clause, Modality, Policy
from bot.retrieval.searcher import Found, Hit, Kind
from bot.retrieval.text import Analyser
from bot.text import stems

MOST_CITED = 3
MOST_FACTS = 2
TOPIC_MARGIN = 0.45
"""How much better than the best clause a silent topic must fit."""
FAR_TOPIC_MARGIN = 2.0
"""The same for a topic that has nothing to do with the policy, when the question speaks the policy's language."""
REQUEST_MARGIN = 1.0
LANE_MARGIN = 1.0
LANE_MEANING = 0.5
LEAST_WORDS = 0.12
LEAST_MEANING = 0.3
LEAST_COVERAGE = 0.5
FEW_TERMS = 10
NEAR_MEANING = 0.3
"""A clause less near in meaning than this is not shown as the nearest."""
DESCRIPTION_PENALTY = 1.0
"""What a clause that only describes loses when the question asks for permission or a duty."""
LEAST_SHARE = 0.5
"""A clause that scores less than this share of the best is not cited beside it."""
TIE = 0.05
SMALL_TALK_TERMS = 3


class Judge:
    """Judges questions by one library. Pure: the same question and hits give the same judgement."""

    def __init__(self, library: Library, analyser: Analyser) -> None:
        """Compile the library's cues; *analyser* is the searcher's own."""
        groups = library.groups()
        self.library = library
        self._lanes = Lanes(library)
        self._talk = [(talk, Cues(talk.cues, groups)) for talk in library.requests.talk]
        self._requests = [(r, Cues(r.cues, groups), Cues(r.unless, groups)) for r in library.requests.request]
        self._boss = Cues(groups.get("boss", ("manager",)))
        self._conditions = Conditions(library)
        self._about = frozenset(analyser.terms(" ".join(library.silences.about)))
        self._located = {
            (policy.id, clause.id): (policy, clause) for policy in library.policies for clause in policy.clauses
        }

    def judge(self, question: Question, found: Found) -> Judgement:
        """Decide what the bot does with *question*. The strict route wins: a sensitive hint outranks everything."""
        asked = stems(question.text)
        return (
            self._sensitive(asked, found)
            or self._small_talk(asked, found)
            or self._request(question, asked, found)
            or self._silent(found)
            or self._by_clauses(question, asked, found)
        )

    def _sensitive(self, asked: Sequence[str], found: Found) -> Sensitive | None:
        hit = _best(found, Kind.LANE)
        other = max((h.score for h in found.hits if h.target.kind is not Kind.LANE), default=0.0)
        alike = hit and hit.meaning >= LANE_MEANING and hit.score > other + LANE_MARGIN
        lane = self._lanes.find(asked, hit.target.id if hit and alike else None)
        return Sensitive(lane=lane) if lane else None

    def _small_talk(self, asked: Sequence[str], found: Found) -> SmallTalk | None:
        if len(found.terms) > SMALL_TALK_TERMS:
            return None
        for talk, cues in self._talk:
            said = cues.found(asked)
            spoken = {stem for cue in said for stem in stems(cue)}
            if said and not self._about_the_policy([term for term in found.terms if term not in spoken]):
                return SmallTalk(talk=talk)
        return None

    def _request(self, question: Question, asked: Sequence[str], found: Found) -> AskManager | None:
        """Hear what the person asks for. What admits to something, or speaks of a manager, is sent only on a press."""
        for request, cues, unless in self._requests:
            heard = cues.found(asked)
            if heard and not unless.found(asked):
                named = any("{manager}" in cue or "manag" in cue for cue in heard)
                pressed = admits(question.text) or self._boss.count(asked) > int(named)
                return self._ask_manager(request, found, pressed=pressed)
        best, clause = _best(found, Kind.REQUEST), _best(found, Kind.CLAUSE)
        if best and clause and best is found.hits[0] and best.score > clause.score + REQUEST_MARGIN:
            request = next(r for r in self.library.requests.request if r.id == best.target.id)
            return self._ask_manager(request, found, pressed=True)
        return None

    def _ask_manager(self, request: Request, found: Found, *, pressed: bool) -> AskManager:
        """Prepare a request: sent by the person's own wish alone, or only when *pressed*."""
        own = filter(None, map(self._find, request.clauses))
        cited = tuple(dict.fromkeys([*own, *self._cited(found)]))[:MOST_CITED]
        sending = Sending.OFFERED if pressed else Sending.AFTER_UNDO
        return AskManager(reason=request.reason, clauses=cited, sending=sending)

    def _silent(self, found: Found) -> NotCovered | None:
        topic, clause = _best(found, Kind.TOPIC), _best(found, Kind.CLAUSE)
        if clause is None:
            return NotCovered(topic=None, near=())
        if topic:
            silence = next(t for t in self.library.silences.topic if t.id == topic.target.id)
            far = not silence.near and self._about_the_policy(found.terms)
            if topic.score > clause.score + (FAR_TOPIC_MARGIN if far else TOPIC_MARGIN):
                near = tuple(filter(None, map(self._find, silence.near)))
                return NotCovered(topic=silence, near=near)
        if _weak(clause, found) and not self._about_the_policy(found.terms):
            near = (self._of(clause),) if clause.meaning >= NEAR_MEANING and found.coverage >= LEAST_COVERAGE else ()
            return NotCovered(topic=None, near=near)
        return None

    def _by_clauses(self, question: Question, asked: Sequence[str], found: Found) -> Judgement:
        form = form_of(asked)
        cited = self._cited(found, form)
        policy, first = cited[0]
        facts = self._conditions.read(question, asked, policy, first)
        cited = tuple(dict.fromkeys([cited[0], *filter(None, map(self._find, facts.cites)), *cited[1:]]))
        if facts.unsure:
            return AskManager(reason=Reason.NOT_SURE, clauses=cited[:MOST_CITED], sending=Sending.OFFERED)
        if self._pull_apart(found, form, asked):
            return AskManager(reason=Reason.CLAUSES_PULL_APART, clauses=cited[:MOST_CITED], sending=Sending.OFFERED)
        verdict = self._verdict(policy, first, form, asked, failed=facts.failed)
        shown = self._with_companions(cited[:MOST_CITED])
        undecided = form is Form.PERMISSION and not facts.failed and not admits(question.text) and not of_others(asked)
        if facts.open and undecided and len(found.terms) <= FEW_TERMS:
            shown = self._with_companions(cited[:1])
            open_ = tuple(Fact(id=FactId(f.id), question=f.question, choices=f.choices) for f in facts.open)
            return Clarify(clauses=shown, verdict=verdict, facts=open_[:MOST_FACTS])
        return Answer(clauses=shown, verdict=verdict)

    def _verdict(
        self, policy: Policy, clause: Clause, form: Form, asked: Sequence[str], *, failed: bool
    ) -> Verdict | None:
        """Read the verdict off the clause's modality and the question's form; see ADR 0006."""
        guide = self.library.guide(policy, clause)
        modality = clause.modality
        if asks_for_consequences(asked) or (form is Form.INFORMATION and modality is not Modality.MUST_NOT):
            return Verdict.INFORMATIONAL
        if modality is Modality.MUST_NOT and failed:
            return Verdict.PROHIBITED
        if guide.verdict and not failed:
            return Verdict.REQUIRED if form is Form.DUTY and guide.verdict is Verdict.ALLOWED_IF else guide.verdict
        match modality:
            case Modality.MUST_NOT:
                return Verdict.ALLOWED_IF if clause.condition else Verdict.PROHIBITED
            case Modality.MUST | Modality.SHOULD:
                return Verdict.REQUIRED if form is Form.DUTY else Verdict.ALLOWED_IF
            case Modality.MAY:
                return Verdict.ALLOWED_IF if clause.condition else Verdict.ALLOWED
            case Modality.WILL | Modality.DESCRIBES:
                return Verdict.ALLOWED_IF if clause.condition else Verdict.INFORMATIONAL

    def _pull_apart(self, found: Found, form: Form, asked: Sequence[str]) -> bool:
        """Tell whether two clauses that fit equally well read one as forbidding, one as allowing."""
        clauses = [hit for hit in found.hits if hit.target.kind is Kind.CLAUSE][:2]
        if len(clauses) < 2 or clauses[0].score - clauses[1].score > TIE:  # noqa: PLR2004 - it takes two
            return False
        read = {self._verdict(*self._of(hit), form, asked, failed=False) for hit in clauses}
        return read == {Verdict.ALLOWED, Verdict.PROHIBITED}

    def _about_the_policy(self, terms: Sequence[str]) -> bool:
        return not self._about.isdisjoint(terms)

    def _cited(self, found: Found, form: Form = Form.INFORMATION) -> tuple[Located, ...]:
        """Return the clauses to show, best first: who asks what is allowed wants rules before descriptions."""
        hits = [hit for hit in found.hits if hit.target.kind is Kind.CLAUSE]
        if form is not Form.INFORMATION:
            hits.sort(key=lambda hit: hit.score - DESCRIPTION_PENALTY * self._describes(hit), reverse=True)
        least = LEAST_SHARE * hits[0].score
        return tuple(self._of(hit) for hit in hits[:MOST_CITED] if hit.score >= least)

    def _describes(self, hit: Hit) -> bool:
        _, clause = self._of(hit)
        return clause.modality in (Modality.WILL, Modality.DESCRIBES) and not clause.condition

    def _with_companions(self, cited: tuple[Located, ...]) -> tuple[Located, ...]:
        policy, first = cited[0]
        companions = [self._located[policy.id, name] for name in self.library.guide(policy, first).companions]
        return tuple(dict.fromkeys([*cited, *companions]))

    def _of(self, hit: Hit) -> Located:
        return self._located[hit.target.policy, hit.target.id]

    def _find(self, name: str) -> Located | None:
        return next((located for (_, clause), located in self._located.items() if clause == name), None)


def _best(found: Found, kind: Kind) -> Hit | None:
    return next((hit for hit in found.hits if hit.target.kind is kind), None)


def _weak(best: Hit, found: Found) -> bool:
    """Tell whether the evidence is too weak to answer: both an absolute and a normalised signal must be low."""
    if not found.terms or found.coverage < LEAST_COVERAGE / 2:
        return True
    short = len(found.terms) <= FEW_TERMS
    return short and best.meaning < LEAST_MEANING and (best.words < LEAST_WORDS or found.coverage < LEAST_COVERAGE)
