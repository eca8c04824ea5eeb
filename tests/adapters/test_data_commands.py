import asyncio
import csv
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.console.data import data_commands
from adapters.privacy import Privacy
from bot.errors import StoreUnavailable
from bot.lifecycle import EscalationId, PressKind, State, Words
from tests.builders import ADA, MAX, a_lease, an_arrival, an_escalation
from tests.fake_ledgers import FakeShredder
from tests.fakes import NOON
from tests.memory import MemoryStore
from tests.privacy import Office

HERS = Words(by=ADA, kind=PressKind.ANSWER_BACK, text="hers: they agreed", at=NOON)
HIS = Words(by=MAX, kind=PressKind.REPLY, text="his: ask them first", at=NOON)
BOTH = an_escalation(state=State.ANSWERED, question="hers: may I?", words=(HIS, HERS))


class InUse(StoreUnavailable):
    exit_code = 75


@dataclass
class Terminal:
    """The commands on a store in memory that lives from one command to the next."""

    store: MemoryStore = field(default_factory=MemoryStore)
    fails: Exception | None = None

    def __post_init__(self) -> None:
        self.office = Office(unit_of_work=self.store.work, shredder=FakeShredder(("VACUUM it yourself",)))

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Privacy]:
        if self.fails:
            raise self.fails
        self.store.lock = asyncio.Lock()
        yield Privacy(rights=self.office.rights, housekeeper=self.office.housekeeper, auditor=self.office.auditor)

    def __call__(self, *words: str, answers: str = "") -> Result:
        return CliRunner().invoke(data_commands(self.open), words, input=answers)


@pytest.fixture
def terminal() -> Terminal:
    made = Terminal()
    asyncio.run(made.office.keep(BOTH))
    made.store.lock = asyncio.Lock()
    return made


def test_show_says_what_is_kept_and_hides_small_counts(terminal: Terminal) -> None:
    async def count() -> None:
        async with terminal.store.work() as work:
            await work.counts.add(date(2026, 3, 2), "sensitive")
            for _ in range(6):
                await work.counts.add(date(2026, 3, 2), "answer")

    asyncio.run(count())

    shown = terminal("show")

    assert shown.exit_code == 0
    assert "until it is answered" in shown.stdout
    assert "under 5" in shown.stdout
    assert " 6 " in shown.stdout


def test_show_counts_what_is_kept_about_a_person_and_never_quotes(terminal: Terminal) -> None:
    shown = terminal("show", "ada@example.org")

    assert shown.exit_code == 0
    assert "question" in shown.stdout
    assert "2026-08-31" in shown.stdout
    assert "hers" not in shown.stdout


def test_show_of_a_stranger_says_so(terminal: Terminal) -> None:
    shown = terminal("show", "eve@example.org")

    assert shown.exit_code == 0
    assert "not in the directory" in shown.stdout
    assert "Nothing is kept" in shown.stdout


def test_fault_91_two_people_in_one_thread_each_export_their_own_words(terminal: Terminal, tmp_path: Path) -> None:
    printed = terminal("export", "ada@example.org")
    file = tmp_path / "max.csv"
    written = terminal("export", "max@example.org", "--format", "csv", "--into", str(file))

    hers = {row["text"] for row in json.loads(printed.stdout)}
    with file.open(newline="") as opened:
        his = {row["text"] for row in csv.DictReader(opened)}
    assert (printed.exit_code, written.exit_code) == (0, 0)
    assert {"hers: may I?", "hers: they agreed"} <= hers
    assert "his: ask them first" in his
    assert not any("his:" in text for text in hers)
    assert not any("hers:" in text for text in his)
    assert file.stat().st_mode & 0o077 == 0


