"""Looks that are written as signs: cues that stand together in a sentence, or in neighbouring ones."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from bot.cues import Cues, Groups
from bot.drafting.reading import Reading, Sentence, read_cue
from bot.findings import Span, Spot
from bot.policies.drafts import LookGuide, Sign

Heard = Mapping[str, Span]
"""The cues that stand in a sentence, each with the span of its first place in the draft."""


class Signs:
    """Hears the cues of many looks in one pass over a draft."""

    def __init__(self, looks: Sequence[LookGuide], groups: Groups) -> None:
        """Compile the cues of *looks*."""
        self._looks = looks
        self._hearing = Hearing(
            chain.from_iterable(
                chain(chain.from_iterable(look.signs), look.unless, look.unless_anywhere) for look in looks
            ),
            groups,
        )

    def spots(self, reading: Reading, *, personal: bool) -> Iterator[Spot]:
        """Yield where each look finds a sign, once for a sentence; *personal* says that a person speaks."""
        heard = [self._hearing.of(sentence) for sentence in reading.sentences]
        anywhere = frozenset(chain.from_iterable(heard))
        for look in self._looks:
            if (look.personal and not personal) or not anywhere.isdisjoint(look.unless_anywhere):
                continue
            for first in range(len(heard)):
                if span := _sign(look, heard[first : first + look.within]):
                    yield Spot(kind=look.kind, span=span)


class Hearing:
    """Finds cues in sentences, with the spans of their words."""

    def __init__(self, cues: Iterable[str], groups: Groups) -> None:
        """Compile *cues*."""
        self._cues = Cues(cues, groups, read_cue)

    def of(self, sentence: Sentence) -> Heard:
        """Return the cues that stand in *sentence*."""
        heard: dict[str, Span] = {}
        for first, end, cue in self._cues.places(sentence.stems):
            heard.setdefault(cue, sentence.span(first, end))
        return heard


def sign_in(signs: Iterable[Sign], heard: Sequence[Heard]) -> Span | None:
    """Return the span of the first of *signs* whose cues all stand in the sentences *heard*; it begins in the first."""
    here = heard[0]
    nearby: Mapping[str, Span] = ChainMap(*(dict(sentence) for sentence in heard)) if len(heard) > 1 else here
    for sign in signs:
        inside = [here[cue] for cue in sign if cue in here]
        if inside and all(cue in nearby for cue in sign):
            return min(start for start, _ in inside), max(end for _, end in inside)
    return None


def _sign(look: LookGuide, heard: Sequence[Heard]) -> Span | None:
    if not heard[0] or any(cue in sentence for sentence in heard for cue in look.unless):
        return None
    return sign_in(look.signs, heard)
