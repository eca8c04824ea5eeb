"""The judge: what is found about a question → one outcome, with its reason."""

from bot.cues import Cues
from bot.judging.citing import MOST_CITED, Citing, together
from bot.judging.conditions import Conditions
from bot.judging.forms import Asked, Form, Forms
from bot.judging.leanings import Leanings
from bot.judging.outcomes import Answer, AskManager, Clarify, Judgement, Located, Sensitive, SmallTalk
from bot.judging.readings import read_verdict
from bot.judging.silence import Silence
from bot.lanes import Lanes, Signs
from bot.model import Fact, FactId, LaneId, Question, Reason, Sending, Verdict
from bot.policies.guidance import Lane, Request
from bot.policies.library import Library
from bot.policies.model import Modality
from bot.retrieval.searcher import Found, Hit, Kind
from bot.retrieval.text import Analyser
from bot.text import stems

MOST_FACTS = 2
MOST_OF_LANE = 2
MOST_CLARIFYING = 2
REQUEST_MARGIN = 1.5
"""How much better than the best clause a request's phrases must fit to be heard without any of its cues."""
VETOED_MARGIN = 4.0
"""The same where a cue speaks against it."""
CUE_MARGIN = 2.0
"""How much worse they may fit where a cue is heard: words of asking inside a plain question are no request."""
ASKING_MARGIN = 1.0
TELLING_MARGIN = -0.3
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
PUBLISHING_SLACK = 0.5
"""How much nearer it must be where the question asks for leave to publish something."""
MORE_SIGNS = 0.4
"""What each further sign adds to that."""
STORY_WORDS = 25
SAID_OUTRIGHT = 4
"""So few words with a sign among them are the matter itself."""
TOO_FEW_TERMS = 2
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
            (r, frozenset(r.outright), frozenset(r.cues), frozenset(r.unless)) for r in library.requests.request
        ]
        requested = [cue for r in library.requests.request for cue in (*r.outright, *r.cues, *r.unless)]
        self._requested = Cues(requested, groups)
        self._boss = Cues(groups.get("boss", ("manager",)))
        self._leanings = Leanings(library)
        self._silence = Silence(library, self._citing, analyser)

    def judge(self, question: Question, found: Found, asked: Asked | None = None) -> Judgement:
        """Decide what the bot does with *question*; *asked* is how it asks, where that has been read before.

        The strict route wins: a sensitive hint outranks everything.
        """
        asked = asked or self.read(question.text)
        signs = self._lanes.read(asked.stems)
        leaning = self._leanings.read(asked, found)
        if lane := _by_signs(signs, asked, found):
            return self._sensitive(lane, asked, leaning)
        if talk := self._small_talk(asked, found):
            return talk
        if lane := _by_likeness(signs, asked, found):
            return self._sensitive(lane, asked, leaning)
        if asks := self._request(asked, found):
            lane = signs.lane or (_likest(signs, found) if signs.grave else None)
            return self._sensitive(lane, asked, leaning) if lane else self._ask_manager(asks, asked, leaning)
        return self._silence.read(asked, found, leaning) or self._by_clauses(question, asked, leaning)

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
            little = len(rest) <= sum(stem in spoken for stem in asked.stems)
            if spoken and little and not self._silence.about_the_policy(rest):
                return SmallTalk(talk=talk)
        return None

    def _request(self, asked: Asked, found: Found) -> tuple[Request, Sending] | None:
        """Hear what the person asks for. What admits to something, or speaks of a manager, is sent only on a press."""
        best = _best(found, Kind.CLAUSE)
        clause = best.score if best else 0.0
        silent = self._silence.cued(asked, found) is not None
        likeness = {hit.target.id: hit.score - clause for hit in found.hits if hit.target.kind is Kind.REQUEST}
        stand = self._requested.found(asked.stems)
        for request, outright, cues, unless in self._requests:
            puzzled = request.reason is Reason.CONFUSION
            like = likeness.get(request.id, 0.0)
            said, vetoed = stand & outright, bool(stand & unless)
            heeded = like > -CUE_MARGIN or (puzzled and len(found.terms) <= TERSE)
            heard = said or (stand & cues if heeded and (puzzled or not silent) else said)
            if heard and not vetoed:
                named = any("manager" in cue for cue in heard)
                pressed = asked.admits or self._boss.count(asked.stems) > int(named)
                return request, Sending.OFFERED if pressed else Sending.AFTER_UNDO
            best_of_all = found.hits[0].target.kind is Kind.REQUEST and found.hits[0].target.id == request.id
            other = silent or (not puzzled and (asked.admits or asked.form is Form.INFORMATION))
            if best_of_all and not other and like > (VETOED_MARGIN if vetoed else REQUEST_MARGIN):
                return request, Sending.OFFERED
        return None

    def _ask_manager(self, asks: tuple[Request, Sending], asked: Asked, found: Found) -> AskManager:
        """Prepare a request, sent by the person's own wish alone or only when pressed."""
        request, sending = asks
        cited = together(self._citing.named(request.clauses), self._citing.best(found, asked))
        return AskManager(reason=request.reason, clauses=cited[:MOST_CITED], sending=sending)

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
        if verdict is Verdict.ALLOWED and any(clause.modality is Modality.MUST_NOT for _, clause in cited):
            verdict = Verdict.ALLOWED_IF  # what one clause allows another may forbid
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


def _by_signs(signs: Signs, asked: Asked, found: Found) -> Lane | None:
    """Return the lane whose signs stand in the question, unless it is much more like something else.

    A long question touches many things, so there more signs are asked for.
    """
    if len(asked.stems) <= SAID_OUTRIGHT:
        return signs.lane
    story = len(asked.stems) > STORY_WORDS
    slack = TELLING_SLACK if asked.tells else STORY_SLACK if story else ASKING_SLACK
    if signs.lane and signs.lane.always:
        slack = max(slack, ALWAYS_SLACK)
    elif asked.asks_leave and asked.publishes:
        slack -= PUBLISHING_SLACK
    return signs.lane if _lane_margin(found) > -(slack + MORE_SIGNS * (signs.count - 1)) else None


def _by_likeness(signs: Signs, asked: Asked, found: Found) -> Lane | None:
    """Return the lane whose phrases the question is more like than anything else, if it has no signs."""
    hit = _best(found, Kind.LANE)
    near = hit is not None and hit.meaning >= LANE_MEANING and len(found.terms) > TOO_FEW_TERMS
    least = TELLING_MARGIN if asked.only_tells else ASKING_MARGIN
    least += PUBLISHING_SLACK if asked.asks_leave and asked.publishes else 0
    foreign = len(found.terms) >= len(asked.stems)  # not one of the little words without which nobody speaks English
    if signs.lane or not near or foreign or _lane_margin(found) <= least:
        return None
    return next((lane for lane in signs.alike if hit and lane.id == hit.target.id), None)


def _likest(signs: Signs, found: Found) -> Lane | None:
    """Return the lane that is most like the question, however little."""
    names = [hit.target.id for hit in found.hits if hit.target.kind is Kind.LANE]
    return min(signs.open, key=lambda lane: names.index(lane.id) if lane.id in names else len(names), default=None)


def _lane_margin(found: Found) -> float:
    """Return how much better the best lane fits than anything else."""
    hit = _best(found, Kind.LANE)
    other = next((h.score for h in found.hits if h.target.kind is not Kind.LANE), 0.0)
    return (hit.score if hit else 0.0) - other


def _best(found: Found, kind: Kind) -> Hit | None:
    return next((hit for hit in found.hits if hit.target.kind is kind), None)
