"""Work mentioned by a person who speaks for themselves, without a disclaimer."""

from collections.abc import Iterator
from itertools import chain

from bot.cues import Groups
from bot.drafting.reading import Reading
from bot.drafting.signs import Hearing, sign_in
from bot.findings import FindingKind, Spot
from bot.policies.drafts import DisclaimerGuide


class Disclaiming:
    """Tells who speaks, whether work is mentioned, and whether a disclaimer stands anywhere."""

    def __init__(self, guide: DisclaimerGuide, groups: Groups) -> None:
        """Compile the cues of *guide*."""
        self._guide = guide
        self._organisation = Hearing(guide.organisation, groups)
        self._aside = Hearing(guide.aside, groups)
        mentions = chain.from_iterable((*guide.plain, *guide.personal))
        said = chain.from_iterable((*guide.disclaimers, *guide.elsewhere))
        self._hearing = Hearing(chain(guide.person, guide.organisation, said, mentions), groups)

    def is_personal(self, reading: Reading) -> bool:
        """Tell whether somebody says *I* outside of quotation marks, or leaves it out as people do."""
        person = frozenset(self._guide.person)
        tokens = [token for sentence in reading.sentences for token in sentence.tokens]
        if any(token.plain in person and not token.quoted for token in tokens):
            return True
        if any(self._aside.of(sentence) for sentence in reading.sentences):
            return True
        begins = bool(tokens) and tokens[0].plain in self._guide.left_out
        several = any(token.plain in self._guide.several for token in tokens)
        organisation = any(self._organisation.of(sentence) for sentence in reading.sentences)
        informal = next(filter(str.isalnum, reading.text), "A").islower()
        return not organisation and (informal or (begins and not several))

    def spots(self, reading: Reading, *, personal: bool) -> Iterator[Spot]:
        """Yield the first mention of work, if it wants a disclaimer and has none."""
        heard = [self._hearing.of(sentence) for sentence in reading.sentences]
        said = frozenset(chain.from_iterable(heard))
        if any(sign_in(self._guide.disclaimers, [sentence]) for sentence in heard):
            return
        signs = [*self._guide.plain, *self._guide.personal] if personal else self._guide.plain
        if not personal and not said.isdisjoint(self._guide.organisation):
            return
        for sentence in heard:
            if (span := sign_in(signs, [sentence])) and not sign_in(self._guide.elsewhere, [sentence]):
                yield Spot(kind=FindingKind.DISCLAIMER, span=span)
                return
