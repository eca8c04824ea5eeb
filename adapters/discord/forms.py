"""What a press needs from a person → a form; everything it must know later stands in its custom id."""

from collections.abc import Iterator
from typing import Any

from adapters.discord.keys import FORM, FORM_PERSON, FORM_WORDS, Pressed
from adapters.discord.layout import Component, cut, paragraph, small
from bot.lifecycle import NEEDS_WORDS, PressKind
from bot.showing import Form as Opened
from bot.telling import Telling

LABEL, INPUT = 18, 4
ONE_LINE, LINES = 1, 2
TITLE, TYPED, NAME = 45, 2_000, 100
ABOUT = 1_000

Form = dict[str, Any]


def to_form(telling: Telling, pressed: Pressed, opened: Opened | None = None) -> Form:
    """Ask for what *pressed* needs: words, or whom to pass it on to; *opened* says what it is about."""
    opened = opened or Opened()
    kind = pressed.kind
    asks_who = kind is PressKind.PASS_ON
    field: Form = {
        "type": INPUT,
        "custom_id": FORM_PERSON if asks_who else FORM_WORDS,
        "style": ONE_LINE if asks_who else LINES,
        "max_length": NAME if asks_who else TYPED,
        "required": asks_who or kind in NEEDS_WORDS,
    }
    if opened.before:
        field["value"] = opened.before[:TYPED]
    label = telling.words_for(kind) or telling.label(kind)
    return {
        "custom_id": pressed.write(FORM),
        "title": cut(telling.label(kind), TITLE),
        "components": [
            *_about(telling, opened),
            {"type": LABEL, "label": cut(label, TITLE), "component": field},
            *([] if asks_who else [small(telling.said.form_masked)]),
        ],
    }


def _about(telling: Telling, opened: Opened) -> Iterator[Component]:
    """Say what the form is about, and who reads it."""
    if opened.question and opened.question != opened.before:
        yield paragraph(cut(telling.said.form_about.format(words=opened.question), ABOUT))
    if opened.reader:
        yield small(telling.said.form_reader.format(person=opened.reader))
