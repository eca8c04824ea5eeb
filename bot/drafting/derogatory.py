"""Slurs about the characteristics that the clause lists, and what makes the same words no finding."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import chain

from bot.cues import Cues, Groups
from bot.drafting.reading import Reading, Sentence, read_cue
from bot.findings import FindingKind, Span, Spot
from bot.policies.derogatory import DerogatoryFile
from bot.redaction.view import View
from bot.text import words

BEFORE = 4
"""Words before a slur in which the writer may speak of themselves: I am a …"""
_HIDDEN = re.compile(r"(?<![\w@#/.$*!])[a-z0-9@$*!]{4,20}(?![\w@/])", re.IGNORECASE)
_SIGNS = str.maketrans("4@31!05$7", "aaeiiosst")
_LEAST_LETTERS = 2
_JOINED = re.compile(r"\w['\u2019](?:re|ve|ll|d|m)\Z", re.IGNORECASE)


class Derogatory:
    """Looks for slurs, plain or hidden behind signs for letters."""

    def __init__(self, file: DerogatoryFile, groups: Groups) -> None:
        """Compile the lists of *file*."""
        slurs = [*chain.from_iterable(file.slurs.values())]
        self._single = sorted({slur for slur in slurs if " " not in slur})
        self._slurs = Cues(slurs, read=words)
        self._proud = Cues(file.proud, read=words)
        self._own = Cues(file.own, read=words)
        self._reporting = Cues(file.reporting, groups, read_cue)

    def spots(self, reading: Reading, *, personal: bool) -> Iterator[Spot]:
        """Yield slurs, leaving out those that are reported, opposed, quoted or reclaimed.

        Where the organisation speaks rather than a person, what it quotes is not its own.
        """
        reports = [bool(self._reporting.found(sentence.stems)) for sentence in reading.sentences]
        for sentence in reading.sentences:
            around = reports[max(0, sentence.number - 1) : sentence.number + 2]
            for first, end in sorted(set(self._in(sentence, reading.text))):
                quoted = all(token.quoted for token in sentence.tokens[first:end])
                if not (any(around) or (quoted and (any(reports) or not personal))):
                    yield Spot(kind=FindingKind.DEROGATORY, span=sentence.span(first, end))
        if not any(reports):
            for span in self._hidden(reading.text):
                yield Spot(kind=FindingKind.DEROGATORY, span=span)

    def _in(self, sentence: Sentence, text: str) -> Iterator[tuple[int, int]]:
        """Yield the places of slurs in *sentence* that are no part of a name, and not said of the writer.

        What has an apostrophe inside is two words (who're), and no slur.
        """
        plain = ["" if _JOINED.search(text[token.start : token.end]) else token.plain for token in sentence.tokens]
        proud = _covered(self._proud, plain)
        for first, end, _ in self._slurs.places(plain):
            if proud.isdisjoint(range(first, end)) and not self._own.found(plain[max(0, first - BEFORE) : first]):
                yield first, end

    def _hidden(self, text: str) -> Iterator[Span]:
        """Yield slurs that are written with signs for letters: f4gg*t."""
        view = View.of(text)
        for found in _HIDDEN.finditer(view.text):
            word = found[0].casefold().rstrip("!*")
            if word.isalpha() or sum(sign.isalpha() for sign in word) < _LEAST_LETTERS:
                continue
            meant = word.translate(_SIGNS).replace("*", "?")
            if meant.strip("?") and any(fnmatchcase(slur, meant) for slur in self._single):
                yield view.original_span(*found.span())


def _covered(cues: Cues, plain: Sequence[str]) -> frozenset[int]:
    return frozenset(place for first, end, _ in cues.places(plain) for place in range(first, end))
