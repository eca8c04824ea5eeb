"""The front desk on a bench: the shipped knowledge, the memory store, and a surface that remembers what it showed."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.answering import GuidanceDesk
from bot.arrivals import ArrivalClaim, DeliveryId
from bot.deeds import Act, Ask, Deed
from bot.front_desk import FrontDesk, Incoming
from bot.fronting.world import FrontWorld
from bot.lifecycle import EscalationId, PressKind
from bot.people import Address, Platform
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE
from bot.showing import Answered, Answering, Said, Showing
from bot.telling import Telling
from bot.threads import ThreadId, thread_id
from tests.desk_bench import WHERE, Bench
from tests.fake_directory import Entrant

Shown = TypeVar("Shown", bound=Showing)
THREAD = thread_id("slack", "T1", "D1", "1.0")


@cache
def the_desk() -> GuidanceDesk:
    return GuidanceDesk(read_library(SHIPPED_KNOWLEDGE), None)


@dataclass
class FakeSurface:
    """Shows things; each of `faults` strikes once, in this order, after showing if it says so."""

    platform: Platform = Platform.SLACK
    shown: list[tuple[Showing, Answering]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    die: bool = False
    showed: asyncio.Event = field(default_factory=asyncio.Event)

    async def show(self, showing: Showing, answering: Answering) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.shown.append((showing, answering))
        self.showed.set()
        if self.die:
            self.die = False
            raise KeyboardInterrupt

    def last(self, kind: type[Shown]) -> Shown:
        found = [showing for showing, _ in self.shown if isinstance(showing, kind)]
        assert found, self.shown
        return found[-1]

    @property
    def texts(self) -> list[str]:
        return [showing.text for showing, _ in self.shown if isinstance(showing, Answered | Said)]


class Front:
    """A bench with a front desk; people are named as in `tests.desk_bench`."""

    def __init__(self, *people: Entrant, alone: bool = False) -> None:
        self.bench, self.surface = Bench(*people), FakeSurface()
        self.desk = self.another_desk(alone=alone)
        self._events = 0

    def another_desk(self, *, alone: bool = False) -> FrontDesk:
        bench, guidance = self.bench, the_desk()
        world = FrontWorld(
            unit_of_work=bench.open,
            clock=bench.clock,
            ids=bench.ids,
            guidance=guidance,
            desk=bench.desk,
            telling=Telling(guidance.library),
            directory=bench.directory,
            surfaces=(self.surface,),
            known_names=lambda: ("Jess Field",),
            zone=ZoneInfo("Europe/London"),
            alone=alone,
        )
        return FrontDesk(world)

    async def receive(
        self, deed: Deed, by: str = "ada", event: str = "", answer_by: datetime | None = None
    ) -> ArrivalClaim | None:
        self._events += 1
        delivery = DeliveryId(Platform.SLACK, "T1", event or f"Ev{self._events}")
        sender = WHERE.get(by) or Address(platform=Platform.SLACK, workspace="T1", user=by)
        incoming = Incoming(delivery=delivery, sender=sender, deed=deed, place="here", answer_by=answer_by)
        return await self.desk.receive(incoming)

    async def does(self, deed: Deed, by: str = "ada") -> list[Showing]:
        """Receive and answer; return what was shown for it."""
        before = len(self.surface.shown)
        claim = await self.receive(deed, by)
        assert claim is not None
        await self.desk.answer(claim)
        return [showing for showing, _ in self.surface.shown[before:]]

    async def asks(self, text: str, *, thread: ThreadId = THREAD, by: str = "ada") -> list[Showing]:
        return await self.does(Ask(thread=thread, text=text), by)

    async def presses(self, by: str, escalation: EscalationId, kind: PressKind, words: str = "") -> list[Showing]:
        return await self.does(Act(escalation=escalation, kind=kind, words=words), by)

    @property
    def kept_text(self) -> str:
        """Every byte of what is kept of arrivals and threads."""
        tables = self.bench.store.tables
        return repr([(row.arrival, row.arrival and row.arrival.body) for row in tables.intake.values()]) + repr(
            tables.threads
        )

    async def escalations(self) -> list[EscalationId]:
        return list(self.bench.store.tables.escalations)
