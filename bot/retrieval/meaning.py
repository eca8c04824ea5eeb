"""Static word embeddings that ship inside a package: how near two sentences are in meaning, with no network."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from wordllama.inference import WordLlamaInference

Vectors = NDArray[np.float32]


class Meaning:
    """Embeds sentences; equal meaning is a cosine of 1."""

    def __init__(self, model: "WordLlamaInference") -> None:
        self._model = model

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), 256)."""
        if not texts:
            return np.zeros((0, 256), dtype=np.float32)
        embedded: Any = self._model.embed(list(texts), norm=False)
        vectors = np.asarray(embedded, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
        return unit


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
