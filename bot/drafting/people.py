"""Likely names of private people; not those of public figures, authors and performers where the words show it."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from bot.cues import Groups
from bot.drafting.features import Covering
from bot.drafting.reading import Reading, Sentence
from bot.drafting.signs import Hearing
from bot.findings import FindingKind, Span, Spot
from bot.names.people import GIVEN, SURE
from bot.policies.drafts import NamesGuide, OwnGuide
from bot.text import words

_TITLE_OF = re.compile(r"['\u2019]s [A-Z]")
"""Giovanni's Room: what follows so is a title."""
_SAID_BY = re.compile(r"[\"\u201d]\s{0,3}[-\u2013\u2014]?\s{0,3}\Z")
"""What stands between a quotation and who is quoted."""
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|PC|WPC|DC|PCSO|Sgt|Sergeant|Inspector|Constable|Nurse)\.? (?:[A-Z]\.? ){0,2}"
    r"[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?"
)
_SIGNED = re.compile(r"[-\u2013\u2014]\s?\Z")
"""What stands before a name with which a post ends: its writer's own."""
FIGURE, NAME, FULL_NAME, OWN_NAME = "<figure>", "<name>", "<full name>", "<own name>"
NEARBY = 20  # characters to look at before and after a name
BEFORE = 3
"""Words before a name in which the writer may say that it is their own, or who made something."""


class People:
    """Points out names, and leaves out those that are public."""

    def __init__(self, guide: NamesGuide, own: OwnGuide, groups: Groups) -> None:
        """Compile the cues of *guide*."""
        self._guide = guide
        self._public = Hearing(guide.public, groups)
        self._before = Hearing((*guide.by, *guide.self), groups)
        self._places = [[place] for place in guide.places]
        self._figures = {" ".join(words(name)) for name in guide.figures}
        self._public_names = self._figures | {" ".join(words(name)) for name in own.names}
        self._own_name = re.compile("|".join(map(re.escape, own.names)) or r"(?!)", re.IGNORECASE)

    def coverings(self, reading: Reading) -> Iterator[Covering]:
        """Yield every name that is not a place's, as the term it is seen as, and the organisation's own."""
        own = [found.span() for found in self._own_name.finditer(reading.text)]
        yield from ((span, OWN_NAME) for span in own)
        covered = frozenset(chain.from_iterable(range(*span) for span in own))
        for span in _names(reading):
            name = words(reading.text[slice(*span)])
            if not covered.isdisjoint(range(*span)):
                continue
            if " ".join(name) in self._figures:
                yield span, FIGURE
            elif name[-1:] not in self._places:
                yield span, FULL_NAME if len(name) > 1 else NAME

    def spots(self, reading: Reading) -> Iterator[Spot]:
        """Yield names that may be a private person's."""
        titled = _titled(reading.text)
        for span in _names(reading):
            sentence, said = reading.at(span[0]), reading.text[slice(*span)]
            name = words(said)
            if " ".join(name) in self._public_names or name[-1:] in self._places:
                continue
            if span not in titled and not self._is_person(said, reading, span):
                continue
            if sentence is None or not self._is_public(sentence, span[0]):
                yield Spot(kind=FindingKind.NAME, span=span)

    def _is_person(self, name: str, reading: Reading, span: Span) -> bool:
        """Tell a person's name from that of a place or a title, which also carry capitals."""
        first, *others = words(name)
        before, after = reading.text[max(0, span[0] - NEARBY) : span[0]], reading.text[span[1] : span[1] + NEARBY]
        if next(iter(words(after)), "") in self._guide.places:
            return False
        if _SIGNED.search(before) and not words(after):
            return False
        if _TITLE_OF.match(after) or _SAID_BY.search(before):
            return False
        if first in GIVEN and (others or _closest(before) != "the"):
            return True
        placed = _closest(before) in self._guide.near
        return bool(others) and not placed and (name[0].isupper() or first in SURE)

    def numbers(self, spots: Iterable[Spot], reading: Reading) -> frozenset[int]:
        """Return which sentences hold the names *spots*."""
        return frozenset(said.number for spot in spots if (said := reading.at(spot.span[0])))

    def _is_public(self, sentence: Sentence, start: int) -> bool:
        before = [token for token in sentence.tokens if token.start < start][-BEFORE:]
        just = Sentence(number=0, tokens=before)
        return bool(self._public.of(sentence)) or bool(before and self._before.of(just))


def _titled(text: str) -> list[Span]:
    return [found.span() for found in _TITLED.finditer(text)]


def _names(reading: Reading) -> list[Span]:
    """Return where names stand, in order; a name with its title is one."""
    titled = _titled(reading.text)
    return sorted(
        {*titled, *(span for span in reading.likely_names if not any(a < span[1] and span[0] < z for a, z in titled))}
    )


def _closest(before: str) -> str:
    """Return the last word of *before*, in small letters."""
    return next(iter(before.split()[-1:]), "").casefold()
