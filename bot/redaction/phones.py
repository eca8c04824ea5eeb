"""Phone numbers, as people write them."""

import re
from collections.abc import Iterator

from bot.redaction.masks import MaskKind
from bot.redaction.rules import Finder, Rule, matching

_GAP = r"[ .()-]{0,3}"
_EXTENSION = r"(?: ?(?:ext\.?|extension|x) ?\d{1,5})?(?!\d)"
_WORD = r"\b(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)\b"
_ASKED_OF_LIBRARY = 40  # candidates of one form in one text; beyond them what may be a number counts as one

_CERTAIN = (
    # ten digits after +44 or 44, with or without (0)
    rf"(?<!\d)[+(]{{0,2}}(?:00 ?)?44{_GAP}(?:0{_GAP})?[1-9](?:{_GAP}\d){{9}}{_EXTENSION}",
    # eleven or ten digits from 0, Ofcom's numbers for drama too, which no library calls valid
    rf"(?<!\d)\(?0(?:{_GAP}\d){{10}}{_EXTENSION}",
    rf"(?<!\d)\(?0(?:{_GAP}\d){{9}}{_EXTENSION}",
    rf"(?<!\d)7(?:{_GAP}\d){{9}}{_EXTENSION}",  # a mobile without its 0
    rf"(?<!\d)\(?[2-9]\d\d\)?[ .-]\d{{3}}[.-]\d{{4}}{_EXTENSION}",  # North America
)
_MISTYPED = rf"(?<!\d)\(?0\d{{2,4}}(?:{_GAP}\d){{6,9}}(?!\d)"  # a digit too few or too many
_SPELLED = rf"{_WORD}(?:[ ,.-]{{1,2}}{_WORD}){{8,}}"
_FOREIGN = re.compile(rf"(?<!\d)\(?(?:\+|00) ?[1-9](?:{_GAP}\d){{6,14}}(?!\d)")
_BARE = re.compile(r"(?<![\d£$€.,:/#-])[1-9]\d{2,4}[ -]?\d{3}[ -]?\d{3,4}(?![\d,:/%-])")


def _foreign(text: str) -> Iterator[tuple[int, int]]:
    """Find numbers with a country's code, as far as the library says that they go."""
    for count, found in enumerate(_FOREIGN.finditer(text)):
        known = _reach(found[0]) if count < _ASKED_OF_LIBRARY else 0
        yield found.start(), found.start() + (known or len(found[0]))


def _bare(text: str) -> Iterator[tuple[int, int]]:
    """Find numbers without code or leading 0 that the library takes for British ones."""
    for count, found in enumerate(_BARE.finditer(text)):
        if count >= _ASKED_OF_LIBRARY or _is_british(found[0]):
            yield found.span()


def _reach(number: str) -> int:
    """Return how many characters of *number* are a valid one; 0 if none are."""
    import phonenumbers  # noqa: PLC0415  -- 30 ms, and few texts want it

    return next((match.end for match in phonenumbers.PhoneNumberMatcher(number, "GB") if match.start <= 1), 0)


def _is_british(number: str) -> bool:
    import phonenumbers  # noqa: PLC0415  -- as above

    return phonenumbers.is_valid_number(phonenumbers.parse(number, "GB"))


def _rule(find: Finder) -> Rule:
    return Rule(kind=MaskKind.PHONE, find=find)


RULES = (
    *(_rule(matching(number)) for number in _CERTAIN),
    _rule(_foreign),
    _rule(matching(_MISTYPED)),
    _rule(_bare),
    Rule(kind=MaskKind.PHONE, find=matching(_SPELLED), needs=re.compile("seven|oh|zero|double", re.IGNORECASE)),
)
