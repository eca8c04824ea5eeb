"""Which clauses are shown: the best, in order, with those that mislead without each other."""

from collections.abc import Iterable, Sequence

from bot.judging.forms import Asked, Form
from bot.judging.outcomes import Located
from bot.judging.readings import describes
from bot.policies.library import Library
from bot.retrieval.searcher import Found, Hit, Kind

MOST_CITED = 3
LEAST_SHARE = 0.5
"""A clause that scores less than this share of the best is not cited beside it."""
DESCRIPTION_PENALTY = 1.0
"""What a clause that only describes loses when the question asks for permission or a duty."""


class Citing:
    """Chooses among one library's clauses."""

    def __init__(self, library: Library) -> None:
        """Note where every clause is."""
        self._library = library
        self._located: dict[tuple[str, str], Located] = {
            (policy.id, clause.id): (policy, clause) for policy in library.policies for clause in policy.clauses
        }

    def best(self, found: Found, asked: Asked) -> tuple[Located, ...]:
        """Return at most three clauses, best first: who asks what is allowed wants rules before descriptions."""
        hits = [hit for hit in found.hits if hit.target.kind is Kind.CLAUSE]
        if asked.form is not Form.INFORMATION:
            hits.sort(key=lambda hit: hit.score - DESCRIPTION_PENALTY * describes(self.of(hit)[1]), reverse=True)
        return tuple(self.of(hit) for hit in hits[:MOST_CITED] if hit.score >= LEAST_SHARE * hits[0].score)

    def of(self, hit: Hit) -> Located:
        """Return the clause that *hit* found."""
        return self._located[hit.target.policy, hit.target.id]

    def named(self, names: Iterable[str]) -> tuple[Located, ...]:
        """Return the clauses of those ids, leaving out what no policy has."""
        by_name = {clause: located for (_, clause), located in reversed(self._located.items())}
        return tuple(by_name[name] for name in names if name in by_name)

    def with_companions(self, cited: Sequence[Located]) -> tuple[Located, ...]:
        """Add to *cited* the companions of the first."""
        policy, first = cited[0]
        companions = self._library.guide(policy, first).companions
        return together(cited, [self._located[policy.id, name] for name in companions])


def together(*groups: Iterable[Located]) -> tuple[Located, ...]:
    """Join clauses in order, each once."""
    return tuple({(policy.id, clause.id): (policy, clause) for group in groups for policy, clause in group}.values())
