"""A draft as sentences of words, each word with its place in the draft as given."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.findings import Span
from bot.names import likely_names
from bot.redaction import Mask, MaskKind, redact
from bot.redaction.view import View
from bot.text import stem, words

LONGEST_SENTENCE = 60
"""Words; a text without stops is read in pieces of this length."""
LABEL = re.compile("|".join(re.escape(kind.label) for kind in MaskKind))
_SPOKEN = {
    "\U0001f4f8": "photo",
    "\U0001f4f7": "photo",
    "\U0001f933": "selfie",
    "\U0001f4f9": "video",
    "\U0001f3a5": "video",
    "\u00a3": "pound",
}
"""Signs that stand for a word."""
_WORD = re.compile(rf"[^\W_]+(?:'[^\W_]+)*|[{''.join(_SPOKEN)}]")
_QUOTED = re.compile("[\"\u201c\u201d][^\"\u201c\u201d\n]{1,400}[\"\u201c\u201d]|(?<!\\w)'[^'\n]{2,80}'(?!\\w)")
_STOP = re.compile(r"[.!?\u2026]+[\"')\]]*(?:\s|\Z)|[\n\r]|[.!?]{2,}|[\u2022|]|\s[-/]\s")
_TWINS = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u043a\u043c\u0442\u03b1\u03bf\u03c1\u03b9\u03bd\u03ba"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0391\u0392\u0395\u039a\u039c\u039d\u039f\u03a1\u03a4",
    "aeopcyxijshdkmtaopivkABEKMHOPCTXABEKMNOPT",
)
"""Cyrillic and Greek letters that look like Latin ones, as who wants to slip past a word list writes them."""


SEVERAL = frozenset({
    "attendees", "beneficiaries", "boys", "brothers", "callers", "chairs", "clients", "colleagues", "couples",
    "dads", "directors", "families", "fathers", "girls", "kids", "ladies", "lads", "managers", "members", "mothers",
    "mums", "newcomers", "parents", "participants", "pensioners", "pupils", "refugees", "regulars", "residents",
    "seekers", "siblings", "sisters", "staff", "students", "supporters", "teenagers", "teens", "trustees", "twins",
    "users", "volunteers", "workers", "youngsters",
})  # fmt: skip
"""Words for several people, which are told from those for one: a policy speaks of people who can be recognised."""


WHOLE = frozenset({
    "management", "manager", "minutes", "officer", "organisation", "organisations", "personal", "training",
})  # fmt: skip
"""Words whose stem is that of quite another word: managed, minute, office, organise, person, train."""
_WITH_S = ("he", "she", "who", "there", "here", "that", "what", "nobody", "everyone")
SHORT_FORMS = {f"{word}s": word for word in _WITH_S} | {
    "u": "you", "ur": "your", "ppl": "people", "any1": "anyone", "every1": "everyone", "sum1": "someone",
    "some1": "someone", "no1": "noone", "wrk": "work", "mgr": "manager", "cuz": "because", "cos": "because",
}  # fmt: skip
"""Short forms: those without their apostrophe, as `words` reads those that have one, and those of text messages."""


def read_cue(text: str) -> list[str]:
    """Return the stems of *text*, several people kept apart from one."""
    return [word if word in SEVERAL or word in WHOLE else stem(SHORT_FORMS.get(word, word)) for word in words(text)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One word: as it is compared, where it stands, whether in quotation marks, and whether it owns what follows."""

    plain: str
    stem: str
    start: int
    end: int
    quoted: bool
    owns: bool


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Words in order; `number` counts sentences from 0."""

    number: int
    tokens: Sequence[Token]

    @cached_property
    def stems(self) -> list[str]:
        """The stems, stop words included."""
        return [token.stem for token in self.tokens]

    def span(self, first: int, end: int) -> Span:
        """Return where the words from *first* up to *end* stand in the draft."""
        return self.tokens[first].start, self.tokens[end - 1].end


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A draft as it was given, and its sentences."""

    text: str
    sentences: Sequence[Sentence]

    @classmethod
    def of(cls, text: str, spelt: Callable[[str], str] = str) -> "Reading":
        """Read *text*; what nobody sees, twins of letters and labels of masks are no hindrance.

        *spelt* returns a word as it was meant.
        """
        return cls(text=text, sentences=tuple(_sentences(plain_view(text), spelt)))

    @cached_property
    def masks(self) -> Sequence[Mask]:
        """The personal data of the draft that has a form."""
        return redact(self.text).found

    @cached_property
    def likely_names(self) -> Sequence[Span]:
        """Where words stand that look like a person's name."""
        return [found.span for found in likely_names(self.text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.tokens[0].start for sentence in self.sentences]

    def at(self, place: int) -> Sentence | None:
        """Return the sentence that holds the character at *place*, or the nearest before it."""
        number = bisect_right(self._starts, place) - 1
        return self.sentences[max(0, number)] if self.sentences else None


def plain_view(text: str) -> View:
    """Return *text* without what nobody sees, and with Latin letters for their twins."""
    view = View.of(text)
    return view if view.text.isascii() else replace(view, text=view.text.translate(_TWINS))


def _sentences(view: View, spelt: Callable[[str], str]) -> Iterator[Sentence]:
    plain = view.text
    tokens: list[Token] = []
    number, before = 0, 0
    quotes = deque(found.span() for found in _QUOTED.finditer(plain))
    for found in _WORD.finditer(plain):
        stops = bool(_STOP.search(plain, before, found.start() + 1)) if tokens else False
        if stops or len(tokens) >= LONGEST_SENTENCE:
            yield Sentence(number=number, tokens=tuple(tokens))
            tokens, number = [], number + 1
        start, end = view.original_span(*found.span())
        while quotes and quotes[0][1] <= found.start():
            quotes.popleft()
        quoted = bool(quotes) and quotes[0][0] < found.start()
        written = _SPOKEN.get(found[0]) or next(iter(words(found[0])), "")
        owns = found[0].endswith(("'s", "'S"))
        if written:
            tokens.append(
                Token(plain=written, stem=read_cue(spelt(written))[0], start=start, end=end, quoted=quoted, owns=owns)
            )
        before = found.end()
    if tokens:
        yield Sentence(number=number, tokens=tuple(tokens))
