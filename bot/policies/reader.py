"""Markdown → policy: every paragraph and list item one clause, every fault reported at once."""

import hashlib
import re
import string
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby

from bot.errors import Fault, KnowledgeFaults
from bot.model import ClauseId, PolicyId
from bot.policies.blocks import Block, Marks, blocks
from bot.policies.front_matter import as_written, read_front_matter
from bot.policies.model import Clause, Policy, Section, folded

ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+•]|\d{1,3}[.)]|[a-z][.)])\s+(?=\S)")
PARENTHESIS = re.compile(r"\s*\([^)]*\)")
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
INDENTED = 2
"""Columns: Markdown's least indent of what belongs to a list item."""


@dataclass(kw_only=True, slots=True)
class Place:
    """Where the reader stands within a section: paragraph number, item letter, and the lead-in in force."""

    section: Section
    name: str
    """What labels call the section."""
    paragraph: int = 0
    item: int = 0
    inner: int = 0
    indent: int = 0
    lead_in: str = ""
    item_text: str = ""
    clauses: list[Clause] = field(default_factory=list)


def read_policy(text: str, file: str) -> Policy:
    """Read one policy file's whole text; *file* is what faults are reported under.

    Raises:
        KnowledgeFaults: everything that is wrong with the file, with line numbers.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    lines = text.split("\n")
    front, first, faults = read_front_matter(lines, file)
    body = ["" if number < first else line for number, line in enumerate(lines)]
    marks = Marks(file=file)
    marks.read(body)
    clauses, lost = _clauses(text, body, marks)
    faults += marks.faults
    faults += [Fault(file=file, line=number, what="this line belongs to no clause") for number in lost]
    if not faults:
        faults += _citable(clauses, file)
    if faults:
        raise KnowledgeFaults(faults)
    return Policy(
        id=PolicyId(str(front.get("id") or file.rsplit("/", 1)[-1].removesuffix(".md"))),
        title=str(front["title"]),
        organisation=str(front.get("organisation", "")),
        charity_number=str(front.get("charity_number", "")),
        owner=str(front["owner"]),
        last_reviewed=as_written(front["last_reviewed"]),
        next_review=as_written(front["next_review"]),
        version=hashlib.sha256(text.encode()).hexdigest()[:12],
        source=text,
        sections=tuple(marks.sections.values()),
        clauses=tuple(clauses),
    )


def _citable(clauses: Sequence[Clause], file: str) -> list[Fault]:
    """A policy of which nothing can be cited would be searched in vain."""
    if not clauses:
        return [Fault(file=file, line=0, what="holds no clause; write its paragraphs below the second +++")]
    if all(clause.leads_in for clause in clauses):
        what = "leads into a list that is not there, and nothing else can be cited; write what follows it"
        return [Fault(file=file, line=clauses[-1].line, what=what)]
    return []


def _clauses(text: str, body: Sequence[str], marks: Marks) -> tuple[list[Clause], list[int]]:
    """Turn blocks into clauses, section by section; return also the lines of the policy that were lost."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    found = list(blocks(body, marks))
    taken: set[str] = set()
    clauses: list[Clause] = []
    for section, own in groupby(found, key=lambda block: block.section):
        place = Place(section=section, name=_name(section, taken))
        for block in own:
            _read_block(block, place, text, starts)
        clauses += place.clauses
    read = {number for block in found for number in range(block.first, block.first + len(block.lines))}
    read |= marks.sections.keys() | marks.comments
    return clauses, [number for number, line in enumerate(body, 1) if line.strip() and number not in read]


def _name(section: Section, taken: set[str]) -> str:
    """Return what labels call *section*: its heading without parentheses, or more where that is *taken* already."""
    plain = PARENTHESIS.sub("", section.heading) or "Paragraph"
    choices = (name for name in (plain, section.heading) if name.casefold() not in taken)
    name = next(choices, f"{plain} ({section.id})")
    taken.add(name.casefold())
    return name


def _read_block(block: Block, place: Place, text: str, starts: Sequence[int]) -> None:
    """Read one block's paragraph and items into clauses."""
    pieces: list[tuple[int, list[str]]] = []
    for offset, line in enumerate(block.lines):
        if ITEM.match(line) or not pieces:
            pieces.append((block.first + offset, []))
        pieces[-1][1].append(line)
    for number, lines in pieces:
        found = ITEM.match(lines[0])
        white = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
        mark = found.end() if found else len(white)
        clause = Clause(
            id=ClauseId(""),
            label="",
            headings=block.headings,
            lead_in="",
            text=folded("\n".join(lines)[mark:]),
            line=number,
            start=starts[number - 1] + mark,
            end=starts[number - 1] + len("\n".join(lines).rstrip()),
        )
        _place(clause, place, len(white.expandtabs(4)), text, item=bool(found))


def _place(clause: Clause, place: Place, indent: int, text: str, *, item: bool) -> None:
    """Give a clause its id, label and lead-in from where it stands; what goes on an item is joined to it."""
    within = indent >= INDENTED and place.item > 0
    if within and not item and indent > place.indent and not text[place.clauses[-1].end : clause.start].strip():
        _join(clause, place)
    elif within:
        place.inner += 1
        place.indent = indent if item else place.indent
        lead_in = " ".join(filter(None, (place.lead_in, place.item_text)))
        place.clauses.append(_item(clause, place, lead_in))
    elif item:
        place.paragraph = place.paragraph or 1
        place.item, place.inner, place.indent = place.item + 1, 0, indent
        place.item_text = clause.text
        place.clauses.append(_item(clause, place, place.lead_in))
    else:
        place.paragraph, place.item, place.lead_in = place.paragraph + 1, 0, clause.text
        name = ClauseId(f"{place.section.id}.{place.paragraph}")
        leads_in = clause.text.endswith(":")
        place.clauses.append(replace(clause, id=name, label=f"{place.name} {place.paragraph}", leads_in=leads_in))


def _join(paragraph: Clause, place: Place) -> None:
    """Join a further paragraph of an item to it, so that neither is shown without the other."""
    last = place.clauses.pop()
    joined = replace(last, text=f"{last.text} {paragraph.text}", end=paragraph.end)
    place.clauses.append(joined)
    if not place.inner:
        place.item_text = joined.text


def _item(clause: Clause, place: Place, lead_in: str) -> Clause:
    letter, inner = _letter(place.item), _roman(place.inner)
    return replace(
        clause,
        id=ClauseId(f"{place.section.id}.{place.paragraph}{letter}" + (f"-{inner}" if inner else "")),
        label=f"{place.name} {place.paragraph}({letter})" + (f"({inner})" if inner else ""),
        lead_in=lead_in,
    )


def _letter(number: int) -> str:
    """Count as lists do: a to z, then aa, ab and so on."""
    before, last = divmod(number - 1, 26)
    return (_letter(before) if before else "") + string.ascii_lowercase[last]


def _roman(number: int) -> str:
    """Count as inner lists do: i, ii, iii, iv and so on; nothing for 0."""
    written = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written
