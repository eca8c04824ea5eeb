"""What is kept of what people wrote: masked, not endless, and nothing at all of a sensitive matter."""

from collections.abc import Callable, Collection
from dataclasses import replace

from bot.deeds import Act, Ask, Check, Deed, Disclaim, Letter, Look, Reword
from bot.escalating.transitions import MOVES, Seat
from bot.model import LaneId
from bot.redaction import Redacted, redact

LONGEST = 8_000  # characters of a question that are read


class Masking:
    """Turns a deed into what is kept of it."""

    def __init__(
        self,
        lane_of: Callable[[str], LaneId | None],
        lane_of_draft: Callable[[Check], LaneId | None],
        is_wish: Callable[[str], bool],
        known_names: Callable[[], Collection[str]],
        mask_draft: Callable[[str, Collection[str]], str],
    ) -> None:
        """Take *mask_draft*, which leaves the organisation's own address and the like as they are.

        What *is_wish* is typed for a disclaimer, and nothing sensitive.
        """
        self._lane_of, self._lane_of_draft, self._is_wish = lane_of, lane_of_draft, is_wish
        self._known_names, self._mask_draft = known_names, mask_draft

    def letter(  # noqa: PLR0911 - one for each deed with words
        self, deed: Deed, place: str, *, too_many: bool
    ) -> Letter:
        """Write down *deed*: masked, and without its words where they are sensitive or too many."""
        match deed:
            case Ask(text=text) | Reword(text=text):
                masked = self.masked(text)
                lane = self._lane_of(masked)
                kept = replace(deed, text="" if lane or too_many else masked)
                return Letter(deed=kept, place=place, lane=lane, too_many=too_many and lane is None)
            case Check(text=text):
                masked = self._mask_draft(_carried(text), self._known_names())
                lane = self._lane_of_draft(replace(deed, text=_carried(text)))
                checked = replace(deed, text="" if lane or too_many else masked)
                return Letter(deed=checked, place=place, lane=lane, too_many=too_many and lane is None)
            case Act(words=words) if words:
                redacted = self._redacted(words)
                masked, hidden = redacted.text, tuple(mask.kind.value for mask in redacted.found)
                move = MOVES.get(deed.kind)
                if move is not None and move.seat is Seat.ASKER and (lane := self._lane_of(masked)):
                    return Letter(deed=replace(deed, words=""), place=place, lane=lane)
                return Letter(deed=replace(deed, words=masked), place=place, hidden=hidden)
            case Look(words=words) if words:
                masked = self.masked(words)
                lane = None if self._is_wish(words) else self._lane_of(masked)
                return Letter(deed=replace(deed, words="" if lane else masked), place=place, lane=lane)
            case Disclaim(wish=wish) if wish.name:
                return Letter(deed=replace(deed, wish=replace(wish, name=self.masked(wish.name))), place=place)
            case _:
                return Letter(deed=deed, place=place)

    def masked(self, text: str) -> str:
        """Mask *text*; what no database or network can carry is left out."""
        return self._redacted(text).text

    def _redacted(self, text: str) -> Redacted:
        return redact(_carried(text), self._known_names())


def _carried(text: str) -> str:
    """Return what is read of *text*, without what no database or network can carry."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:LONGEST]
