"""The composition root: it alone knows every adapter. `open_office` is where a platform begins.

```python
async with open_office(read_settings(), {Platform.SLACK: team}) as office:
    relay = office.relay(SlackNotifier(client, office))
    running = office.running(relay)
```
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from adapters.directory.file import FileDirectory
from adapters.directory.roster import Reading
from adapters.ids import RandomIds
from adapters.privacy import Privacy, privacy_of, secret_of
from adapters.storage.clock import elapsed
from adapters.storage.engine import open_store
from adapters.storage.work import Store
from bot.answering import GuidanceDesk, open_desk
from bot.audit_chain import chain_key
from bot.delivery import Relay, RelayWorld
from bot.errors import SettingsFaults
from bot.escalating.followups import FollowUps
from bot.escalating.referrals import DeskRules, Referral
from bot.escalating.routing import Router
from bot.escalations import EscalationDesk, World
from bot.front_desk import FrontDesk
from bot.fronting.world import FrontWorld
from bot.model import Reply
from bot.people import Address, PersonId, Platform, person_id
from bot.ports import Clock, Directory, Ids, Notifier, Surface
from bot.redaction import Redacted, redact
from bot.relaying.health import Health
from bot.running import RunningRelay
from bot.settings import Settings, read_settings
from bot.telling import Telling
from bot.threads import Thread

Homes = Mapping[Platform, str]
"""The platforms that run in this process, and the workspace of each that ids without one belong to."""


Beyond = Callable[[FileDirectory, bytes], Directory]


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """Everything that platforms work with, on one store and one directory, for as long as the store is open."""

    settings: Settings
    rules: DeskRules
    store: Store
    directory: FileDirectory
    people: Directory
    guidance: GuidanceDesk
    telling: Telling
    desk: EscalationDesk
    follow_ups: FollowUps
    ids: Ids
    health: Health

    @property
    def clock(self) -> Clock:
        """The clock that everything here goes by."""
        return self.store.clock

    @property
    def zone(self) -> ZoneInfo:
        """The organisation's time zone, in which times are shown."""
        return ZoneInfo(self.settings.time_zone)

    @property
    def today(self) -> date:
        """Today, where the organisation is."""
        return self.clock.now().astimezone(self.zone).date()

    def masked(self, text: str) -> str:
        """Mask the personal data of *text*, everybody's names in the directory included, before anything keeps it."""
        return self.redacted(text).text

    def redacted(self, text: str) -> Redacted:
        """Mask *text*, and say what was masked."""
        return redact(text, self.directory.names)

    def ask(self, thread: Thread) -> Reply:
        """Answer what was asked in *thread*."""
        return self.guidance.ask(thread.asked, self.today, self.directory.names)

    def referral(self, reply: Reply, thread: Thread, asker_at: Address) -> Referral | None:
        """Make of *reply* what may go to a manager; None for what never does."""
        cited = reply.citations[0].policy if reply.citations else ""
        version = next((policy.version for policy in self.guidance.library.policies if policy.id == cited), "")
        return Referral.of(reply, asker_at, version, thread.facts)

    def front_desk(self, *surfaces: Surface) -> FrontDesk:
        """Make the desk that people come to on *surfaces*."""
        world = FrontWorld(
            unit_of_work=self.store.work,
            clock=self.clock,
            ids=self.ids,
            guidance=self.guidance,
            desk=self.desk,
            telling=self.telling,
            directory=self.people,
            surfaces=surfaces,
            known_names=lambda: self.directory.names,
            zone=self.zone,
            alone=self.store.turn is not None,
        )
        return FrontDesk(world)

    def relay(self, *notifiers: Notifier) -> Relay:
        """Make the relay that sends through *notifiers*."""
        world = RelayWorld(
            unit_of_work=self.store.work,
            notifiers=notifiers,
            sequel=self.follow_ups,
            clock=self.clock,
            ids=self.ids,
            health=self.health,
        )
        return Relay(world)

    def running(self, relay: Relay) -> RunningRelay:
        """Make *relay* ready to run; every commit wakes it."""
        running = RunningRelay(relay, self.clock, self.health, self.rules.timetable.undo, elapsed)
        self.store.on_commit = running.wake
        return running

    def privacy(self) -> Privacy:
        """Connect what `signpost data` does, on the same store; its housekeeper purges once a day."""
        return privacy_of(self.settings, self.store, self.directory)


