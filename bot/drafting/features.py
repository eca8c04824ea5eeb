"""What the classifier sees of a draft: stems, marks for what is no word or nobody's business, and pairs of both.

A name is seen as <name>, a number as <number>: what matters is that there is one, not whose it is.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.drafting.reading import LABEL, SHORT_FORMS, plain_view
from bot.findings import Span
from bot.redaction.masks import MaskKind
from bot.redaction.view import COVERED
from bot.text import stem, words

_PIECE = re.compile(
    r"[^\W\d_]+(?:'[^\W\d_]+)*"
    r"|\u00a3\s?\d[\d,.]*[km]?"
    r"|\d+(?:[:.,]\d+)*(?:am|pm|st|nd|rd|th|k|%)?"
    r"|[\U0001f300-\U0001faff\u2600-\u27bf]"
    r"|[.!?\u2026]+"
    r"|[\"\u201c\u201d]"
    rf"|{COVERED}"
    r"|\n"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME = re.compile(r"am|pm|:")
_ENDS = {"?": "<asks>", "!": "<cries>"}
_FIRST, _LAST = "<first>", "<last>"
_BY_LABEL = {kind.label: f"<{kind.value}>" for kind in MaskKind}
Covering = tuple[Span, str]
"""A stretch of the draft and the term it is seen as."""


class Seen(NamedTuple):
    """One stem or term, and where it stands in the draft."""

    term: str
    span: Span


def seen_in(text: str, coverings: Sequence[Covering] = ()) -> list[Seen]:
    """Return what is seen of *text* in order; each of the *coverings* is seen as its term, and so are labels of masks.

    The first and the last say that the draft begins and ends.
    """
    labels = ((found.span(), _BY_LABEL[found[0]]) for found in LABEL.finditer(text))
    covered = deque(sorted({*coverings, *labels}))
    view = plain_view(text)
    seen = [Seen(_FIRST, (0, 0))]
    for found in _PIECE.finditer(view.text):
        span = view.original_span(*found.span())
        while covered and covered[0][0][1] <= span[0]:
            covered.popleft()
        if covered and covered[0][0][0] <= span[0]:
            if seen[-1].span != covered[0][0]:
                seen.append(Seen(covered[0][1], covered[0][0]))
        elif term := _term(found[0], seen[-1].term):
            seen.append(Seen(term, span))
    return [*seen, Seen(_LAST, (len(text), len(text)))]


def features(seen: Sequence[Seen]) -> Iterator[tuple[str, Span]]:
    """Go through the features of a draft: each term, and each pair of neighbours, with where they stand."""
    for term, span in seen:
        yield term, span
    for (term, (start, _)), (other, (_, end)) in pairwise(seen):
        yield f"{term} {other}", (start, end)


def _term(piece: str, before: str) -> str:
    """Return what *piece* is seen as; empty for the second of two line ends."""
    for begins, seen_as in _KINDS:
        if begins(piece):
            return seen_as(piece, before)
    return piece


def _end(piece: str, _: str) -> str:
    return next((term for end, term in _ENDS.items() if end in piece), "<stop>")


def _number(piece: str, _: str) -> str:
    return "<year>" if _YEAR.fullmatch(piece) else "<time>" if _TIME.search(piece) else "<number>"


def _word(piece: str, _: str) -> str:
    word = next(iter(words(piece)), "")
    return stem(SHORT_FORMS.get(word, word))


_KINDS: Sequence[tuple[Callable[[str], bool], Callable[[str, str], str]]] = (
    (lambda piece: piece[0].isalpha(), _word),
    (lambda piece: piece[0].isdigit(), _number),
    (lambda piece: piece[0] == "\u00a3", lambda *_: "<money>"),
    (lambda piece: piece == "\n", lambda _, before: "" if before == "<stop>" else "<stop>"),
    (lambda piece: piece[0] in ".!?\u2026", _end),
    (lambda piece: piece[0] in '"\u201c\u201d', lambda *_: "<quote>"),
)
