"""Word sequences by which a question says something, as knowledge writes them.

A cue is words in order, compared by stem (or, where tense matters, as they are). `tell/ask` stands for either word,
`{boss}` for any word or phrase of a named group (also among others:
`{boss}/someone`), `*` for at most four words in between.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.text import stems

GAP = 4
NO_WORD = " "
"""What comes second after the last word of a question: nothing that could be read."""
Step = Mapping[str, Sequence[tuple[str, ...]]]
"""The alternatives at one place of a cue: first stem → the stems that follow it; an empty step is a gap."""
Groups = Mapping[str, Sequence[str]]
Reading = Callable[[str], list[str]]
"""How text becomes what is compared: `stems` or `words`."""


def check_cue(cue: str, groups: Groups) -> None:
    """See that *cue* can be read, without reading it: there are thousands, and one question needs few.

    Raises:
        ValueError: it is empty, begins or ends with a gap, or names a group that does not exist.
    """
    parts = cue.split()
    if "{" in cue:
        for name in (choice.strip("{}") for part in parts for choice in part.split("/") if choice.startswith("{")):
            if name not in groups:
                raise ValueError(f"the cue “{cue}” names the group “{name}”, which does not exist")
    if not parts or any(part == "*" or not _phrases(part, groups) for part in (parts[0], parts[-1])):
        raise ValueError(f"the cue “{cue}” is empty, or begins or ends with *")


def _phrases(part: str, groups: Groups) -> Sequence[str]:
    """Return what may stand in the place of *part*."""
    if "{" not in part:
        return part.split("/")
    choices = part.split("/")
    return [p for choice in choices for p in (groups[choice.strip("{}")] if choice.startswith("{") else [choice])]


@lru_cache(maxsize=65_536)
def _read(read: Reading, phrase: str) -> tuple[str, ...]:
    return tuple(read(phrase))


@dataclass(kw_only=True, slots=True)
class _Filed:
    """Cues that begin alike: those that are nothing more, and the others with the steps that must follow."""

    whole: set[str] = field(default_factory=set)
    longer: list[tuple[str, tuple[Step, ...]]] = field(default_factory=list)

    def stands(
        self, question: Sequence[str], place: int, present: frozenset[str], known: Container[str]
    ) -> Iterator[str]:
        """Go through the longer ones, none of them *known* to stand there, whose steps stand from *place* on.

        What the last step needs is looked for first.
        """
        for cue, rest in self.longer:
            if cue not in known and not present.isdisjoint(rest[-1]) and _end(rest, question, place) is not None:
                yield cue


class Cues:
    """Many cues, found in one pass over a question.

    A cue is filed under the word it begins with. When a question first has that word, the cue is read, and filed under
    the word that comes second, unless it has none or a gap follows.
    """

    def __init__(self, cues: Iterable[str], groups: Groups | None = None, read: Reading = stems) -> None:
        """Take *cues*, which `check_cue` lets pass and which may name *groups*; questions must be read the same way."""
        self._groups = groups or {}
        self._reading = read
        self._steps: dict[str, Step] = {}
        self._filed: defaultdict[str, list[str]] = defaultdict(list)
        self._opened: dict[str, tuple[_Filed, dict[str, _Filed]]] = {}
        for cue in dict.fromkeys(cues):
            for first in self._step(cue.split(None, 1)[0]):
                self._filed[first].append(cue)

    def found(self, question: Sequence[str]) -> frozenset[str]:
        """Return the cues that stand in *question* (its stems or words, stop words included)."""
        present = frozenset(question)
        found: set[str] = set()
        for _, after, filed in self._begun(question, present):
            found |= filed.whole
            if filed.longer:
                found.update(filed.stands(question, after, present, found))
        return frozenset(found)

    def places(self, question: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Go through every cue that stands in *question*, with the places of its first word and after its last."""
        present = frozenset(question)
        for place, after, filed in self._begun(question, present):
            for cue in sorted(filed.whole):
                yield place, after, cue
            for cue, rest in filed.longer:
                if not present.isdisjoint(rest[-1]) and (end := _end(rest, question, after)) is not None:
                    yield place, end, cue

    def count(self, question: Sequence[str]) -> int:
        """Return at how many places of *question* a cue begins."""
        present = frozenset(question)
        begun = self._begun(question, present)
        return len({p for p, after, filed in begun if filed.whole or any(filed.stands(question, after, present, ()))})

    def _begun(self, question: Sequence[str], present: frozenset[str]) -> Iterator[tuple[int, int, _Filed]]:
        """Go through the places where cues may begin, and where what must follow would stand."""
        if present.isdisjoint(self._filed):
            return
        for place, (first, second) in enumerate(zip(question, (*question[1:], NO_WORD), strict=True)):
            if first in self._filed:
                alone, followed = self._opened.get(first) or self._open(first)
                yield place, place + 1, alone
                if second in followed:
                    yield place, place + 2, followed[second]

    def _open(self, first: str) -> tuple[_Filed, dict[str, _Filed]]:
        """Read the cues that begin with *first*; file them by their second words."""
        alone, followed = _Filed(), defaultdict[str, _Filed](_Filed)
        for cue in self._filed[first]:
            for second, rest in _openings(tuple(map(self._step, cue.split())), first):
                filed = alone if second is None else followed[second]
                if rest:
                    filed.longer.append((cue, rest))
                else:
                    filed.whole.add(cue)
        self._opened[first] = alone, dict(followed)
        return self._opened[first]

    def _step(self, part: str) -> Step:
        if part not in self._steps:
            step: dict[str, list[tuple[str, ...]]] = {}
            for phrase in () if part == "*" else _phrases(part, self._groups):
                first, *ending = _read(self._reading, phrase) or [""]
                step.setdefault(first, []).append(tuple(ending))
            self._steps[part] = step
        return self._steps[part]


def _openings(steps: tuple[Step, ...], first: str) -> Iterator[tuple[str | None, tuple[Step, ...]]]:
    """Go through the words that can come second where a cue opens with *first*, and the steps that must follow each."""
    for ending in steps[0][first]:
        if ending:
            yield ending[0], _then(ending[1:], steps[1:])
        elif len(steps) > 1 and steps[1]:
            for second, endings in steps[1].items():
                for rest in endings:
                    yield second, _then(rest, steps[2:])
        else:
            yield None, steps[1:]


def _then(words: tuple[str, ...], steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return ({words[0]: [words[1:]]}, *steps) if words else steps


def _end(steps: Sequence[Step], question: Sequence[str], place: int) -> int | None:
    """Return the place after *steps*, if they stand in *question* from *place* on."""
    if not steps:
        return place
    if place >= len(question):
        return None
    first, rest = steps[0], steps[1:]
    if not first:
        reach = range(place, min(place + GAP + 1, len(question)))
        begins = [at for at in reach if not rest[0] or question[at] in rest[0]]
    else:
        endings = first.get(question[place], ())
        begins = [
            place + 1 + len(ending)
            for ending in endings
            if not ending or tuple(question[place + 1 : place + 1 + len(ending)]) == ending
        ]
    for begin in begins:
        if (end := _end(rest, question, begin)) is not None:
            return end
    return None
