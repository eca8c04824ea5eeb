"""A directory's people as one checked whole: what each line says, and everything that is wrong with it."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.errors import Fault
from bot.people import Address, Person, PersonId, Platform, person_id

COLUMNS = ("name", "email", "slack_id", "discord_id", "manager_email", "backup_email", "roles", "preferred_platform")
NEEDED = ("name", "email")
ROLES = ("fallback", "alternative", "operator", "left", "bot")
OWNER = "owner:"
IDS = {"slack_id": Platform.SLACK, "discord_id": Platform.DISCORD}
LONGEST_CELL = 320
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_BETWEEN_ROLES = re.compile(r"[;\s]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line: a person and, by e-mail, whom they turn to. Shown nowhere; e-mails are lower case."""

    person: Person
    email: str = field(repr=False)
    manager: str = field(repr=False)
    backup: str = field(repr=False)
    roles: frozenset[str]
    line: int

    @property
    def left(self) -> bool:
        """Whether they are not with the organisation any more."""
        return "left" in self.roles

    @property
    def bot(self) -> bool:
        """Whether this is no person."""
        return "bot" in self.roles


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Everybody, in the order of the file."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_email(self) -> Mapping[str, Entry]:
        """Find an entry by e-mail."""
        return {entry.email: entry for entry in self.entries}

    @cached_property
    def by_id(self) -> Mapping[PersonId, Entry]:
        """Find an entry by its person's id."""
        return {entry.person.id: entry for entry in self.entries}

    @cached_property
    def by_address(self) -> Mapping[Address, Entry]:
        """Find an entry by an address of its person."""
        return {address: entry for entry in self.entries for address in entry.person.addresses}

    def in_role(self, word: str) -> Sequence[Entry]:
        """List those with the role *word*, in the order of the file."""
        return [entry for entry in self.entries if word in entry.roles]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """How to read a file: the key of person ids, and the workspace that ids without one belong to."""

    secret: bytes = field(repr=False)
    homes: Mapping[Platform, str]


def read_roster(text: str, file: str, reading: Reading) -> tuple[Roster, tuple[Fault, ...]]:
    """Read *text*; return everybody and, in file and line order, every fault that forbids using it.

    An id is `USER` or `WORKSPACE/USER`. Whoever is reached in the terminal is reached there by their person id.
    """
    rows, faults = _rows(text, file)
    entries: list[Entry] = []
    for line, row in rows:
        whats = [*_row_faults(row, reading)]
        faults += [Fault(file=file, line=line, what=what) for what in whats]
        if not whats:
            entries.append(_entry(line, row, reading))
    faults += _repeated(entries, file)
    if not entries and not faults:
        faults.append(Fault(file=file, line=0, what="names nobody"))
    return Roster(entries=tuple(entries)), tuple(sorted(faults))


def _rows(text: str, file: str) -> tuple[list[tuple[int, dict[str, str]]], list[Fault]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    faults: list[Fault] = []
    try:
        head = [_column(cell) for cell in next(reader, [])]
        faults += [Fault(file=file, line=1, what=what) for what in _head_faults(head)]
        for cells in reader if not faults else ():
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(head):
                what = f"has {len(cells)} cells where the first line has {len(head)} columns"
                faults.append(Fault(file=file, line=reader.line_num, what=what))
                continue
            rows.append((reader.line_num, {key: cell.strip() for key, cell in zip(head, cells, strict=True)}))
    except csv.Error as error:
        faults.append(Fault(file=file, line=reader.line_num, what=f"is not CSV: {error}"))
    return rows, faults


def _column(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip().casefold())


def _head_faults(head: Sequence[str]) -> Iterable[str]:
    if not any(head):
        yield f"is empty: the first line names the columns {', '.join(COLUMNS)}"
        return
    yield from (f"lacks the column {name}" for name in NEEDED if name not in head)
    yield from (f"has a column {name!r} that is none of {', '.join(COLUMNS)}" for name in head if name not in COLUMNS)
    yield from (f"has the column {name} twice" for name in COLUMNS if head.count(name) > 1)


def _row_faults(row: Mapping[str, str], reading: Reading) -> Iterable[str]:
    """Say what is wrong with one line, without repeating a name or an e-mail of it."""
    if not row["name"]:
        yield "has no name"
    if not _EMAIL.fullmatch(row["email"]):
        yield "has no e-mail, or one that cannot be right"
    above = (column for column in ("manager_email", "backup_email") if row.get(column))
    yield from (f"has a {column} that is no e-mail" for column in above if not _EMAIL.fullmatch(row[column]))
    long = (column for column in row if len(row[column]) > LONGEST_CELL)
    yield from (f"has a {column} of more than {LONGEST_CELL} characters" for column in long)
    if not all(_is_role(role) for role in _roles(row)):
        yield f"has a role that is none of {', '.join(ROLES)} and {OWNER}POLICY"
    blank = (column for column in IDS if re.search(r"\s", row.get(column, "")))
    yield from (f"has a {column} with a blank in it" for column in blank)
    yield from _preference_faults(row, reading)


def _is_role(word: str) -> bool:
    return word in ROLES or (word.startswith(OWNER) and word != OWNER)


def _preference_faults(row: Mapping[str, str], reading: Reading) -> Iterable[str]:
    preferred = row.get("preferred_platform", "").casefold()
    if not preferred:
        return
    if preferred not in set(Platform):
        yield f"has a preferred_platform that is none of {', '.join(Platform)}"
    elif not any(address.platform == preferred for address in _addresses(row, reading)):
        yield "prefers a platform on which it gives no id"


def _roles(row: Mapping[str, str]) -> frozenset[str]:
    return frozenset(role for role in _BETWEEN_ROLES.split(row.get("roles", "").casefold()) if role)


def _addresses(row: Mapping[str, str], reading: Reading) -> tuple[Address, ...]:
    """List where somebody is reached, the preferred platform first."""
    found: list[Address] = []
    for column, platform in IDS.items():
        if given := row.get(column, ""):
            workspace, _, user = given.rpartition("/")
            home = workspace or reading.homes.get(platform, "")
            found.append(Address(platform=platform, workspace=home, user=user))
    if Platform.CONSOLE in reading.homes:
        user = person_id(reading.secret, row["email"])
        found.append(Address(platform=Platform.CONSOLE, workspace=reading.homes[Platform.CONSOLE], user=user))
    preferred = row.get("preferred_platform", "").casefold()
    return tuple(sorted(found, key=lambda address: address.platform != preferred))


def _entry(line: int, row: Mapping[str, str], reading: Reading) -> Entry:
    made = person_id(reading.secret, row["email"])
    return Entry(
        person=Person(id=made, name=row["name"], addresses=_addresses(row, reading)),
        email=row["email"].casefold(),
        manager=row.get("manager_email", "").casefold(),
        backup=row.get("backup_email", "").casefold(),
        roles=_roles(row),
        line=line,
    )


def _repeated(entries: Sequence[Entry], file: str) -> Iterable[Fault]:
    """Find e-mails and ids that two lines have: nobody could tell who is meant."""
    first: dict[object, int] = {}
    for entry in entries:
        for what, key in (("e-mail", entry.email), *((f"{a.platform} id", a) for a in entry.person.addresses)):
            line = first.setdefault(key, entry.line)
            if line != entry.line:
                yield Fault(file=file, line=entry.line, what=f"has the {what} of line {line}")
