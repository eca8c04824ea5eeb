"""A text as words: how each is written, what stands before it, and what that alone says of its being a name."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.names.people import FAMILY, GIVEN
from bot.names.words import ORDINARY, PARTICLES, PUBLIC, TITLES

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e\u1ab0-\u1aff"
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_APOSTROPHES = "'\u2019\u02bc\u02bb\u2018\u00b4`"
_WORD = re.compile(
    rf"(?<![\w@#/\\=&])[^\W\d_](?:[^\W\d_]|[{_MARKS}{_UNSEEN}]|[{_APOSTROPHES}\u2010\u2011-](?=[^\W\d_]))*"
)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]\Z")
_OPENING = re.compile("[.!?:;\n\u2026]")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "\u0131": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_ENGLISH = re.compile(
    r".{2,}(?:ing|[ts]ion|ment|ness|ship|[ai]ble|[ae]nce|ful|less|ous|ism|ists?|ity|ies|[eo]rs|ly|ed|wise|ish|ical?|"
    r"phobic|phobia)"
)
_BRAND = re.compile(r"(?!(?:Ma?c|De|La|Le|Di|Da|Du|Fitz|Van|Von|Jo|Al|El)[A-Z])\w*[a-z][A-Z]\w*")
_LONGEST_ACRONYM = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """One word, without its possessive.

    *plain* is the word in small letters without accents, *gap* what stands between it and the word before; *opens* says
    that it opens a sentence, *owns* that a possessive follows.
    """

    text: str
    plain: str
    start: int
    gap: str
    opens: bool
    owns: bool

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital, al- and the like aside."""
        first, _, rest = self.text.partition("-")
        return first[0].isupper() or (first in PARTICLES and rest[:1].isupper())

    @property
    def is_caseless(self) -> bool:
        """Whether its script knows no capitals."""
        return self.text[0].lower() == self.text[0].upper()

    @property
    def is_given(self) -> bool:
        """Whether it, or a part of it, is a given name on the list."""
        return not GIVEN.isdisjoint((self.plain, *self.plain.split("-")))

    @property
    def is_family(self) -> bool:
        """Whether it, or a part of it, is a family name on the list."""
        return not FAMILY.isdisjoint((self.plain, *self.plain.split("-")))

    @property
    def is_listed(self) -> bool:
        """Whether it is a common English word or contraction."""
        return all(_is_listed(part) for part in self.plain.split("-"))

    @property
    def is_everyday(self) -> bool:
        """Whether it is a common English word, or is built like one and not known as a name."""
        parts = self.plain.split("-")
        return all(_is_listed(part) or (part not in GIVEN and self._is_english(part)) for part in parts)

    def _is_english(self, part: str) -> bool:
        return self.text.isascii() and _ENGLISH.fullmatch(part) is not None

    @property
    def is_acronym(self) -> bool:
        """Whether it is all in capitals, short, and no name on the lists."""
        short = 1 < len(self.text) <= _LONGEST_ACRONYM
        return self.text.isupper() and short and not (self.is_given or self.is_family)

    @property
    def is_public(self) -> bool:
        """Whether it has a capital for another reason: a day, a place, a platform, a people, a brand."""
        known = not PUBLIC.isdisjoint((self.plain, self.plain.removesuffix("s")))
        return known or _BRAND.fullmatch(self.text) is not None


def read(text: str) -> tuple[Word, ...]:
    """Return the words of *text*, in order; no hashtags, handles and paths."""
    words: list[Word] = []
    done = 0
    for found in _WORD.finditer(text):
        bare = _POSSESSIVE.sub("", found[0])
        gap = text[done : found.start()]
        words.append(
            Word(
                text=bare,
                plain=_plain(bare),
                start=found.start(),
                gap=gap,
                opens=not words or (_OPENING.search(gap) is not None and not _is_short(words[-1], gap)),
                owns=len(bare) < len(found[0]),
            )
        )
        done = words[-1].end
    return tuple(words)


def _is_short(word: Word, gap: str) -> bool:
    """Tell whether the full stop belongs to a title or an initial."""
    return gap == ". " and (word.plain in TITLES or len(word.text) == 1)


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    seen = (char for char in decomposed if unicodedata.category(char) not in {"Mn", "Cf"})
    return re.sub(f"[{_APOSTROPHES}]", "'", "".join(seen)).replace("\u2010", "-").replace("\u2011", "-")


@lru_cache(maxsize=4096)
def _is_listed(plain: str) -> bool:
    stem, _, ending = plain.partition("'")
    word = plain.replace("'", "")
    plural = word.endswith("s") and word[:-1] in ORDINARY and word not in GIVEN and word not in FAMILY
    return word in ORDINARY or plural or (stem in ORDINARY and ending in {"d", "ll", "m", "re", "s", "ve"})
