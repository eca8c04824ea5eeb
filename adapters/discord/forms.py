"""What a press needs from a person → a form; everything it must know later stands in its custom id."""

from typing import Any

from adapters.discord.keys import FORM, FORM_PERSON, FORM_WORDS, Pressed
from adapters.discord.layout import cut
from bot.lifecycle import NEEDS_WORDS, PressKind
from bot.telling import Telling

LABEL, INPUT = 18, 4
ONE_LINE, LINES = 1, 2
TITLE, TYPED, NAME = 45, 2_000, 100

Form = dict[str, Any]


def to_form(telling: Telling, pressed: Pressed, before: str = "") -> Form:
    """Ask for what *pressed* needs: words, which begin with *before*, or whom to pass it on to."""
    kind = pressed.kind
    asks_who = kind is PressKind.PASS_ON
    field: Form = {
        "type": INPUT,
        "custom_id": FORM_PERSON if asks_who else FORM_WORDS,
        "style": ONE_LINE if asks_who else LINES,
        "max_length": NAME if asks_who else TYPED,
        "required": asks_who or kind in NEEDS_WORDS,
    }
    if before:
        field["value"] = before[:TYPED]
    label = telling.words_for(kind) or telling.label(kind)
    return {
        "custom_id": pressed.write(FORM),
        "title": cut(telling.label(kind), TITLE),
        "components": [{"type": LABEL, "label": cut(label, TITLE), "component": field}],
    }
