"""Names that the directory knows, wherever they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from bot.names.people import ALSO_WORDS
from bot.redaction.rules import Finder
from bot.redaction.view import View

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s,'._-]{1,3}")
_OPENS_SENTENCE = re.compile(r"(?:\A|[.!?:\n])[\s\"'(]{0,3}\Z")
_OPENING = 4  # characters to look back


def known(names: Collection[str]) -> Finder:
    """Find *names* as whole words, whatever the case, also with the last word first: Hughes, Karen.

    A single word that is an everyday one too (Will, Mark, Grace) counts only with a capital inside a sentence.
    """
    return _finder(frozenset(names))


@lru_cache(maxsize=4)
def _finder(names: frozenset[str]) -> Finder:
    by_first: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    plain = {View.of(name).text.casefold() for name in names}
    for name in plain | {name.replace("'", "") for name in plain}:  # O'Brien, obrien
        words = tuple(_WORD.findall(name))
        for order in (words, words[-1:] + words[:-1]):
            by_first["".join(order[:1])].add(order)
    longest_first = {first: sorted(runs, key=len, reverse=True) for first, runs in by_first.items() if first}

    def find(text: str) -> Iterator[tuple[int, int]]:
        words = list(_WORD.finditer(text))
        done = 0
        for place, word in enumerate(words):
            names = longest_first.get(word[0].casefold(), ()) if place >= done else ()
            runs = (words[place : place + len(name)] for name in names)
            run = next((run for name, run in zip(names, runs, strict=True) if _stands(name, run, text)), None)
            if run:
                done = place + len(run)
                yield run[0].start(), run[-1].end()

    return find


def _stands(name: tuple[str, ...], run: Sequence[re.Match[str]], text: str) -> bool:
    if tuple(word[0].casefold() for word in run) != name:
        return False
    if name[0] in ALSO_WORDS and len(name) == 1:
        start = run[0].start()
        return run[0][0][0].isupper() and not _OPENS_SENTENCE.search(text[max(0, start - _OPENING) : start])
    return all(_GAP.fullmatch(text, left.end(), right.start()) for left, right in pairwise(run))
