"""Contact and personal details of others; what is plainly an organisation's is none."""

import re
from collections.abc import Collection, Container, Iterator

from bot.cues import Groups
from bot.drafting.features import Covering
from bot.drafting.reading import LABEL, Reading, Sentence
from bot.drafting.signs import Hearing
from bot.findings import FindingKind, Span, Spot
from bot.names.people import ALSO_WORDS, FAMILY, GIVEN
from bot.names.words import ORDINARY
from bot.policies.drafts import OwnGuide
from bot.redaction import MaskKind, redact

_PLACES = frozenset({MaskKind.ADDRESS, MaskKind.POSTCODE})
_OWNERS = frozenset(
    {"his", "her", "their", "hers", "theirs", "lives", "live", "home", "house", "flat", "buzzer", "neighbour"}
)
_THEIRS = frozenset({"his", "her", "hers", "their", "theirs", "him", "them", "personal", "private", "mobile"})
_MOBILE = ("07", "447", "4407")
_BY_LABEL = {kind.label: kind for kind in MaskKind}
_NAMES = GIVEN | FAMILY | ALSO_WORDS
_DIGIT = re.compile(r"\d")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
LONG_PART = 5
"""Letters; a shorter part of a handle counts only where it stands apart or last: bar is no part of barbara."""


class Details:
    """Finds details, and tells an organisation's from a person's."""

    def __init__(self, own: OwnGuide, groups: Groups) -> None:
        """Take what is the organisation's own from *own*."""
        self._own = own
        self._numbers = tuple(own.numbers)
        self._hearing = Hearing(own.public, groups)

    def masked(self, text: str, known_names: Collection[str]) -> str:
        """Mask the details of *text* and *known_names*, but for what is plainly an organisation's."""
        pieces: list[str] = []
        done = 0
        for mask in redact(text, known_names).found:
            start, end = mask.span
            if not self.is_public(mask.kind, text[start:end]):
                pieces += (text[done:start], mask.kind.label)
                done = end
        return "".join((*pieces, text[done:]))

    def coverings(self, reading: Reading) -> Iterator[Covering]:
        """Yield every detail as the term it is seen as; what is plainly an organisation's as one of its own."""
        for mask in reading.masks:
            ours = "own " if self.is_public(mask.kind, reading.text[slice(*mask.span)]) else ""
            yield mask.span, f"<{ours}{mask.kind.value}>"

    def known(self, text: str, known_names: Collection[str]) -> Iterator[Span]:
        """Yield where *known_names* stand in *text*."""
        if known_names:
            yield from (mask.span for mask in redact(text, known_names).found if mask.kind is MaskKind.NAME)

    def is_public(self, kind: MaskKind, words: str) -> bool:
        """Tell whether *words* are an organisation's by themselves: the own domain, a helpline, a mailbox."""
        match kind:
            case MaskKind.EMAIL:
                box, _, domain = words.casefold().partition("@")
                own = any(domain == name or domain.endswith(f".{name}") for name in self._own.domains)
                return own or self._is_mailbox(box.rstrip("0123456789"))
            case MaskKind.HANDLE:
                return self._is_account(words)
            case MaskKind.PHONE:
                return "".join(_DIGIT.findall(words)).startswith(self._numbers)
            case _:
                return False

    def _is_mailbox(self, box: str) -> bool:
        """Tell whether a letter box is called by what it is for, and not by whose it is."""
        return box in self._own.mailboxes or (box in ORDINARY and box not in _NAMES)

    def is_sure(self, spot: Spot, reading: Reading) -> bool:
        """Tell whether *spot*, masked or not, is plainly somebody's.

        An account or an address that is no organisation's, a name that was known, or a number that somebody else's is.
        """
        said, sentence = reading.text[slice(*spot.span)], reading.at(spot.span[0])
        if said in (MaskKind.NAME.label, MaskKind.EMAIL.label) or "@" in said or spot.kind is FindingKind.HANDLE:
            return True
        mobile = said == MaskKind.PHONE.label or "".join(_DIGIT.findall(said)).startswith(_MOBILE)
        theirs = sentence is not None and any(token.owns or token.plain in _THEIRS for token in sentence.tokens)
        return spot.kind is FindingKind.CONTACT and mobile and theirs

    def _is_account(self, handle: str) -> bool:
        """Tell an organisation's account by its parts; a given name in it says that it is a person's."""
        small = re.sub(r"[\W_]", "", handle.casefold())
        if small in {re.sub(r"[\W_]", "", name) for name in self._own.handles}:
            return True
        parts = [part.casefold() for part in _PART.findall(handle)]
        if not GIVEN.isdisjoint(parts):
            return False
        inside = any(part in small for part in self._own.accounts if len(part) >= LONG_PART)
        return inside or any(small.endswith(name) or name in parts for name in self._own.accounts)

    def spots(self, reading: Reading, named: Container[int]) -> Iterator[Spot]:
        """Yield details that may be a person's, masked or not; in the sentences *named* somebody's name stands."""
        for kind, span in sorted(
            {*_labels(reading.text), *((mask.kind, mask.span) for mask in reading.masks)}, key=lambda found: found[1]
        ):
            words, sentence = reading.text[slice(*span)], reading.at(span[0])
            if self.is_public(kind, words) or (
                sentence and sentence.number not in named and self._is_open(kind, sentence)
            ):
                continue
            match kind:
                case MaskKind.NAME:
                    yield Spot(kind=FindingKind.NAME, span=span)
                case MaskKind.HANDLE:
                    yield Spot(kind=FindingKind.HANDLE, span=span)
                case _:
                    yield Spot(kind=FindingKind.CONTACT, span=span)

    def _is_open(self, kind: MaskKind, sentence: Sentence) -> bool:
        """Tell whether the sentence shows that a detail is meant for everybody: a venue, a number to book at."""
        plain = {token.plain for token in sentence.tokens}
        if kind in _PLACES:
            return plain.isdisjoint(_OWNERS) and not any(token.owns for token in sentence.tokens)
        return kind is MaskKind.PHONE and bool(self._hearing.of(sentence)) and plain.isdisjoint(_THEIRS)


def _labels(text: str) -> Iterator[tuple[MaskKind, Span]]:
    return ((_BY_LABEL[found[0]], found.span()) for found in LABEL.finditer(text))
