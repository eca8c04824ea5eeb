"""What tests of the adapters share: a small knowledge folder, and ways of running the command line."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from adapters.console.__main__ import main
from adapters.console.commands import app
from tests.knowledge_builders import WHOLE, a_folder


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """What it printed, however the terminal broke its lines."""
        return " ".join(self.out.split())


Signpost = Callable[..., Said]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder without `.env`, and without what the developer has set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KNOWLEDGE_DIR", raising=False)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(a_folder(tmp_path_factory.mktemp("gifts"), WHOLE))


@pytest.fixture
def signpost(folder: str) -> Signpost:
    """Return what runs a command on the small folder."""

    def run(*arguments: str, typed: bytes = b"") -> Said:
        result = CliRunner().invoke(app, [*arguments, "--knowledge", folder], input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Signpost:
    """Return what runs the whole program, its way with errors included."""

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["signpost", *arguments])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        return Said(code, *capsys.readouterr())

    return run
