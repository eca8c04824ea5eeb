"""Markdown → policy: every paragraph and list item one clause, every fault reported at once."""

import hashlib
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby

from bot.errors import Fault, KnowledgeFaults
from bot.model import ClauseId, PolicyId
from bot.policies.front_matter import NAME, as_written, read_front_matter
from bot.policies.model import Clause, Policy, Section, folded

HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<text>.*?)\s*(?:\{#(?P<id>[^}]*)\})?\s*#*$")
ADDED_HEADING = re.compile(r"^<!--\s*(?P<heading>#{1,6}\s.*?)\s*-->$")
COMMENT = re.compile(r"^<!--.*-->$")
ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+•]|\d{1,3}[.)]|[a-z][.)])\s+(?=\S)")
PARENTHESIS = re.compile(r"\s*\([^)]*\)")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Lines that stand together under one heading; `first` counts from 1."""

    section: Section
    headings: tuple[str, ...]
    first: int
    lines: tuple[str, ...]


@dataclass(kw_only=True, slots=True)
class Place:
    """Where the reader stands within a section: paragraph number, item letter, and the lead-in in force."""

    paragraph: int = 0
    item: int = 0
    inner: int = 0
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
    sections, section_faults = _sections(body, file)
    clauses, clause_faults = _clauses(lines, body, sections, file)
    faults += section_faults + clause_faults
    if not clauses and not faults:
        faults.append(Fault(file=file, line=0, what="holds no clause; write its paragraphs below the second +++"))
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
        sections=tuple(sections.values()),
        clauses=tuple(clauses),
    )


def _sections(body: list[str], file: str) -> tuple[dict[int, Section], list[Fault]]:
    """Find every heading, by its line; an id is taken from `{#…}` or made from the heading's words."""
    sections: dict[int, Section] = {}
    faults: list[Fault] = []
    used: dict[str, int] = {}
    for number, raw in enumerate(body, 1):
        added = ADDED_HEADING.match(raw.strip())
        found = HEADING.match(added.group("heading") if added else raw)
        if not found:
            continue
        name = found.group("id") or _slug(found.group("text"))
        if not NAME.match(name):
            what = f"the heading's id “{name}” may hold small letters, digits and hyphens only"
            faults.append(Fault(file=file, line=number, what=what))
        elif name in used:
            what = f"two headings have the id “{name}”: here and on line {used[name]}; give one another {{#id}}"
            faults.append(Fault(file=file, line=number, what=what))
        used.setdefault(name, number)
        sections[number] = Section(
            id=name, heading=found.group("text"), level=len(found.group("marks")), line=number, added=bool(added)
        )
    return sections, faults


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-") or "section"


def _clauses(
    lines: list[str], body: list[str], sections: dict[int, Section], file: str
) -> tuple[list[Clause], list[Fault]]:
    """Turn blocks into clauses, section by section, checking that no line of the policy was lost."""
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    blocks = list(_blocks(body, sections))
    clauses: list[Clause] = []
    for _, section_blocks in groupby(blocks, key=lambda block: block.section.line):
        place = Place()
        for block in section_blocks:
            _read_block(block, place, starts)
        clauses += place.clauses
    read = {number for block in blocks for number in range(block.first, block.first + len(block.lines))}
    lost = [
        number
        for number, line in enumerate(body, 1)
        if line.strip() and number not in read and number not in sections and not COMMENT.match(line.strip())
    ]
    return clauses, [Fault(file=file, line=number, what="this line belongs to no clause") for number in lost]


def _blocks(body: list[str], sections: dict[int, Section]) -> Iterator[Block]:
    """Let the Markdown splitter find what stands together, then find each block's exact lines again.

    Headings are handed to the splitter as their line numbers: it drops a heading without a body, cannot tell two of the
    same words apart, and loses positions; with line numbers nothing depends on its text.
    """
    from langchain_text_splitters import MarkdownHeaderTextSplitter  # noqa: PLC0415 - slow to import

    marked = [
        f"{'#' * sections[number].level} {number}"
        if number in sections
        else ""
        if COMMENT.match(line.strip())
        else line
        for number, line in enumerate(body, 1)
    ]
    splitter = MarkdownHeaderTextSplitter([("#" * level, str(level)) for level in range(1, 7)], return_each_line=True)
    nowhere = Section(id="front", heading="", level=0, line=0)
    number = 0
    for document in splitter.split_text("\n".join(marked)):
        content = document.page_content.split("\n")
        number = next(
            n for n in range(number, len(marked)) if n + 1 not in sections and _visible(marked[n]) == content[0]
        )
        path = [sections[int(line)] for _, line in sorted(document.metadata.items())]
        yield Block(
            section=path[-1] if path else nowhere,
            headings=tuple(section.heading for section in path if section.level > 1) or tuple(s.heading for s in path),
            first=number + 1,
            lines=tuple(body[number : number + len(content)]),
        )
        number += len(content)


def _visible(line: str) -> str:
    return "".join(filter(str.isprintable, line.strip()))


def _read_block(block: Block, place: Place, starts: list[int]) -> None:
    """Read one block's paragraph and items into clauses."""
    pieces: list[tuple[int, list[str]]] = []
    for offset, line in enumerate(block.lines):
        if ITEM.match(line) or not pieces:
            pieces.append((block.first + offset, []))
        pieces[-1][1].append(line)
    for number, lines in pieces:
        found = ITEM.match(lines[0])
        mark = found.end() if found else len(lines[0]) - len(lines[0].lstrip())
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
        place.clauses.append(_placed(clause, block.section, place, found))


def _placed(clause: Clause, section: Section, place: Place, item: re.Match[str] | None) -> Clause:
    """Give a clause its id, label and lead-in from where it stands."""
    name = PARENTHESIS.sub("", section.heading) or "Paragraph"
    if item is None:
        place.paragraph, place.item = place.paragraph + 1, 0
        leads_in = clause.text.endswith(":")
        place.lead_in = clause.text
        return replace(
            clause, id=ClauseId(f"{section.id}.{place.paragraph}"), label=f"{name} {place.paragraph}", leads_in=leads_in
        )
    if not place.paragraph:
        place.paragraph = 1
    if len(item.group("indent")) >= 2 and place.item:  # noqa: PLR2004 - Markdown's least indent of an inner list
        place.inner += 1
        inner = ROMAN[min(place.inner, len(ROMAN)) - 1]
        lead_in = " ".join(filter(None, (place.lead_in, place.item_text)))
    else:
        place.item, place.inner, inner = place.item + 1, 0, ""
        place.item_text, lead_in = clause.text, place.lead_in
    letter = _letter(place.item)
    return replace(
        clause,
        id=ClauseId(f"{section.id}.{place.paragraph}{letter}" + (f"-{inner}" if inner else "")),
        label=f"{name} {place.paragraph}({letter})" + (f"({inner})" if inner else ""),
        lead_in=lead_in,
    )


def _letter(number: int) -> str:
    """Count as lists do: a to z, then aa, ab and so on."""
    before, last = divmod(number - 1, 26)
    return (string.ascii_lowercase[before - 1] if before else "") + string.ascii_lowercase[last]
