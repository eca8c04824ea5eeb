"""Word sequences by which a question says something, as knowledge writes them.

A cue is words in order, compared by stem (or, where tense matters, as they are). `tell/ask` stands for either word,
`{boss}` for any word or phrase of a named group (also among others:
`{boss}/someone`), `*` for at most four words in between.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

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
    named = dict.fromkeys(choice.strip("{}") for choice in re.split(r"[\s/]+", cue) if choice.startswith("{"))
    for name in named:
        if name not in groups:
            raise ValueError(f"the cue “{cue}” names the group “{name}”, which does not exist")
    return _compiled(cue, tuple((name, tuple(groups[name])) for name in named), read)


@lru_cache(maxsize=65_536)
def _compiled(cue: str, named: tuple[tuple[str, tuple[str, ...]], ...], read: Reading) -> tuple[Step, ...]:
    groups = dict(named)
    steps: list[Step] = []
    for part in cue.split():
        if part == "*":
            steps.append({})
        else:
            phrases = [phrase for choice in part.split("/") for phrase in _phrases(choice, groups)]
            steps.append(_alternatives(phrases, read))
    if not steps or not steps[0] or not steps[-1]:
        raise ValueError(f"the cue “{cue}” is empty, or begins or ends with *")
    return tuple(steps)


def _phrases(choice: str, groups: Groups) -> Sequence[str]:
    return groups[choice.strip("{}")] if choice.startswith("{") else [choice]


def _alternatives(phrases: Iterable[str], read: Reading) -> Step:
    step: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *ending = _read(read, phrase) or [""]
        step.setdefault(first, []).append(tuple(ending))
    return step


@lru_cache(maxsize=65_536)
def _read(read: Reading, phrase: str) -> tuple[str, ...]:
    return tuple(read(phrase))


class Cues:
    """Many cues, found in one pass over a question.

    A cue is filed under its first two words, or under the first where it has no second or a gap follows.
    """

    def __init__(self, cues: Iterable[str], groups: Groups | None = None, read: Reading = stems) -> None:
        """Compile *cues*, which may name *groups*; questions must have been read the same way."""
        self._filed: dict[tuple[str, ...], list[tuple[str, tuple[Step, ...]]]] = defaultdict(list)
        for cue in dict.fromkeys(cues):
            steps = compile_cue(cue, groups or {}, read)
            for opening, rest in _openings(steps):
                self._filed[opening].append((cue, rest))

    def found(self, question: Sequence[str]) -> frozenset[str]:
        """Return the cues that stand in *question* (its stems or words, stop words included)."""
        return frozenset(cue for _, _, cue in self._places(question))

    def places(self, question: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Go through every cue that stands in *question*, with the places of its first word and after its last."""
        return self._places(question)

    def count(self, question: Sequence[str]) -> int:
        """Return at how many places of *question* a cue begins."""
        return len({place for place, _, _ in self._places(question)})

    def _places(self, question: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        present = frozenset(question)
        for place, first in enumerate(question):
            for opening in ((first,), tuple(question[place : place + 2])):
                for cue, rest in self._filed.get(opening, ()) if len(opening) == 1 or place + 1 < len(question) else ():
                    if rest and rest[-1].keys().isdisjoint(present):
                        continue
                    if (end := _end(rest, question, place + len(opening))) is not None:
                        yield place, end, cue


def _openings(steps: tuple[Step, ...]) -> Iterator[tuple[tuple[str, ...], tuple[Step, ...]]]:
    """Go through the words a cue can open with, at most two, and the steps that must follow each."""
    for first, endings in steps[0].items():
        for ending in endings:
            if ending:
                follow: Step = {ending[1]: [ending[2:]]} if len(ending) > 1 else {}
                yield (first, ending[0]), ((follow, *steps[1:]) if follow else steps[1:])
            elif len(steps) > 1 and steps[1]:
                for second, then in steps[1].items():
                    for rest in then:
                        follow = {rest[0]: [rest[1:]]} if rest else {}
                        yield (first, second), ((follow, *steps[2:]) if follow else steps[2:])
            else:
                yield (first,), steps[1:]


def _end(steps: Sequence[Step], question: Sequence[str], place: int) -> int | None:
    """Return the place after *steps*, if they stand in *question* from *place* on."""
    if not steps:
        return place
    if place >= len(question):
        return None
    first, rest = steps[0], steps[1:]
    if not first:
        ends = (_end(rest, question, place + gap) for gap in range(GAP + 1))
    else:
        ends = (
            _end(rest, question, place + 1 + len(ending))
            for ending in first.get(question[place], ())
            if tuple(question[place + 1 : place + 1 + len(ending)]) == ending
        )
    return next((end for end in ends if end is not None), None)
