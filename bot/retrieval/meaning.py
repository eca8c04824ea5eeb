"""Static word embeddings that ship inside a package: how near two sentences are in meaning, with no network."""

import json
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
Integers = NDArray[np.int64]
WEIGHTS = "weights/l2_supercat_256.safetensors"
TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
"""Where wordllama keeps them, within its package."""


class Meaning:
    """Embeds sentences; equal meaning is a cosine of 1.

    A sentence's vector is the mean of its tokens' vectors, as in wordllama itself.
    """

    def __init__(self, tokenizer: "Tokenizer", table: NDArray[np.float16]) -> None:
        """Take the *table* of every token's vector: it may stay on the disk, since few of its rows are looked at."""
        self._tokenizer = tokenizer
        self._table = table
        self._known: dict[str, list[int]] = {}

    def vector(self, text: str) -> Vectors:
        """Return a unit vector, shape (256,); a text without words has no direction, only zeros."""
        tokens = chain.from_iterable(map(self._tokens, text.split()))
        total: Vectors = self.rows(np.fromiter(tokens, np.int64)).sum(axis=0)
        length = np.linalg.norm(total)
        return total / length if length > 0 else total

    def rows(self, tokens: Integers) -> Vectors:
        """Return the vectors of *tokens*, shape (len(tokens), 256)."""
        return self._table[np.minimum(tokens, len(self._table) - 1)].astype(np.float32)

    def cut(self, texts: Sequence[str]) -> tuple[Integers, Integers]:
        """Return the tokens of all *texts*, one text after the other, and how many each has.

        Each word is cut once, however many sentences it stands in: the tokeniser never joins words, and cutting is
        what costs. These words stay known.
        """
        sentences = [text.split() for text in texts]
        numbers = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(sentences)))}
        cuts = [cut.ids for cut in self._tokenizer.encode_batch_fast(list(numbers), add_special_tokens=False)]
        self._known.update(zip(numbers, cuts, strict=True))
        words = np.fromiter(map(numbers.__getitem__, chain.from_iterable(sentences)), np.int64)
        of_words, tokens = _lengths(cuts), np.fromiter(chain.from_iterable(cuts), np.int64)
        counts = of_words[words]
        ends = np.concatenate(([0], counts.cumsum()))[np.concatenate(([0], _lengths(sentences).cumsum()))]
        shifts = (of_words.cumsum() - of_words)[words] - (counts.cumsum() - counts)
        return tokens[np.repeat(shifts, counts) + np.arange(counts.sum())], np.diff(ends)

    def _tokens(self, word: str) -> list[int]:
        known = self._known.get(word)
        return self._tokenizer.encode(word, add_special_tokens=False).ids if known is None else known


class Sentences:
    """Many sentences, each in one or more writings, and how near each is to a question written as they are.

    They share their tokens: to compare every token once and to add up is a third of the work of comparing sentences.
    """

    def __init__(self, meaning: Meaning, *writings: Sequence[str]) -> None:
        """Cut and measure the sentences, as many in each of their *writings*."""
        tokens, counts = meaning.cut([text for texts in writings for text in texts])
        used, places = np.unique(tokens, return_inverse=True)
        rows = meaning.rows(used)
        self._table = np.vstack([rows, np.zeros_like(rows, shape=(1, rows.shape[1]))])
        self._starts = np.arange(len(counts)) + counts.cumsum() - counts
        places = np.insert(places, counts.cumsum() - counts, len(used))  # so that no sentence is without any
        lengths = np.linalg.norm(self._sums(places, counts + 1), axis=1)
        self._shares = np.divide(1 / len(writings), lengths, out=np.zeros_like(lengths), where=lengths > 0)
        table_of = np.repeat(np.arange(len(writings)), len(counts) // len(writings))
        self._places = places + len(self._table) * np.repeat(table_of, counts + 1)

    def nearness(self, *vectors: Vectors) -> Vectors:
        """Return every sentence's cosine with a question's unit vectors, one a writing: their mean, (sentences,)."""
        if not len(self._starts):
            return np.zeros(0, np.float32)
        near = np.concatenate([np.vecdot(self._table, vector) for vector in vectors])  # not @: threads stall for 16 ms
        cosines = np.add.reduceat(near.take(self._places), self._starts) * self._shares
        mean: Vectors = cosines.reshape(len(vectors), -1).sum(axis=0)
        return mean

    def _sums(self, places: Integers, counts: Integers) -> Vectors:
        """Add up each sentence's token vectors, shape (sentences, 256): first the first ones, then the second."""
        longest_first = np.argsort(-counts, kind="stable")
        starts = self._starts[longest_first]
        sums = np.zeros((len(counts), self._table.shape[1]), np.float32)
        for step in range(1, counts.max(initial=0)):
            left = int((counts > step).sum())
            sums[:left] += self._table[places[starts[:left] + step]]
        return sums[np.argsort(longest_first, kind="stable")]


def _lengths(groups: Sequence[Sequence[object]]) -> Integers:
    return np.fromiter(map(len, groups), np.int64, len(groups))


def load_meaning() -> Meaning | None:
    """Load wordllama's weights from its own package, without the package's code and never from the network.

    Returns `None` where the package or its weights are missing: the bot then ranks by BM25 alone.
    """
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415 - slow to import, and optional

        package = find_spec("wordllama")
        if package is None or package.origin is None:
            return None
        folder = Path(package.origin).parent
        return Meaning(Tokenizer.from_buffer((folder / TOKENIZER).read_bytes()), _table(folder / WEIGHTS))
    except (ImportError, OSError, ValueError):
        return None


def _table(path: Path) -> NDArray[np.float16]:
    """Map the only tensor of a safetensors file: the length of its header (8 bytes), its header in JSON, its numbers.

    Only the rows that are looked at are ever read, and processes share them.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
    match header:
        case {"embedding.weight": {"dtype": "F16", "shape": [int(tokens), int(size)], "data_offsets": [int(first), _]}}:
            return np.memmap(path, np.float16, "r", offset=8 + length + first, shape=(tokens, size))
        case _:
            raise ValueError(f"{path} does not hold one vector a token")
