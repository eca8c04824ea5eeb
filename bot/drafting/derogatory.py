"""Derogatory words about the characteristics that the clause lists, and what makes the same words no finding."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import chain

from bot.cues import Cues, Groups
from bot.drafting.reading import Reading, Sentence, read_cue
from bot.drafting.signs import Heard, Hearing, sign_in
from bot.findings import FindingKind, Span, Spot
from bot.policies.derogatory import DerogatoryFile
from bot.redaction.view import View
from bot.text import words

BEFORE = 4
"""Words before a slur in which the writer may speak of themselves: I am a …"""
NEAR = 6
"""Words that may stand between people and an insult about them."""
_HIDDEN = re.compile(r"(?<![\w@#/.$*!])[a-z0-9@$*!]{4,20}(?![\w@/])", re.IGNORECASE)
_SIGNS = str.maketrans("4@31!05$7", "aaeiiosst")
_LEAST_LETTERS = 2


class Derogatory:
    """Looks for slurs, for insults beside people of a characteristic, and for sayings."""

    def __init__(self, file: DerogatoryFile, groups: Groups) -> None:
        """Compile the lists of *file*."""
        slurs = [*chain.from_iterable(file.slurs.values())]
        people = groups["people"]
        self._single = sorted({slur for slur in slurs if " " not in slur})
        self._slurs = Cues(slurs, read=words)
        self._insults = Cues(file.insults, read=words)
        self._people = Cues((*people, *chain.from_iterable(file.reclaimed.values())), read=words)
        self._proud = Cues(file.proud, read=words)
        self._own = Cues(file.own, read=words)
        self._opposed = Cues(file.opposed, read=words)
        self._sayings, self._unless = Cues(file.sayings, groups, read_cue), Cues(file.unless, groups, read_cue)
        self._reporting = Cues(file.reporting, groups, read_cue)
        self._barbs, self._general, self._rebuttals = file.barbs, file.generalisations(), frozenset(file.rebuttals)
        signs = chain.from_iterable((*self._barbs, *self._general))
        self._one_of_them, self._denials = frozenset(file.one_of_them), frozenset(file.denials)
        self._hearing = Hearing(chain(signs, file.denials, file.rebuttals, file.one_of_them), groups)

    def spots(self, reading: Reading, *, personal: bool) -> Iterator[Spot]:
        """Yield the words that may be derogatory, leaving out what reports, quotes, opposes or reclaims them.

        Where the organisation speaks rather than a person, what it quotes is not its own, and a rebuttal anywhere is
        one; a person may joke about who they are.
        """
        reports = [bool(self._reporting.found(sentence.stems)) for sentence in reading.sentences]
        heard = [{} if _is_quoted(sentence) else self._hearing.of(sentence) for sentence in reading.sentences]
        said = frozenset(chain.from_iterable(heard))
        of_them = not said.isdisjoint(self._one_of_them)
        for sentence in reading.sentences:
            around = reports[max(0, sentence.number - 1) : sentence.number + 2]
            for span, quoted in self._in(sentence, of_them=of_them):
                if not (any(around) or (quoted and (any(reports) or not personal))):
                    yield Spot(kind=FindingKind.DEROGATORY, span=span)
        rebutted = not personal and not said.isdisjoint(self._rebuttals)
        for span in self._turned(heard, reports, excused=of_them or rebutted):
            yield Spot(kind=FindingKind.DEROGATORY, span=span)
        if not any(reports):
            for span in self._hidden(reading.text):
                yield Spot(kind=FindingKind.DEROGATORY, span=span)

    def _turned(self, heard: Sequence[Heard], reports: Sequence[bool], *, excused: bool) -> Iterator[Span]:
        """Yield barbs, and unless they are *excused* what is said against people of one characteristic."""
        for first in range(len(heard)):
            near = heard[first : first + 2]
            if any(reports[max(0, first - 1) : first + 3]):
                continue
            denied = excused or not self._denials.isdisjoint(heard[first])
            if span := sign_in(self._barbs, near) or (None if denied else sign_in(self._general, near)):
                yield span

    def _in(self, sentence: Sentence, *, of_them: bool) -> Iterator[tuple[Span, bool]]:
        """Yield spans in *sentence*, and whether their words stand in quotation marks.

        Who is one *of_them* insults nobody else.
        """
        plain = [token.plain for token in sentence.tokens]
        proud = _covered(self._proud, plain)
        slurs = set(self._slurred(plain))
        insulted = () if of_them else self._insulted(plain)
        for first, end in sorted({*slurs, *insulted, *self._said(sentence)}):
            quoted = all(token.quoted for token in sentence.tokens[first:end])
            if proud.isdisjoint(range(first, end)) and ((first, end) in slurs or not quoted):
                yield sentence.span(first, end), quoted

    def _slurred(self, plain: Sequence[str]) -> Iterator[Span]:
        for first, end, _ in self._slurs.places(plain):
            if not self._own.found(plain[max(0, first - BEFORE) : first]):
                yield first, end

    def _insulted(self, plain: Sequence[str]) -> Iterator[Span]:
        insults = [(first, end) for first, end, _ in self._insults.places(plain)]
        if not insults or self._opposed.found(plain):
            return
        for first, end, _ in self._people.places(plain):
            near = [(a, z) for a, z in insults if a - end <= NEAR and first - z <= NEAR and not (a < end and first < z)]
            if near:
                yield min(first, near[0][0]), max(end, near[0][1])
                return

    def _said(self, sentence: Sentence) -> Iterator[Span]:
        if not self._unless.found(sentence.stems):
            for first, end, _ in self._sayings.places(sentence.stems):
                yield first, end
                return

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


def _is_quoted(sentence: Sentence) -> bool:
    return all(token.quoted for token in sentence.tokens)


def _covered(cues: Cues, plain: Sequence[str]) -> frozenset[int]:
    return frozenset(place for first, end, _ in cues.places(plain) for place in range(first, end))
