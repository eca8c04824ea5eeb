"""Everything that privacy needs, around one store, with fakes for the rest of the world."""

from dataclasses import dataclass, field

from bot.lifecycle import Escalation
from bot.ports import OpenWork
from bot.privacy.audit_keeping import AuditKeeper
from bot.privacy.eraser import Eraser
from bot.privacy.housekeeping import Housekeeper
from bot.privacy.ledgers import Anchors, ErasureLedger, Shredder
from bot.privacy.rights import Rights
from tests.builders import an_address, an_event
from tests.fake_directory import SECRET, Entrant, FakeDirectory
from tests.fake_ledgers import FakeAnchors, FakeErasures, FakeShredder
from tests.fakes import FakeClock
from tests.memory import MemoryStore

PEOPLE = tuple(Entrant(email=f"{name}@example.org", addresses=(an_address(name),)) for name in ("ada", "max", "bea"))


@dataclass
class Office:
    """A small organisation: Ada asks, Max and Bea decide."""

    unit_of_work: OpenWork = field(default_factory=lambda: MemoryStore().work)
    directory: FakeDirectory = field(default_factory=lambda: FakeDirectory(*PEOPLE))
    anchors: Anchors = field(default_factory=FakeAnchors)
    ledger: ErasureLedger = field(default_factory=FakeErasures)
    shredder: Shredder = field(default_factory=FakeShredder)
    clock: FakeClock = field(default_factory=FakeClock)

    @property
    def eraser(self) -> Eraser:
        return Eraser(unit_of_work=self.unit_of_work, directory=self.directory, clock=self.clock, secret=SECRET)

    @property
    def auditor(self) -> AuditKeeper:
        return AuditKeeper(unit_of_work=self.unit_of_work, anchors=self.anchors, clock=self.clock, secret=SECRET)

    @property
    def rights(self) -> Rights:
        return Rights(
            unit_of_work=self.unit_of_work,
            directory=self.directory,
            eraser=self.eraser,
            ledger=self.ledger,
            shredder=self.shredder,
            clock=self.clock,
            secret=SECRET,
        )

    @property
    def housekeeper(self) -> Housekeeper:
        return Housekeeper(
            unit_of_work=self.unit_of_work,
            directory=self.directory,
            eraser=self.eraser,
            ledger=self.ledger,
            auditor=self.auditor,
            shredder=self.shredder,
            clock=self.clock,
        )

    async def keep(self, *escalations: Escalation) -> None:
        async with self.unit_of_work() as work:
            for escalation in escalations:
                await work.escalations.add(escalation, an_event(escalation=escalation.id))
