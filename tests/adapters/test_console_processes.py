"""The command line as a process of its own: pipes, bytes and terminals as they come."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO

import pytest

ROOT = Path(__file__).resolve().parents[2]


def a_batch(*questions: object) -> bytes:
    return b"".join(json.dumps(question).encode() + b"\n" for question in questions)


@contextmanager
def running(*arguments: str, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program for itself; one that hangs is ended after a minute."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "adapters.console", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parent,
        env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "random", **(env or {})},
    )
    watch = Timer(60, process.kill)
    watch.start()
    try:
        yield process
    finally:
        watch.cancel()
        process.kill()
        process.communicate()


def pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin
    assert process.stdout
    return process.stdin, process.stdout


def test_on_a_fresh_machine_the_policy_that_ships_answers() -> None:
    with running("ask", "Can I post this photo?") as process:
        out, err = process.communicate()

    assert (process.returncode, err) == (0, b"")
    assert "Guidelines 4(b)" in out.decode()


def test_a_batch_streams_a_reply_for_each_line_before_the_next_comes(folder: str) -> None:
    with running("ask", "--batch", "-", "--knowledge", folder) as process:
        typed, printed = pipes(process)
        for name in range(3):
            typed.write(a_batch({"id": name, "text": "can i accept cash"}))
            typed.flush()

            assert json.loads(printed.readline())["id"] == name

        out, err = process.communicate()

    assert (process.returncode, out, err) == (0, b"", b"")


def test_a_reader_that_closes_early_sees_no_traceback(folder: str, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_bytes(a_batch(*({"id": name, "text": "can i accept cash"} for name in range(500))))

    with running("ask", "--batch", str(many), "--knowledge", folder) as process:
        _, printed = pipes(process)
        printed.readline()
        printed.close()
        err = process.stderr.read() if process.stderr else b""
        code = process.wait()

    assert (code, err) == (0, b"")


def test_bytes_that_are_no_text_on_the_command_line_are_met_kindly(folder: str) -> None:
    with running("ask", "--json", "--knowledge", folder, "caf\udce9 \udcff cash") as process:
        out, err = process.communicate()

    assert (process.returncode, err) == (0, b"")
    assert json.loads(out)["outcome"]


def test_two_runs_give_the_same_reply_to_the_last_byte(folder: str) -> None:
    replies = []
    for _ in range(2):
        with running("ask", "--json", "--knowledge", folder, "can i accept a gift") as process:
            replies.append(process.communicate()[0])

    assert replies[0] == replies[1] != b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_json_is_json_whatever_the_terminal_can_write(folder: str, encoding: str) -> None:
    env = {"PYTHONIOENCODING": encoding}

    with running("ask", "--json", "--knowledge", folder, "caf\u00e9", env=env) as process:
        out, _ = process.communicate()

    assert json.loads(out)["question"] == "caf\u00e9"


def test_a_closed_standard_input_is_one_plain_line(folder: str) -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "adapters.console", "ask", "--batch", "-"],
        capture_output=True,
        env={"PYTHONPATH": str(ROOT), "KNOWLEDGE_DIR": folder},
        timeout=60,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.startswith(b"signpost: standard input is closed")
    assert ended.stderr.count(b"\n") == 1


@pytest.mark.parametrize("arguments", [["ask", "--json", "hello"], ["ask", "hello"], ["policy", "check"], ["--help"]])
def test_a_full_disk_is_one_plain_line(folder: str, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "adapters.console", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            env={"PYTHONPATH": str(ROOT), "KNOWLEDGE_DIR": folder},
            timeout=60,
            check=False,
        )

    assert ended.returncode == 2
    assert ended.stderr == b"signpost: the answer cannot be read or written: No space left on device\n"
