"""Long text in pieces that a platform takes: parted at blanks, then joined to as few as hold it."""

from collections.abc import Iterable, Iterator


def parted(line: str, longest: int) -> Iterator[str]:
    """Part *line* at blanks into pieces of at most *longest* characters; a word longer than that is parted anywhere."""
    while len(line) > longest:
        at = line.rfind(" ", 1, longest)
        at = at if at > 0 else longest
        yield line[:at]
        line = line[at:].lstrip()
    yield line


def joined(lines: Iterable[str], longest: int) -> list[str]:
    """Join *lines* by line breaks into as few texts of at most *longest* characters as hold them in order."""
    texts: list[str] = []
    for line in lines:
        if texts and len(texts[-1]) + len(line) + 1 <= longest:
            texts[-1] += f"\n{line}"
        else:
            texts.append(line)
    return texts
