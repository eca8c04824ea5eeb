"""The migrations: what they make, two at once, a newer version's database."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from adapters.storage.migrate import SCRIPTS
from adapters.storage.refusals import NewerStore
from adapters.storage.tables import metadata
from adapters.storage.work import Store
from tests.adapters.storage.opening import execute, opened, record, recorded

SECOND = '''"""A step that only newer versions know."""

from alembic import op

revision = "next"
down_revision = "0003"


def upgrade() -> None:
    """Add a column, move words into it, add another."""
    op.execute("ALTER TABLE intake ADD COLUMN novelty TEXT")
    op.execute("UPDATE intake SET novelty = body")
    op.execute("ALTER TABLE intake ADD COLUMN another TEXT")
'''


@pytest.fixture
def newer_scripts(tmp_path: Path) -> Path:
    folder = tmp_path / "newer"
    copytree(SCRIPTS, folder)
    (folder / "versions" / "next_second.py").write_text(SECOND)
    return folder


async def test_the_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    def differences(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with store.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_fault_49_the_version_before_runs_on_beside_a_newer_one(address: str, newer_scripts: Path) -> None:
    async with opened(address) as store:
        await record(store, "before")
        if address.startswith("sqlite"):  # one process at a time: the older one has gone
            return
        async with opened(address, scripts=newer_scripts) as newer:
            await record(store, "older")
            await record(newer, "newer")

            assert await recorded(store) == await recorded(newer) == {"before", "older", "newer"}


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(address: str, newer_scripts: Path) -> None:
    async with opened(address, scripts=newer_scripts) as newer:
        await record(newer, "Ev1")

    with pytest.raises(NewerStore, match=r"newer version of Signpost \(revision next\); run that version"):
        async with opened(address):
            pass

    async with opened(address, scripts=newer_scripts) as newer:
        assert await recorded(newer) == {"Ev1"}


async def test_fault_50_of_two_that_start_at_once_one_migrates(
    new_postgres_database: Callable[[], str], newer_scripts: Path
) -> None:
    address = new_postgres_database()

    async def start(number: int) -> None:
        async with opened(address, scripts=newer_scripts) as store:
            await record(store, f"Ev{number}")

    await asyncio.gather(*(start(number) for number in range(4)))

    async with opened(address, scripts=newer_scripts) as store:
        assert await recorded(store) == {"Ev0", "Ev1", "Ev2", "Ev3"}


async def test_fault_50_a_step_that_fails_half_way_leaves_nothing_and_runs_again(
    address: str, newer_scripts: Path
) -> None:
    step = newer_scripts / "versions" / "next_second.py"
    async with opened(address) as store:
        await record(store, "Ev1")
    step.write_text(SECOND.replace("UPDATE intake SET novelty = body", "UPDATE nowhere SET novelty = body"))
    with pytest.raises(Exception, match=r"failed|missing"):
        async with opened(address, scripts=newer_scripts):
            pass
    step.write_text(SECOND)

    async with opened(address, scripts=newer_scripts) as store:
        await execute(store, "UPDATE intake SET another = novelty")

        assert await recorded(store) == {"Ev1"}
