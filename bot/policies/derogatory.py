"""What knowledge says of words that hurt: `derogatory.toml`."""

from collections.abc import Iterator, Mapping
from itertools import chain

from bot.policies.guidance import Words
from bot.policies.tables import Table


class DerogatoryFile(Table):
    """`derogatory.toml`: slurs by characteristic, and what shows that a draft does not mean them.

    `reporting` are cues by which a draft reports or opposes them, `own` words before one by which the writer speaks of
    themselves, `proud` names that hold one.
    """

    reporting: tuple[Words, ...]
    own: tuple[Words, ...]
    proud: tuple[Words, ...]
    slurs: Mapping[str, tuple[Words, ...]]

    def cues(self) -> Iterator[str]:
        """Go through every cue of it."""
        yield from chain(self.reporting, self.own, self.proud, *self.slurs.values())
