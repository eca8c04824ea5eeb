"""Sensitive matters: what never goes to the manager by itself."""

from collections.abc import Sequence

from bot.cues import Cues
from bot.policies.guidance import Lane
from bot.policies.library import Library


class Lanes:
    """Tells whether a question is, or hints at, a sensitive matter."""

    def __init__(self, library: Library) -> None:
        """Compile the cues of every lane."""
        lanes = library.lanes
        self._lanes = lanes
        signs = [cue for lane in lanes.lane for sign in (*lane.signs, lane.unless) for cue in sign]
        self._cues = Cues([*lanes.neutral, *lanes.disclosing, *signs], library.groups())

    def find(self, question: Sequence[str], likely: str | None) -> Lane | None:
        """Return the first lane that *question* (stems, stop words included) is in.

        *likely* is the lane whose phrases it resembles, if any. A question about what the policy says is in no lane,
        unless it also tells of something.
        """
        found = self._cues.found(question)
        if not found.isdisjoint(self._lanes.neutral) and found.isdisjoint(self._lanes.disclosing):
            return None
        open_ = [lane for lane in self._lanes.lane if found.isdisjoint(lane.unless)]
        signed = (lane for lane in open_ if any(found.issuperset(sign) for sign in lane.signs))
        return next(signed, None) or next((lane for lane in open_ if lane.id == likely), None)
