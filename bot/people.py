"""Who asks and who decides: addresses on chat platforms, opaque person ids, and the directory's closed findings."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, NewType

PersonId = NewType("PersonId", str)
"""A person without a name: the same in every table, readable by nobody. Made by `person_id` alone."""


def person_id(secret: bytes, identity: str) -> PersonId:
    """Derive a person's id from the directory's e-mail, or from `str(address)` of somebody the directory lacks.

    Keyed, since a plain hash of an address is undone by trying addresses; case and outer blanks do not count.
    """
    mac = hmac.digest(secret, identity.strip().casefold().encode(), hashlib.sha256)
    return PersonId(base64.b32encode(mac[:15]).decode().lower())


class Platform(StrEnum):
    """Where people are reached; `CONSOLE` is `signpost chat`."""

    SLACK = "slack"
    DISCORD = "discord"
    CONSOLE = "console"


class Workspace(NamedTuple):
    """One tenant of a platform: what rate limits and pauses apply to. `name` is the team or guild id."""

    platform: Platform
    name: str


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Address:
    """Where one person is reached: the platform's own ids, never a display name."""

    platform: Platform
    workspace: str
    user: str

    @property
    def home(self) -> Workspace:
        """The workspace this address lives in."""
        return Workspace(self.platform, self.workspace)

    def __str__(self) -> str:
        return f"{self.platform}:{self.workspace}:{self.user}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody of the directory; the preferred address comes first. `name` is shown, never stored or logged."""

    id: PersonId
    name: str = field(repr=False)
    addresses: tuple[Address, ...] = ()


class Role(StrEnum):
    """Why this person is asked; the order is the chain's."""

    MANAGER = "manager"
    BACKUP = "backup"
    POLICY_OWNER = "policy_owner"
    FALLBACK = "fallback"
    ALTERNATIVE = "alternative"
    """Whom the organisation named for questions about one's manager."""


class Skip(StrEnum):
    """Why somebody in a chain is not asked."""

    SELF = "self"
    LOOP = "loop"
    TOO_LONG = "too_long"
    LEFT = "left"
    BOT = "bot"
    UNKNOWN = "unknown"
    NO_ADDRESS = "no_address"
    AVOIDED = "avoided"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One person who may be asked, and in which role."""

    role: Role
    person: Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """One person who is not asked, and why."""

    role: Role
    why: Skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """Whom to ask, first to last: each once, reachable, never the asker. No steps: nobody, and `skipped` says why."""

    steps: tuple[Step, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """The directory works and does not hold this person: unmapped, a guest, from outside, a bot, or left."""

    why: Skip = Skip.UNKNOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class Unavailable:
    """The directory cannot be asked just now; not at all the same as nobody being there."""

    why: str
