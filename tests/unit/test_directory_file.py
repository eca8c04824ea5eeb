import os
from pathlib import Path

import pytest

from adapters.directory.file import FileDirectory
from adapters.directory.roster import Reading
from bot.errors import DirectoryFaults
from bot.people import Address, Chain, Person, Platform, Role, Skip, Unknown
from tests.builders import a_person_id, an_address
from tests.directory_files import READING
from tests.fake_directory import SECRET

HEAD = "name,email,slack_id,discord_id,manager_email,backup_email,roles,preferred_platform\n"
ADA = "Ada Asker,ada@example.org,U1,,max@example.org,bea@example.org,,\n"
MAX = "Max Manager,max@example.org,U2,222,,,,discord\n"
BEA = "Bea Backup,bea@example.org,U3,,,,fallback;operator,\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(DirectoryFaults) as broken:
        FileDirectory(written(folder, text), READING)
    return [str(fault) for fault in broken.value.faults]


def remarks_of(folder: Path, text: str) -> list[str]:
    return [str(remark) for remark in FileDirectory(written(folder, text), READING).remarks]


async def test_the_preferred_platform_comes_first_and_ids_may_name_their_workspace(tmp_path: Path) -> None:
    directory = FileDirectory(written(tmp_path, HEAD + MAX + "Sam,sam@example.org,T9/U9,,,,,\n"), READING)

    manager = await directory.find(an_address("U2"))
    elsewhere = await directory.find(an_address("U9", workspace="T9"))

    assert isinstance(manager, Person)
    assert [address.platform for address in manager.addresses] == [Platform.DISCORD, Platform.SLACK]
    assert manager.addresses[0] == Address(platform=Platform.DISCORD, workspace="G1", user="222")
    assert isinstance(elsewhere, Person)


async def test_a_byte_order_mark_blank_lines_and_capitals_in_the_head_do_no_harm(tmp_path: Path) -> None:
    directory = FileDirectory(written(tmp_path, "\ufeffName, EMAIL \n\nAda,ADA@Example.org\n"), READING)

    assert await directory.person(a_person_id("ada")) == Person(id=a_person_id("ada"), name="Ada")


async def test_in_the_terminal_people_are_reached_by_their_id_so_that_no_e_mail_is_stored(tmp_path: Path) -> None:
    reading = Reading(secret=SECRET, homes={Platform.CONSOLE: "here"})
    directory = FileDirectory(written(tmp_path, "name,email\nAda,ada@example.org\n"), reading)

    person = await directory.person(a_person_id("ada"))

    assert isinstance(person, Person)
    assert person.addresses == (Address(platform=Platform.CONSOLE, workspace="here", user=a_person_id("ada")),)


