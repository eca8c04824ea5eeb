"""What people are called: asked of the directory at the moment of showing, and kept nowhere."""

from collections.abc import Iterable
from typing import assert_never

from bot.lifecycle import Escalation
from bot.notices import Alarm, AskerCard, Content, ManagerCard, Progress, Relayed, Reminder, Undelivered
from bot.people import Person, PersonId
from bot.ports import Directory
from bot.showing import Names


class Naming:
    """Names people; whoever the directory does not know is *somebody*."""

    def __init__(self, directory: Directory, somebody: str) -> None:
        self._directory = directory
        self.somebody = somebody

    async def of(self, people: Iterable[PersonId | None]) -> Names:
        """Name *people*."""
        return {person: await self._name(person) for person in dict.fromkeys(people) if person is not None}

    async def in_content(self, content: Content, told: Escalation | None = None) -> Names:
        """Name whoever stands in *content*, and in *told* where the content only names its id."""
        return await self.of([*people_in(content), *(people_of(told) if told else ())])

    async def _name(self, person: PersonId) -> str:
        found = await self._directory.person(person)
        return found.name if isinstance(found, Person) else self.somebody


def people_of(told: Escalation) -> Iterable[PersonId | None]:
    """List whoever takes part in *told*."""
    return (told.asker, told.assigned, *(words.by for words in told.words))


def people_in(content: Content) -> Iterable[PersonId | None]:
    """List whoever stands in *content*."""
    match content:
        case ManagerCard(escalation=told) | Relayed(escalation=told):
            return people_of(told)
        case AskerCard(escalation=told, plan=plan):
            return (*people_of(told), *(step.person for step in plan))
        case Progress(person=person):
            return (person,)
        case Undelivered(next_person=person):
            return (person,)
        case Reminder() | Alarm():
            return ()
        case _:
            assert_never(content)
