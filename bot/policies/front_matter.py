"""A policy's front matter: TOML between two +++ lines, checked as a whole."""

import re
from datetime import date
from typing import Any

import tomli

from bot.errors import Fault

FENCE = "+++"
NAME = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
KEYS = {"id", "title", "owner", "last_reviewed", "next_review", "organisation", "charity_number"}
NEEDED = ("title", "owner", "last_reviewed", "next_review")
TEXTS = ("title", "owner")
DATES = ("last_reviewed", "next_review")
DATE = re.compile(r"(?:19|20)\d{2}-\d{2}(?:-\d{2})?")


def read_front_matter(lines: list[str], file: str) -> tuple[dict[str, Any], int, list[Fault]]:
    """Return the front matter of *lines*, the index of the first line after it, and what is wrong with it."""
    if lines[0].strip() != FENCE:
        what = "does not begin with +++; the title, owner and review dates stand between two +++ lines at the top"
        return {}, 0, [Fault(file=file, line=1, what=what)]
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        return {}, 1, [Fault(file=file, line=1, what="the front matter is not closed; end it with a line +++")]
    try:
        front = tomli.loads("\n".join(lines[1:end]))
    except (ValueError, RecursionError) as error:  # hostile numbers and nesting raise more than TOMLDecodeError
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) + 1 if found else end + 1
        return {}, end + 1, [Fault(file=file, line=line, what=f"the front matter is not TOML: {error}")]
    return front, end + 1, _faults(front, lines, file)


def as_written(value: date | str) -> str:
    """Write a review date as people say it: `February 2026`, `28 February 2026`."""
    year, month, *day = str(value)[:10].split("-")
    name = date(int(year), int(month), 1).strftime("%B %Y")
    return f"{int(day[0])} {name}" if day else name


def _faults(front: dict[str, Any], lines: list[str], file: str) -> list[Fault]:
    def line_of(key: str) -> int:
        return next((n for n, line in enumerate(lines, 1) if re.match(rf"\s*{re.escape(key)}\s*=", line)), 1)

    faults = [Fault(file=file, line=1, what=f"the front matter lacks “{key}”") for key in NEEDED if not front.get(key)]
    faults += [
        Fault(file=file, line=line_of(key), what=f"the front matter knows no “{key}”; it has {', '.join(sorted(KEYS))}")
        for key in front.keys() - KEYS
    ]
    faults += [
        Fault(file=file, line=line_of(key), what=f"“{key}” is no text; write words between quotes")
        for key in TEXTS
        if front.get(key) and not (isinstance(front[key], str) and front[key].strip())
    ]
    faults += [
        Fault(file=file, line=line_of(key), what=f"“{key}” is no date; write 2026-02 or 2026-02-28")
        for key in DATES
        if front.get(key) and not _is_date(front[key])
    ]
    if front.get("id") and not NAME.match(str(front["id"])):
        faults.append(Fault(file=file, line=line_of("id"), what="“id” may hold small letters, digits and hyphens only"))
    return faults


def _is_date(value: object) -> bool:
    """Tell whether *value* is a day or a month that the calendar has."""
    written = str(value)[:10] if isinstance(value, date) else str(value)
    try:
        return bool(DATE.fullmatch(written) and date.fromisoformat(written + "-01" * (written.count("-") == 1)))
    except ValueError:
        return False
