from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import cast

import pytest

from adapters.storage.work import Store
from tests.adapters.storage.opening import opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "signpost.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, file: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{file}"
    return cast("Callable[[], str]", request.getfixturevalue("new_postgres_database"))()


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    async with opened(address) as store:
        yield store
