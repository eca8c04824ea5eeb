"""Managers from Slack's profiles, behind the directory file: a field of type user, found once, cached for hours."""

import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.directory.chains import LONGEST
from adapters.directory.file import FileDirectory
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

KEPT = 6 * 60 * 60.0  # seconds
PAGE = 200
TROUBLE = (SlackClientError, OSError, TimeoutError)


@dataclass(frozen=True, kw_only=True, slots=True)
class Profiles:
    """What is read, and of which workspace; `label` names the field among those of type user."""

    client: AsyncWebClient
    team: str
    label: str
    secret: bytes = field(repr=False)


class SlackProfileDirectory:
    """The file where it knows somebody, Slack where it does not; whoever left, is a bot or asks is never asked."""

    def __init__(self, file: FileDirectory, profiles: Profiles, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._file = file
        self._profiles = profiles
        self._elapsed = elapsed
        self._kept: dict[str, tuple[float, Any]] = {}

    async def find(self, address: Address) -> Person | Unknown | Unavailable:
        """Find who is reached at *address*."""
        found = await self._file.find(address)
        if isinstance(found, Person) or found.why is not Skip.UNKNOWN or not self._ours(address):
            return found
        return await self._member(address.user)

    async def person(self, person: PersonId) -> Person | Unknown | Unavailable:
        """Find somebody by id; somebody of Slack alone is found among its members."""
        found = await self._file.person(person)
        if isinstance(found, Person) or found.why is not Skip.UNKNOWN:
            return found
        try:
            users = await self._remembered("members", self._members)
        except TROUBLE as error:
            return Unavailable(why=type(error).__name__)
        return await self._member(users[person]) if person in users else Unknown()

    async def chain(self, asker: PersonId, avoiding: Collection[PersonId] = ()) -> Chain | Unavailable:
        """Name whom to ask: the file's chain where it names anybody above, else the profiles', then the fallback."""
        named = await self._file.chain(asker, avoiding)
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
        return await self._file.owner(policy)

    async def alternative(self, asker: PersonId, avoiding: Collection[PersonId]) -> Step | Unknown | Unavailable:
        """Name whom the organisation chose for questions about one's manager, whom only the file knows."""
        return await self._file.alternative(asker, avoiding)

    async def operator(self) -> Person | Unknown | Unavailable:
        """Name who runs the bot, whom only the file knows."""
        return await self._file.operator()

    def forget(self, address: Address) -> None:
        """Read anew who is at *address*, and whose profile names them: Slack says that nobody is reached there."""
        if self._ours(address):
            stale = [
                what for what, (_, value) in self._kept.items() if what.startswith("manager ") and value == address.user
            ]
            for what in (f"member {address.user}", *stale):
                self._kept.pop(what, None)

    async def _manager_of(self, person: Person) -> Person | Unknown | Unavailable:
        address = next((address for address in person.addresses if self._ours(address)), None)
        if address is None:
            return Unknown()
        try:
            name = await self._remembered("field", self._field)
            value = await self._remembered(f"manager {address.user}", lambda: self._named(address.user, name))
        except TROUBLE as error:
            return Unavailable(why=type(error).__name__)
        return await self.find(self._address(value)) if value else Unknown()

    async def _member(self, user: str) -> Person | Unknown | Unavailable:
        try:
            member = await self._remembered(f"member {user}", lambda: self._info(user))
        except TROUBLE as error:
            return Unavailable(why=type(error).__name__)
        if member is None:
            return Unknown()
        if member.get("deleted"):
            return Unknown(why=Skip.LEFT)
        if member.get("is_bot") or user == "USLACKBOT":
            return Unknown(why=Skip.BOT)
        profile = member.get("profile") or {}
        name = str(profile.get("real_name") or member.get("real_name") or member.get("name") or user)
        return Person(id=self._id(user), name=name, addresses=(self._address(user),))

    async def _info(self, user: str) -> Mapping[str, Any] | None:
        try:
            said = await self._profiles.client.users_info(user=user)
        except SlackClientError as error:
            body = getattr(getattr(error, "response", None), "data", None)
            if isinstance(body, Mapping) and body.get("error") in ("user_not_found", "user_not_visible"):
                return None
            raise
        found: Mapping[str, Any] = said["user"]
        return found

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

    async def _remembered(self, what: str, read: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - as it was read
        kept = self._kept.get(what)
        if kept is not None and self._elapsed() - kept[0] < KEPT:
            return kept[1]
        value = await read()
        self._kept[what] = (self._elapsed(), value)
        return value

    def _ours(self, address: Address) -> bool:
        return address.platform is Platform.SLACK and address.workspace == self._profiles.team

    def _address(self, user: str) -> Address:
        return Address(platform=Platform.SLACK, workspace=self._profiles.team, user=user)

    def _id(self, user: str) -> PersonId:
        return person_id(self._profiles.secret, str(self._address(user)))
