"""How many questions one person may put in within a few minutes, whatever they come from."""

from collections import deque
from datetime import datetime

from bot.escalating.referrals import QUESTIONS, WITHIN
from bot.people import Address

PEOPLE = 10_000  # whose pace is remembered at once


class Pace:
    """Counts questions by person, in this process."""

    def __init__(self) -> None:
        self._asked: dict[Address, deque[datetime]] = {}

    def admits(self, sender: Address, now: datetime) -> bool:
        """Count one more question of *sender*, unless that is too many."""
        times = self._asked.pop(sender, None) or deque()
        while times and times[0] <= now - WITHIN:
            times.popleft()
        admitted = len(times) < QUESTIONS
        if admitted:
            times.append(now)
        self._asked[sender] = times  # the last to ask stands last
        if len(self._asked) > PEOPLE:
            del self._asked[next(iter(self._asked))]
        return admitted
