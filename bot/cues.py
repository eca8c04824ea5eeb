"""Word sequences by which a question says something, as knowledge writes them.

A cue is words in order, compared by stem (or, where tense matters, as they are). `tell/ask` stands for either word,
`{boss}` for any word or phrase of a named group, `*` for at most four words in between.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.text import stems

GAP = 4
Step = Mapping[str, Sequence[tuple[str, ...]]]
"""The alternatives at one place of a cue: first stem → the stems that follow it; an empty step is a gap."""
Groups = Mapping[str, Sequence[str]]
Reading = Callable[[str], list[str]]
"""How text becomes what is compared: `stems` or `words`."""


def compile_cue(cue: str, groups: Groups, read: Reading = stems) -> tuple[Step, ...]:
    """Read one cue.

    Raises:
        ValueError: it is empty, begins or ends with a gap, or names a group that does not exist.
    """
    steps: list[Step] = []
    for part in cue.split():
        if part == "*":
            steps.append({})
        elif part.startswith("{"):
            name = part.strip("{}")
            if name not in groups:
                raise ValueError(f"the cue “{cue}” names the group “{name}”, which does not exist")
            steps.append(_alternatives(groups[name], read))
        else:
            steps.append(_alternatives(part.split("/"), read))
    if not steps or not steps[0] or not steps[-1]:
        raise ValueError(f"the cue “{cue}” is empty, or begins or ends with *")
    return tuple(steps)


def _alternatives(phrases: Iterable[str], read: Reading) -> Step:
    step: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *ending = read(phrase) or [""]
        step.setdefault(first, []).append(tuple(ending))
    return step


class Cues:
    """Many cues, found in one pass over a question's stems."""

    def __init__(self, cues: Iterable[str], groups: Groups | None = None, read: Reading = stems) -> None:
        """Compile *cues*, which may name *groups*; questions must have been read the same way."""
        self._by_first: dict[str, list[tuple[str, tuple[Step, ...]]]] = defaultdict(list)
        for cue in dict.fromkeys(cues):
            steps = compile_cue(cue, groups or {}, read)
            for first, endings in steps[0].items():
                for ending in endings:
                    self._by_first[first].append((cue, ({first: [ending]}, *steps[1:])))

    def found(self, question: Sequence[str]) -> frozenset[str]:
        """Return the cues that stand in *question* (its stems or words, stop words included)."""
        return frozenset(
            cue
            for place, first in enumerate(question)
            for cue, steps in self._by_first.get(first, ())
            if _stands(steps, question, place)
        )

    def count(self, question: Sequence[str]) -> int:
        """Return at how many places of *question* a cue begins."""
        return sum(
            any(_stands(steps, question, place) for _, steps in self._by_first.get(first, ()))
            for place, first in enumerate(question)
        )


def _stands(steps: Sequence[Step], question: Sequence[str], place: int) -> bool:
    """Tell whether *steps* stand in *question* from *place* on."""
    if not steps:
        return True
    if place >= len(question):
        return False
    first, rest = steps[0], steps[1:]
    if not first:
        return any(_stands(rest, question, place + gap) for gap in range(GAP + 1))
    return any(
        tuple(question[place + 1 : place + 1 + len(ending)]) == ending
        and _stands(rest, question, place + 1 + len(ending))
        for ending in first.get(question[place], ())
    )
