"""What the core needs of the world: small protocols whose docstrings are the contract, failure included.

The contract suites in `tests/contract` hold every adapter and every fake to these words.
Times are aware and UTC. The store never asks for the time: callers pass the Clock's, so that `signpost chat` and
tests can move it; on PostgreSQL the Clock in use reads the server's, so that all replicas agree on what is due.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from bot.marks import Marks
from bot.model import PolicyId
from bot.notices import Notice
from bot.outbox import Burial, Landed, Timer
from bot.people import Address, Chain, Person, PersonId, Platform, Step, Unavailable, Unknown
from bot.records import Audit, Counts, Escalations, Intake, Leases, Outbox, Threads
from bot.showing import Answering, Showing


class Clock(Protocol):
    """The time, and waiting for it."""

    def now(self) -> datetime:
        """Tell the time in UTC. It may jump either way; measure nothing with it."""

    async def sleep_until(self, when: datetime) -> None:
        """Return once `now()` has reached *when*, also when the clock is moved; at once when it is past."""


class Ids(Protocol):
    """Ids that nobody can guess."""

    def new(self) -> str:
        """Make an id of at least 128 random bits, of `[a-z2-7]`, at most 32 characters long."""


class Notifier(Protocol):
    """One chat platform as the relay sees it. Vendor errors stop here; anything else raised counts as uncertain."""

    @property
    def platform(self) -> Platform:
        """Which platform's notices it takes."""

    @property
    def can_find(self) -> bool:
        """Whether `find` can tell: without it an uncertain send may be repeated once, and is then given up."""

    async def send(self, notice: Notice) -> Landed:
        """Post *notice* with its id as nonce or metadata, in its recipient's route; the SDK repeats nothing blindly.

        Raises:
            NotAccepted, RateLimited, Unreachable, NotPermitted: it did not arrive.
            ArrivalUncertain: it may have arrived, or may still arrive.
        """

    async def find(self, notice: Notice, since: datetime) -> Landed | None:
        """Look for *notice*, first sent no earlier than *since*, by its id; None only when it has not arrived.

        Raises:
            ArrivalUncertain: the look-up failed or cannot tell; whether the notice arrived stays unknown.
        """

    async def update(self, notice: Notice, target: Landed) -> Landed:
        """Make the message at *target* show *notice*; repeating it changes nothing, so it is never looked up.

        Raises:
            NotAccepted, RateLimited, Unreachable, NotPermitted: as for `send`; a deleted message is `Unreachable`.
            ArrivalUncertain: repeat it.
        """


class Surface(Protocol):
    """Where one chat platform shows what was asked for: to whoever asked and nobody else, unless they shared it."""

    @property
    def platform(self) -> Platform:
        """Which platform's arrivals it answers."""

    async def show(self, showing: Showing, answering: Answering) -> None:
        """Show *showing* where *answering* says, or privately in another way where that window has closed.

        With `answering.again` it may be there already: look first where the platform can look.

        Raises:
            NotAccepted, RateLimited, NotPermitted: it is not shown.
            Unreachable: this person cannot be shown anything.
            ArrivalUncertain: it may be shown, or not.
        """


class Directory(Protocol):
    """Who is who, and who decides for whom. Never raises: trouble is `Unavailable`, a stranger `Unknown`."""

    async def find(self, address: Address) -> Person | Unknown | Unavailable:
        """Find who is reached at *address*."""

    async def person(self, person: PersonId) -> Person | Unknown | Unavailable:
        """Find somebody by id."""

    async def chain(self, asker: PersonId, avoiding: Collection[PersonId] = ()) -> Chain | Unavailable:
        """Name whom to ask for *asker*: manager, backup, the manager's own manager and backup and so on, fallback.

        Each person once, at most ten, with an address; never the asker nor anybody of *avoiding*.
        """

    async def owner(self, policy: PolicyId) -> Step | Unknown | Unavailable:
        """Name the policy's owner."""

    async def alternative(self, asker: PersonId, avoiding: Collection[PersonId]) -> Step | Unknown | Unavailable:
        """Name whom the organisation chose for questions about one's manager, unless it is one of *avoiding*."""

    async def operator(self) -> Person | Unknown | Unavailable:
        """Name who runs the bot and is told what needs a person."""


class UnitOfWork(Protocol):
    """One commit: everything in the block, or nothing when it raises. Never opened inside another one.

    Raises:
        StoreUnavailable: on entry, inside or on exit: locked, read-only, full, unreachable. Nothing was kept, except
            that a connection lost during the commit leaves it unknown; every operation here may then be repeated.
    """

    @property
    def intake(self) -> Intake:
        """What came in."""

    @property
    def threads(self) -> Threads:
        """What people are in the middle of."""

    @property
    def escalations(self) -> Escalations:
        """What managers decide."""

    @property
    def outbox(self) -> Outbox:
        """What is to be sent or decided later."""

    @property
    def audit(self) -> Audit:
        """What happened."""

    @property
    def counts(self) -> Counts:
        """How often."""

    @property
    def leases(self) -> Leases:
        """Who holds what."""

    @property
    def marks(self) -> Marks:
        """What is noted."""

    async def __aenter__(self) -> Self: ...
    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


OpenWork = Callable[[], UnitOfWork]
"""How use cases get one: `async with self.unit_of_work() as work`."""


class Sequel(Protocol):
    """What follows from a delivery; the desk decides it, in the relay's own unit of work and commit.

    The relay catches `StaleEscalation`, rolls back and asks again in a new unit; what it raises else counts as a
    failure of the entry. Each of these may be asked twice about one entry and then changes nothing.
    """

    async def sent(self, work: UnitOfWork, notice: Notice, landed: Landed) -> None:
        """Record that *notice* arrived, and put what follows from it."""

    async def given_up(self, work: UnitOfWork, notice: Notice, why: Burial) -> None:
        """Find another way for *notice*: the private channel, the next person, and a word to its sender."""

    async def due(self, work: UnitOfWork, timer: Timer) -> None:
        """Decide what *timer* was set for."""
