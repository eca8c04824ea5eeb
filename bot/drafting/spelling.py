"""Misspelt words of a draft, read as the word of the looks that they are one slip away from."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.names.words import ORDINARY

SHORTEST = 5
"""Letters; shorter words are too near to one another."""
LONG = 9


class Spelling:
    """Knows the words that looks are made of, and finds the one that somebody meant."""

    def __init__(self, known: Collection[str]) -> None:
        """Index *known* by what is left of each word without one of its letters."""
        self._known = frozenset(known)
        self._slips: defaultdict[str, set[str]] = defaultdict(set)
        for word in self._known:
            if len(word) >= SHORTEST:
                for slip in (word, *_slips(word)):
                    self._slips[slip].add(word)
        self.meant = lru_cache(maxsize=8192)(self._meant)

    def _meant(self, word: str) -> str:
        """Return *word*, or the one known word it is a slip of; everyday words are meant as they are."""
        if len(word) < SHORTEST or word in self._known or word in ORDINARY or not word.isalpha():
            return word
        near = {known for slip in (word, *_slips(word)) for known in self._slips.get(slip, ()) if known[0] == word[0]}
        close = sorted(known for known in near if _is_slip(word, known))
        return close[0] if close else word


def _is_slip(word: str, known: str) -> bool:
    """Tell whether one letter is missing, doubled or too many, or two changed places; in long words also another."""
    other_letter = len(word) == len(known) and sorted(word) != sorted(known)
    return OSA.distance(word, known) == 1 and (not other_letter or len(word) >= LONG)


def _slips(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))
