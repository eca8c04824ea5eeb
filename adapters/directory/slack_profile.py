"""Managers from Slack's profiles, behind the directory file: a field of type user, found once, cached for hours."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from adapters.directory.chains import LONGEST
from adapters.directory.file import FileDirectory
from adapters.directory.slack_members import TROUBLE, SlackMembers
from bot.model import PolicyId
from bot.people import (
    Address,
    Chain,
    Person,
    PersonId,
    Platform,
    Role,
    Skip,
    Skipped,
    Step,
    Unavailable,
    Unknown,
    person_id,
)

PAGE = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Profiles:
    """What is read, and of which workspace; `label` names the field among those of type user."""

    client: AsyncWebClient
    team: str
    label: str
    secret: bytes = field(repr=False)


class SlackProfileDirectory:
    """The file where it knows somebody, Slack where it does not; leavers, bots and the asker are never asked."""

    def __init__(self, file: FileDirectory, profiles: Profiles, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._file = file
        self._profiles = profiles
        self._slack = SlackMembers(client=profiles.client, team=profiles.team, elapsed=elapsed)

    async def find(self, address: Address) -> Person | Unknown | Unavailable:
        """Find who is reached at *address*."""
        found = await self._file.find(address)
        if isinstance(found, Person) or found.why is not Skip.UNKNOWN or not self._slack.ours(address):
            return found
        return await self._member(address.user)

    async def person(self, person: PersonId) -> Person | Unknown | Unavailable:
        """Find somebody by id; somebody of Slack alone is found among its members."""
        found = await self._file.person(person)
        if isinstance(found, Person):
            return await self._slack.checked(found)
        if found.why is not Skip.UNKNOWN:
            return found
        try:
            users = await self._slack.remembered("members", self._members)
        except TROUBLE as error:
            return Unavailable(why=type(error).__name__)
        return await self._member(users[person]) if person in users else Unknown()

    async def chain(self, asker: PersonId, avoiding: Collection[PersonId] = ()) -> Chain | Unavailable:
        """Name whom to ask: the file's chain where it names anybody above, else the profiles', then the fallback."""
        named = await self._still_there(await self._file.chain(asker, avoiding))
        if any(step.role is not Role.FALLBACK for step in named.steps):
            return named
        below = await self.person(asker)
        if not isinstance(below, Person):
            return below if isinstance(below, Unavailable) else named
        steps, skipped, walked = list[Step](), list[Skipped](), {asker}
        while len(steps) + len(named.steps) < LONGEST:
            above = await self._manager_of(below)
            if isinstance(above, Unavailable):
                return above
            if isinstance(above, Unknown):
                skipped += [Skipped(role=Role.MANAGER, why=above.why)] if above.why is not Skip.UNKNOWN else []
                break
            if above.id in walked:
                skipped.append(Skipped(role=Role.MANAGER, why=Skip.SELF if above.id == asker else Skip.LOOP))
                break
            walked.add(above.id)
            if above.id in avoiding:
                skipped.append(Skipped(role=Role.MANAGER, why=Skip.AVOIDED))
            else:
                steps.append(Step(role=Role.MANAGER, person=above))
            below = above
        rest = [step for step in named.steps if step.person.id not in walked]
        return Chain(steps=(*steps, *rest), skipped=(*named.skipped, *skipped))

    async def owner(self, policy: PolicyId) -> Step | Unknown | Unavailable:
        """Name the policy's owner, whom only the file knows."""
        return await self._first(lambda left: self._file.owner(policy, left))

    async def alternative(self, asker: PersonId, avoiding: Collection[PersonId]) -> Step | Unknown | Unavailable:
        """Name whom the organisation chose for questions about one's manager, whom only the file knows."""
        return await self._first(lambda left: self._file.alternative(asker, (*avoiding, *left)))

    async def operator(self) -> Person | Unknown | Unavailable:
        """Name who runs the bot, whom only the file knows."""
        left = list[PersonId]()
        while isinstance(found := await self._file.operator(left), Person):
            if isinstance(there := await self._slack.checked(found), Person):
                return there
            left.append(found.id)
        return found

    async def _first(self, find: Callable[[Collection[PersonId]], Awaitable[Step | Unknown]]) -> Step | Unknown:
        """Find the first who is still there; *find* is told who is not."""
        left = list[PersonId]()
        while isinstance(found := await find(left), Step):
            if isinstance(there := await self._slack.checked(found.person), Person):
                return Step(role=found.role, person=there)
            left.append(found.person.id)
        return found

    async def _still_there(self, named: Chain) -> Chain:
        """Pass over those of the file who left Slack meanwhile."""
        checked = await asyncio.gather(*(self._slack.checked(step.person) for step in named.steps))
        found = tuple(zip(named.steps, checked, strict=True))
        steps = tuple(Step(role=step.role, person=there) for step, there in found if isinstance(there, Person))
        gone = tuple(Skipped(role=step.role, why=there.why) for step, there in found if isinstance(there, Unknown))
        return Chain(steps=steps, skipped=(*named.skipped, *gone))

    def forget(self, address: Address) -> None:
        """Read anew who is at *address*, and whose profile names them: Slack says that nobody is reached there."""
        if self._slack.ours(address):
            self._slack.forget(address.user)

    async def _manager_of(self, person: Person) -> Person | Unknown | Unavailable:
        address = next((address for address in person.addresses if self._slack.ours(address)), None)
        if address is None:
            return Unknown()
        try:
            name = await self._slack.remembered("field", self._field)
            value = await self._slack.remembered(f"manager {address.user}", lambda: self._named(address.user, name))
        except TROUBLE as error:
            return Unavailable(why=type(error).__name__)
        return await self.find(self._address(value)) if value else Unknown()

    async def _member(self, user: str) -> Person | Unknown | Unavailable:
        try:
            member, absence = await self._slack.info(user), await self._slack.absence(user)
        except TROUBLE as error:
            return Unavailable(why=type(error).__name__)
        if member is None or absence is not None:
            return Unknown(why=absence or Skip.UNKNOWN)
        profile = member.get("profile") or {}
        name = str(profile.get("real_name") or member.get("real_name") or member.get("name") or user)
        return Person(id=self._id(user), name=name, addresses=(self._address(user),))

    async def _members(self) -> Mapping[PersonId, str]:
        found, cursor = dict[PersonId, str](), ""
        while True:
            page = await self._profiles.client.users_list(limit=PAGE, cursor=cursor or None)
            found |= {self._id(str(member["id"])): str(member["id"]) for member in page["members"]}
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return found

    async def _field(self) -> str:
        """Find the field's id; empty where the workspace has none of that name."""
        said = await self._profiles.client.team_profile_get()
        wanted = self._profiles.label.casefold()
        fields = (said["profile"] or {}).get("fields") or []
        of_users = [one for one in fields if one.get("type") == "user" and one.get("label", "").casefold() == wanted]
        return str(of_users[0]["id"]) if of_users else ""

    async def _named(self, user: str, name: str) -> str:
        """Read whom a profile names; the first, where it names several."""
        if not name:
            return ""
        said = await self._profiles.client.users_profile_get(user=user)
        fields = (said["profile"] or {}).get("fields") or {}
        return str((fields.get(name) or {}).get("value") or "").split(",")[0].strip()

    def _address(self, user: str) -> Address:
        return Address(platform=Platform.SLACK, workspace=self._profiles.team, user=user)

    def _id(self, user: str) -> PersonId:
        return person_id(self._profiles.secret, str(self._address(user)))
