"""Pieces of cards → Block Kit."""

from collections.abc import Iterable
from typing import assert_never

from adapters.cards.pieces import Copy, Heading, Line, Piece, Press, Presses, Quote, Row, Sheet, Small, Strong
from adapters.slack.blocks import (
    Block,
    Message,
    button,
    buttons,
    confirmation,
    copyable,
    header,
    quote,
    row,
    section,
    small,
    strong,
)
from adapters.slack.keys import ACT, Pressed


def to_message(sheet: Sheet) -> Message:
    """Draw *sheet* as one message."""
    return Message(text=sheet.text, blocks=to_blocks(sheet.pieces))


def to_blocks(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Draw *pieces*."""
    return tuple(block for piece in pieces for block in _blocks(piece))


def _blocks(piece: Piece) -> tuple[Block, ...]:  # noqa: C901, PLR0911 - one line for each piece
    match piece:
        case Heading(text=text):
            return (header(text),)
        case Strong(text=text):
            return (strong(text),)
        case Row(name=name, value=value):
            return (row(name, value),)
        case Line(text=text):
            return (section(text),)
        case Small(text=text):
            return (small(text),)
        case Quote(text=text):
            return quote(text)
        case Copy(text=text):
            return (copyable(text),)
        case Presses(buttons=presses):
            return buttons([_button(press) for press in presses])
        case _:
            assert_never(piece)


def _button(press: Press) -> Block:
    value = Pressed(escalation=press.escalation, kind=press.kind, index=press.index).write()
    made = button(press.label, f"{ACT}.{press.kind}", value, primary=press.stands_out)
    return {**made, "confirm": confirmation(press.label, press.asked_first, press.no)} if press.asked_first else made
