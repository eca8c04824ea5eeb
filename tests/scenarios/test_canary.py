"""Nothing a person wrote is anywhere but in the rows that are meant to hold it, and there only for its time."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import structlog
from sqlalchemy import text
from typer.testing import CliRunner

from adapters.console.data import data_commands
from adapters.ledgers.files import AnchorFile, ErasureFile
from adapters.logs import LogForm, logs
from adapters.privacy import Privacy
from adapters.storage.engine import open_store
from adapters.storage.work import Store
from bot.audit_chain import Intact, chain_key
from bot.delivery import Relay, RelayWorld
from bot.errors import BotError, StoreUnavailable
from bot.escalations import EscalationDesk, World
from bot.followups import FollowUps
from bot.health import Health
from bot.lifecycle import EscalationId, FactGiven, Press, PressKind
from bot.model import FactId, LaneId, Reason, Sending
from bot.notices import Notice
from bot.outbox import Landed
from bot.people import person_id
from bot.referrals import DeskRules, Done, Proposed, Referral
from bot.referrals import Sensitive as KeptOut
from bot.routing import Router
from bot.timetable import Timetable, WorkingHours
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


async def test_fault_86_what_people_write_is_in_its_rows_and_nowhere_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with listening(tmp_path) as stream:
        async with told(f"sqlite:///{tmp_path}/signpost.db", tmp_path, FakeClock()) as story:
            await story.office.housekeeper.purge()
            held, others = _parted(tmp_path, "signpost.db")
            canaries, streams = story.canaries, (stream.getvalue(), *capfd.readouterr(), repr(story.health))

            assert canaries.paths_seen(*held) == ROWS
            assert canaries.seen(*others, *streams) == []

    assert canaries.seen(tmp_path / "signpost.log") == []
    assert len(stream.getvalue().splitlines()) > 20


async def test_fault_88_after_an_erasure_the_file_and_its_log_hold_nothing_of_the_person(tmp_path: Path) -> None:
    async with told(f"sqlite:///{tmp_path}/signpost.db", tmp_path, FakeClock()) as story:
        before = story.canaries.paths_seen(tmp_path)

        await story.office.rights.erase(await story.office.rights.find("ada@example.org"))
        after = story.canaries.paths_seen(tmp_path)

        proof = await story.office.auditor.verify()

    assert before >= ROWS
    assert after == {"closed thread", "reply", "finding", "fact"}  # Bea's thread
    assert isinstance(proof, Intact)
    assert story.canaries.paths_seen(tmp_path) == after


async def test_fault_88_after_their_time_the_file_holds_nothing_of_anybody(tmp_path: Path) -> None:
    clock = FakeClock()
    async with told(f"sqlite:///{tmp_path}/signpost.db", tmp_path, clock) as story:
        clock.move(timedelta(days=181))

        await story.office.housekeeper.purge()
        await story.relay.deliver_due()

        assert story.canaries.seen(tmp_path) == []


async def test_fault_88_on_postgresql_its_own_log_alone_still_holds_what_was_erased(
    tmp_path: Path, new_postgres_database: Callable[[], str]
) -> None:
    clock = FakeClock()
    async with told(new_postgres_database(), tmp_path, clock) as story:
        cluster = await _checkpointed(story.store)
        before = story.canaries.paths_seen(cluster / "base")
        clock.move(timedelta(days=181))

        purged = await story.office.housekeeper.purge()
        await _checkpointed(story.store)
        _, elsewhere = _parted(cluster, "pg_wal")

        assert before >= ROWS
        assert story.canaries.seen(*elsewhere, cluster.parent / "log", tmp_path) == []
        assert any("pg_switch_wal" in line for line in purged.still_to_do)


def _parted(folder: Path, begins: str) -> tuple[list[Path], list[Path]]:
    """Part what is in *folder* by whether its name begins so."""
    inside = sorted(folder.iterdir())
    return [p for p in inside if p.name.startswith(begins)], [p for p in inside if not p.name.startswith(begins)]


async def _checkpointed(store: Store) -> Path:
    async with store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.execute(text("CHECKPOINT"))
        return Path((await connection.execute(text("SHOW data_directory"))).scalar_one())


def test_fault_86_the_commands_print_nobodys_words_but_in_an_export(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    clock, address = FakeClock(), f"sqlite:///{tmp_path}/signpost.db"

    async def begin() -> Canaries:
        async with told(address, tmp_path, clock) as story:
            return story.canaries

    @asynccontextmanager
    async def opened() -> AsyncIterator[Privacy]:
        async with open_store(address, audit_key=chain_key(SECRET), clock=clock) as store:
            office = Story(store=store, folder=tmp_path, clock=clock).office
            yield Privacy(rights=office.rights, housekeeper=office.housekeeper, auditor=office.auditor)

    def run(*words: str) -> str:
        done = CliRunner().invoke(data_commands(opened), words)
        assert done.exit_code == 0, done.output
        return done.output

    with listening(tmp_path) as stream:
        canaries = asyncio.run(begin())
        silent = [run("show"), run("show", "ada@example.org"), run("purge"), run("verify")]
        exported = run("export", "ada@example.org")
        silent += [run("erase", who, "--yes") for who in ("ada@example.org", "bea@example.org", "max@example.org")]
        silent += [run("verify"), stream.getvalue(), *capfd.readouterr()]

    assert canaries.paths_seen(exported) == {"question", "finding", "fact", "answer back", "dead letter", "stuck"}
    assert canaries.seen(*silent) == []
    assert canaries.seen(tmp_path) == []


def test_the_search_finds_what_it_must() -> None:
    canaries = Canaries()
    sentence = canaries.mint("one")
    word = canaries.words["one"]

    assert canaries.seen(sentence, word.upper().encode("utf-16-le"), b"nothing") == [
        ("one", "stream 0", 1),
        ("one", "stream 1", 1),
    ]
