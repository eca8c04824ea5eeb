"""Likely names of private people; not those of public figures, authors and performers where the words show it."""

import re
from collections.abc import Iterator

from bot.cues import Groups
from bot.drafting.reading import Reading, Sentence
from bot.drafting.signs import Hearing
from bot.findings import FindingKind, Span, Spot
from bot.names import likely_names
from bot.names.people import GIVEN, SURE
from bot.policies.drafts import NamesGuide, OwnGuide
from bot.text import words

_TITLE_OF = re.compile(r"['\u2019]s [A-Z]")
"""Giovanni's Room: what follows so is a title."""
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
        self._figures = {" ".join(words(name)) for name in (*guide.figures, *own.names)}

    def spots(self, reading: Reading) -> Iterator[Spot]:
        """Yield names that may be a private person's."""
        for found in likely_names(reading.text):
            sentence = reading.at(found.span[0])
            name = words(found.words)
            if " ".join(name) in self._figures or name[-1:] in self._places:
                continue
            if not self._is_person(found.words, reading, found.span):
                continue
            if sentence is None or not self._is_public(sentence, found.span[0]):
                yield Spot(kind=FindingKind.NAME, span=found.span)

    def _is_person(self, name: str, reading: Reading, span: Span) -> bool:
        """Tell a person's name from that of a place or a title, which also carry capitals."""
        first, *others = words(name)
        before, after = reading.text[: span[0]].split()[-1:], reading.text[span[1] :].split()[:1]
        if after and _TITLE_OF.match(reading.text[span[1] :]):
            return False
        if first in GIVEN:
            return True
        placed = bool(before) and before[0].casefold() in self._guide.near
        return bool(others) and not placed and (name[0].isupper() or first in SURE)

    def _is_public(self, sentence: Sentence, start: int) -> bool:
        before = [token for token in sentence.tokens if token.start < start][-BEFORE:]
        just = Sentence(number=0, tokens=before)
        return bool(self._public.of(sentence)) or bool(before and self._before.of(just))
