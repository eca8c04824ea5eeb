"""The adapters each contract suite runs on: a new store, platform or directory adds one line here."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import cast

import pytest

from bot.ports import Directory, OpenWork
from tests.fake_directory import Entrant, FakeDirectory
from tests.fakes import FakeNotifier
from tests.memory import MemoryStore


@asynccontextmanager
async def _memory(_: Path) -> AsyncIterator[OpenWork]:
    yield MemoryStore().work


STORES: dict[str, Callable[[Path], AbstractAsyncContextManager[OpenWork]]] = {"memory": _memory}
"""Each gets an empty folder and opens an empty store."""

DIRECTORIES: dict[str, Callable[[Path, tuple[Entrant, ...]], Directory]] = {
    "fake": lambda _, entrants: FakeDirectory(*entrants)
}

PLATFORMS: dict[str, Callable[[], FakeNotifier]] = {"fake": FakeNotifier}


@pytest.fixture(params=STORES)
async def unit_of_work(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[OpenWork]:
    async with STORES[cast("str", request.param)](tmp_path) as opened:
        yield opened


@pytest.fixture(params=DIRECTORIES)
def directory_of(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Directory]:
    build = DIRECTORIES[cast("str", request.param)]
    return lambda *entrants: build(tmp_path, entrants)
