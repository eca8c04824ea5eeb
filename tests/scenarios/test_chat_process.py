import re
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.scenarios.typist import CARD, PAGE, PREVIEW, WEDNESDAY, in_order


def a_process() -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "adapters.console", "chat", "--at", WEDNESDAY]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, text=True, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603 - our own words


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_a_real_process_tells_the_story_and_leaves_no_file(folder: Path) -> None:
    lines = [PAGE, "1", "/as manager", "3", "Gladly.", "/as staff", "2"]

    said, errors = a_process().communicate("\n".join(lines), timeout=60)

    assert errors == ""
    assert not in_order(said, PREVIEW, CARD, "approves it: “Gladly.”", "Settled. Morgan Lee is told.", "Goodbye.")
    assert list(folder.iterdir()) == []


def test_an_interrupt_ends_it_cleanly(folder: Path) -> None:
    process = a_process()
    assert process.stdout is not None
    assert process.stdin is not None
    with closing(process.stdout), closing(process.stdin):
        process.stdin.write("hello\n")
        process.stdin.flush()
        while not re.search("> hello", line := process.stdout.readline()):
            assert line

        process.send_signal(signal.SIGINT)
        said, errors = process.communicate(timeout=30)

    assert (process.returncode, errors) == (0, "")
    assert said.endswith("Goodbye. Nothing of this was kept.\n")
    assert list(folder.iterdir()) == []


def test_settings_that_cannot_be_used_are_one_line_and_exit_code_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLIDAYS_COUNTRY", "XX")
    process = a_process()

    said, errors = process.communicate("", timeout=60)

    assert (process.returncode, said) == (2, "")
    assert errors == "signpost: HOLIDAYS_COUNTRY, HOLIDAYS_REGION: no bank holidays are known for XX ENG\n"
