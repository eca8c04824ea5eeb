import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog
from sqlalchemy import create_engine, text

from adapters.logs import LogForm, about, logs, visible
from bot.errors import NotAccepted, StoreUnavailable
from tests.fakes import NOON

CANARY = "canary-b3f1 my colleague Ben"
LIBRARIES = (
    "slack_bolt.AsyncApp",
    "slack_sdk.web",
    "discord.gateway",
    "sqlalchemy.engine",
    "aiohttp.access",
    "asyncio",
)


@contextmanager
def captured(level: str = "DEBUG", form: LogForm = LogForm.JSON) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    with logs(level, form, stream):
        yield stream


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def fail() -> None:
    try:
        Path(CANARY).read_text(encoding="utf-8")
    except OSError as error:
        raise StoreUnavailable(CANARY) from error


def test_a_line_names_an_event_and_carries_ids() -> None:
    with captured() as stream:
        structlog.get_logger("bot.delivery").info("notice_sent", entry="abc2", attempt=2, due_at=NOON)

    (line,) = lines(stream)
    assert line.pop("timestamp")
    assert line == {
        "event": "notice_sent",
        "level": "info",
        "logger": "bot.delivery",
        "entry": "abc2",
        "attempt": 2,
        "due_at": "2026-03-04T12:00:00+00:00",
    }


def test_fault_86_what_is_not_on_the_list_is_dropped() -> None:
    with captured() as stream:
        structlog.get_logger("bot.x").info("asked", text=CANARY, person=CANARY, state=object(), kind="question")
        structlog.get_logger("bot.x").info(f"asked {CANARY}", email="ada@example.org", person="ada@example.org")

    first, second = lines(stream)
    assert "canary" not in stream.getvalue()
    assert "ada" not in stream.getvalue()
    assert (first["kind"], "person" in first, second["event"]) == ("question", False, "unnamed_event")


@pytest.mark.parametrize("library", LIBRARIES)
def test_fault_86_libraries_lose_their_messages(library: str) -> None:
    with captured() as stream:
        log = logging.getLogger(library)
        log.info(f"Failed signature: {CANARY}")  # noqa: G004 - as Bolt writes it
        log.debug("frame %s", CANARY)
        try:
            fail()
        except StoreUnavailable:
            log.exception("Failed with %s", CANARY, stack_info=True, extra={"request_line": CANARY})

    told = lines(stream)
    assert "canary" not in stream.getvalue()
    assert [line["level"] for line in told] == ["info", "debug", "error"]
    assert (told[2]["error"], told[2]["logger"]) == ("StoreUnavailable<FileNotFoundError", library)


def test_a_fixed_pattern_of_a_library_that_uses_them_is_kept() -> None:
    with captured() as stream:
        logging.getLogger("discord.gateway").info("Shard ID %s has connected.", CANARY)

    assert lines(stream)[0]["event"] == "Shard ID %s has connected."


def test_libraries_are_heard_from_warning_up_unless_at_debug() -> None:
    with captured("INFO") as stream:
        logging.getLogger("slack_bolt.AsyncApp").info("body")
        logging.getLogger("slack_bolt.AsyncApp").warning("slow")

    assert [line["level"] for line in lines(stream)] == ["warning"]


def test_fault_86_an_exception_is_its_types_its_ids_and_its_place() -> None:
    with captured() as stream:
        try:
            try:
                fail()
            except StoreUnavailable as error:
                raise NotAccepted("entry7", CANARY) from error
        except NotAccepted:
            structlog.get_logger("bot.delivery").exception("send_failed")

    (line,) = lines(stream)
    assert "canary" not in stream.getvalue()
    assert (line["error"], line["entry"]) == ("NotAccepted<StoreUnavailable<FileNotFoundError", "entry7")
    assert str(line["trace"]).startswith("test_logs.py:")


