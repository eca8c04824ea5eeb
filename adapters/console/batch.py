"""JSON in, JSON out: the public contract of `signpost ask`."""

import codecs
import json
import sys
from collections.abc import Iterator
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

from bot.answering import GuidanceDesk
from bot.errors import BadInput
from bot.model import Citation, Question, Reply

NO_TEXT = 'has no text; write {"id": 1, "text": "…"}'


def to_json(name: Any, reply: Reply, text: str) -> str:  # noqa: ANN401 - an id is whatever the asker's JSON says
    """Write one reply as one line of JSON, with exactly the keys of the contract."""
    fields = {
        "id": name,
        "question": reply.question,
        "outcome": reply.outcome,
        "verdict": reply.verdict,
        "citations": [citation_fields(citation) for citation in reply.citations],
        "facts": [{"id": f.id, "question": f.question, "choices": list(f.choices)} for f in reply.facts],
        "lane": reply.lane,
        "sends_to_manager": reply.sending,
        "text": text,
    }
    return json_line(fields)


def citation_fields(citation: Citation) -> dict[str, str]:
    """Write one citation with the keys of the contract."""
    return {
        "policy": citation.policy,
        "clause": citation.clause,
        "label": citation.label,
        "heading": citation.heading,
        "lead_in": citation.lead_in,
        "quote": citation.quote,
    }


def answer(source: str, desk: GuidanceDesk, today: date) -> int:
    """Answer every line of *source* (`-` is standard input) as it comes; return how many could not be read.

    A line that cannot be read is said on standard error, and answered in its place by `{"id": …, "error": …}`.

    Raises:
        BadInput: the file cannot be opened.
    """
    failed = 0
    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        name: Any = None
        try:
            fields = _fields(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
            name = fields.get("id")
            text = _text(fields)
        except ValueError as error:
            failed += 1
            print(f"signpost: line {number}: {error}", file=sys.stderr)
            print(json_line({"id": name, "error": f"line {number}: {error}"}), flush=True)
            continue
        reply = desk.ask(Question(text=text), today)
        print(to_json(name, reply, desk.wording.plain(reply)), flush=True)
    return failed


def _lines(source: str) -> Iterator[bytes]:
    try:
        if source == "-":
            if sys.stdin is None:  # `<&-` in a shell
                raise BadInput("standard input is closed; give --batch a file, or questions on standard input")
            yield from sys.stdin.buffer
            return
        with Path(source).open("rb") as file:
            yield from file
    except OSError as error:
        raise BadInput(f"{source} cannot be read: {error.strerror}") from error


def _fields(line: bytes) -> dict[str, Any]:
    """Read one line.

    Raises:
        ValueError: it is not a JSON object; the message says so plainly.
    """
    try:
        fields = json.loads(line.decode("utf-8"), parse_constant=_number, parse_float=_number)
    except UnicodeDecodeError as error:
        raise ValueError("is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        raise ValueError('is not JSON; write {"id": 1, "text": "…"}') from error
    if not isinstance(fields, dict):
        raise ValueError(NO_TEXT)  # noqa: TRY004 - the line is at fault
    return fields


def _text(fields: dict[str, Any]) -> str:
    text = fields.get("text")
    if not isinstance(text, str):
        raise ValueError(NO_TEXT)  # noqa: TRY004 - the line is at fault
    return text


def _number(written: str) -> float:
    """Read a number that JSON can give back: neither NaN nor beyond all bounds."""
    number = float(written)
    if not isfinite(number):
        raise ValueError(f"{written} is no number of JSON")
    return number


def json_line(fields: dict[str, Any]) -> str:
    """Write one line of JSON; where standard output is not UTF-8, letters beyond ASCII as JSON escapes."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return json.dumps(fields, ensure_ascii=codecs.lookup(encoding).name != "utf-8", allow_nan=False)
