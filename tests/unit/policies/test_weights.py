"""`draft_weights.tsv`: read when it is wanted, and what is wrong with it said by line."""

from pathlib import Path

import pytest

from bot.errors import KnowledgeFaults
from bot.findings import FindingKind
from bot.policies.folder import read_library
from bot.policies.weights import Weights, WeightsFile
from bot.settings import SHIPPED_KNOWLEDGE
from tests.knowledge_builders import a_folder

HEAD = ["# a comment", "=kind\tcopyright\tpicture", "=threshold\t50\t0", "=bias\t-100\t25"]


def read(parent: Path, *lines: str) -> Weights:
    path = parent / "draft_weights.tsv"
    path.write_text("\n".join(lines), "utf-8")
    return WeightsFile(path, path.name).weights


def test_numbers_are_hundredths(tmp_path: Path) -> None:
    weights = read(tmp_path, *HEAD, "song\t612\t250\t-3", "# a\t1\t1\t1", "")

    assert weights.kinds == (FindingKind.COPYRIGHT, FindingKind.PICTURE)
    assert (weights.thresholds, weights.biases) == ((0.5, 0.0), (-1.0, 0.25))
    assert weights.features == {"song": (6.12, 2.5, -0.03)}


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (HEAD[1:3], "draft_weights.tsv: lacks the line “=bias”"),
        ([*HEAD, "song\t6\t2"], "draft_weights.tsv:5: “song” is followed by 2 where 3 belong"),
        ([*HEAD, "song\t6\t2\t" + "9" * 5_000], f"draft_weights.tsv:5: “{'9' * 9}” is no whole number"),
        ([*HEAD, "song\t6\t2\tmuch"], "draft_weights.tsv:5: “much” is no whole number"),
        (
            ["=kind\twizardry", "=threshold\t1", "=bias\t1"],
            "draft_weights.tsv:1: there is no kind “wizardry” of finding",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, lines: list[str], fault: str) -> None:
    with pytest.raises(KnowledgeFaults) as caught:
        read(tmp_path, *lines)

    assert [str(fault) for fault in caught.value.faults] == [fault]


def test_a_folders_own_weights_outweigh_those_that_ship(tmp_path: Path) -> None:
    own = a_folder(tmp_path, {"draft_weights.tsv": "\n".join(HEAD)})

    assert read_library(own).draft_weights.weights.features == {}
    assert len(read_library(SHIPPED_KNOWLEDGE).draft_weights.weights.features) > 1_000


def test_a_line_that_stands_there_twice_is_told_twice(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeFaults) as caught:
        read(tmp_path, *HEAD, "song\t6\t2\t1", "song\t6\t2\t1")

    assert [str(fault) for fault in caught.value.faults] == [
        "draft_weights.tsv:5: “song” stands there 2 times",
        "draft_weights.tsv:6: “song” stands there 2 times",
    ]
