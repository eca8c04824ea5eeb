"""Logs that may be shown to anybody: names of events, ids and numbers, never what a person wrote.

Two gates. What we log ourselves passes a list of fields, each held to the shape of an id. What libraries log loses its
message where the record is made, before any handler sees it: Bolt writes whole bodies at INFO, slack_sdk frames at
DEBUG, SQLAlchemy its statements, access logs query strings, asyncio the exceptions of lost tasks. Of an exception the
types, our ids and the lines of code remain, never its message.
"""

import logging
import re
import sys
import threading
import traceback
import unicodedata
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

OURS = ("adapters", "bot")
# fmt: off
FIELDS = frozenset({
    "attempt", "count", "dead", "delivery", "due", "due_at", "entry", "error", "escalation",
    "failures", "file", "kind", "line", "method", "migration", "number", "outcome", "owner",
    "person", "platform", "port", "reason", "retry_after", "revision", "seconds", "setting", "slot",
    "state", "status", "table", "trace", "until", "version", "waiting", "why", "workspace",
})
# fmt: on
"""What a log line of ours may carry. Whoever adds one sees to it that no sentence fits into it."""
_FRAME = frozenset({"event", "level", "logger", "timestamp"})
_EVENT_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_ID = re.compile(r"[\w.:/<>+-]{0,200}", re.ASCII)  # no blanks: no sentence; no @: no e-mail
_LITERAL_TEMPLATES = frozenset({"aiosqlite", "alembic", "asyncio", "discord", "sqlalchemy"})
"""Libraries whose message is a fixed pattern whenever it has arguments; the pattern is kept, the arguments are not."""
_LONGEST_CHAIN = 6
LIBRARY = "library_message"
"""What stands for a message of a library: its logger, the line it comes from, and not what it says."""

LOUD = ("aiohttp.access", "aiosqlite", "asyncio", "discord", "slack_bolt", "slack_sdk", "sqlalchemy")


class LogForm(StrEnum):
    """How lines look: `AUTO` is for people in a terminal and JSON anywhere else."""

    AUTO = "auto"
    PEOPLE = "people"
    JSON = "json"


@contextmanager
def logs(level: str = "INFO", form: LogForm = LogForm.AUTO, stream: TextIO | None = None) -> Iterator[None]:
    """Send every log line, and every crash, through the two gates for the length of the block.

    At DEBUG the libraries are heard too, as far as the gate lets them; otherwise from WARNING up.
    """
    out = sys.stderr if stream is None else stream
    handler = logging.StreamHandler(out)
    handler.setFormatter(_formatter(out, form))
    before = _Before()
    try:
        _install(handler, logging.getLevelNamesMapping()[level.upper()])
        yield
    finally:
        before.restore()


class _Before:
    """How logging and the crash hooks stood."""

    def __init__(self) -> None:
        root = logging.getLogger()
        self._root = (root.handlers[:], root.level)
        self._levels = {name: logging.getLogger(name).level for name in LOUD}
        self._factory = logging.getLogRecordFactory()
        self._hooks = (sys.excepthook, sys.unraisablehook, threading.excepthook)

    def restore(self) -> None:
        root = logging.getLogger()
        root.handlers[:], level = self._root
        root.setLevel(level)
        for name, its_level in self._levels.items():
            logging.getLogger(name).setLevel(its_level)
        logging.setLogRecordFactory(self._factory)
        sys.excepthook, sys.unraisablehook, threading.excepthook = self._hooks
        logging.captureWarnings(capture=False)
        structlog.reset_defaults()


def _install(handler: logging.Handler, level: int) -> None:
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.NOTSET if level <= logging.DEBUG else logging.WARNING)
    logging.setLogRecordFactory(_cut(logging.getLogRecordFactory()))
    logging.captureWarnings(capture=True)
    sys.excepthook = _crashed
    sys.unraisablehook = lambda hook: _crashed(hook.exc_type, hook.exc_value, hook.exc_traceback)
    threading.excepthook = lambda hook: _crashed(hook.exc_type, hook.exc_value, hook.exc_traceback)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            without_messages,
            only_fields,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _formatter(out: TextIO, form: LogForm) -> logging.Formatter:
    for_people = form is LogForm.PEOPLE or (form is LogForm.AUTO and out.isatty())
    people = structlog.dev.ConsoleRenderer(colors=out.isatty())
    renderer: Processor = people if for_people else structlog.processors.JSONRenderer()
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_logger_name, structlog.stdlib.add_log_level, _of_libraries],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            escaped,
            renderer,
        ],
    )


def without_messages(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Replace an exception by its types, the ids it carries, and where in the code it came from."""
    del logger, method
    told = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if told is True:
        told = sys.exc_info()
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        event.update(about(error))
    return event


def about(error: BaseException) -> Mapping[str, str]:
    """Say what may be said of *error*."""
    said = {"error": "<".join(_types(error)), "trace": "<".join(_lines(error.__traceback__))}
    entry = getattr(error, "entry", None)
    return said | ({"entry": entry} if isinstance(entry, str) and _ID.fullmatch(entry) else {})


def _types(error: BaseException | None) -> Iterator[str]:
    for _ in range(_LONGEST_CHAIN):
        if error is None:
            return
        yield type(error).__name__
        error = error.__cause__ or error.__context__


def _lines(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-3:]
    return [f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames)]


def only_fields(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Drop every field that is not listed, and every value that is not an id, a number or a time."""
    del logger, method
    kept = {key: plain for key, value in event.items() if key in FIELDS and (plain := _plain(value)) is not None}
    kept |= {key: value for key, value in event.items() if key in _FRAME}
    if not _EVENT_NAME.fullmatch(str(event.get("event"))):
        kept["event"] = "unnamed_event"
    return kept


def _plain(value: object) -> str | int | float | None:
    match value:
        case datetime():
            return value.isoformat()
        case int() | float():
            return value
        case str() if _ID.fullmatch(value):
            return str(value)
        case _:
            return None


def escaped(logger: WrappedLogger, method: str, event: EventDict) -> MutableMapping[str, Any]:
    """Write control characters, escapes of terminals and marks that turn text around as what they are."""
    del logger, method
    return {key: visible(value) if isinstance(value, str) else value for key, value in event.items()}


def visible(text: str) -> str:
    """Write every character that is not seen, or moves the cursor, as its escape."""
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "".join(ascii(sign)[1:-1] if unicodedata.category(sign) in hidden else sign for sign in text)


def _of_libraries(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Add what `_cut` left of an exception."""
    del logger, method
    event.update(getattr(event.get("_record"), "signpost", {}))
    return event


def _cut(make: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    """Make records as *make* does, without what libraries put into them."""

    def cut(*args: Any, **named: Any) -> logging.LogRecord:  # noqa: ANN401 - whatever logging passes
        record = make(*args, **named)
        name: str | None = record.name
        if name is None:  # logging.makeLogRecord fills an empty record with one that was cut before
            return record
        library = name.partition(".")[0]
        if library in OURS and isinstance(record.msg, dict):
            return record
        literal = bool(record.args) and isinstance(record.msg, str) and library in _LITERAL_TEMPLATES
        said = record.msg if literal else LIBRARY
        error = record.exc_info[1] if record.exc_info else None
        where: dict[str, str] = {} if literal else {"line": f"{Path(record.pathname).name}:{record.lineno}"}
        record.msg, record.signpost = said, {**where, **(about(error) if error else {})}
        record.args, record.exc_info, record.exc_text, record.stack_info = (), None, None, None
        return record

    return cut


def _crashed(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    del trace
    if error is None or issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger("adapters").critical("crashed", exc_info=error)
