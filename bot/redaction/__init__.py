"""Personal data found and masked before anything is kept, logged or sent."""

from collections.abc import Collection, Iterable, Iterator

from bot.redaction import numbers, online, phones, places
from bot.redaction.known_names import known
from bot.redaction.masks import Mask, MaskKind, Redacted
from bot.redaction.rules import ANYTHING, Rule
from bot.redaction.view import View, cover

__all__ = ["Mask", "MaskKind", "Redacted", "redact"]

_ROUNDS = 5  # a round may set free what leant on what it masked; only hostile texts want more
_RULES = (*online.RULES, *numbers.RULES, *places.RULES, *phones.RULES)


def redact(text: str, known_names: Collection[str] = ()) -> Redacted:
    """Mask the personal data of *text* that has a form, and *known_names* where they stand as whole words.

    What is masked already stays as it is, so that redacting twice changes nothing.
    """
    view = View.of(text)
    rules = (*_RULES, Rule(kind=MaskKind.NAME, find=known(known_names), needs=ANYTHING)) if known_names else _RULES
    found = tuple(Mask(kind=kind, span=view.original_span(*span)) for span, kind in _found(view.text, rules))
    return Redacted(text=_masked(text, found), found=found)


def _found(text: str, rules: Iterable[Rule]) -> list[tuple[tuple[int, int], MaskKind]]:
    """Apply *rules* in their order until none finds more; what is found is covered for those that follow."""
    found: list[tuple[tuple[int, int], MaskKind]] = []
    for _ in range(_ROUNDS):
        fresh = list(_one_round(text, rules))
        text = cover(text, sorted(span for span, _ in fresh))
        found += fresh
        if not fresh:
            break
    return sorted(found)


def _one_round(text: str, rules: Iterable[Rule]) -> Iterator[tuple[tuple[int, int], MaskKind]]:
    for rule in rules:
        spans = rule.spans(text)
        text = cover(text, spans)
        if rule.kind:
            yield from ((span, rule.kind) for span in spans)


def _masked(text: str, masks: Iterable[Mask]) -> str:
    pieces: list[str] = []
    done = 0
    for mask in masks:
        start, end = mask.span
        pieces += (text[done:start], mask.kind.label)
        done = end
    return "".join((*pieces, text[done:]))
