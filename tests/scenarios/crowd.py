"""A directory of as many people as one likes, the same in every process."""

from collections.abc import Collection

from bot.model import PolicyId
from bot.people import Address, Chain, Person, PersonId, Platform, Role, Step, Unavailable, Unknown, person_id
from tests.scenarios.wire import HOME

SECRET = b"a key for crash tests"


def person_at(user: str) -> Person:
    address = Address(platform=Platform.CONSOLE, workspace=HOME, user=user)
    return Person(id=person_id(SECRET, user), name=user, addresses=(address,))


class Crowd:
    """As many askers as one likes (`asker-17`); of each number one manager, one backup for all, one owner."""

    MANAGERS = 7
    BACKUP, OWNER = person_at("backup"), person_at("owner")

    def __init__(self) -> None:
        self._seen: dict[PersonId, Person] = {}
        for person in (self.BACKUP, self.OWNER, *(person_at(f"manager-{n}") for n in range(self.MANAGERS))):
            self._seen[person.id] = person

    async def find(self, address: Address) -> Person | Unknown | Unavailable:
        person = person_at(address.user)
        self._seen[person.id] = person
        return person

    async def person(self, person: PersonId) -> Person | Unknown | Unavailable:
        return self._seen.get(person, Unknown())

    async def chain(self, asker: PersonId, avoiding: Collection[PersonId] = ()) -> Chain | Unavailable:
        manager = person_at(f"manager-{sum(asker.encode()) % self.MANAGERS}")
        steps = (Step(role=Role.MANAGER, person=manager), Step(role=Role.BACKUP, person=self.BACKUP))
        return Chain(steps=tuple(step for step in steps if step.person.id not in avoiding))

    async def owner(self, policy: PolicyId) -> Step | Unknown | Unavailable:
        del policy
        return Step(role=Role.POLICY_OWNER, person=self.OWNER)

    async def alternative(self, asker: PersonId, avoiding: Collection[PersonId]) -> Step | Unknown | Unavailable:
        del asker, avoiding
        return Unknown()

    async def operator(self) -> Person | Unknown | Unavailable:
        return self.OWNER
