"""Which clauses a question leans to by its own words, where likeness alone is of two minds."""

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
        """Compile every clause's signs."""
        self._signs = {(str(policy), str(name)): guide.signs for (policy, name), guide in library.guides.items()}
        self._cues = Cues([cue for signs in self._signs.values() for sign in signs for cue in sign], library.groups())

    def read(self, asked: Asked, found: Found) -> Found:
        """Rank what was found once more: clauses gain of which a sign, every cue of it, stands in the question."""
        heard = self._cues.found(asked.stems)
        if not heard:
            return found
        leaning = {key for key, signs in self._signs.items() if any(heard.issuperset(sign) for sign in signs)}
        if not leaning:
            return found
        hits = [_raised(hit) if _key(hit) in leaning else hit for hit in found.hits]
        return replace(found, hits=tuple(sorted(hits, key=lambda hit: -hit.score)))


def _key(hit: Hit) -> tuple[str, str]:
    return (hit.target.policy, hit.target.id) if hit.target.kind is Kind.CLAUSE else ("", "")


def _raised(hit: Hit) -> Hit:
    return hit._replace(score=hit.score + LEANING)
