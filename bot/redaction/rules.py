"""What a rule is: a kind of personal data, and how to find it in the text of a view.

Every pattern's repetitions are bounded or possessive, so that no text takes more than linear time.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.redaction.masks import MaskKind

Finder = Callable[[str], Iterator[tuple[int, int]]]
DIGIT = re.compile(r"\d")
ANYTHING = re.compile("")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Finds spans of one kind; a text without what it `needs` is not looked through.

    What a rule without a kind finds is left as it is, and no later rule looks at it.
    """

    kind: MaskKind | None
    find: Finder
    needs: re.Pattern[str] = DIGIT

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the spans in *text*, in order, none overlapping."""
        return sorted(self.find(text)) if self.needs.search(text) else []


def matching(pattern: str, accept: Callable[[str], bool] = bool, *, cased: bool = False) -> Finder:
    """Find what *pattern* finds and *accept* takes: its named groups, or all of it where it names none."""

    @cache
    def compiled() -> re.Pattern[
        str
    ]:  # when first wanted: most questions want few of them, and each takes a millisecond
        return re.compile(pattern, re.NOFLAG if cased else re.IGNORECASE)

    def find(text: str) -> Iterator[tuple[int, int]]:
        for found in compiled().finditer(text):
            for part in compiled().groupindex.values() or (0,):
                if found[part] and accept(found[part]):
                    yield found.span(part)

    return find
