"""Static embeddings that ship inside a package, and a bot that works without them."""

import socket
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from bot.answering import GuidanceDesk
from bot.retrieval.meaning import Meaning, load_meaning
from tests.knowledge_builders import a_library, asked


class Weightless(ModuleType):
    """The package without the weights that belong in its folder."""

    def __init__(self, failure: Exception) -> None:
        super().__init__("wordllama")
        self.__file__ = str(Path(__file__))
        self.WordLlama = self
        self.failure = failure

    def load(self, cache_dir: Path, *, disable_download: bool) -> None:
        assert disable_download
        assert cache_dir == Path(__file__).parent
        raise self.failure


def test_sentences_become_unit_vectors(meaning: Meaning) -> None:
    vectors = meaning.vectors(["can i post a photo", "what is on the menu"])

    assert vectors.shape == (2, 256)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0])


def test_sentences_near_in_meaning_are_near_as_vectors(meaning: Meaning) -> None:
    photo, picture, menu = meaning.vectors(["can i post a photo", "may i share a picture", "what is on the menu"])

    assert photo @ picture > photo @ menu + 0.1


@pytest.mark.parametrize("nothing", ["", "   ", "\n"])
def test_a_sentence_that_says_nothing_has_no_direction(meaning: Meaning, nothing: str) -> None:
    vectors = meaning.vectors([nothing])

    assert np.isfinite(vectors).all()


def test_no_sentences_are_no_vectors(meaning: Meaning) -> None:
    assert meaning.vectors([]).shape == (0, 256)


def test_the_weights_come_from_the_package_and_never_from_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)

    assert load_meaning() is not None


def test_without_the_package_there_is_no_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wordllama", None)

    assert load_meaning() is None


@pytest.mark.parametrize("failure", [FileNotFoundError("weights"), ValueError("config"), ImportError("safetensors")])
def test_without_its_weights_there_is_no_meaning(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    monkeypatch.setitem(sys.modules, "wordllama", Weightless(failure))

    assert load_meaning() is None


def test_the_bot_answers_without_meaning(tmp_path: Path) -> None:
    desk = GuidanceDesk(a_library(tmp_path), None)

    assert asked(desk, "can i accept cash").citations[0].clause == "accepting.1a"
