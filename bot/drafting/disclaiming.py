"""Who speaks in a draft, and whether a disclaimer stands in it."""

from bot.cues import Groups
from bot.drafting.reading import Reading, Sentence
from bot.drafting.signs import Hearing, sign_in
from bot.policies.drafts import DisclaimerGuide


class Disclaiming:
    """Tells whether a person speaks for themselves, and whether they set themselves apart from the organisation."""

    def __init__(self, guide: DisclaimerGuide, groups: Groups) -> None:
        """Compile the cues of *guide*."""
        self._guide = guide
        self._organisation = Hearing(guide.organisation, groups)
        self._aside = Hearing(guide.aside, groups)
        self._hearing = Hearing((cue for sign in (*guide.disclaimers, *guide.elsewhere) for cue in sign), groups)

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

    def is_disclaimed(self, reading: Reading) -> bool:
        """Tell whether a disclaimer stands anywhere."""
        return any(sign_in(self._guide.disclaimers, self._hearing.of(said)) for said in reading.sentences)

    def is_elsewhere(self, reading: Reading) -> bool:
        """Tell whether any sentence speaks of work elsewhere."""
        return any(self.speaks_elsewhere(sentence) for sentence in reading.sentences)

    def speaks_elsewhere(self, sentence: Sentence) -> bool:
        """Tell whether the work in *sentence* is somebody else's, or at another place, or no work at all."""
        return sign_in(self._guide.elsewhere, self._hearing.of(sentence)) is not None
