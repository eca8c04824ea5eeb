"""Static embeddings that ship inside a package, and a bot that works without them."""

import json
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import BPE

from bot.answering import GuidanceDesk
from bot.retrieval.meaning import TOKENIZER, WEIGHTS, Meaning, Sentences, load_meaning
from tests.knowledge_builders import a_library, asked

TEXTS = ["can i post a photo", "", "may i share a picture", "what is on the menu", "a photo a photo", "¿ñandú? 🦙"]
HEADER = {"embedding.weight": {"dtype": "F16", "shape": [4, 256], "data_offsets": [0, 2048]}}
NUMBERS = bytes(2048)


def a_package(folder: Path, header: object, numbers: bytes, tokenizer: str | None = None) -> None:
    """Write a package that has weights as wordllama has them."""
    written = json.dumps(header).encode()
    for file in (WEIGHTS, TOKENIZER):
        (folder / "wordllama" / file).parent.mkdir(parents=True)
    (folder / "wordllama" / "__init__.py").touch()
    (folder / "wordllama" / WEIGHTS).write_bytes(len(written).to_bytes(8, "little") + written + numbers)
    (folder / "wordllama" / TOKENIZER).write_text(Tokenizer(BPE()).to_str() if tokenizer is None else tokenizer)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a folder where packages are looked for first."""
    monkeypatch.delitem(sys.modules, "wordllama", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def cosines(meaning: Meaning, texts: Sequence[str], asked: str) -> list[float]:
    return list(map(float, Sentences(meaning, texts).nearness(meaning.vector(asked))))


def test_a_sentence_becomes_a_unit_vector(meaning: Meaning) -> None:
    vector = meaning.vector("can i post a photo")

    assert vector.shape == (256,)
    assert np.linalg.norm(vector) == pytest.approx(1.0)


def test_sentences_near_in_meaning_are_near_as_vectors(meaning: Meaning) -> None:
    picture, menu = cosines(meaning, ["may i share a picture", "what is on the menu"], "can i post a photo")

    assert picture > menu + 0.1


@pytest.mark.parametrize("nothing", ["", "   ", "\n"])
def test_a_sentence_that_says_nothing_has_no_direction(meaning: Meaning, nothing: str) -> None:
    assert not meaning.vector(nothing).any()
    assert cosines(meaning, [nothing], "can i post a photo") == [0.0]


def test_no_sentences_are_near_nothing(meaning: Meaning) -> None:
    assert cosines(meaning, [], "can i post a photo") == []


@given(st.lists(st.sampled_from(TEXTS), max_size=5), st.sampled_from(TEXTS))
def test_nearness_is_the_cosine_of_each_sentences_vector(meaning: Meaning, texts: list[str], asked: str) -> None:
    expected = [float(meaning.vector(text) @ meaning.vector(asked)) for text in texts]

    assert cosines(meaning, texts, asked) == pytest.approx(expected, abs=1e-6)


def test_the_weights_come_from_the_package_and_never_from_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)

    assert load_meaning() is not None


def test_without_the_package_there_is_no_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wordllama", None)

    assert load_meaning() is None


def test_with_two_writings_nearness_is_the_mean_of_both(meaning: Meaning) -> None:
    other = [text.upper() for text in TEXTS]
    question = meaning.vector("can i post a photo"), meaning.vector("menu")

    both = Sentences(meaning, TEXTS, other).nearness(*question)

    of_each = cosines(meaning, TEXTS, "can i post a photo"), cosines(meaning, other, "menu")
    assert both == pytest.approx(np.mean(of_each, axis=0), abs=1e-6)


def test_weights_as_the_package_has_them_are_read(packages: Path) -> None:
    a_package(packages, HEADER, NUMBERS)

    assert load_meaning() is not None


@pytest.mark.parametrize("missing", [WEIGHTS, TOKENIZER])
def test_without_its_weights_there_is_no_meaning(packages: Path, missing: str) -> None:
    a_package(packages, HEADER, NUMBERS)
    (packages / "wordllama" / missing).unlink()

    assert load_meaning() is None


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        (HEADER, NUMBERS[:-1]),
        (HEADER, b""),
        ({"another": HEADER["embedding.weight"]}, NUMBERS),
        ({"embedding.weight": HEADER["embedding.weight"] | {"dtype": "F32"}}, NUMBERS * 2),
        ({"embedding.weight": HEADER["embedding.weight"] | {"shape": [2048]}}, NUMBERS * 2),
        ([], NUMBERS),
    ],
)
def test_weights_that_are_cut_short_or_not_as_expected_are_no_meaning(
    packages: Path, header: object, numbers: bytes
) -> None:
    a_package(packages, header, numbers)

    assert load_meaning() is None


@pytest.mark.parametrize("tokenizer", ["", "{", "{}"])
def test_a_damaged_tokeniser_is_no_meaning(packages: Path, tokenizer: str) -> None:
    a_package(packages, HEADER, NUMBERS, tokenizer)

    assert load_meaning() is None


def test_the_bot_answers_without_meaning(tmp_path: Path) -> None:
    desk = GuidanceDesk(a_library(tmp_path), None)

    assert asked(desk, "can i accept cash").citations[0].clause == "accepting.1a"
