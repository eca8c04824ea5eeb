"""Sensitive matters: what never goes to the manager by itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cues import Cues
from bot.policies.guidance import Lane
from bot.policies.library import Library


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """The first lane with signs in a question, how many of its signs stand there, and the lanes that could hold it.

    `alike`: those of them that likeness alone may find. `grave`: it holds words with which nothing goes to a manager.
    """

    lane: Lane | None
    count: int
    open: tuple[Lane, ...]
    alike: tuple[Lane, ...]
    grave: bool = False


class Lanes:
    """Tells whether a question is, or hints at, a sensitive matter."""

    def __init__(self, library: Library) -> None:
        """Compile the cues of every lane."""
        lanes = library.lanes
        self._lanes = lanes
        self._signs = {lane.id: _filed(lane) for lane in lanes.lane}
        signs = [cue for lane in lanes.lane for sign in (*lane.signs, lane.unless, lane.likeness_with) for cue in sign]
        self._cues = Cues([*lanes.neutral, *lanes.disclosing, *lanes.grave, *signs], library.groups())

    def read(self, question: Sequence[str]) -> Signs:
        """Say which lane the signs in *question* (stems, stop words included) point to, and which are closed to it.

        A question about what the policy says is in no lane, unless it also tells of something or the lane is always
        open.
        """
        found = self._cues.found(question)
        neutral = not found.isdisjoint(self._lanes.neutral) and found.isdisjoint(self._lanes.disclosing)
        open_ = tuple(
            lane for lane in self._lanes.lane if found.isdisjoint(lane.unless) and (lane.always or not neutral)
        )
        grave = not neutral and not found.isdisjoint(self._lanes.grave)
        alike = tuple(lane for lane in open_ if not lane.likeness_with or not found.isdisjoint(lane.likeness_with))
        for lane in open_:
            signs = self._signs[lane.id]
            if count := sum(found.issuperset(sign) for cue in found & signs.keys() for sign in signs[cue]):
                return Signs(lane=lane, count=count, open=open_, alike=alike, grave=grave)
        return Signs(lane=None, count=0, open=open_, alike=alike, grave=grave)


def _filed(lane: Lane) -> dict[str, list[tuple[str, ...]]]:
    """File a lane's signs each under its rarest cue, so that few are looked at."""
    common = Counter(cue for sign in lane.signs for cue in sign)
    filed: dict[str, list[tuple[str, ...]]] = {}
    for sign in lane.signs:
        filed.setdefault(min(sign, key=common.__getitem__), []).append(sign)
    return filed
