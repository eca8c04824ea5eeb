"""Somebody at the terminal of `signpost chat`: types line after line, and may look around between two of them."""

import io
import sys
from collections.abc import Callable

import pytest

from adapters.console.commands import app

WEDNESDAY = "2026-03-04T10:00"
PAGE = "please authorise me to edit our facebook page"
PREVIEW = "This is what is sent"
CARD = "A question for you"
Step = str | Callable[[], None]


class Typist(io.TextIOBase):
    """Standard input that a script types on; a function among the lines is called when its turn comes."""

    def __init__(self, *steps: Step) -> None:
        super().__init__()
        self._steps = list(steps)

    def isatty(self) -> bool:
        return False

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        del size
        while self._steps:
            match self._steps.pop(0):
                case str() as line:
                    return f"{line}\n"
                case look:
                    look()
        return ""


class Terminal:
    """Runs the real command in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *steps: Step) -> str:
        """Type *steps*; return everything that stood on the screen."""
        self._monkeypatch.setattr(sys, "stdin", Typist(*steps))
        app(["chat", "--at", WEDNESDAY], standalone_mode=False)
        return self._capsys.readouterr().out


def in_order(screen: str, *said: str) -> list[str]:
    """List what of *said* is missing on *screen*, or stands before what came before it."""
    missing, place = list[str](), 0
    flat = " ".join(screen.split())
    for words in said:
        found = flat.find(words, place)
        if found < 0:
            missing.append(words)
        else:
            place = found + len(words)
    return missing


def turn(screen: str, typed: str) -> str:
    """Cut out of *screen* what followed the line *typed*, up to the next prompt."""
    _, _, after = screen.partition(f"> {typed}\n")
    return after.split("> ")[0]
