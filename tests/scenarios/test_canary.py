"""Nothing a person wrote is anywhere but in the rows that are meant to hold it, and there only for its time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from adapters.console.data import data_commands
from adapters.privacy import Privacy
from adapters.storage.engine import open_store
from adapters.storage.work import Store
from bot.audit_chain import Intact, chain_key
from tests.canary import Canaries
from tests.fake_directory import SECRET
from tests.fakes import FakeClock
from tests.scenarios.canary_story import ROWS, Story, listening, told


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
