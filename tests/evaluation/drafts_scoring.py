"""How well the check of drafts finds what is labelled, and how often it cries wolf.

`python -m tests.evaluation.drafts_scoring [FILE…]` prints the totals of each file, never a single draft.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.drafts import Drafts
from bot.findings import Draft, Finding
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE

HERE = Path(__file__).parent
FILES = ("drafts_unseen.jsonl", "drafts_untouched.jsonl", "drafts_other.jsonl")
LEARNED = HERE / "drafts"
"""A file of drafts by each author, from which the weights were learned."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Breach:
    """What is labelled in a draft: a kind, the clauses any of which is right, and the words."""

    kind: str
    clauses: frozenset[str]
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledDraft:
    """A draft and its breaches, the main one first; none: it is harmless."""

    id: str
    text: str
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftFigures:
    """Shares from 0 to 1. `recall`: drafts with a breach of which at least one finding cites a labelled clause.

    `main`: the same for the main breach alone; `pointed`: and the finding's words touch the labelled ones;
    `kinds`: found and all breaches of each labelled kind; `cried`: kinds of finding on harmless drafts.
    """

    drafts: int
    harmless: int
    recall: float
    main: float
    pointed: float
    false_alarms: float
    kinds: dict[str, tuple[int, int]]
    cried: dict[str, int]


def read(path: Path) -> list[LabelledDraft]:
    """Read a file of labelled drafts, one JSON object a line."""
    return [_labelled(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def digest() -> str:
    """Return the SHA-256 of all that is learned from, by which a file of weights tells where it comes from."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(LEARNED.glob("*.jsonl")))).hexdigest()


def score(drafts: Drafts, labelled: Sequence[LabelledDraft]) -> DraftFigures:
    """Check every draft and measure the findings."""
    checked = [(draft, drafts.check(Draft(text=draft.text)).findings) for draft in labelled]
    bad = [(draft, found) for draft, found in checked if draft.breaches]
    good = [found for draft, found in checked if not draft.breaches]
    every = [(breach, found) for draft, found in bad for breach in draft.breaches]
    all_of, found_of = Counter[str](), Counter[str]()
    for breach, found in every:
        all_of[breach.kind] += 1
        found_of[breach.kind] += _cites(breach, found)
    return DraftFigures(
        drafts=len(checked),
        harmless=len(good),
        recall=_share([any(_cites(breach, found) for breach in draft.breaches) for draft, found in bad]),
        main=_share([_cites(draft.breaches[0], found) for draft, found in bad]),
        pointed=_share([_points(draft, found) for draft, found in bad]),
        false_alarms=_share([bool(found) for found in good]),
        kinds={kind: (found_of[kind], count) for kind, count in sorted(all_of.items())},
        cried=dict(sorted(Counter(kind for found in good for kind in {f.kind.value for f in found}).items())),
    )


def _labelled(line: str) -> LabelledDraft:
    fields = json.loads(line)
    return LabelledDraft(
        id=str(fields["id"]),
        text=str(fields["text"]),
        breaches=tuple(
            Breach(kind=str(b["kind"]), clauses=frozenset(b["clauses"]), words=str(b["words"]))
            for b in fields["breaches"]
        ),
    )


def _cites(breach: Breach, found: Sequence[Finding]) -> bool:
    return any(finding.citation.clause in breach.clauses for finding in found)


def _points(draft: LabelledDraft, found: Sequence[Finding]) -> bool:
    main = draft.breaches[0]
    start = draft.text.index(main.words)
    end = start + len(main.words)
    return _cites(main, [finding for finding in found if finding.span[0] < end and start < finding.span[1]])


def _share(results: Sequence[bool]) -> float:
    return sum(results) / len(results) if results else 0.0


def _lines(name: str, figures: DraftFigures) -> Iterator[str]:
    yield f"{name}: {figures.drafts} drafts, {figures.harmless} of them harmless"
    for field in ("recall", "main", "pointed", "false_alarms"):
        yield f"  {field:14}{getattr(figures, field):.3f}"
    for kind, (found, count) in figures.kinds.items():
        yield f"  {kind:26}{found} of {count}"
    for kind, count in figures.cried.items():
        yield f"  false alarm {kind:14}{count}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of the files named, or of those beside this one."""
    parser = argparse.ArgumentParser(description="Score the check of drafts on labelled drafts.")
    parser.add_argument("files", nargs="*", type=Path, help="JSON lines; by default those that nobody tunes on")
    files = parser.parse_args(arguments).files or [HERE / name for name in FILES]
    drafts = Drafts(read_library(SHIPPED_KNOWLEDGE))
    for path in files:
        sys.stdout.writelines(f"{line}\n" for line in _lines(path.name, score(drafts, read(path))))


if __name__ == "__main__":
    main()
