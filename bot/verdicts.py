"""The judge: what is found about a question → one outcome, with its reason."""

from collections.abc import Sequence

from bot.cues import Cues
from bot.judging.citing import MOST_CITED, Citing, together
from bot.judging.conditions import Conditions
from bot.judging.forms import Asked, Form, Forms
from bot.judging.outcomes import Answer, AskManager, Clarify, Judgement, Located, NotCovered, Sensitive, SmallTalk
from bot.judging.readings import read_verdict
from bot.lanes import Lanes, Signs
from bot.model import Fact, FactId, LaneId, Question, Reason, Sending, Verdict
from bot.policies.guidance import Lane, Request
from bot.policies.library import Library
from bot.retrieval.searcher import Found, Hit, Kind
from bot.retrieval.text import Analyser
from bot.text import stems

MOST_FACTS = 2
MOST_OF_LANE = 2
MOST_CLARIFYING = 2
TOPIC_MARGIN = 1.1
"""How much better than the best clause a silent topic must fit."""
FAR_TOPIC_MARGIN = 2.2
"""The same for a topic that has nothing to do with the policy, when the question speaks the policy's language."""
REQUEST_MARGIN = 1.5
"""How much better than the best clause a request's phrases must fit to be heard without any of its cues."""
VETOED_MARGIN = 4.0
"""The same where a cue speaks against it."""
CUE_MARGIN = 2.0
"""How much worse they may fit where a cue is heard: words of asking inside a plain question are no request."""
ASKING_MARGIN = 1.0
TELLING_MARGIN = 0.0
"""How much more like a lane's phrases than like anything else a text without signs must be.

Most disclosures are statements, and most of what only looks like one is a question.
"""
LANE_MEANING = 0.2
ASKING_SLACK = 3.5
STORY_SLACK = -1.0
TELLING_SLACK = 4.0
ALWAYS_SLACK = 4.5
"""How much less like it may be where a sign stands in it: a question, one told as a story, a statement, and a
lane that is always open."""
MORE_SIGNS = 0.4
"""What each further sign adds to that."""
STORY_WORDS = 25
SAID_OUTRIGHT = 4
"""So few words with a sign among them are the matter itself."""
LEAST_WORDS = 0.12
LEAST_MEANING = 0.3
LEAST_COVERAGE = 0.5
TOO_FEW_TERMS = 2
CLEAR_MEANING = 0.5
CLEAR_WORDS = 0.5
"""A question of so few terms, none of them the policy's language, must be this near a clause to be about it."""
FEW_TERMS = 10
"""A question of more terms than this tells a story: weak evidence counts for more."""
TERSE = 3
"""So few terms are asked back about even where nothing in them asks for leave."""
PLAIN = 7
"""A question of more terms than this is answered rather than questioned back: it has told what it turns on."""
TIE = 0.05


class Judge:
    """Judges questions by one library. Pure: the same question and hits give the same judgement."""

    def __init__(self, library: Library, analyser: Analyser) -> None:
        """Compile the library's cues; *analyser* is the searcher's own."""
        groups = library.groups()
        self._library = library
        self._citing = Citing(library)
        self._conditions = Conditions(library)
        self._forms = Forms(library)
        self._lanes = Lanes(library)
        self._talk = [(talk, Cues(talk.cues, groups)) for talk in library.requests.talk]
        self._requests = [
            (r, Cues(r.outright, groups), Cues(r.cues, groups), Cues(r.unless, groups))
            for r in library.requests.request
        ]
        self._boss = Cues(groups.get("boss", ("manager",)))
        self._about = frozenset(analyser.terms(" ".join(library.silences.about)))

    def judge(self, question: Question, found: Found) -> Judgement:
        """Decide what the bot does with *question*. The strict route wins: a sensitive hint outranks everything."""
        asked = self._forms.read(question.text)
        signs = self._lanes.read(asked.stems)
        if lane := _by_signs(signs, asked, found):
            return self._sensitive(lane, asked, found)
        if talk := self._small_talk(asked, found):
            return talk
        if lane := _by_likeness(signs, asked, found):
            return self._sensitive(lane, asked, found)
        if request := self._request(asked, found):
            return self._sensitive(signs.lane, asked, found) if signs.lane else request
        return self._silent(found) or self._by_clauses(question, asked, found)

    def _sensitive(self, lane: Lane, asked: Asked, found: Found) -> Sensitive:
        """Show the lane's own clauses, and with them the one that the words are about, if the lane allows it."""
        best = [(policy, clause) for policy, clause in self._citing.best(found, asked)[:1] if clause.id in lane.also]
        own = self._citing.named(lane.clauses)
        return Sensitive(lane=lane, clauses=together(own[:MOST_OF_LANE], best, own)[:MOST_CITED])

    def read(self, text: str) -> Asked:
        """Say how *text* asks."""
        return self._forms.read(text)

    def lane_of(self, text: str, found: Found) -> LaneId | None:
        """Tell which sensitive lane *text* is in, if any: the same decision as `judge` makes."""
        asked = self._forms.read(text)
        signs = self._lanes.read(asked.stems)
        lane = _by_signs(signs, asked, found) or _by_likeness(signs, asked, found)
        return LaneId(lane.id) if lane else None

    def _small_talk(self, asked: Asked, found: Found) -> SmallTalk | None:
        """Take for small talk what is little else: as many of its words as there are others, none about the policy."""
        for talk, cues in self._talk:
            spoken = {stem for cue in cues.found(asked.stems) for stem in stems(cue)}
            rest = [term for term in found.terms if term not in spoken]
            if spoken and len(rest) <= sum(stem in spoken for stem in asked.stems) and not self._about_the_policy(rest):
                return SmallTalk(talk=talk)
        return None

    def _request(self, asked: Asked, found: Found) -> AskManager | None:
        """Hear what the person asks for. What admits to something, or speaks of a manager, is sent only on a press."""
        best = _best(found, Kind.CLAUSE)
        clause = best.score if best else 0.0
        likeness = {hit.target.id: hit.score - clause for hit in found.hits if hit.target.kind is Kind.REQUEST}
        for request, outright, cues, unless in self._requests:
            like = likeness.get(request.id, 0.0)
            said, vetoed = outright.found(asked.stems), bool(unless.found(asked.stems))
            heard = said or (cues.found(asked.stems) if like > -CUE_MARGIN else said)
            if heard and not vetoed:
                named = any("manager" in cue for cue in heard)
                pressed = asked.admits or self._boss.count(asked.stems) > int(named)
                return self._ask_manager(request, asked, found, pressed=pressed)
            best_of_all = found.hits[0].target.kind is Kind.REQUEST and found.hits[0].target.id == request.id
            if best_of_all and like > (VETOED_MARGIN if vetoed else REQUEST_MARGIN):
                return self._ask_manager(request, asked, found, pressed=True)
        return None

    def _ask_manager(self, request: Request, asked: Asked, found: Found, *, pressed: bool) -> AskManager:
        """Prepare a request: sent by the person's own wish alone, or only when *pressed*."""
        cited = together(self._citing.named(request.clauses), self._citing.best(found, asked))
        sending = Sending.OFFERED if pressed else Sending.AFTER_UNDO
        return AskManager(reason=request.reason, clauses=cited[:MOST_CITED], sending=sending)

    def _silent(self, found: Found) -> NotCovered | None:
        topic, clause = _best(found, Kind.TOPIC), _best(found, Kind.CLAUSE)
        if clause is None:
            return NotCovered(topic=None, near=())
        about = self._about_the_policy(found.terms)
        if topic:
            silence = next(t for t in self._library.silences.topic if t.id == topic.target.id)
            margin = FAR_TOPIC_MARGIN if about and not silence.near else TOPIC_MARGIN
            if topic.score > clause.score + margin:
                return NotCovered(topic=silence, near=self._citing.named(silence.near))
        if not about and _weak(clause, found):
            near = clause.meaning >= LEAST_MEANING and found.coverage >= LEAST_COVERAGE
            return NotCovered(topic=None, near=(self._citing.of(clause),) if near else ())
        return None

    def _by_clauses(self, question: Question, asked: Asked, found: Found) -> Judgement:
        cited = self._citing.best(found, asked)
        facts = self._conditions.read(question, asked.stems, *cited[0])
        cited = together(cited[:1], self._citing.named(facts.cites), cited[1:])[:MOST_CITED]
        if facts.unsure:
            return AskManager(reason=Reason.NOT_SURE, clauses=cited, sending=Sending.OFFERED)
        if self._pull_apart(found, asked):
            return AskManager(reason=Reason.CLAUSES_PULL_APART, clauses=cited, sending=Sending.OFFERED)
        verdict = self._verdict(cited[0], asked, failed=facts.failed)
        settled = facts.failed or asked.admits or asked.of_others or asked.form is not Form.PERMISSION
        if facts.open and not settled and len(found.terms) <= (PLAIN if asked.asks_leave else TERSE):
            turns_on = tuple(Fact(id=FactId(f.id), question=f.question, choices=f.choices) for f in facts.open)
            shown = self._citing.with_companions(cited[:MOST_CLARIFYING])
            depends = Verdict.ALLOWED_IF if verdict is Verdict.PROHIBITED else verdict
            return Clarify(clauses=shown, verdict=depends, facts=turns_on[:MOST_FACTS])
        return Answer(clauses=self._citing.with_companions(cited), verdict=verdict)

    def _pull_apart(self, found: Found, asked: Asked) -> bool:
        """Tell whether two clauses that fit equally well read one as forbidding, one as allowing."""
        hits = [hit for hit in found.hits if hit.target.kind is Kind.CLAUSE]
        tied = [hit for hit in hits[:2] if hits[0].score - hit.score <= TIE]
        read = {self._verdict(self._citing.of(hit), asked, failed=False) for hit in tied}
        return read == {Verdict.ALLOWED, Verdict.PROHIBITED}

    def _verdict(self, located: Located, asked: Asked, *, failed: bool) -> Verdict:
        owners = self._library.guide(*located).verdict
        return read_verdict(located[1], owners, asked, failed=failed)

    def _about_the_policy(self, terms: Sequence[str]) -> bool:
        return not self._about.isdisjoint(terms)


