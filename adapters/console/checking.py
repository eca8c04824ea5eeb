"""`signpost check`: a draft from a file or from standard input; its findings for people, or as one line of JSON."""

import json
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from adapters.console.rendering import citation_text, console, reply_blocks
from bot.answering import GuidanceDesk
from bot.drafting.telling import DraftTelling
from bot.errors import BadInput
from bot.findings import Checked, Draft
from bot.model import Reply

STANDARD_INPUT = "-"
NO_DRAFT = "there is no draft; name a file, or give the text on standard input: signpost check - < draft.txt"
PIPE = '; to check words rather than a file, pipe them: echo "…" | signpost check'
COLOUR = "bold yellow"


def read_draft(source: str | None, longest: int) -> Draft:
    """Read the draft from *source*: a file, `-`, or standard input where nothing is named and nobody types there.

    Raises:
        BadInput: it cannot be read, is no text, or is empty.
    """
    if source is None and (sys.stdin is None or sys.stdin.isatty()):
        raise BadInput(NO_DRAFT)
    where = "standard input" if source in {None, STANDARD_INPUT} else str(source)
    try:
        text = _standard_input(longest) if source in {None, STANDARD_INPUT} else _file(str(source), longest)
    except OSError as error:
        raise BadInput(f"{where} cannot be read: {error.strerror}{PIPE if ' ' in where else ''}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{where} is not UTF-8 text; save the draft as plain text") from error
    except ValueError as error:  # a path may hold what no file system takes
        raise BadInput("that is no name of a file") from error
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise BadInput(f"{where} is not text: it holds NUL characters")
    if not text.strip():
        raise BadInput(NO_DRAFT)
    return Draft(text=text)


def _file(name: str, longest: int) -> str:
    with Path(name).open(encoding="utf-8", newline="") as file:
        return file.read(longest + 2)


def _standard_input(longest: int) -> str:
    if sys.stdin is None:  # `<&-` in a shell
        raise BadInput("standard input is closed; give a file, or the draft on standard input")
    stream: TextIO = sys.stdin
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="strict", newline="")
    return stream.read(longest + 2)


def to_json(checked: Checked, text: str) -> str:
    """Write what was found as one line of JSON, with exactly the keys of the contract."""
    findings = [
        {
            "kind": finding.kind,
            "words": finding.words,
            "start": finding.span[0],
            "end": finding.span[1],
            "severity": finding.severity,
            "policy": finding.citation.policy,
            "clause": finding.citation.clause,
            "label": finding.citation.label,
            "heading": finding.citation.heading,
            "lead_in": finding.citation.lead_in,
            "quote": finding.citation.quote,
            "settles": finding.settles,
        }
        for finding in checked.findings
    ]
    fields = {"findings": findings, "lane": checked.lane, "cannot_see": list(checked.cannot_see), "text": text}
    ascii_only = (getattr(sys.stdout, "encoding", None) or "utf-8").casefold() not in {"utf-8", "utf8"}
    return json.dumps(fields, ensure_ascii=ascii_only)


def plain(desk: GuidanceDesk, checked: Checked) -> str:
    """Write all of it in plain words."""
    telling = DraftTelling(desk.library.drafts.says)
    return telling.plain(checked, desk.wording.plain(desk.signpost(checked.lane)) if checked.lane else "")


def blocks(draft: Draft, checked: Checked, telling: DraftTelling, signpost: Reply | None) -> Iterator[RenderableType]:
    """Render whom to turn to, the draft with its words marked, each finding, and what the check cannot see."""
    if signpost is not None:
        yield Text(telling.says.lane_first, style="bold red")
        yield from reply_blocks(signpost, "")
        yield Padding(Text(signpost.next_step), (1, 0, 1, 0))
    yield Text(telling.opening(checked), style=COLOUR if checked.findings else "bold")
    if checked.findings:
        yield Padding(_marked(draft.text, checked), (1, 0, 0, 2))
    for finding in telling.shown(checked):
        yield Padding(Text(f"{finding.severity}: {telling.headline(finding)}", style="bold"), (1, 0, 0, 0))
        yield Padding(citation_text(finding.citation), (0, 0, 0, 2))
        yield Padding(Text(telling.settles(finding)), (0, 0, 0, 2))
    if more := telling.more(checked):
        yield Padding(Text(more), (1, 0, 0, 0))
    yield Padding(Text(telling.limits(checked), style="italic"), (1, 0, 0, 0))


def show_checked(desk: GuidanceDesk, draft: Draft, checked: Checked) -> None:
    """Print what was found."""
    signpost = desk.signpost(checked.lane) if checked.lane else None
    console.print()
    for block in blocks(draft, checked, DraftTelling(desk.library.drafts.says), signpost):
        console.print(block)
    console.print()


SHOWN = 2_000
"""Characters of a draft that are shown again; the findings quote their own words."""


def _marked(text: str, checked: Checked) -> Text:
    shown = Text("".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text[:SHOWN]))
    for finding in checked.findings:
        shown.stylize("reverse", *finding.span)
    return shown
