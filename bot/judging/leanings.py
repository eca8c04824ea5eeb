"""Which clauses a question leans to by its own words, where likeness alone is of two minds."""

from collections import defaultdict
from dataclasses import replace

from bot.cues import Cues
from bot.judging.forms import Asked
from bot.policies.library import Library
from bot.retrieval.searcher import Found, Hit, Kind

LEANING = 1.5
"""What a clause gains when one of its signs stands in the question."""


class Leanings:
    """Reads the signs of one library's clauses off questions."""

    def __init__(self, library: Library) -> None:
        """Compile every clause's signs, each filed under its first cue."""
        self._filed: defaultdict[str, list[tuple[tuple[str, str], frozenset[str]]]] = defaultdict(list)
        for (policy, name), guide in library.guides.items():
            for sign in guide.signs:
                self._filed[sign[0]].append(((str(policy), str(name)), frozenset(sign)))
        self._cues = Cues(
            [cue for filed in self._filed.values() for _, sign in filed for cue in sign], library.groups()
        )

    def read(self, asked: Asked, found: Found) -> Found:
        """Rank what was found once more: clauses gain of which a sign, every cue of it, stands in the question."""
        heard = self._cues.found(asked.stems)
        leaning = {clause for cue in heard for clause, sign in self._filed.get(cue, ()) if sign <= heard}
        if not leaning:
            return found
        hits = [_raised(hit) if _key(hit) in leaning else hit for hit in found.hits]
        return replace(found, hits=tuple(sorted(hits, key=lambda hit: -hit.score)))


def _key(hit: Hit) -> tuple[str, str]:
    return (hit.target.policy, hit.target.id) if hit.target.kind is Kind.CLAUSE else ("", "")


def _raised(hit: Hit) -> Hit:
    return hit._replace(score=hit.score + LEANING)
