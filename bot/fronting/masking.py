"""What is kept of what people wrote: masked, not endless, and nothing at all of a sensitive matter."""

from collections.abc import Callable, Collection
from dataclasses import replace

from bot.deeds import Act, Ask, Deed, Letter, Reword
from bot.escalating.transitions import MOVES, Seat
from bot.model import LaneId
from bot.redaction import Redacted, redact

LONGEST = 8_000  # characters of a question that are read


class Masking:
    """Turns a deed into what is kept of it."""

    def __init__(self, lane_of: Callable[[str], LaneId | None], known_names: Callable[[], Collection[str]]) -> None:
        self._lane_of = lane_of
        self._known_names = known_names

    def letter(self, deed: Deed, place: str, *, too_many: bool) -> Letter:
        """Write down *deed*: masked, and without its words where they are sensitive or too many."""
        match deed:
            case Ask(text=text) | Reword(text=text):
                masked = self.masked(text)
                lane = self._lane_of(masked)
                kept = replace(deed, text="" if lane or too_many else masked)
                return Letter(deed=kept, place=place, lane=lane, too_many=too_many and lane is None)
            case Act(words=words) if words:
                redacted = self._redacted(words)
                masked, hidden = redacted.text, tuple(mask.kind.value for mask in redacted.found)
                move = MOVES.get(deed.kind)
                if move is not None and move.seat is Seat.ASKER and (lane := self._lane_of(masked)):
                    return Letter(deed=replace(deed, words=""), place=place, lane=lane)
                return Letter(deed=replace(deed, words=masked), place=place, hidden=hidden)
            case _:
                return Letter(deed=deed, place=place)

    def masked(self, text: str) -> str:
        """Mask *text*; what no database or network can carry is left out."""
        return self._redacted(text).text

    def _redacted(self, text: str) -> Redacted:
        clean = text.replace("\0", "").encode("utf-8", "replace").decode()
        return redact(clean[:LONGEST], self._known_names())
