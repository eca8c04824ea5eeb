"""TOML files of the knowledge folder → frozen tables, every fault reported at once with its line."""

import re
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeVar

import tomli
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import Fault, KnowledgeFaults


class Table(BaseModel):
    """A table of a TOML file: frozen, and a key it does not know is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


T = TypeVar("T", bound=Table)


def read_table(path: Path, shape: type[T], file: str) -> T:
    """Read one TOML file into its noun.

    Raises:
        KnowledgeFaults: the file cannot be read, is not TOML, or holds what *shape* does not allow.
    """
    text = read_text(path, file)
    try:
        return shape.model_validate(tomli.loads(text))
    except ValidationError as error:
        faults = [
            Fault(file=file, line=_line(text, e["loc"]), what=f"{_path(e['loc'])}: {_plain(e['msg'])}")
            for e in error.errors()
        ]
        raise KnowledgeFaults(faults) from error
    except (ValueError, RecursionError) as error:  # hostile numbers and nesting raise more than TOMLDecodeError
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else 0
        raise KnowledgeFaults([Fault(file=file, line=line, what=f"is not TOML: {error}")]) from error


def read_text(path: Path, file: str) -> str:
    """Read a whole text file.

    Raises:
        KnowledgeFaults: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise KnowledgeFaults([Fault(file=file, line=0, what=f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise KnowledgeFaults([Fault(file=file, line=0, what="is not UTF-8 text")]) from error


def line_of(text: str, table: str, number: int) -> int:
    """Return the line (from 1) on which the *number*th (from 0) `[[table]]` of a TOML text begins; 0 if none does."""
    starts = _starts(text, table)
    return starts[number] if number < len(starts) else 0


@lru_cache(maxsize=16)
def _starts(text: str, table: str) -> tuple[int, ...]:
    return tuple(n for n, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{table}]]")


def _line(text: str, place: tuple[Any, ...]) -> int:
    match place:
        case (str(table), int(number), *rest):
            start = line_of(text, table, number)
            return start + _offset(text.splitlines()[start:], [key for key in rest if isinstance(key, str)])
        case (str(table), str(key), *_):
            return _key_line(text, table, key) or _table_line(text, table)
        case (str(key), *_):
            return _table_line(text, key)
        case _:
            return 0


def _offset(lines: list[str], keys: list[str]) -> int:
    """Count the lines to a key of the table that begins above, `profile.limit` included; 0 if it is not there."""
    block = list(takewhile(lambda line: not line.strip().startswith("[["), lines))
    dotted = r"\s*\.\s*".join(map(re.escape, keys))
    for pattern in (rf"\s*{dotted}\s*=", rf"\s*{re.escape(keys[0])}\s*[=.]") if keys else ():
        for offset, line in enumerate(block, 1):
            if re.match(pattern, line):
                return offset
    return 0


def _table_line(text: str, name: str) -> int:
    """Return the line on which a `[table]` or a key of the file begins; 0 if none does."""
    for begins in (rf"\s*\[\[?\s*{re.escape(name)}\s*\]", rf"\s*{re.escape(name)}\s*[=.]"):
        if lines := [number for number, line in enumerate(text.splitlines(), 1) if re.match(begins, line)]:
            return lines[0]
    return 0


def _key_line(text: str, table: str, key: str) -> int:
    """Return the line of a key in a `[table]`; 0 if it is not there."""
    start = _table_line(text, table)
    for number, line in enumerate(text.splitlines()[start:], start + 1):
        if line.lstrip().startswith("["):
            break
        if re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return 0


def _path(place: tuple[Any, ...]) -> str:
    return " → ".join(str(step + 1) if isinstance(step, int) else step for step in place) or "the file"


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")
