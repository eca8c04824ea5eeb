"""Markdown → its marks (headings, comments, code fences), and the lines that stand together under each heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.errors import Fault
from bot.policies.front_matter import NAME
from bot.policies.model import Section

HEADING = re.compile(r"^(?P<marks>#{1,6})(?:\s+(?P<text>.*?)\s*(?:\{#(?P<id>[^}]*)\})?\s*#*)?$")
ADDED_HEADING = re.compile(r"^<!--\s*(?P<heading>#{1,6}\s.*?)\s*-->$")
COMMENT = re.compile(r"^(?:<!--(?:(?!-->).)*-->\s*)+$")
BESIDE = "words stand beside a comment of several lines; give the comment lines of its own"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Lines that stand together under one heading; `first` counts from 1."""

    section: Section
    headings: tuple[str, ...]
    first: int
    lines: tuple[str, ...]


@dataclass(kw_only=True, slots=True)
class Marks:
    """What of a policy's lines is not its words: headings by their line, and the lines of comments."""

    file: str
    sections: dict[int, Section] = field(default_factory=dict)
    comments: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    comment: int = 0
    """The line on which the comment began that is being read; 0 outside one."""
    fence: tuple[str, int] = ("", 0)
    """What ends the code fence that is being read, and the line on which it began."""

    def read(self, body: Sequence[str]) -> None:
        """Go through every line, from comment and code fence to heading."""
        for number, line in enumerate(body, 1):
            if self.comment:
                self._in_comment(number, line.strip())
            elif not self._in_fence(number, splitter_form(line)):
                self._outside(number, _spaced(line))
        if self.comment:
            self._fault(self.comment, "this comment is not closed; end it with -->")
        if self.fence[0]:
            self._fault(self.fence[1], f"this code fence is not closed; end it with {self.fence[0]}")

    @property
    def front(self) -> str:
        """The id of what stands before any heading: `front`, unless a heading is called so."""
        ids, name = {section.id for section in self.sections.values()}, "front"
        while name in ids:
            name = f"before-{name}"
        return name

    def _in_comment(self, number: int, line: str) -> None:
        self.comments.add(number)
        _, closed, after = line.partition("-->")
        if closed:
            self.comment = 0
            if after and not COMMENT.match(after.strip()):
                self._fault(number, BESIDE)

    def _in_fence(self, number: int, seen: str) -> bool:
        """Follow code fences as the splitter does, and tell whether the line belongs to one."""
        ending, _ = self.fence
        if ending:
            if seen.startswith(ending):
                self.fence = ("", 0)
            return True
        if (seen.startswith("```") and seen.count("```") == 1) or seen.startswith("~~~"):
            self.fence = (seen[:3], number)
            return True
        return False

    def _outside(self, number: int, line: str) -> None:
        added = ADDED_HEADING.match(line)
        if found := HEADING.match(added.group("heading") if added else line):
            self._heading(number, found, added=bool(added))
        elif COMMENT.match(line):
            self.comments.add(number)
        elif line.rfind("<!--") > line.rfind("-->"):
            self.comment = number
            self.comments.add(number)
            before = line[: line.rfind("<!--")]
            if before and not COMMENT.match(before):
                self._fault(number, BESIDE)

    def _heading(self, number: int, found: re.Match[str], *, added: bool) -> None:
        """Keep a heading; its id is taken from `{#…}` or made from its words."""
        text = found.group("text") or ""
        name = found.group("id") or _slug(text)
        first = next((line for line, section in self.sections.items() if section.id == name), None)
        if not text:
            self._fault(number, "this heading has no words")
        elif not NAME.match(name):
            self._fault(number, f"the heading's id “{name}” may hold small letters, digits and hyphens only")
        elif first:
            self._fault(
                number, f"two headings have the id “{name}”: here and on line {first}; give one another {{#id}}"
            )
        level = len(found.group("marks"))
        self.sections[number] = Section(id=name, heading=text, level=level, line=number, added=added)

    def _fault(self, line: int, what: str) -> None:
        self.faults.append(Fault(file=self.file, line=line, what=what))


def blocks(body: Sequence[str], marks: Marks) -> Iterator[Block]:
    """Let the Markdown splitter find what stands together, then find each block's exact lines again.

    Headings are handed to the splitter as their line numbers: it drops a heading without a body, cannot tell two of the
    same words apart, and loses positions; with line numbers nothing depends on its text.
    """
    from langchain_text_splitters import MarkdownHeaderTextSplitter  # noqa: PLC0415 - slow to import

    sections = marks.sections
    marked = [
        f"{'#' * sections[number].level} {number}" if number in sections else "" if number in marks.comments else line
        for number, line in enumerate(body, 1)
    ]
    splitter = MarkdownHeaderTextSplitter([("#" * level, str(level)) for level in range(1, 7)], return_each_line=True)
    nowhere = Section(id=marks.front, heading="", level=0, line=0)
    number = 0
    for document in splitter.split_text("\n".join(marked)):
        content = document.page_content.split("\n")
        number = next(
            n for n in range(number, len(marked)) if n + 1 not in sections and splitter_form(marked[n]) == content[0]
        )
        path = [sections[int(line)] for _, line in sorted(document.metadata.items())]
        yield Block(
            section=path[-1] if path else nowhere,
            headings=tuple(section.heading for section in path if section.level > 1) or tuple(s.heading for s in path),
            first=number + 1,
            lines=tuple(body[number : number + len(content)]),
        )
        number += len(content)


def splitter_form(line: str) -> str:
    """Return a line as the Markdown splitter looks at it: no white space around it, nothing that cannot be printed."""
    return "".join(filter(str.isprintable, line.strip()))


def _spaced(line: str) -> str:
    """Return a line with each white space as a space, without what cannot be printed: every heading is seen so."""
    return "".join(letter if letter.isprintable() else " " * letter.isspace() for letter in line).strip()


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-") or "section"
