"""PostgreSQL: what its failures are called, and that the pool comes back after a crash of the server."""

from collections.abc import Iterator

import pytest
from sqlalchemy.exc import DBAPIError, NoSuchTableError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from adapters.storage.refusals import plainly
from bot.errors import StoreUnavailable
from tests import postgres
from tests.adapters.storage.opening import execute, opened, record, recorded


class Refusal(Exception):
    def __init__(self, sqlstate: str | None, said: str = "") -> None:
        self.sqlstate = sqlstate
        super().__init__(said)


def refused(sqlstate: str | None, said: str = "") -> DBAPIError:
    return DBAPIError("SELECT secret", None, Refusal(sqlstate, said))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (refused("53100"), "disk is full"),
        (refused("25006"), "read-only"),
        (refused("57P01"), "restarting"),
        (refused("08006"), "restarting"),
        (refused("XX000"), "SQLSTATE XX000"),
        (refused(None, "disk I/O error"), "reports an error"),
        (refused(None, "something else"), "failed (Refusal)"),
        (PoolTimeout("none left"), "All connections"),
        (ConnectionRefusedError(111, "refused"), "cannot be reached (ConnectionRefusedError)"),
        (NoSuchTableError("x"), "cannot be reached (NoSuchTableError)"),
    ],
)
def test_failures_are_told_plainly(error: Exception, words: str) -> None:
    assert words in plainly(error)
    assert "secret" not in plainly(error)


@pytest.fixture
def own_server() -> Iterator[postgres.Server]:
    programs = postgres.programs()
    if programs is None:
        (pytest.fail if postgres.demanded() else pytest.skip)(postgres.MISSING)
    with postgres.running(programs, fsync=True) as server:
        yield server


async def test_fault_33_the_store_outlives_a_crash_of_its_server(own_server: postgres.Server) -> None:
    async with opened(own_server.new_database("crash")) as store:
        await record(store, "before")
        own_server.crash()
        assert await record(store, "after")

        own_server.stop("immediate")
        with pytest.raises(StoreUnavailable, match=r"cannot be reached|restarting"):
            await record(store, "while it is away")
        own_server.start()

        assert await record(store, "later")
        assert await recorded(store) == {"before", "after", "later"}


async def test_fault_40_a_read_only_server_refuses_and_loses_nothing(own_server: postgres.Server) -> None:
    address = own_server.new_database("still")
    async with opened(address) as store:
        await record(store, "before")
        await execute(store, "ALTER DATABASE still SET default_transaction_read_only = on")
        await store.engine.dispose()

        with pytest.raises(StoreUnavailable, match="read-only"):
            await record(store, "during")

        async with store.engine.begin() as connection:
            await connection.exec_driver_sql("SET TRANSACTION READ WRITE")
            await connection.exec_driver_sql("ALTER DATABASE still SET default_transaction_read_only = off")
        await store.engine.dispose()
        assert await record(store, "during")


async def test_a_server_that_is_not_there_is_told_of() -> None:
    with pytest.raises(StoreUnavailable, match=r"cannot be reached \(ConnectionRefusedError\)"):
        async with opened("postgresql://signpost:hidden@127.0.0.1:1/none"):
            pass


async def test_a_database_that_is_not_there_is_told_of(postgres_server: postgres.Server) -> None:
    with pytest.raises(StoreUnavailable, match="does not exist; create it"):
        async with opened(postgres_server.address("none")):
            pass


async def test_shredding_says_what_only_the_servers_administrator_can_do(postgres_server: postgres.Server) -> None:
    async with opened(postgres_server.new_database("shred")) as store:
        await record(store, "Ev1")

        left = await store.shred()

        assert len(left) == 1
        assert "write-ahead log" in left[0]
        assert await recorded(store) == {"Ev1"}
