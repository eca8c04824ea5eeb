"""One interaction: a person pressed something and waits for the bot's one answer."""

from dataclasses import dataclass, field
from enum import IntEnum

from tests.discord_server.changes import PATIENCE, Changes
from tests.discord_server.clock import MovableClock
from tests.discord_server.errors import JsonObject
from tests.discord_server.messages import Message
from tests.discord_server.world import Channel, User

ANSWER_WITHIN = 3.0  # seconds
TOKEN_LIVES = 15 * 60.0  # seconds


class Kind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class DidNotRespond(AssertionError):
    """The person reads: the application did not respond."""


@dataclass(kw_only=True, slots=True, eq=False)
class Modal:
    """A form on one person's screen."""

    interaction: "Interaction"
    data: JsonObject
    open: bool = True

    @property
    def title(self) -> str:
        return str(self.data["title"])


@dataclass(kw_only=True, slots=True, eq=False)
class Interaction:
    id: str
    token: str
    kind: Kind
    user: User
    channel: Channel
    data: JsonObject
    created: float
    clock: MovableClock
    changes: Changes
    message: Message | None = None  # what was pressed, or what the modal was opened from
    delivered: float | None = None  # when it first went down a socket
    answered: Callback | None = None
    answered_at: float | None = None
    original: Message | None = None
    began_at: int = 0  # revisions of the pressed message when it was pressed
    choices: list[JsonObject] | None = None
    modal: Modal | None = None
    followups: list[Message] = field(default_factory=list)
    excused: bool = False  # a fault was injected here, or the bot never had a fair chance

    @property
    def too_late(self) -> bool:
        return self.clock.now() - self.created > ANSWER_WITHIN

    @property
    def token_dead(self) -> bool:
        return self.clock.now() - self.created > TOKEN_LIVES

    @property
    def had_a_chance(self) -> bool:
        """Whether it reached the bot in time to be answered."""
        return not self.excused and self.delivered is not None and self.delivered - self.created <= ANSWER_WITHIN

    @property
    def failed(self) -> bool:
        return self.answered is None and self.too_late

    async def answer(self) -> Callback:
        """Wait for the first answer, whatever it is."""
        await self.changes.until(lambda: self.answered or self.failed, f"an answer to {self.name}")
        if self.answered is None:
            raise DidNotRespond(f"{self.name}: the application did not respond")
        return self.answered

    async def reply(self, timeout: float = PATIENCE) -> Message:  # noqa: ASYNC109 - the caller's patience
        """Wait for the message this led to: the new one, or the pressed one once it changed."""
        await self.answer()
        return await self.changes.until(self._settled, f"a reply to {self.name}", timeout)

    async def form(self) -> Modal:
        """Wait for the modal this opened."""
        await self.answer()
        if self.modal is None:
            raise AssertionError(f"{self.name} opened no modal")
        return self.modal

    async def followup(self, number: int = 1) -> Message:
        """Wait for the n-th message sent after the answer."""
        await self.changes.until(lambda: len(self.followups) >= number, f"followup {number} to {self.name}")
        return self.followups[number - 1]

    @property
    def name(self) -> str:
        return f"{self.kind.name.lower()} {self.data.get('name') or self.data.get('custom_id')}"

    def _settled(self) -> Message | None:
        if self.answered is Callback.DEFERRED_UPDATE:
            return self.message if self.message and self.message.revisions > self.began_at else None
        if self.answered is Callback.UPDATE:
            return self.message
        return None if self.original is None or self.original.loading else self.original
