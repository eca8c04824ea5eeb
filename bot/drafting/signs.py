"""Looks that are written as signs: cues that stand together in a sentence."""

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
            for here in heard:
                if here and here.keys().isdisjoint(look.unless) and (span := sign_in(look.signs, here)):
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


def sign_in(signs: Iterable[Sign], heard: Heard) -> Span | None:
    """Return the span of the first of *signs* whose cues are all *heard* in one sentence."""
    for sign in signs:
        if all(cue in heard for cue in sign):
            return min(heard[cue][0] for cue in sign), max(heard[cue][1] for cue in sign)
    return None
