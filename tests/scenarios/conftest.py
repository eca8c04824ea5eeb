"""A terminal for the chat, and databases for the crash tests: what these commit must be on the disk, so they sync."""

import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import cast

import pytest

from adapters import bootstrap
from bot.answering import GuidanceDesk
from tests import postgres
from tests.scenarios.typist import Terminal


@pytest.fixture(scope="session")
def crash_server() -> Iterator[postgres.Server]:
    programs = postgres.programs()
    if programs is None:
        (pytest.fail if postgres.demanded() else pytest.skip)(postgres.MISSING)
    with postgres.running(programs, fsync=True) as server:
        yield server


@pytest.fixture(scope="session")
def new_crash_database(crash_server: postgres.Server) -> Callable[[], str]:
    numbers = count()
    return lambda: crash_server.new_database(f"crash{next(numbers)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/signpost.db"
    return cast("Callable[[], str]", request.getfixturevalue("new_crash_database"))()


@pytest.fixture
def terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, desk: GuidanceDesk
) -> Terminal:
    monkeypatch.setattr(bootstrap, "open_desk", lambda _: desk)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return Terminal(monkeypatch, capsys)
