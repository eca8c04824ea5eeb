"""A disclaimer in a terminal: what is to be copied stands in a line of its own, not broken, with nothing before it."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from adapters.console.rendering import ABOVE, citation_text, console
from bot.wishes import Disclaimer, Worded

INDENT = (1, 0, 0, 2)


def show_disclaimer(made: Disclaimer) -> None:
    """Print it."""
    for block in disclaimer_blocks(made, whole=True):
        console.print(block, soft_wrap=isinstance(block, Text) and block.no_wrap is True)
    console.print()


def disclaimer_blocks(made: Disclaimer, *, whole: bool = False) -> Iterator[RenderableType]:
    """Render the example, its clause, the wordings that fit, and what else is to be known.

    With *whole*, what is to be copied must not be wrapped.
    """
    yield Padding(Text(f"{made.platform}, {made.spot}", style="bold"), ABOVE)
    yield Padding(Text(made.opening, style="bold cyan"), ABOVE)
    yield from _copy(made.example, whole=whole)
    yield Padding(citation_text(made.citation), INDENT)
    if made.fitting:
        yield Padding(Text(made.ready, style="bold cyan"), ABOVE)
    for worded in made.fitting:
        yield from _copy(worded, whole=whole)
    yield Text()
    for line in made.lines:
        yield Text(line, style="italic")
    if made.authorisation is not None:
        yield Padding(citation_text(made.authorisation), INDENT)


def _copy(worded: Worded, *, whole: bool) -> Iterator[RenderableType]:
    yield Text()
    yield Text(worded.text, no_wrap=whole)
    yield Text(f"  {', '.join(filter(None, (worded.title, worded.size)))}", style="dim")