def test_an_export_never_overwrites(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    file.write_text("mine")

    refused = terminal("export", "ada@example.org", "--into", str(file))

    assert (refused.exit_code, file.read_text()) == (2, "mine")
    assert "name a new file" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_erase_asks_first_and_erases_then(terminal: Terminal) -> None:
    declined = terminal("erase", "ada@example.org", answers="n\n")
    unanswered = terminal("erase", "ada@example.org")
    kept = terminal.store.tables.escalations[BOTH.id].question
    erased = terminal("erase", "ada@example.org", answers="y\n")

    assert [done.exit_code for done in (declined, unanswered, erased)] == [2, 2, 0]
    assert kept == BOTH.question
    assert "add --yes" in unanswered.stderr
    assert "1 escalations they asked" in erased.stdout
    assert "VACUUM it yourself" in erased.stdout
    assert "hers" not in repr(terminal.store.tables)


def test_erase_says_what_a_manager_still_has_in_hand(terminal: Terminal) -> None:
    erased = terminal("erase", "max@example.org", "--yes")

    assert erased.exit_code == 0
    assert "1 escalations are still in their hands" in erased.stdout


def test_purge_says_what_went(terminal: Terminal) -> None:
    terminal.office.clock.move(timedelta(days=400))

    purged = terminal("purge")

    assert purged.exit_code == 0
    assert "Texts erased: 1." in purged.stdout
    assert "VACUUM it yourself" in purged.stdout


def test_verify_finds_the_log_intact_or_says_what_is_wrong(terminal: Terminal) -> None:
    intact = terminal("verify")
    terminal("purge")
    backup = terminal.store.tables.snapshot()
    asyncio.run(terminal.office.keep(an_escalation(id=EscalationId("lost"))))
    terminal("purge")
    terminal.store.tables = backup
    cut = terminal("verify")
    declined = terminal("verify", "--restored", answers="n\n")
    declared = terminal("verify", "--restored", "--yes")
    del terminal.store.tables.audit[:]
    emptied = terminal("verify", "--restored", "--yes")

    assert [done.exit_code for done in (intact, cut, declined, declared, emptied)] == [0, 1, 2, 0, 0]
    assert "events 1 to 1" in intact.stdout
    assert "gone from the end. After a restore, add --restored." in cut.stdout
    assert "is empty" in emptied.stdout


def test_verify_names_each_kind_of_change(terminal: Terminal) -> None:
    for name in ("b", "c", "d"):
        asyncio.run(terminal.office.keep(an_escalation(id=EscalationId(name))))
    asyncio.run(terminal.office.auditor.anchor())
    rows = terminal.store.tables.audit[:]

    said = []
    for changed in ([rows[0], rows[2], rows[3]], [rows[0], rows[0], *rows[2:]], rows[1:], rows):
        terminal.store.tables.audit[:] = changed
        if changed is rows:
            terminal.store.tables.audit.clear()
            for name in ("p", "q", "r", "s"):
                terminal.store.tables.escalations.pop(EscalationId(name), None)
                asyncio.run(terminal.office.keep(an_escalation(id=EscalationId(name))))
        said.append(terminal("verify").stdout)

    assert "events 2 to 2 are gone" in said[0]
    assert "event 1 is not what was written" in said[1]
    assert "begins at event 2" in said[2]
    assert "Event 4 is not the one that was anchored" in said[3]


def test_what_is_wrong_is_one_line_with_its_exit_code(terminal: Terminal) -> None:
    wrong = terminal("show", "nobody in particular")
    terminal.fails = InUse("Another Signpost\nis using \x1b[31mthe file")
    in_use = terminal("purge")

    assert (wrong.exit_code, in_use.exit_code) == (2, 75)
    assert wrong.stderr.startswith("signpost: name a person by e-mail")
    assert in_use.stderr == "signpost: Another Signpost; is using \\x1b[31mthe file\n"


def test_fault_86_a_fault_of_ours_is_its_type_and_place_alone(terminal: Terminal) -> None:
    terminal.fails = RuntimeError("canary question text")

    failed = terminal("purge")

    assert failed.exit_code == 2
    assert "canary" not in failed.output
    assert failed.stderr.startswith("signpost: a fault of Signpost: RuntimeError at ")


def test_questions_not_answered_yet_are_erased_too(terminal: Terminal) -> None:
    async def arrive() -> None:
        async with terminal.store.work() as work:
            await work.intake.record(an_arrival(body="hers: just now"), a_lease())

    asyncio.run(arrive())

    erased = terminal("erase", "slack:T1:ada", "--yes")

    assert "1 questions not answered yet" in erased.stdout
    assert "hers" not in repr(terminal.store.tables)