@asynccontextmanager
async def open_office(
    settings: Settings, homes: Homes, clock: Clock | None = None, beyond: Beyond | None = None
) -> AsyncIterator[Office]:
    """Read knowledge and directory, open the store, and connect them all; *clock* is for `signpost chat` and tests.

    *beyond* adds to the file whoever a platform knows.

    Raises:
        SettingsFaults: a setting is missing or cannot be used; all that are missing at once.
        KnowledgeFaults, DirectoryFaults: the folder or the file cannot be used; every fault at once.
        StoreRefused: the database must not be used as it is.
        StoreUnavailable: it cannot be reached now.
    """
    secret, directory = people_of(settings, homes)
    rules = rules_of(settings, homes)
    guidance = open_desk(settings.knowledge_dir)
    _ = guidance.library.draft_weights.weights  # its faults are told now, not to whoever checks the first draft
    telling = Telling(guidance.library)
    async with _store(settings, secret, clock) as store:
        people = beyond(directory, secret) if beyond else directory
        router = Router(people, lambda address: _stranger(secret, address), rules.platforms)
        ids = RandomIds()
        world = World(unit_of_work=store.work, clock=store.clock, ids=ids, router=router, screen=guidance.lane_of)
        yield Office(
            settings=settings,
            rules=rules,
            store=store,
            directory=directory,
            people=people,
            guidance=guidance,
            telling=telling,
            desk=EscalationDesk(world, rules),
            follow_ups=FollowUps(store.clock, router, rules),
            ids=ids,
            health=Health(),
        )


@asynccontextmanager
async def open_privacy() -> AsyncIterator[Privacy]:
    """Open the store and the directory that the settings name, for one command of `signpost data`.

    Raises:
        SettingsFaults, DirectoryFaults, StoreRefused, StoreUnavailable: as `open_office` does.
    """
    settings = read_settings()
    secret, directory = people_of(settings, {})
    async with _store(settings, secret, None) as store:
        yield privacy_of(settings, store, directory)


def people_of(settings: Settings, homes: Homes) -> tuple[bytes, FileDirectory]:
    """Read the secret and the directory, which belong together: people's ids are made with it.

    Raises:
        SettingsFaults: one or both are not set.
        DirectoryFaults: the file cannot be used.
    """
    faults = list[str]()
    if settings.directory_file is None:
        faults.append("DIRECTORY_FILE: is not set; name the CSV file that says who manages whom")
    try:
        secret = secret_of(settings)
    except SettingsFaults as error:
        faults += error.faults
    if faults or settings.directory_file is None:
        raise SettingsFaults(faults)
    return secret, FileDirectory(settings.directory_file, Reading(secret=secret, homes=homes))


def rules_of(settings: Settings, homes: Homes) -> DeskRules:
    """Read the organisation's plan.

    Raises:
        SettingsFaults: nobody knows the bank holidays of that country or region.
    """
    try:
        return DeskRules.of(settings, homes)
    except ValueError as error:
        raise SettingsFaults([f"HOLIDAYS_COUNTRY, HOLIDAYS_REGION: {error}"]) from error


@asynccontextmanager
async def _store(settings: Settings, secret: bytes, clock: Clock | None) -> AsyncIterator[Store]:
    address = settings.database_url.get_secret_value()
    async with open_store(address, clock=clock, audit_key=chain_key(secret)) as store:
        yield store


def _stranger(secret: bytes, address: Address) -> PersonId:
    return person_id(secret, str(address))
