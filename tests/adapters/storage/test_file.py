"""The SQLite file: what may go wrong with it, what is said, and that nothing is lost."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.storage.engine import has_reset_bug
from adapters.storage.refusals import IN_USE, DamagedStore, StoreInUse, UnsuitablePlace
from adapters.storage.sqlite_file import refuse_network_disks
from bot.errors import StoreUnavailable
from tests.adapters.storage.opening import (
    contents,
    files_with,
    flip_bytes,
    forget,
    opened,
    overwrite,
    pragma,
    record,
    recorded,
    remove,
)


async def test_fault_39_a_full_disk_refuses_and_loses_nothing(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as store:
        await record(store, "before")
        await pragma(store, "max_page_count = 1")
        kept, refused = {"before"}, set()
        for number in range(20):
            try:
                await record(store, f"Ev{number}", "x" * 3000)
            except StoreUnavailable as error:
                refused.add(str(error))
            else:
                kept.add(f"Ev{number}")
        assert await recorded(store) == kept
        assert refused == {"The disk or the database is full; make room, and this works again by itself."}

        await pragma(store, "max_page_count = 1000000")
        await record(store, "after")

    async with opened(f"sqlite:///{file}") as store:
        assert await recorded(store) == kept | {"after"}


async def test_fault_40_a_locked_database_refuses_and_loses_nothing(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as store:
        await record(store, "before")
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreUnavailable, match="locked by another program"):
            await record(store, "during")

        other.rollback()
        other.close()
        assert await record(store, "during")
        assert await recorded(store) == {"before", "during"}


async def test_fault_40_a_read_only_database_refuses_and_loses_nothing(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as store:
        await record(store, "before")
        await pragma(store, "query_only = ON")

        with pytest.raises(StoreUnavailable, match="read-only"):
            await record(store, "during")

        await pragma(store, "query_only = OFF")
        assert await record(store, "during")
        assert await recorded(store) == {"before", "during"}


async def test_fault_41_a_second_process_is_refused_and_the_first_goes_on(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as store:
        with pytest.raises(StoreInUse, match="Another Signpost is using") as refusal:
            async with opened(f"sqlite:///{file}"):
                pass

        assert refusal.value.exit_code == IN_USE == 75
        assert await record(store, "Ev1")
    async with opened(f"sqlite:///{file}") as store:
        assert await recorded(store) == {"Ev1"}


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_fault_42_a_network_disk_is_refused(tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mounts"
    folder = str(tmp_path / "my share").replace(" ", "\\040")
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nhost:/x {folder} {kind} rw 0 0\n")

    with pytest.raises(UnsuitablePlace, match=rf"network disk \({kind}\).*PostgreSQL"):
        refuse_network_disks(tmp_path / "my share" / "signpost.db", mounts)


def test_fault_42_a_local_disk_is_not(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/vda / ext4 rw 0 0\nhost:/x /elsewhere nfs4 rw 0 0\n")

    refuse_network_disks(tmp_path / "signpost.db", mounts)
    refuse_network_disks(tmp_path / "signpost.db", tmp_path / "no such list")


async def test_fault_43_a_damaged_file_is_refused_and_left_as_it_is(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as store:
        for number in range(60):
            await record(store, f"Ev{number}", "x" * 500)
        await store.shred()
    damage = flip_bytes(file)

    with pytest.raises(DamagedStore, match=r"is damaged: .*Nothing was changed. To restore it"):
        async with opened(f"sqlite:///{file}"):
            pass

    assert contents(file) == damage


async def test_fault_43_what_is_no_database_is_refused(file: Path) -> None:
    overwrite(file, b"this is not a database " * 300)

    with pytest.raises(DamagedStore, match="file is not a database"):
        async with opened(f"sqlite:///{file}"):
            pass


@pytest.mark.parametrize("empty", [True, False])
async def test_fault_43_a_lost_database_is_not_replaced_by_an_empty_one(file: Path, *, empty: bool) -> None:
    async with opened(f"sqlite:///{file}"):
        pass
    remove(file, leave_empty=empty)

    with pytest.raises(DamagedStore, match=r"is gone or empty.*Restore it from a backup"):
        async with opened(f"sqlite:///{file}"):
            pass

    forget(file)
    async with opened(f"sqlite:///{file}") as store:
        assert await recorded(store) == set()


async def test_fault_44_one_connection_writes_safely(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as store, store.engine.connect() as connection:
        settings = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
        size = getattr(store.engine.pool, "size", int)()

    assert (settings, size) == (
        {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 50},
        1,
    )


def test_fault_44_a_library_with_the_reset_bug_is_known() -> None:
    assert has_reset_bug((3, 51, 2))
    assert not has_reset_bug((3, 51, 3))


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnsuitablePlace, match="cannot be written"):
        async with opened(f"sqlite:///{tmp_path}/nowhere/signpost.db"):
            pass


@pytest.mark.parametrize("address", ["signpost.db", "mysql://host/signpost", ""])
async def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(UnsuitablePlace, match="DATABASE_URL is not an address this can use"):
        async with opened(address):
            pass


async def test_a_database_in_memory_needs_no_file() -> None:
    async with opened("sqlite://") as store:
        await record(store, "Ev1")
        assert await recorded(store) == {"Ev1"}


async def test_fault_88_erased_words_leave_no_bytes(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as store:
        await record(store, "Ev1", "canary-7f3a " * 200)
        async with store.work() as work:
            await work.intake.erase([arrival.delivery for arrival in await work.intake.kept()], store.clock.now())
        shredded = await store.shred()

        left = files_with(file.parent, b"canary-7f3a")

    assert (shredded, left) == ((), [])


async def test_a_reader_that_holds_up_the_shredding_is_told_of(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as store:
        await record(store, "Ev1")
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN")
        other.execute("SELECT * FROM intake").fetchall()
        await record(store, "Ev2")

        held_up = await store.shred()
        other.close()

        assert (len(held_up), list(await store.shred())) == (1, [])
