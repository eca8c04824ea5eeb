"""TOML to tables: each fault with the line on which its key stands."""

from pathlib import Path

import pytest

from bot.errors import KnowledgeFaults
from bot.policies.guidance import GuidanceFile, OrganisationFile
from bot.policies.tables import Table, line_of, read_table

NAME = "guidance/gifts.toml"


def faults_in(tmp_path: Path, content: str | bytes, shape: type[Table] = GuidanceFile) -> list[str]:
    path = tmp_path / "table.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(KnowledgeFaults) as caught:
        read_table(path, shape, NAME)
    return str(caught.value).splitlines()


def test_a_table_is_read_whole_and_frozen(tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_text('policy = "gifts"\n[[clause]]\nid = "accepting.1a"\nphrases = ["can i"]\n', "utf-8")

    read = read_table(path, GuidanceFile, NAME)

    assert read.clause[0].phrases == ("can i",)
    assert hash(read) == hash(read_table(path, GuidanceFile, NAME))


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_text('name = "The Society"\n', "utf-8-sig")

    assert read_table(path, OrganisationFile, NAME).name == "The Society"


def test_every_fault_of_a_table_is_reported_with_its_line(tmp_path: Path) -> None:
    faults = faults_in(
        tmp_path,
        'policy = "Gifts!"\nowner = "Ada"\n\n[[fact]]\nid = "agreed"\nquestion = " "\nchoices = ["Yes"]\n\n'
        '[[clause]]\nid = "accepting.1a"\n\n[[clause]]\nid = "b.1"\nverdict = "perhaps"\nphrases = ["", "b"]\n',
    )

    places = [fault.removeprefix(f"{NAME}:").split(": ")[:2] for fault in faults]
    assert places == [
        ["1", "policy"],
        ["2", "owner"],
        ["6", "fact → 1 → question"],
        ["7", "fact → 1 → choices"],
        ["14", "clause → 2 → verdict"],
        ["15", "clause → 2 → phrases → 1"],
    ]
    assert faults[-1].endswith("is empty")


def test_a_missing_key_is_reported_where_its_table_begins(tmp_path: Path) -> None:
    faults = faults_in(tmp_path, 'policy = "gifts"\n\n[[clause]]\nid = "a.1"\n\n[[clause]]\nphrases = []\n')

    assert faults == [f"{NAME}:6: clause → 2 → id: Field required"]


def test_a_missing_key_of_the_file_itself_has_no_line(tmp_path: Path) -> None:
    assert faults_in(tmp_path, "") == [f"{NAME}: policy: Field required"]


def test_what_is_no_toml_is_reported_with_the_parsers_line(tmp_path: Path) -> None:
    faults = faults_in(tmp_path, 'policy = "gifts"\n[[clause]\n')

    assert [fault.startswith(f"{NAME}:2: is not TOML: ") for fault in faults] == [True]


@pytest.mark.parametrize("hostile", ["a = " + "[" * 5_000, "a = " + "9" * 5_000, "a = " + "{a=" * 5_000])
def test_hostile_nesting_and_numbers_are_a_fault_like_any_other(tmp_path: Path, hostile: str) -> None:
    faults = faults_in(tmp_path, hostile)

    assert "is not TOML" in faults[0]


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    assert faults_in(tmp_path, b"\xff\xfe\x00") == [f"{NAME}: is not UTF-8 text"]


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeFaults, match=f"{NAME}: cannot be read: Is a directory"):
        read_table(tmp_path, GuidanceFile, NAME)


def test_a_table_that_does_not_stand_in_the_text_has_no_line() -> None:
    assert line_of("[[clause]]\n", "clause", 0) == 1
    assert line_of("[[clause]]\n", "clause", 1) == 0
    assert line_of("clause = []\n", "clause", 0) == 0
