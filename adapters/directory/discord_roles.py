"""Managers from Discord's roles, behind the other directories: who holds a role is managed by whom the settings name.

Members are fetched one at a time, which needs no privileged intent; so somebody whom only Discord knows is found by
their address, or once they have asked since the start, but not by their id alone.
"""

import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord

from adapters.directory.forgetting import forgetting
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
from bot.ports import Directory

KEPT = 60 * 60.0  # seconds
TROUBLE = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
NOBODY = frozenset({10007, 10013})  # unknown member, unknown user

Fetch = Callable[[str], Awaitable[Mapping[str, Any]]]
"""Fetches one member of the server by user id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Roles:
    """What is read, and of which server; `managers` names for each role who manages its holders; the first fits."""

    fetch: Fetch
    guild: str
    managers: Mapping[str, str]
    secret: bytes = field(repr=False)


class DiscordRoleDirectory:
    """The others where they know somebody, Discord where they do not; bots and whoever asks are never asked."""

    def __init__(self, others: Directory, roles: Roles, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._others = others
        self._roles = roles
        self._elapsed = elapsed
        self._kept: dict[str, tuple[float, Mapping[str, Any] | None]] = {}
        self._seen = {self._id(user): user for user in roles.managers.values()}

    async def find(self, address: Address) -> Person | Unknown | Unavailable:
        """Find who is reached at *address*."""
        found = await self._others.find(address)
        if not isinstance(found, Unknown) or found.why is not Skip.UNKNOWN or not self._ours(address):
            return found
        return await self._member(address.user)

    async def person(self, person: PersonId) -> Person | Unknown | Unavailable:
        """Find somebody by id."""
        found = await self._others.person(person)
        if not isinstance(found, Unknown) or found.why is not Skip.UNKNOWN or person not in self._seen:
            return found
        return await self._member(self._seen[person])

    async def chain(self, asker: PersonId, avoiding: Collection[PersonId] = ()) -> Chain | Unavailable:
        """Name whom to ask: the others' chain where it names anybody above, else who manages a role of the asker's."""
        named = await self._others.chain(asker, avoiding)
        if isinstance(named, Unavailable) or any(step.role is not Role.FALLBACK for step in named.steps):
            return named
        below = await self.person(asker)
        above = await self._manager_of(below) if isinstance(below, Person) else below
        if isinstance(above, Unavailable):
            return above
        if isinstance(above, Unknown):
            skipped = [Skipped(role=Role.MANAGER, why=above.why)] if above.why is not Skip.UNKNOWN else []
            return Chain(steps=named.steps, skipped=(*named.skipped, *skipped))
        if above.id == asker or above.id in avoiding:
            why = Skip.SELF if above.id == asker else Skip.AVOIDED
            return Chain(steps=named.steps, skipped=(*named.skipped, Skipped(role=Role.MANAGER, why=why)))
        rest = [step for step in named.steps if step.person.id != above.id]
        return Chain(steps=(Step(role=Role.MANAGER, person=above), *rest), skipped=named.skipped)

    async def owner(self, policy: PolicyId) -> Step | Unknown | Unavailable:
        """Name the policy's owner, whom only the file knows."""
        return await self._others.owner(policy)

    async def alternative(self, asker: PersonId, avoiding: Collection[PersonId]) -> Step | Unknown | Unavailable:
        """Name whom the organisation chose for questions about one's manager, whom only the file knows."""
        return await self._others.alternative(asker, avoiding)

    async def operator(self) -> Person | Unknown | Unavailable:
        """Name who runs the bot, whom only the file knows."""
        return await self._others.operator()

    def forget(self, address: Address) -> None:
        """Fetch anew whoever is at *address*; the others look anew as well."""
        if self._ours(address):
            self._kept.pop(address.user, None)
        forgetting(self._others)(address)

    async def _manager_of(self, person: Person) -> Person | Unknown | Unavailable:
        address = next((address for address in person.addresses if self._ours(address)), None)
        if address is None:
            return Unknown()
        try:
            member = await self._fetched(address.user)
        except TROUBLE as error:
            return Unavailable(why=type(error).__name__)
        held = {str(role) for role in (member or {}).get("roles") or []}
        manager = next((user for role, user in self._roles.managers.items() if role in held), "")
        return await self.find(self._address(manager)) if manager else Unknown()

    async def _member(self, user: str) -> Person | Unknown | Unavailable:
        try:
            member = await self._fetched(user)
        except TROUBLE as error:
            return Unavailable(why=type(error).__name__)
        if member is None:
            return Unknown()
        if member["user"].get("bot"):
            return Unknown(why=Skip.BOT)
        name = str(member.get("nick") or member["user"].get("global_name") or member["user"]["username"])
        self._seen[self._id(user)] = user
        return Person(id=self._id(user), name=name, addresses=(self._address(user),))

    async def _fetched(self, user: str) -> Mapping[str, Any] | None:
        """Fetch a member; None where the server has none."""
        kept = self._kept.get(user)
        if kept is not None and self._elapsed() - kept[0] < KEPT:
            return kept[1]
        try:
            member: Mapping[str, Any] | None = await self._roles.fetch(user)
        except discord.HTTPException as error:
            if error.code not in NOBODY:
                raise
            member = None
        self._kept[user] = (self._elapsed(), member)
        return member

    def _ours(self, address: Address) -> bool:
        return address.platform is Platform.DISCORD and address.workspace == self._roles.guild

    def _address(self, user: str) -> Address:
        return Address(platform=Platform.DISCORD, workspace=self._roles.guild, user=user)

    def _id(self, user: str) -> PersonId:
        return person_id(self._roles.secret, str(self._address(user)))
