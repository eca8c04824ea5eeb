"""What a draft tells of somebody's own trouble, apart from what it says to everybody about such troubles."""

from collections.abc import Iterator

from bot.cues import Groups
from bot.drafting.reading import Reading, Sentence
from bot.drafting.signs import Hearing
from bot.policies.drafts import DisclosureGuide


class Disclosing:
    """Picks the sentences of a draft in which somebody may be in trouble, or mean to do something."""

    def __init__(self, guide: DisclosureGuide, groups: Groups) -> None:
        """Compile the cues of *guide*."""
        self._one, self._several = frozenset(guide.one), frozenset(guide.several)
        self._topics, self._felt = Hearing(guide.topics, groups), Hearing(guide.felt, groups)

    def told(self, reading: Reading) -> str:
        """Return the sentences that tell of somebody, as given with their stops; a post about a topic has none."""
        starts = [sentence.tokens[0].start for sentence in reading.sentences]
        ends = (*starts[1:], len(reading.text))
        return "".join(reading.text[starts[said.number] : ends[said.number]] for said in self._telling(reading))

    def _telling(self, reading: Reading) -> Iterator[Sentence]:
        for sentence in reading.sentences:
            said = {token.plain for token in sentence.tokens}
            one, several = not said.isdisjoint(self._one), not said.isdisjoint(self._several)
            topical = bool(self._topics.of(sentence)) and not (one and self._felt.of(sentence))
            if (one or several) and not topical:
                yield sentence
