"""What was learned from labelled drafts: `draft_weights.tsv`.

Tab-separated, UTF-8. Lines that begin with `# ` are comments. `=kind` names the kinds of finding, `=threshold` and
`=bias` have a number for each; every other line is a feature, its inverse document frequency, and its weight for each
kind, all in hundredths.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.errors import Fault, KnowledgeFaults
from bot.findings import FindingKind
from bot.policies.tables import read_text

COMMENT = "# "
KINDS, THRESHOLD, BIAS = "=kind", "=threshold", "=bias"
HUNDREDTHS = 100
LONGEST = 9
"""Digits of a number."""
Row = tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """A linear classifier for each of *kinds*: what a draft must score, where it begins, and what each feature adds.

    `features`: by name, the inverse document frequency, then a weight for each kind.
    """

    kinds: tuple[FindingKind, ...] = ()
    thresholds: Row = ()
    biases: Row = ()
    features: Mapping[str, Row]


class WeightsFile:
    """`draft_weights.tsv`, read when it is first wanted: only the check of drafts needs it, and it is long."""

    def __init__(self, path: Path, file: str) -> None:
        """Name the *path*, and the *file* as faults call it."""
        self._path = path
        self._file = file

    @cached_property
    def weights(self) -> Weights:
        """Return what it says.

        Raises:
            KnowledgeFaults: it cannot be read, or a line of it is not as it should be.
        """
        rows = list(_rows(read_text(self._path, self._file)))
        kinds = next((row for _, name, row in rows if name == KINDS), [])
        faults = list(self._faults(rows, kinds))
        if faults:
            raise KnowledgeFaults(faults)
        numbers = {name: tuple(int(cell) / HUNDREDTHS for cell in row) for _, name, row in rows if name != KINDS}
        return Weights(
            kinds=tuple(map(FindingKind, kinds)),
            thresholds=numbers.pop(THRESHOLD, ()),
            biases=numbers.pop(BIAS, ()),
            features=numbers,
        )

    def _faults(self, rows: Sequence[tuple[int, str, Sequence[str]]], kinds: Sequence[str]) -> Iterator[Fault]:
        known = {kind.value for kind in FindingKind}
        for missing in sorted({KINDS, THRESHOLD, BIAS} - {name for _, name, _ in rows}):
            yield Fault(file=self._file, line=0, what=f"lacks the line “{missing}”")
        names = Counter(name for _, name, _ in rows)
        for line, name, row in rows:
            width = len(kinds) + (name not in {KINDS, THRESHOLD, BIAS})
            if names[name] > 1:
                yield Fault(file=self._file, line=line, what=f"“{name}” stands there {names[name]} times")
            elif len(row) != width:
                yield Fault(file=self._file, line=line, what=f"“{name}” is followed by {len(row)} where {width} belong")
            elif name == KINDS and not known.issuperset(row):
                yield Fault(file=self._file, line=line, what=f"there is no kind “{min(set(row) - known)}” of finding")
            elif name != KINDS and (wrong := [cell for cell in row if not _is_number(cell)]):
                yield Fault(file=self._file, line=line, what=f"“{wrong[0][:LONGEST]}” is no whole number")


def _rows(text: str) -> Iterator[tuple[int, str, Sequence[str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith(COMMENT):
            name, *row = line.split("\t")
            yield number, name, row


def _is_number(cell: str) -> bool:
    digits = cell.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST
