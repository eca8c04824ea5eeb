"""Names that the directory knows, wherever they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from bot.names.people import ALSO_WORDS
from bot.redaction.rules import Finder
from bot.redaction.view import View

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s,'._-]{1,3}")
_OPENS_SENTENCE = re.compile(r"(?:\A|[.!?:\n])[\s\"'(]{0,3}\Z")
_OPENING = 4  # characters to look back


def known(names: Collection[str]) -> Finder:
    """Find *names* as whole words in either order of given and family name, whatever the case.

    A single word that is also an everyday one (Will, Mark, Grace) counts only with a capital inside a sentence.
    """
    by_first: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in names:
        words = tuple(_WORD.findall(View.of(name).text.casefold()))
        for order in (words, words[-1:] + words[:-1]):
            by_first["".join(order[:1])].add(order)
    by_first.pop("", None)

    def find(text: str) -> Iterator[tuple[int, int]]:
        words = list(_WORD.finditer(text))
        done = 0
        for place, word in enumerate(words):
            if place < done:
                continue
            for name in sorted(by_first.get(word[0].casefold(), ()), key=len, reverse=True):
                run = words[place : place + len(name)]
                if _stands(name, run, text):
                    yield run[0].start(), run[-1].end()
                    done = place + len(name)
                    break

    return find


def _stands(name: tuple[str, ...], run: Sequence[re.Match[str]], text: str) -> bool:
    if tuple(word[0].casefold() for word in run) != name:
        return False
    if name[0] in ALSO_WORDS and len(name) == 1:
        start = run[0].start()
        return run[0][0][0].isupper() and not _OPENS_SENTENCE.search(text[max(0, start - _OPENING) : start])
    return all(_GAP.fullmatch(text, left.end(), right.start()) for left, right in pairwise(run))
