"""A directory in memory, described as a CSV file would be; real ones are built from the same lines in the contract."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bot.model import PolicyId
from bot.people import (
    Address,
    Chain,
    Person,
    PersonId,
    Role,
    Skip,
    Skipped,
    Step,
    Unavailable,
    Unknown,
    person_id,
)

SECRET = b"a key for tests"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entrant:
    """One line of a directory, as a CSV file would hold it; people are named by e-mail."""

    email: str
    name: str = ""
    addresses: tuple[Address, ...] = ()
    manager: str = ""
    backup: str = ""
    roles: tuple[str, ...] = ()
    left: bool = False
    bot: bool = False

    @property
    def person(self) -> Person:
        return Person(id=person_id(SECRET, self.email), name=self.name or self.email, addresses=self.addresses)


class _ChainBuilder:
    """Collects steps: each person once, never the asker, nobody avoided, everybody reachable."""

    def __init__(self, asker: PersonId, avoiding: Collection[PersonId]) -> None:
        self._asker, self._avoiding = asker, avoiding
        self._steps: list[Step] = []
        self._skipped: list[Skipped] = []

    def consider(self, role: Role, email: str, entrant: Entrant | None) -> None:
        if not email or (entrant and any(step.person.id == entrant.person.id for step in self._steps)):
            return
        why = self._objection(entrant)
        if why is not None:
            self.skip(role, why)
        elif entrant is not None and len(self._steps) < FakeDirectory.LONGEST:
            self._steps.append(Step(role=role, person=entrant.person))

    def skip(self, role: Role, why: Skip) -> None:
        self._skipped.append(Skipped(role=role, why=why))

    def built(self) -> Chain:
        return Chain(steps=tuple(self._steps), skipped=tuple(self._skipped))

    def _objection(self, entrant: Entrant | None) -> Skip | None:
        if entrant is None:
            return Skip.UNKNOWN
        objections = (
            (entrant.person.id == self._asker, Skip.SELF),
            (entrant.person.id in self._avoiding, Skip.AVOIDED),
            (entrant.left, Skip.LEFT),
            (entrant.bot, Skip.BOT),
            (not entrant.addresses, Skip.NO_ADDRESS),
        )
        return next((why for applies, why in objections if applies), None)


class FakeDirectory:
    """A directory in memory; roles `fallback`, `alternative` and `owner:POLICY` name the organisation's choices."""

    LONGEST = 10

    def __init__(self, *entrants: Entrant) -> None:
        self.entrants: Sequence[Entrant] = entrants
        self.down = False

    async def find(self, address: Address) -> Person | Unknown | Unavailable:
        return self._look(lambda entrant: address in entrant.addresses)

    async def person(self, person: PersonId) -> Person | Unknown | Unavailable:
        return self._look(lambda entrant: entrant.person.id == person)

    async def chain(self, asker: PersonId, avoiding: Collection[PersonId] = ()) -> Chain | Unavailable:
        if self.down:
            return Unavailable(why="the directory cannot be read")
        chain = _ChainBuilder(asker, avoiding)
        below = next((entrant for entrant in self.entrants if entrant.person.id == asker), None)
        walked = {asker}
        for _ in range(self.LONGEST):
            if below is None or not (below.manager or below.backup):
                break
            above = self._by_email(below.manager)
            chain.consider(Role.MANAGER, below.manager, above)
            chain.consider(Role.BACKUP, below.backup, self._by_email(below.backup))
            below = above
            if below is not None and below.person.id in walked:
                chain.skip(Role.MANAGER, Skip.LOOP)
                break
            if below is not None:
                walked.add(below.person.id)
        else:
            chain.skip(Role.MANAGER, Skip.TOO_LONG)
        for entrant in self._in_role("fallback"):
            chain.consider(Role.FALLBACK, entrant.email, entrant)
        return chain.built()

    async def owner(self, policy: PolicyId) -> Step | Unknown | Unavailable:
        return self._step(Role.POLICY_OWNER, f"owner:{policy}", ())

    async def alternative(self, asker: PersonId, avoiding: Collection[PersonId]) -> Step | Unknown | Unavailable:
        return self._step(Role.ALTERNATIVE, "alternative", (asker, *avoiding))

    async def operator(self) -> Person | Unknown | Unavailable:
        found = self._step(Role.FALLBACK, "operator", ())
        return found.person if isinstance(found, Step) else found

    def _step(self, role: Role, word: str, avoiding: Collection[PersonId]) -> Step | Unknown | Unavailable:
        if self.down:
            return Unavailable(why="the directory cannot be read")
        people = [e.person for e in self._in_role(word) if not e.left and not e.bot and e.addresses]
        fit = [person for person in people if person.id not in avoiding]
        return Step(role=role, person=fit[0]) if fit else Unknown()

    def _in_role(self, word: str) -> list[Entrant]:
        return [entrant for entrant in self.entrants if word in entrant.roles]

    def _by_email(self, email: str) -> Entrant | None:
        return next((entrant for entrant in self.entrants if email and entrant.email == email), None)

    def _look(self, wanted: Callable[[Entrant], bool]) -> Person | Unknown | Unavailable:
        if self.down:
            return Unavailable(why="the directory cannot be read")
        entrant = next((entrant for entrant in self.entrants if wanted(entrant)), None)
        if entrant is None:
            return Unknown()
        if entrant.left or entrant.bot:
            return Unknown(why=Skip.LEFT if entrant.left else Skip.BOT)
        return entrant.person