def _by_signs(signs: Signs, asked: Asked, found: Found) -> Lane | None:
    """Return the lane whose signs stand in the question, unless it is much more like something else.

    A long question touches many things, so there more signs are asked for.
    """
    if len(asked.stems) <= SAID_OUTRIGHT:
        return signs.lane
    story = len(asked.stems) > STORY_WORDS
    slack = TELLING_SLACK if asked.tells else STORY_SLACK if story else ASKING_SLACK
    slack = max(slack, ALWAYS_SLACK) if signs.lane and signs.lane.always else slack
    return signs.lane if _lane_margin(found) > -(slack + MORE_SIGNS * (signs.count - 1)) else None


def _by_likeness(signs: Signs, asked: Asked, found: Found) -> Lane | None:
    """Return the lane whose phrases the question is more like than anything else, if it has no signs."""
    hit = _best(found, Kind.LANE)
    near = hit is not None and hit.meaning >= LANE_MEANING and len(found.terms) > TOO_FEW_TERMS
    if signs.lane or not near or _lane_margin(found) <= (TELLING_MARGIN if asked.tells else ASKING_MARGIN):
        return None
    return next((lane for lane in signs.open if hit and lane.id == hit.target.id), None)


def _lane_margin(found: Found) -> float:
    """Return how much better the best lane fits than anything else."""
    hit = _best(found, Kind.LANE)
    other = max((h.score for h in found.hits if h.target.kind is not Kind.LANE), default=0.0)
    return (hit.score if hit else 0.0) - other


def _best(found: Found, kind: Kind) -> Hit | None:
    return next((hit for hit in found.hits if hit.target.kind is kind), None)


def _weak(best: Hit, found: Found) -> bool:
    """Tell whether the evidence is too weak to answer: an absolute and a normalised signal must both be low."""
    curt = len(found.terms) <= TOO_FEW_TERMS and best.meaning < CLEAR_MEANING and best.words < CLEAR_WORDS
    if curt or found.coverage < LEAST_COVERAGE / 2:
        return True
    short = len(found.terms) <= FEW_TERMS
    return short and best.meaning < LEAST_MEANING and (best.words < LEAST_WORDS or found.coverage < LEAST_COVERAGE)
