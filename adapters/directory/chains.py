"""The chain of people to ask: walked upwards, each person once, at most ten, never the asker."""

from collections.abc import Collection

from adapters.directory.roster import Entry, Roster
from bot.people import Chain, PersonId, Role, Skip, Skipped, Step

LONGEST = 10


def chain_of(roster: Roster, asker: PersonId, avoiding: Collection[PersonId]) -> Chain:
    """Name manager, backup, the manager's own manager and backup and so on, then the fallbacks."""
    walk = _Walk(asker, avoiding)
    below = roster.by_id.get(asker)
    walked = {asker}
    for _ in range(LONGEST):
        if below is None or not (below.manager or below.backup):
            break
        above = roster.by_email.get(below.manager)
        walk.consider(Role.MANAGER, below.manager, above)
        walk.consider(Role.BACKUP, below.backup, roster.by_email.get(below.backup))
        if above is not None and above.person.id in walked:
            walk.skip(Role.MANAGER, Skip.LOOP)
            break
        if above is not None:
            walked.add(above.person.id)
        below = above
    else:
        walk.skip(Role.MANAGER, Skip.TOO_LONG)
    for entry in roster.in_role("fallback"):
        walk.consider(Role.FALLBACK, entry.email, entry)
    return Chain(steps=tuple(walk.steps), skipped=tuple(walk.skipped))


def first_fit(roster: Roster, word: str, role: Role, avoiding: Collection[PersonId]) -> Step | None:
    """Name the first with the role *word* who can be asked."""
    entries = (entry for entry in roster.in_role(word) if objection(entry, avoiding) is None)
    return next((Step(role=role, person=entry.person) for entry in entries), None)


def objection(entry: Entry | None, avoiding: Collection[PersonId]) -> Skip | None:
    """Say why somebody is not asked."""
    if entry is None:
        return Skip.UNKNOWN
    reasons = (
        (Skip.LEFT, entry.left),
        (Skip.BOT, entry.bot),
        (Skip.AVOIDED, entry.person.id in avoiding),
        (Skip.NO_ADDRESS, not entry.person.addresses),
    )
    return next((why for why, holds in reasons if holds), None)


class _Walk:
    """Collects steps on the way up."""

    def __init__(self, asker: PersonId, avoiding: Collection[PersonId]) -> None:
        self.steps: list[Step] = []
        self.skipped: list[Skipped] = []
        self._asker, self._avoiding = asker, avoiding

    def consider(self, role: Role, email: str, entry: Entry | None) -> None:
        if not email or (entry and any(step.person.id == entry.person.id for step in self.steps)):
            return
        own = entry is not None and entry.person.id == self._asker
        why = Skip.SELF if own else objection(entry, self._avoiding)
        if why is not None:
            self.skip(role, why)
        elif entry is not None and len(self.steps) < LONGEST:
            self.steps.append(Step(role=role, person=entry.person))

    def skip(self, role: Role, why: Skip) -> None:
        self.skipped.append(Skipped(role=role, why=why))
