"""What Slack knows of its members, asked once and kept for hours: whether somebody is still there, and a person."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.people import Address, Person, Platform, Skip, Unknown

KEPT = 6 * 60 * 60.0  # seconds
NOBODY = ("user_not_found", "user_not_visible")
TROUBLE = (SlackClientError, OSError, TimeoutError)


@dataclass(frozen=True, kw_only=True)
class SlackMembers:
    """The members of one workspace, *team*; `elapsed` counts seconds."""

    client: AsyncWebClient
    team: str
    elapsed: Callable[[], float]
    _kept: dict[str, tuple[float, Any]] = field(default_factory=dict, repr=False)

    async def remembered(self, what: str, read: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - as it was read
        """Return what *read* found within the last hours."""
        kept = self._kept.get(what)
        if kept is not None and self.elapsed() - kept[0] < KEPT:
            return kept[1]
        value = await read()
        self._kept[what] = (self.elapsed(), value)
        return value

    async def info(self, user: str) -> Mapping[str, Any] | None:
        """Read a member; None for an id that Slack does not know.

        Raises:
            SlackClientError, OSError, TimeoutError: Slack did not say.
        """
        found: Mapping[str, Any] | None = await self.remembered(f"member {user}", lambda: self._read(user))
        return found

    async def absence(self, user: str) -> Skip | None:
        """Say why nobody should be asked at that id; None when somebody can be.

        Raises:
            SlackClientError, OSError, TimeoutError: Slack did not say.
        """
        member = await self.info(user)
        if member is None:
            return Skip.UNKNOWN
        if member.get("deleted"):
            return Skip.LEFT
        return Skip.BOT if member.get("is_bot") or user == "USLACKBOT" else None

    async def checked(self, person: Person) -> Person | Unknown:
        """Pass over whoever left Slack although a file names them; the file stands where Slack does not say.

        An id that Slack does not know is dropped: they may still be reached elsewhere.
        """
        own = next((address for address in person.addresses if self.ours(address)), None)
        if own is None:
            return person
        try:
            why = await self.absence(own.user)
        except TROUBLE:
            return person
        if why is not Skip.UNKNOWN:
            return person if why is None else Unknown(why=why)
        left = tuple(address for address in person.addresses if address != own)
        return replace(person, addresses=left) if left else Unknown(why=Skip.NO_ADDRESS)

    def forget(self, user: str) -> None:
        """Read *user* anew, and whose profile names them."""
        stale = [what for what, (_, value) in self._kept.items() if what.startswith("manager ") and value == user]
        for what in (f"member {user}", *stale):
            self._kept.pop(what, None)

    def ours(self, address: Address) -> bool:
        """Whether *address* is in this workspace."""
        return address.platform is Platform.SLACK and address.workspace == self.team

    async def _read(self, user: str) -> Mapping[str, Any] | None:
        try:
            said = await self.client.users_info(user=user)
        except SlackClientError as error:
            body = getattr(getattr(error, "response", None), "data", None)
            if isinstance(body, Mapping) and body.get("error") in NOBODY:
                return None
            raise
        found: Mapping[str, Any] = said["user"]
        return found
