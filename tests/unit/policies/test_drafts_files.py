"""`drafts.toml` and `derogatory.toml`: what is wrong with them is said, and lists are written out."""

from pathlib import Path

import pytest

from bot.errors import KnowledgeFaults
from bot.policies.drafts import DraftsFile
from bot.policies.folder import read_library
from bot.policies.tables import read_table
from bot.settings import SHIPPED_KNOWLEDGE
from tests.knowledge_builders import a_folder

SHIPPED = (SHIPPED_KNOWLEDGE / "drafts.toml").read_text("utf-8")
HURTING = (SHIPPED_KNOWLEDGE / "derogatory.toml").read_text("utf-8")


def faults_with(parent: Path, file: str, text: str) -> list[str]:
    with pytest.raises(KnowledgeFaults) as caught:
        read_library(a_folder(parent, {file: text}))
    return [str(fault) for fault in caught.value.faults]


def test_a_folders_own_file_may_only_cite_clauses_that_are_there(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, "drafts.toml", SHIPPED)

    assert "drafts.toml: there is no clause “guidelines.4a”" in faults


def test_the_file_that_ships_loses_the_kinds_whose_clauses_are_not_there(tmp_path: Path) -> None:
    assert read_library(a_folder(tmp_path)).drafts.kind == ()


def test_a_cue_that_names_no_group_is_a_fault(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, "derogatory.toml", HURTING.replace('"slur/slurs"', '"slur of {wizard}"'))

    assert faults == ["derogatory.toml: the cue “slur of {wizard}” names the group “wizard”, which does not exist"]


@pytest.mark.parametrize(
    "look",
    [
        "look = 1",
        "look = [1]",
        '[[look]]\nkind = "name"\nsigns = 1',
        '[[look]]\nkind = "name"\nsigns = ["a"]',
        '[[look]]\nkind = "name"',
        '[[look]]\nkind = "wizard"\nsigns = [["a"]]',
    ],
)
def test_a_look_of_another_shape_is_a_fault_and_no_crash(tmp_path: Path, look: str) -> None:
    head = SHIPPED.partition("[[look]]")[0]
    text = f"{look}\n{head}" if look.startswith("look") else f"{head}\n{look}\n"

    assert any("look" in fault for fault in faults_with(tmp_path, "drafts.toml", text))


def test_a_named_list_becomes_its_cues(tmp_path: Path) -> None:
    signs = SHIPPED.replace("[lists]\n", '[lists]\nshouting = ["psst", "oi"]\n').replace(
        '["hush hush"]', '["<shouting>", "boss"]'
    )
    path = tmp_path / "drafts.toml"
    path.write_text(signs, "utf-8")

    read = read_table(path, DraftsFile, "drafts.toml")

    assert {("psst", "boss"), ("oi", "boss")} <= {sign for look in read.look for sign in look.signs}
    assert any("with * blessing/okay/nod" in look.unless_anywhere for look in read.look)
    assert not any(cue.startswith("<") for look in read.look for cue in look.unless_anywhere)
