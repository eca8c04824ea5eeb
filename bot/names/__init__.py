"""Likely person names in a text: pointed out to the asker, never promised to be all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.names.people import ALSO_WORDS, SURE
from bot.names.reading import Word, read
from bot.names.words import ADDRESSED, DETERMINERS, INSTITUTION, KIN, NAMING, PARTICLES, ROLES, SAYS, THINGS, TITLES

_FEW = 3
_SHORTEST_FAMILY_NAME = 2
_SHORTEST_UNKNOWN = 4
_LINKS = " .:\"'(\u201c\u2018"  # between a cue and its name: Mr. Patel, name: Patel


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Words that look like a person's name, and their span ``(start, end)`` in the text."""

    span: tuple[int, int]
    words: str


def likely_names(text: str) -> tuple[Finding, ...]:
    """Point out what looks like a person's name, in order: by capitals, by the words around, by lists of names.

    What is masked already is not looked at. Texts all in capitals or all in small letters go by the words around and
    the lists.
    """
    words = read(text)
    return tuple(
        Finding(span=(words[first].start, words[last].end), words=text[words[first].start : words[last].end])
        for first, last in _runs(words, _Judge(words))
    )


def _runs(words: Sequence[Word], judge: "_Judge") -> Iterator[tuple[int, int]]:
    """Yield first and last word of every name: a word that must be one, and what goes with it on both sides."""
    done = -1
    for seed in range(len(words)):
        if seed <= done or not judge.is_name(seed):
            continue
        first = last = seed
        while first - 1 > done and judge.extends(first - 1, first):
            first -= 1
        while (following := judge.following(last)) is not None:
            last = following
        yield first, last
        done = last


