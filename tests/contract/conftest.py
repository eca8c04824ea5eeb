"""The adapters each contract suite runs on: a new store, platform or directory adds one line here."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import cast

import pytest

from adapters.directory.file import FileDirectory
from adapters.storage.engine import open_store
from bot.audit_chain import chain_key
from bot.ports import Directory, OpenWork
from tests.directory_files import READING, a_directory_file
from tests.fake_directory import SECRET, Entrant, FakeDirectory
from tests.fakes import FakeClock, FakeNotifier
from tests.memory import MemoryStore


@asynccontextmanager
async def _memory(_: str) -> AsyncIterator[OpenWork]:
    yield MemoryStore().work


@asynccontextmanager
async def _stored(address: str) -> AsyncIterator[OpenWork]:
    async with open_store(address, audit_key=chain_key(SECRET), clock=FakeClock()) as store:
        yield store.work


STORES: dict[str, Callable[[str], AbstractAsyncContextManager[OpenWork]]] = {
    "memory": _memory,
    "sqlite": _stored,
    "postgresql": _stored,
}
"""Each opens the empty store at the address it gets."""

DIRECTORIES: dict[str, Callable[[Path, tuple[Entrant, ...]], Directory]] = {
    "fake": lambda _, entrants: FakeDirectory(*entrants),
    "file": lambda folder, entrants: FileDirectory(a_directory_file(folder, *entrants), READING),
}

PLATFORMS: dict[str, Callable[[], FakeNotifier]] = {"fake": FakeNotifier}


@pytest.fixture(params=STORES)
async def unit_of_work(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[OpenWork]:
    name = cast("str", request.param)
    address = f"sqlite:///{tmp_path}/signpost.db"
    if name == "postgresql":
        address = cast("Callable[[], str]", request.getfixturevalue("new_postgres_database"))()
    async with STORES[name](address) as opened:
        yield opened


@pytest.fixture(params=DIRECTORIES)
def directory_of(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Directory]:
    build = DIRECTORIES[cast("str", request.param)]
    return lambda *entrants: build(tmp_path, entrants)
