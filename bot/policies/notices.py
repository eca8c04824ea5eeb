"""What knowledge says about a question in a manager's hands: `notices.toml`."""

from collections.abc import Iterable
from string import Formatter
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from bot.lifecycle import MAY_HAVE_WORDS, Happening, PressKind, Ruling, State
from bot.model import Reason
from bot.people import Role
from bot.policies.guidance import Words
from bot.policies.tables import Table

SPOKEN = MAY_HAVE_WORDS - {PressKind.CHANGE, PressKind.PASS_ON, PressKind.EDIT}
"""What the other one reads somebody's words as."""
BLANKS = frozenset({"person", "asker", "until", "words"})


def _fillable(text: str) -> str:
    """Refuse a stray brace now, rather than when somebody is to read the sentence.

    Raises:
        ValueError: it has a place that nothing fills.
    """
    named = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    if stray := sorted(named - BLANKS):
        raise ValueError(f"only {', '.join(sorted(BLANKS))} can stand in braces, not “{stray[0]}”")
    return text


Sentence = Annotated[Words, AfterValidator(_fillable)]


class SaidWording(Table):
    """Sentences that belong to no press and no happening."""

    ask: Words
    second_try: Words
    nobody: Words
    likely_name: Sentence
    undelivered: Words
    undelivered_next: Sentence
    reminder: Sentence
    alarm: Words
    not_the_policy: Words
    blank: Words
    form_about: Sentence
    form_reader: Sentence
    form_masked: Words
    hidden: Sentence
    waits: Words
    at_once: Words
    when: Sentence
    in_place: Words
    asked_before: Words
    moved: Sentence
    stands: Sentence
    done: Words


class NoticesFile(Table):
    """`notices.toml`; what people press and how things stand must all be there, the rest where there is a word to say.

    Raises:
        ValueError: a press, a state, a role or a reason has no words.
    """

    press: dict[PressKind, Words]
    words_for: dict[PressKind, Words]
    done: dict[Happening, Sentence]
    pressed: dict[Happening, Sentence]
    to_asker: dict[Happening, Sentence]
    to_manager: dict[Happening, Sentence]
    refusal: dict[str, Words]
    state: dict[State, Sentence]
    role: dict[Role, Words]
    ruling: dict[Ruling, Sentence]
    confirm: dict[PressKind, Words]
    says: dict[PressKind, Words]
    reason: dict[Reason, Words]
    said: SaidWording

    @model_validator(mode="after")
    def _complete(self) -> Self:
        _all_of("press", PressKind, self.press)
        _all_of("says", SPOKEN, self.says)
        _all_of("state", State, self.state)
        _all_of("role", Role, self.role)
        _all_of("ruling", Ruling, self.ruling)
        _all_of("reason", Reason, self.reason)
        return self


def _all_of(table: str, every: Iterable[str], there: Iterable[str]) -> None:
    if missing := sorted({*every} - {*there}):
        raise ValueError(f"[{table}] lacks {missing[0]}")
