"""A question's words as the index knows them: stop words out, spelling repaired, stems, lexicon."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.text import stem, words

STOP = frozenset(
    """
    a about all also am an and any are as at be been being both but by cos coz cuz did do does doing dont each
    else even ever few for from get gets getting go goes going gonna got had has have having he her here hers
    herself hi him himself his how i id ie if ill im in into is isnt it its itself ive just kind know let like
    lol lot made make makes me mine more most much my myself no nor not now of off ok okay on one ones only onto
    or other our ours out over own per please pls plz put quite really right same say said says she shes should
    so some someone something sort such sure than thanks that thats the their theirs them themselves then there
    theres these they theyre thing things think this those though tho to too u ur up upon us very want wanna was
    we well were weve what whats when where which while who whos whose why will with would yes yet you your
    yours yourself can cant could couldnt allowed may might must shall need okay hey hello anyone anything bit
    still doesnt didnt wont wouldnt
    """.split()  # noqa: SIM905 - reads as prose
)
SHORTEST_REPAIRED = 5
SHORTEST_TWICE_WRONG = 9
MOST_REPAIRS = 40
"""Unknown words repaired in one question: enough for people, and a bound for hostile text."""


class Analyser:
    """Turns text into index terms; a misspelt word stands for the word of its vocabulary that it is nearest to."""

    def __init__(
        self,
        lexicon: Iterable[Sequence[str]] = (),
        policy: Iterable[str] = (),
        phrases: Iterable[str] = (),
    ) -> None:
        """Take synonym groups (the first of each stands for all), and the texts that make the vocabulary.

        Words of the lexicon and the policies are taken as spelt; a word of one phrase alone may itself be a slip.
        """
        self._same: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        known: Counter[str] = Counter()
        written = {word for text in policy for word in words(text)}
        for group in lexicon:
            canonical = "_".join(stem(word) for word in words(group[0]))
            for phrase in group:
                parts = tuple(stem(word) for word in words(phrase))
                written.update(words(phrase))
                if parts:
                    self._same.setdefault(parts[0], []).append((parts, canonical))
        for options in self._same.values():
            options.sort(key=lambda option: -len(option[0]))
        known.update(word for text in phrases for word in words(text))
        known.update(written)
        self._known = frozenset(word for word, count in known.items() if count > 1) | written
        self._targets = sorted(
            word for word, count in known.items() if len(word) >= SHORTEST_REPAIRED and count > 1 and word.isalpha()
        )
        self._by_first: dict[str, list[str]] = {}
        for word in self._targets:
            self._by_first.setdefault(word[0], []).append(word)
        self._repair = lru_cache(maxsize=4_096)(self._repaired)

    def terms(self, text: str) -> list[str]:
        """Return the terms of *text* in order, repeated ones included."""
        found = words(text)
        budget = MOST_REPAIRS
        parts: list[str] = []
        for word in found:
            if word not in self._known and word not in STOP and budget:
                budget -= 1
                word = self._repair(word)  # noqa: PLW2901 - the repaired word takes its place
            parts.append(word)
        return self._canonical(parts)

    def _canonical(self, parts: list[str]) -> list[str]:
        """Drop stop words, stem, and let each lexicon phrase become its group's first word."""
        stemmed = [stem(part) for part in parts]
        terms: list[str] = []
        place = 0
        while place < len(parts):
            for phrase, canonical in self._same.get(stemmed[place], ()):
                if tuple(stemmed[place : place + len(phrase)]) == phrase:
                    terms.append(canonical)
                    place += len(phrase)
                    break
            else:
                if parts[place] not in STOP:
                    terms.append(stemmed[place])
                place += 1
        return terms

    def _repaired(self, word: str) -> str:
        """Return the known word that *word* most likely misspells: same first letter, one slip, two in a long word."""
        if len(word) < SHORTEST_REPAIRED or not word.isalpha():
            return word
        slips = 2 if len(word) >= SHORTEST_TWICE_WRONG else 1
        best = process.extractOne(word, self._by_first.get(word[0], ()), scorer=OSA.distance, score_cutoff=slips)
        return str(best[0]) if best else word
