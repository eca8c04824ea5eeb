"""Static word embeddings that ship inside a package: how near two sentences are in meaning, with no network."""

from collections.abc import Sequence
from itertools import chain, compress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from wordllama.inference import WordLlamaInference

Vectors = NDArray[np.float32]


class Meaning:
    """Embeds sentences; equal meaning is a cosine of 1.

    A sentence's vector is the mean of its tokens' vectors, as in wordllama itself. Each word is cut into tokens once,
    however many sentences it stands in: the tokeniser never joins words, and cutting is what costs.
    """

    def __init__(self, model: "WordLlamaInference") -> None:
        self._model = model

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), 256); a text without words has no direction, only zeros."""
        sentences = [text.split() for text in texts]
        numbers = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(sentences)))}
        of_words = self._sums(list(numbers))
        sums = _summed(of_words, [[numbers[word] for word in words] for words in sentences])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        unit: Vectors = np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0)
        return unit

    def _sums(self, words: list[str]) -> Vectors:
        """Return the sum of each word's token vectors, shape (len(words), 256)."""
        cuts = self._model.tokenizer.encode_batch(words, add_special_tokens=False) if words else []
        last = len(self._model.embedding) - 1
        return _summed(
            self._model.embedding, [[min(i, last) for i in compress(cut.ids, cut.attention_mask)] for cut in cuts]
        )


def _summed(vectors: Vectors, groups: Sequence[Sequence[int]]) -> Vectors:
    """Sum the *vectors* numbered by each group, shape (len(groups), dimensions)."""
    sums = np.zeros((len(groups), vectors.shape[1]), dtype=np.float32)
    for number, group in enumerate(groups):  # faster than reduceat, which walks such rows column by column
        if group:
            vectors.take(group, axis=0).sum(axis=0, out=sums[number])
    return sums


def load_meaning() -> Meaning | None:
    """Load wordllama from the weights in its own package, never from the network.

    Returns `None` where the package or its weights are missing: the bot then ranks by BM25 alone.
    """
    try:
        import wordllama  # noqa: PLC0415 - slow to import, and optional
        from wordllama import WordLlama  # noqa: PLC0415

        return Meaning(WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True))
    except (ImportError, OSError, ValueError):
        return None
