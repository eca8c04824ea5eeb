"""What knowledge says of words that hurt: `derogatory.toml`."""

from collections.abc import Iterator, Mapping
from itertools import chain

from bot.policies.drafts import Sign
from bot.policies.guidance import Words
from bot.policies.tables import Table


class DerogatoryFile(Table):
    """`derogatory.toml`: slurs, people and what is said against them by characteristic, and what excuses it.

    `sayings` are excused by `unless`; `barbs` are not, and may stand in neighbouring sentences. `tropes` are what is
    said against people of the characteristic of that name; `denials` excuse them in their own sentence.
    """

    reporting: tuple[Words, ...]
    own: tuple[Words, ...]
    proud: tuple[Words, ...]
    slurs: Mapping[str, tuple[Words, ...]]
    reclaimed: Mapping[str, tuple[Words, ...]]
    insults: tuple[Words, ...]
    sayings: tuple[Words, ...]
    barbs: tuple[Sign, ...]
    tropes: Mapping[str, tuple[Words, ...]]
    unless: tuple[Words, ...]
    opposed: tuple[Words, ...]
    denials: tuple[Words, ...]
    rebuttals: tuple[Words, ...]
    one_of_them: tuple[Words, ...]
    people: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]]

    def all_groups(self) -> Mapping[str, tuple[str, ...]]:
        """Return the groups that cues may name: those of the file, people by characteristic, and all people."""
        return {**self.groups, **self.people, "people": tuple(chain.from_iterable(self.people.values()))}

    def generalisations(self) -> tuple[Sign, ...]:
        """Return as signs what is said against people of each characteristic."""
        return tuple((f"{{{kind}}}", trope) for kind, tropes in self.tropes.items() for trope in tropes)

    def cues(self) -> Iterator[str]:
        """Go through every cue of it."""
        yield from chain(self.reporting, self.own, self.proud, self.insults, self.sayings, self.unless, self.opposed)
        yield from (*self.denials, *self.rebuttals, *self.one_of_them)
        yield from chain.from_iterable((*self.slurs.values(), *self.reclaimed.values(), *self.barbs))
        yield from chain.from_iterable(self.generalisations())