class _Judge:
    """Says of each word whether it is a name, in the light of its neighbours."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        inner = [word for word in words if word.is_everyday and not word.opens and word.plain != "i"]
        capitals = sum(word.is_capital for word in inner)
        self._cased = capitals < _FEW or 2 * capitals < len(inner)
        self._latin = 3 * sum(word.is_caseless for word in words) <= len(words)

    def is_name(self, place: int) -> bool:
        """Tell whether the word must be a name, or begin one."""
        word = self._words[place]
        if self._is_public(word):
            return False
        if not word.is_everyday and (word.plain in SURE or word.plain.removesuffix("s") in SURE):
            return True
        if word.is_caseless:
            return self._latin
        return self._is_introduced(place) or (self._is_capital(word) and self._is_capital_name(place))

    def extends(self, place: int, beside: int) -> bool:
        """Tell whether the word goes with the name that begins at *beside*: Oluwaseun, unknown, before Okafor."""
        word = self._words[place]
        fits = self._could_be(word) and (not word.opens or not word.is_everyday or self._has_family_name(place))
        return fits and self._touches(beside) and self._is_capital(word)

    def following(self, last: int) -> int | None:
        """Return the place to which the name that has come to *last* goes on, if it does."""
        place = last + 1
        while place < len(self._words) and place - last <= _FEW and self._touches(place) and self._is_particle(place):
            place += 1
        if self._words[last].owns or place >= len(self._words) or not self._touches(place):
            return None
        return place if self._continues(self._words[place], self._words[last]) else None

    def _continues(self, word: Word, name: Word) -> bool:
        if self._is_public(word):
            return False
        if self._is_capital(word):
            return not word.is_listed or word.plain in ALSO_WORDS
        unknown = len(word.text) > _SHORTEST_FAMILY_NAME and name.is_given
        return not word.is_everyday and (word.plain in SURE or (unknown and word.plain not in ALSO_WORDS))

    def _is_capital_name(self, place: int) -> bool:
        """Tell whether a capital means a name here, where capitals mean anything."""
        word, before = self._words[place], self._before(place)
        if len(word.text) == 1 or word.plain in INSTITUTION or self._is_body(place):
            return False
        if word.opens:
            return self._could_be(word) and self._acts(place)
        if word.is_given:
            return before not in {"in", "a", "the"}
        return before not in DETERMINERS and not word.is_everyday and word.plain not in ALSO_WORDS

    def _is_body(self, place: int) -> bool:
        return self._after(place) in INSTITUTION and self._is_capital(self._words[place + 1])

    def _is_introduced(self, place: int) -> bool:
        """Tell whether the words around introduce a name: called Aoife, Mrs Okoro, Aoife's mum."""
        word = self._words[place]
        if self._is_capital(word) and (not word.is_listed or word.plain in ALSO_WORDS):
            return self._is_named(place) or self._before(place) in TITLES or self._is_relative(place)
        if word.is_everyday:
            return False
        titled = self._before(place) in TITLES - {"miss"}  # I miss lockdown
        told = self._is_in_role(place) or self._is_unknown_person(place)
        return titled or told or self._is_named(place) or self._is_relative(place)

    def _is_named(self, place: int) -> bool:
        before, earlier = self._before(place), self._before(place - 1)
        called = before in NAMING and earlier not in THINGS
        return called or before in {"name", "names"} or (before in {"is", "was"} and earlier in {"name", "surname"})

    def _is_relative(self, place: int) -> bool:
        return self._words[place].owns and self._after(place) in KIN

    def _is_in_role(self, place: int) -> bool:
        """Tell whether a person's role stands before: a service user, Aoife, asked; me and Aoife; Aoife and i."""
        before, after = self._before(place), self._after(place)
        pair = (before == "and" and self._before(place - 1) == "me") or (
            after == "and" and self._after(place + 1) in {"i", "me"}
        )
        return pair or (before in ROLES | {"it's", "its"} and self._acts(place)) or self._is_apposed(place)

    def _is_apposed(self, place: int) -> bool:
        around = self._words[place].gap, *(word.gap for word in self._words[place + 1 : place + 2])
        return place > 0 and self._words[place - 1].plain in ROLES and around == (", ", ", ")

    def _is_unknown_person(self, place: int) -> bool:
        """Tell whether a word of no list does, or is done to, what persons do and are done to."""
        word = self._words[place]
        if len(word.text) < _SHORTEST_UNKNOWN or "-" in word.plain:
            return False
        return self._before(place) in ADDRESSED or self._after(place) in SAYS - {"from"}

    def _acts(self, place: int) -> bool:
        """Tell whether the word does what persons do, owns something, or stands beside another name."""
        after = self._after(place)
        acts = self._words[place].owns or after in SAYS or self._has_family_name(place)
        return acts or (after == "and" and self._is_pair(place))

    def _has_family_name(self, place: int) -> bool:
        """Tell whether a family name follows: Mark Green, but not Will Karen."""
        after = self._words[place + 1] if place + 1 < len(self._words) else None
        return after is not None and self._is_capital(after) and after.is_family and not after.is_given

    def _is_pair(self, place: int) -> bool:
        other = self._words[place + 2] if place + 2 < len(self._words) else None
        return other is not None and self._is_capital(other) and self._could_be(other)

    def _could_be(self, word: Word) -> bool:
        return not (self._is_public(word) or word.is_caseless) and (not word.is_everyday or word.is_given)

    def _is_public(self, word: Word) -> bool:
        return word.is_public or (self._cased and word.is_acronym)

    def _is_capital(self, word: Word) -> bool:
        return self._cased and word.is_capital

    def _is_particle(self, place: int) -> bool:
        return self._words[place].plain in PARTICLES

    def _touches(self, place: int) -> bool:
        return self._words[place].gap in {" ", "  ", "\u00a0", ". "} and not self._words[place - 1].owns

    def _before(self, place: int) -> str:
        return self._words[place - 1].plain if place > 0 and not self._words[place].gap.strip(_LINKS) else ""

    def _after(self, place: int) -> str:
        after = self._words[place + 1 : place + 2]
        return after[0].plain if after and not after[0].opens else ""