def test_every_fault_is_told_at_once_with_its_line_and_without_a_name(tmp_path: Path) -> None:
    text = (
        HEAD
        + ",ada@example.org,U1,,,,,\n"
        + "Max,not-an-email,U2,,,,,\n"
        + "Bea,bea@example.org,U1 2,,also not,,king;owner:,\n"
        + "Zoe,zoe@example.org,U4,,,,,discord\n"
        + "Una,una@example.org,U5,,,,,fax\n"
        + "Too,few\n"
        + f"{'L' * 400},long@example.org,U6,,,,,\n"
    )

    told = faults_of(tmp_path, text)

    assert [line.split(": ")[0] for line in told] == [f"people.csv:{number}" for number in (2, 3, 4, 4, 4, 5, 6, 7, 8)]
    assert not any(name in "\n".join(told) for name in ("Max", "Bea", "Zoe", "Una", "example"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is empty"),
        (HEAD, "names nobody"),
        ("name,phone\nAda,1\n", "lacks the column email"),
        ("name,email,name\n", "has the column name twice"),
        ('name,email\n"Ada,ada@example.org\n', "is not CSV"),
        (HEAD + ADA + "Ada,ada@example.org,U7,,,,,\n", "has the e-mail of line 2"),
        (HEAD + ADA + "Adam,adam@example.org,U1,,,,,\n", "has the slack id of line 2"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, what: str) -> None:
    assert any(what in told for told in faults_of(tmp_path, text))


def test_a_file_that_is_missing_or_not_utf_8_says_so(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("name,email\nZoë,z@example.org\n".encode("latin-1"))

    with pytest.raises(DirectoryFaults, match="cannot be read"):
        FileDirectory(tmp_path / "none.csv", READING)
    with pytest.raises(DirectoryFaults, match="not UTF-8"):
        FileDirectory(tmp_path / "latin.csv", READING)


def test_what_can_be_lived_with_is_remarked(tmp_path: Path) -> None:
    text = (
        HEAD
        + "Ada,ada@example.org,U1,,ada@example.org,none@example.org,,\n"
        + "Max,max@example.org,U2,,bea@example.org,gone@example.org,,\n"
        + "Bea,bea@example.org,,,max@example.org,bot@example.org,,\n"
        + "Gone,gone@example.org,U4,,,,left,\n"
        + "Bot,bot@example.org,U5,,,,bot,\n"
    )

    told = remarks_of(tmp_path, text)

    assert told == [
        "people.csv:2: is their own manager: passed over",
        "people.csv:2: has a backup who is not in the file: passed over",
        "people.csv:3: has a backup who has left (line 5): passed over",
        "people.csv:3: is in a loop of managers: the chain ends there",
        "people.csv:4: has a backup who is a bot (line 6): passed over",
        "people.csv:4: has no id on any platform: is never asked",
        "people.csv:4: is in a loop of managers: the chain ends there",
    ]


def test_whoever_is_below_a_loop_is_not_in_it(tmp_path: Path) -> None:
    text = HEAD + ADA + "Max,max@example.org,U2,,bea@example.org,,,\n" + "Bea,bea@example.org,U3,,max@example.org,,,\n"

    assert not any(told.startswith("people.csv:2") for told in remarks_of(tmp_path, text))


async def test_a_change_is_read_and_a_broken_one_leaves_the_old_people(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + ADA + MAX + BEA)
    directory = FileDirectory(path, READING)

    path.write_text(HEAD + "Ada,ada@example.org,U1,,bea@example.org,,,\n" + BEA, encoding="utf-8")
    changed = await directory.chain(a_person_id("ada"))
    path.write_text(HEAD + "half a li", encoding="utf-8")
    kept = await directory.chain(a_person_id("ada"))
    faults = directory.faults
    path.unlink()
    still = await directory.chain(a_person_id("ada"))
    gone = directory.faults
    path.write_text(HEAD + ADA + MAX + BEA, encoding="utf-8")
    repaired = await directory.chain(a_person_id("ada"))

    assert [step.person.name for step in changed.steps] == ["Bea Backup"]
    assert kept == still == changed
    assert [fault.line for fault in faults] == [2]
    assert "cannot be read" in gone[0].what
    assert [step.role for step in repaired.steps] == [Role.MANAGER, Role.BACKUP]
    assert directory.faults == ()


async def test_a_file_that_only_changed_its_size_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + ADA)
    times = path.stat()
    directory = FileDirectory(path, READING)
    path.write_text(HEAD + ADA + MAX, encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert isinstance(await directory.person(a_person_id("max")), Person)
    assert directory.names == ("Ada Asker", "Max Manager")


async def test_the_operator_is_a_role(tmp_path: Path) -> None:
    directory = FileDirectory(written(tmp_path, HEAD + ADA + BEA), READING)

    operator = await directory.operator()
    written(tmp_path, HEAD + ADA)

    assert isinstance(operator, Person)
    assert operator.name == "Bea Backup"
    assert await directory.operator() == Unknown()


async def test_somebody_without_an_id_is_skipped_with_a_reason(tmp_path: Path) -> None:
    directory = FileDirectory(written(tmp_path, HEAD + ADA + "Max,max@example.org,,,,,,\n"), READING)

    chain = await directory.chain(a_person_id("ada"))

    assert isinstance(chain, Chain)
    assert [skipped.why for skipped in chain.skipped] == [Skip.NO_ADDRESS, Skip.UNKNOWN]


def test_nothing_readable_of_anybody_shows_in_what_is_logged(tmp_path: Path) -> None:
    directory = FileDirectory(written(tmp_path, HEAD + ADA + MAX + BEA), READING)

    assert not any(word in repr(directory._roster) for word in ("Ada", "Max", "example.org", "tests"))  # noqa: SLF001


def test_a_roster_is_read_within_a_second_however_many_people(tmp_path: Path) -> None:
    lines = [f"P{n},p{n}@example.org,U{n},,p{n // 10}@example.org,,,\n" for n in range(3000)]

    directory = FileDirectory(written(tmp_path, HEAD + "".join(lines)), READING)

    assert len(directory.names) == 3000
