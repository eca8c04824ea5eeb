"""Opening stores as tests do, and doing the plain things with them."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from sqlalchemy import text

from adapters.storage.engine import open_store
from adapters.storage.migrate import SCRIPTS
from adapters.storage.work import Store
from bot.audit_chain import chain_key
from bot.ports import Clock
from tests.builders import a_lease as lease
from tests.builders import an_arrival, an_escalation
from tests.fake_directory import SECRET
from tests.fakes import FakeClock


def opened(
    address: str, *, clock: Clock | None = None, scripts: Path = SCRIPTS, busy_seconds: float = 0.05
) -> AbstractAsyncContextManager[Store]:
    return open_store(
        address,
        audit_key=chain_key(SECRET),
        clock=clock or FakeClock(),
        scripts=scripts,
        busy_seconds=busy_seconds,
    )


async def record(store: Store, event: str, body: str = "what was said") -> bool:
    """Take an arrival in, as a platform's listener does before it acknowledges."""
    async with store.work() as work:
        return await work.intake.record(an_arrival(event, body), lease()) is not None


async def recorded(store: Store) -> set[str]:
    async with store.work() as work:
        return {arrival.delivery.event for arrival in await work.intake.kept()}


async def execute(store: Store, statement: str) -> None:
    async with store.engine.begin() as connection:
        await connection.execute(text(statement))


async def pragma(store: Store, setting: str) -> None:
    """Set something on SQLite's one connection, outside of any transaction."""
    async with store.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        await raw.driver_connection.execute(f"PRAGMA {setting}")


def remove(file: Path, *, leave_empty: bool) -> None:
    file.unlink()
    if leave_empty:
        file.touch()


def contents(file: Path) -> bytes:
    return file.read_bytes()


def overwrite(file: Path, what: bytes) -> None:
    file.write_bytes(what)


def forget(file: Path) -> None:
    file.with_name(f"{file.name}.lock").unlink()


def flip_bytes(file: Path) -> bytes:
    """Damage the pages behind the first eight; return what is then there."""
    whole = bytearray(file.read_bytes())
    for at in range(8 * 4096, len(whole), 512):
        whole[at : at + 8] = b"\xff" * 8
    file.write_bytes(whole)
    return bytes(whole)


def files_with(folder: Path, canary: bytes) -> list[str]:
    return [path.name for path in folder.iterdir() if canary in path.read_bytes()]


ESC = an_escalation().id
