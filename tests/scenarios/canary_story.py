"""The story that the canaries are put through: three people, every path, every fault."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import text

from adapters.ledgers.files import AnchorFile, ErasureFile
from adapters.logs import LogForm, logs
from adapters.storage.engine import open_store
from adapters.storage.work import Store
from bot.audit_chain import chain_key
from bot.delivery import Relay, RelayWorld
from bot.errors import BotError, StoreUnavailable
from bot.escalating.followups import FollowUps
from bot.escalating.referrals import DeskRules, Done, Proposed, Referral
from bot.escalating.referrals import Sensitive as KeptOut
from bot.escalating.routing import Router
from bot.escalating.timetable import Timetable, WorkingHours
from bot.escalations import EscalationDesk, World
from bot.lifecycle import EscalationId, FactGiven, Press, PressKind
from bot.model import FactId, LaneId, Reason, Sending
from bot.notices import Notice
from bot.outbox import Landed
from bot.people import person_id
from bot.relaying.health import Health
from tests.builders import a_lease, an_address, an_arrival
from tests.canary import Canaries
from tests.fake_directory import SECRET, Entrant, FakeDirectory
from tests.fakes import FakeClock, FakeIds, FakeNotifier
from tests.privacy import Office

UNDO = timedelta(minutes=2)
STAFF = (
    Entrant(email="ada@example.org", addresses=(an_address("ada"),), manager="max@example.org"),
    Entrant(email="bea@example.org", addresses=(an_address("bea"),), manager="max@example.org"),
    Entrant(email="max@example.org", addresses=(an_address("max"),)),
)
ROWS = {"question", "finding", "fact", "reply", "answer back", "closed thread", "dead letter", "stuck"}
"""What the database is meant to hold while the story lasts."""


class Faulty(FakeNotifier):
    """Quotes what it was to send in every error, as chat libraries do."""

    quotes: str = ""

    async def send(self, notice: Notice) -> Landed:
        if self.quotes:
            quoted, self.quotes = self.quotes, ""
            raise ValueError(f"500 from the platform: {quoted} {notice!r}")
        return await super().send(notice)


@dataclass
class Story:
    """Three people, a desk and a relay on a real store; every path is given a string of its own."""

    store: Store
    folder: Path
    clock: FakeClock
    canaries: Canaries = field(default_factory=Canaries)
    notifier: Faulty = field(default_factory=Faulty)

    def __post_init__(self) -> None:
        router = Router(
            FakeDirectory(*STAFF), lambda at: person_id(SECRET, str(at)), frozenset({an_address().platform})
        )
        rules = DeskRules(timetable=Timetable(hours=WorkingHours(zone=ZoneInfo("Europe/London"))))
        ids = FakeIds()
        self.desk = EscalationDesk(
            World(unit_of_work=self.store.work, clock=self.clock, ids=ids, router=router, screen=self.screen), rules
        )
        sequel = FollowUps(self.clock, router, rules)
        self.health = Health()
        self.relay = Relay(
            RelayWorld(
                unit_of_work=self.store.work,
                notifiers=(self.notifier,),
                sequel=sequel,
                clock=self.clock,
                ids=ids,
                health=self.health,
            )
        )
        self.office = Office(
            unit_of_work=self.store.work,
            directory=FakeDirectory(*STAFF),
            anchors=AnchorFile(self.folder / "anchors.jsonl"),
            ledger=ErasureFile(self.folder / "erasures.jsonl"),
            shredder=self.store,
            clock=self.clock,
        )

    def screen(self, words: str) -> LaneId | None:
        return LaneId("safeguarding") if self.canaries.words.get("sensitive", "-") in words else None

    def referral(self, path: str, asker: str = "ada") -> Referral:
        return Referral(
            asker_at=an_address(asker),
            question=self.canaries.mint(path),
            reason=Reason.CONFUSION,
            sending=Sending.AFTER_UNDO,
            finding=self.canaries.mint("finding"),
            facts=(FactGiven(fact=FactId("consent"), question="Do they agree?", answer=self.canaries.mint("fact")),),
        )

    async def delivered(self, path: str, asker: str = "ada") -> EscalationId:
        proposed = await self.desk.propose(self.referral(path, asker))
        assert isinstance(proposed, Proposed)
        self.clock.move(UNDO)
        await self.relay.deliver_due()
        return proposed.escalation.id

    async def press(self, who: str, escalation: EscalationId, kind: PressKind, path: str = "") -> None:
        words = self.canaries.mint(path) if path else ""
        assert isinstance(await self.desk.press(escalation, Press(kind=kind, words=words), an_address(who)), Done)
        await self.relay.deliver_due()

    async def tell(self) -> None:
        await self._arrivals()
        thread = await self.delivered("question")
        await self.press("max", thread, PressKind.ASK_BACK, "reply")
        await self.press("ada", thread, PressKind.ANSWER_BACK, "answer back")
        closed = await self.delivered("closed thread", "bea")
        await self.press("max", closed, PressKind.REPLY, "reply")
        await self.press("bea", closed, PressKind.SETTLES_IT)
        self.notifier.quotes = self.canaries.mint("platform's error")
        self.notifier.close_messages(person_id(SECRET, "max@example.org"))
        await self.delivered("dead letter")
        assert isinstance(await self.desk.propose(self.referral("sensitive")), KeptOut)
        await self._faults()

    async def _arrivals(self) -> None:
        async with self.store.work() as work:
            answered = await work.intake.record(an_arrival("Ev1", self.canaries.mint("answered")), a_lease())
            assert answered is not None
            await work.intake.record(an_arrival("Ev2", self.canaries.mint("stuck")), a_lease())
        async with self.store.work() as work:
            await work.intake.settle(answered, self.clock.now())

    async def _faults(self) -> None:
        """Log it, raise it, and let the database itself refuse it."""
        canary = self.canaries.mint("logged")
        log = structlog.get_logger("bot.delivery")
        log.warning("question_asked", text=canary, question=canary, person=canary)
        for library in ("slack_bolt.App", "slack_sdk.socket_mode", "discord.http", "aiohttp.access", "asyncio"):
            logging.getLogger(library).error("%s", canary)
            logging.getLogger(library).info(canary)
        try:
            async with self.store.work() as work:
                await work.session.rows(text("SELECT * FROM nowhere WHERE said = :said").bindparams(said=canary))
        except StoreUnavailable:
            log.exception("store_failed")
        asyncio.get_running_loop().call_exception_handler({"message": canary, "exception": BotError(canary)})


@contextmanager
def listening(folder: Path) -> Iterator[io.StringIO]:
    """Log at DEBUG, into a stream and a file beside the database."""
    stream = io.StringIO()
    with logs("DEBUG", LogForm.JSON, stream):
        yield stream
    (folder / "signpost.log").write_text(stream.getvalue(), encoding="utf-8")


@asynccontextmanager
async def told(address: str, folder: Path, clock: FakeClock) -> AsyncIterator[Story]:
    async with open_store(address, audit_key=chain_key(SECRET), clock=clock) as store:
        story = Story(store=store, folder=folder, clock=clock)
        await story.tell()
        yield story
