"""Forms and the Home tab → views."""

from collections.abc import Iterator
from typing import Any

from adapters.cards.drawing import Cards
from adapters.slack.blocks import (
    MODAL_TITLE,
    TYPED,
    VIEW_BLOCKS,
    Block,
    button,
    buttons,
    plain,
    section,
    small,
)
from adapters.slack.cards import to_blocks
from adapters.slack.keys import FORM, FORM_PERSON, FORM_WORDS, HOME_ASK, HOME_TEXT, Place, Pressed
from bot.lifecycle import NEEDS_WORDS, PressKind
from bot.policies.front_desk import FrontDeskFile
from bot.showing import Cases, Form
from bot.telling import Telling

View = dict[str, Any]


class Views:
    """Renders views; the words come from knowledge."""

    def __init__(self, telling: Telling, says: FrontDeskFile, cards: Cards) -> None:
        self._telling = telling
        self._says = says
        self._cards = cards

    def form(self, pressed: Pressed, place: Place, opened: Form) -> View:
        """Ask for what a press needs: words, or whom to pass it on to."""
        return {
            "type": "modal",
            "callback_id": FORM,
            "title": plain(self._telling.label(pressed.kind), MODAL_TITLE),
            "submit": plain(self._says.send, MODAL_TITLE),
            "close": plain(self._says.cancel, MODAL_TITLE),
            "private_metadata": f"{pressed.write()}\n{place.write()}",
            "blocks": [*self._about(opened), self._input(pressed.kind, opened.before)],
        }

    def home(self, cases: Cases, note: str, fresh: str) -> View:
        """Show the ask box and open questions; *fresh* names the box anew, so that it is empty."""
        parts = [block for part in self._cards.cases(cases) for block in to_blocks(part)]
        box: Block = {
            "type": "input",
            "block_id": f"ask.{fresh}",
            "label": plain(self._says.ask_box, 2_000),
            "element": {"type": "plain_text_input", "action_id": HOME_TEXT, "multiline": True, "max_length": TYPED},
            "optional": True,
        }
        top = [box, *buttons([button(self._says.ask, HOME_ASK, "ask", primary=True)])]
        notes = [section(note)] if note else []
        end = [] if cases.waiting else [small(self._says.none_waiting)]
        return {"type": "home", "blocks": [*notes, *top, *parts, *end][:VIEW_BLOCKS]}

    def _about(self, opened: Form) -> Iterator[Block]:
        said = self._telling.said
        if opened.question and opened.question != opened.before:
            yield section(said.form_about.format(words=opened.question))
        if opened.reader:
            yield small(said.form_reader.format(person=opened.reader))

    def _input(self, kind: PressKind, before: str) -> Block:
        label = plain(self._telling.words_for(kind) or self._telling.label(kind), 2_000)
        if kind is PressKind.PASS_ON:
            element: Block = {"type": "users_select", "action_id": FORM_PERSON}
            return {"type": "input", "block_id": FORM_PERSON, "label": label, "element": element}
        element = {"type": "plain_text_input", "action_id": FORM_WORDS, "multiline": True, "max_length": TYPED}
        if before:
            element = {**element, "initial_value": before[:TYPED]}
        optional = kind not in NEEDS_WORDS
        hint = plain(self._telling.said.form_masked, 2_000)
        made: Block = {"type": "input", "block_id": FORM_WORDS, "label": label, "element": element, "hint": hint}
        return {**made, "optional": optional}


def field_of(kind: PressKind) -> str:
    """Name the block of the field that a form of *kind* has."""
    return FORM_PERSON if kind is PressKind.PASS_ON else FORM_WORDS
