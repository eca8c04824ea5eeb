"""The terminal as lines in and blocks out; the same words whether a person or a pipe is at it."""

import sys
import unicodedata
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from io import TextIOWrapper

from rich.console import Console, RenderableType

from adapters.logs import visible

WIDEST = 96


class Screen:
    """Prints blocks without trailing blanks, and reads lines until there are no more."""

    def __init__(self) -> None:
        probe = Console()
        self._console = Console(highlight=False, emoji=False, markup=False, width=min(probe.width, WIDEST))
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        if sys.stdin.isatty() and find_spec("readline"):
            import_module("readline")  # arrow keys and history, for `input`

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self._console.width

    def show(self, *blocks: RenderableType) -> None:
        """Print *blocks*, one under the other."""
        with self._console.capture() as captured:
            for block in blocks:
                self._console.print(block)
        for line in captured.get().splitlines():
            print(line.rstrip())

    def line(self, said: str) -> None:
        """Print one plain line."""
        self.show(visible(said))

    def lines(self, prompt: Callable[[], str]) -> Iterator[str]:
        """Read lines until the input ends; what comes from a pipe is shown as if it had been typed."""
        while True:
            try:
                yield self._read(prompt())
            except EOFError:
                print()  # the prompt's line is still open
                return

    def _read(self, prompt: str) -> str:
        if sys.stdin.isatty():
            return _printable(input(prompt))
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        typed = _printable(line)
        print(f"{prompt}{typed}", flush=True)
        return typed


def _printable(line: str) -> str:
    """Leave out what moves the cursor or colours the screen."""
    return "".join(sign for sign in line.replace("\t", " ") if unicodedata.category(sign) != "Cc")
