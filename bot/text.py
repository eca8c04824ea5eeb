"""How text is made comparable: one normal form, words, and stems."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST = 8_000
"""Characters of a question that are looked at."""
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
QUOTES = str.maketrans(dict.fromkeys("’‘`´｀\u1fef", "'") | dict.fromkeys("“”", '"') | dict.fromkeys("–—︱︲﹘", "-"))  # noqa: RUF001
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me")
_stemmer = snowballstemmer.stemmer("english")


def normalise(text: str) -> str:
    """Return *text* as it is compared: at most 8,000 characters, NFKD, small letters, no accents and nothing unseen.

    Line ends and tabs become spaces; zero-width, control and combining characters and lone surrogates go.
    """
    folded = " ".join(_spelt_out(text[:LONGEST]).split())
    if folded.isascii() and folded.isprintable():
        return folded
    seen = "".join(c if c.isspace() or unicodedata.category(c) not in UNSEEN else "" for c in folded)
    return " ".join(seen.split())


def _spelt_out(text: str) -> str:
    """Return NFKD and small letters, cut once more: one sign may stand for eighteen letters."""
    if text.isascii():
        return text.replace("`", "'").lower()  # the same, and six times as fast
    return unicodedata.normalize("NFKD", text.translate(QUOTES)).casefold()[:LONGEST]


def words(text: str) -> list[str]:
    """Return the words of *text* in order: normal form, no apostrophes, no possessive s (`client's` → client)."""
    normal = normalise(text)
    found = WORD.findall(normal)
    return [word.removesuffix("'s").replace("'", "") for word in found] if "'" in normal else found


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the Snowball (Porter 2) stem of one English word."""
    return str(_stemmer.stemWord(word))


def stems(text: str) -> list[str]:
    """Return the stems of all words of *text*, stop words included."""
    return [stem(word) for word in words(text)]
