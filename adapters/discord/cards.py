"""Pieces of cards → Components V2; a card is one message, so people's long words give way, and clauses never."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from adapters.cards.pieces import Copy, Heading, Line, Piece, Press, Presses, Quote, Row, Sheet, Small, Strong
from adapters.discord.keys import ACT, Pressed
from adapters.discord.layout import (
    ALL_TEXT,
    Component,
    Message,
    button,
    buttons,
    copyable,
    cut,
    heading,
    length,
    paragraph,
    quote,
    row,
    small,
    strong,
)

SHORTEST = 200  # what is left of somebody's words at least


def to_message(sheet: Sheet) -> Message:
    """Draw *sheet* as one message."""
    pieces = list(sheet.pieces)
    while (over := length(to_components(pieces)) - ALL_TEXT) > 0 and (at := _longest(pieces)) is not None:
        pieces[at] = _shorter(pieces[at], max(SHORTEST, len(_words(pieces[at])) - over))
    while length(to_components(pieces)) > ALL_TEXT and any(isinstance(piece, Quote) for piece in pieces):
        last = max(n for n, piece in enumerate(pieces) if isinstance(piece, Quote))
        del pieces[last]  # whole: its source stays, and the clause can be read with /policy clause
    return Message(components=to_components(pieces))


def to_components(pieces: Iterable[Piece]) -> tuple[Component, ...]:
    """Draw *pieces*."""
    return tuple(component for piece in pieces for component in _components(piece))


def _components(piece: Piece) -> tuple[Component, ...]:  # noqa: C901, PLR0911 - one line for each piece
    match piece:
        case Heading(text=text):
            return (heading(text),)
        case Strong(text=text):
            return (strong(text),)
        case Row(name=name, value=value):
            return (row(name, value),)
        case Line(text=text):
            return (paragraph(text),)
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


def _button(press: Press) -> Component:
    pressed = Pressed(escalation=press.escalation, kind=press.kind, index=press.index)
    return button(press.label, pressed.write(ACT), primary=press.stands_out)


def _words(piece: Piece) -> str:
    """Return what a person wrote, as opposed to what the policy says."""
    match piece:
        case Row(value=value):
            return value
        case Quote(text=text) | Small(text=text) | Line(text=text) if text.startswith("“"):
            return text
        case _:
            return ""


def _longest(pieces: Sequence[Piece]) -> int | None:
    at = max(range(len(pieces)), key=lambda n: len(_words(pieces[n])))
    return at if len(_words(pieces[at])) > SHORTEST else None


def _shorter(piece: Piece, longest: int) -> Piece:
    if isinstance(piece, Row):
        return replace(piece, value=cut(piece.value, longest))
    if isinstance(piece, Quote | Small | Line):
        return replace(piece, text=cut(piece.text, longest))
    return piece