def test_a_chain_of_errors_has_an_end_and_an_id_is_an_id() -> None:
    error: BaseException = StoreUnavailable(CANARY)
    error.__context__ = looped = ValueError()
    looped.__context__ = error

    assert about(error)["error"].count("<") == 5
    assert "entry" not in about(NotAccepted(CANARY, "why"))


def test_fault_75_nothing_in_a_line_moves_the_cursor_or_begins_a_new_one() -> None:
    nasty = "a\nb\r\x1b[31mred\x00\u202e\u2028\x9b"

    assert visible(nasty) == "a\\nb\\r\\x1b[31mred\\x00\\u202e\\u2028\\x9b"
    for form in (LogForm.JSON, LogForm.PEOPLE):
        with captured(form=form) as stream:
            structlog.get_logger("bot.x").info("asked", person="id\n\x1b[2J", kind="a\nb")
            logging.getLogger("discord").info("forged\n2026 [info] approved \x1b[2J %s", 1)
        assert stream.getvalue().count("\n") == 2
        assert "\x1b" not in stream.getvalue()


def test_people_in_a_terminal_read_plain_lines_and_everybody_else_json() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with logs("INFO", LogForm.AUTO, stream):
        structlog.get_logger("bot.x").info("started", port=80)
    with captured(form=LogForm.AUTO) as other:
        structlog.get_logger("bot.x").info("started", port=80)

    assert "started" in stream.getvalue()
    assert "{" not in stream.getvalue()
    assert lines(other)[0]["port"] == 80


def test_fault_86_sql_echo_shows_no_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    with captured() as stream:
        engine = create_engine("sqlite://", echo="debug")
        with engine.connect() as connection:
            connection.execute(text("select :said"), {"said": CANARY}).all()
        engine.dispose()
        logging.getLogger("sqlalchemy").handlers.clear()

    shown = capsys.readouterr()
    assert "canary" not in stream.getvalue() + shown.out + shown.err


async def test_fault_86_a_task_that_nobody_awaited_tells_its_type_alone() -> None:
    with captured() as stream:
        asyncio.get_running_loop().call_exception_handler(
            {"message": f"Task exception was never retrieved {CANARY}", "exception": ValueError(CANARY)}
        )

    (line,) = lines(stream)
    assert "canary" not in stream.getvalue()
    assert (line["logger"], line["error"]) == ("asyncio", "ValueError")


def test_fault_86_a_crash_tells_its_type_alone(capsys: pytest.CaptureFixture[str]) -> None:
    def die() -> None:
        raise ValueError(CANARY)

    with captured() as stream:
        error = ValueError(CANARY)
        sys.excepthook(ValueError, error, None)
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        thread = threading.Thread(target=die)
        thread.start()
        thread.join()

    shown = capsys.readouterr()
    assert "canary" not in stream.getvalue() + shown.out + shown.err
    assert [(line["event"], line["error"]) for line in lines(stream)] == [("crashed", "ValueError")] * 2


def test_fault_86_a_warning_is_cut_too() -> None:
    with warnings.catch_warnings(), captured() as stream:
        warnings.simplefilter("always")
        warnings.warn(CANARY, stacklevel=1)

    assert "canary" not in stream.getvalue()
    assert lines(stream)[0]["logger"] == "py.warnings"


def test_everything_is_put_back_as_it_was() -> None:
    before = (sys.excepthook, logging.getLogRecordFactory(), logging.getLogger().handlers[:])

    with captured():
        assert sys.excepthook is not before[0]

    assert (sys.excepthook, logging.getLogRecordFactory(), logging.getLogger().handlers[:]) == before


def test_a_message_of_a_library_has_a_name_and_says_where_it_came_from() -> None:
    with captured() as stream:
        logging.getLogger("slack_bolt.AsyncApp").warning(CANARY)

    (line,) = lines(stream)
    assert line.pop("timestamp")
    assert str(line.pop("line")).startswith("test_logs.py:")
    assert line == {"event": "library_message", "level": "warning", "logger": "slack_bolt.AsyncApp"}
