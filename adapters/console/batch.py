"""JSON in, JSON out: the public contract of `signpost ask`."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.answering import GuidanceDesk
from bot.errors import BadInput
from bot.model import Question, Reply


def to_json(name: Any, reply: Reply, text: str) -> str:  # noqa: ANN401 - an id is whatever the asker's JSON says
    """Write one reply as one line of JSON, with exactly the keys of the contract."""
    fields = {
        "id": name,
        "question": reply.question,
        "outcome": reply.outcome,
        "verdict": reply.verdict,
        "citations": [
            {
                "policy": citation.policy,
                "clause": citation.clause,
                "label": citation.label,
                "heading": citation.heading,
                "lead_in": citation.lead_in,
                "quote": citation.quote,
            }
            for citation in reply.citations
        ],
        "facts": [{"id": f.id, "question": f.question, "choices": list(f.choices)} for f in reply.facts],
        "lane": reply.lane,
        "sends_to_manager": reply.sending,
        "text": text,
    }
    return json.dumps(fields, ensure_ascii=False)


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
            name, text = _question(line)
        except ValueError as error:
            failed += 1
            print(f"signpost: line {number}: {error}", file=sys.stderr)
            print(json.dumps({"id": name, "error": f"line {number}: {error}"}), flush=True)
            continue
        reply = desk.ask(Question(text=text), today)
        print(to_json(name, reply, desk.wording.plain(reply)), flush=True)
    return failed


def _lines(source: str) -> Iterator[bytes]:
    if source == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(source).open("rb") as file:
            yield from file
    except OSError as error:
        raise BadInput(f"{source} cannot be read: {error.strerror}") from error


def _question(line: bytes) -> tuple[Any, str]:
    """Read one line.

    Raises:
        ValueError: it is not a JSON object with a text; the message says so plainly.
    """
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError("is not UTF-8 text") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError('is not JSON; write {"id": 1, "text": "…"}') from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise ValueError('has no text; write {"id": 1, "text": "…"}')  # noqa: TRY004 - the line is at fault
    return fields.get("id"), fields["text"]
