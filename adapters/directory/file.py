"""The directory in a CSV file: read and checked as a whole, again whenever it changes; a broken one changes nothing."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from adapters.directory.chains import chain_of, first_fit
from adapters.directory.remarks import remarks_on
from adapters.directory.roster import OWNER, Entry, Reading, Roster, read_roster
from bot.errors import DirectoryFaults, Fault
from bot.model import PolicyId
from bot.people import Address, Chain, Person, PersonId, Role, Skip, Step, Unknown


class Stamp(NamedTuple):
    """What changes when a file does."""

    modified: int
    size: int
    inode: int


class FileDirectory:
    """Who is who, from a file; `faults` says why its newest version is not used, `remarks` what can be lived with."""

    def __init__(self, path: Path, reading: Reading) -> None:
        """Read *path*.

        Raises:
            DirectoryFaults: it cannot be used; every fault with its line.
        """
        self._path = path
        self._reading = reading
        self._stamp = _stamp(path)
        self.faults: tuple[Fault, ...] = ()
        self._roster = self._read()

    @property
    def remarks(self) -> tuple[Fault, ...]:
        """What sends questions another way than the file's writer may think."""
        return tuple(remarks_on(self._current(), self._path.name))

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody's names, for masking."""
        return tuple(entry.person.name for entry in self._current().entries)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who can ask or be asked, in the order of the file."""
        return tuple(entry.person for entry in self._current().entries if not (entry.left or entry.bot))

    async def find(self, address: Address) -> Person | Unknown:
        """Find who is reached at *address*."""
        return _known(self._current().by_address.get(address))

    async def person(self, person: PersonId) -> Person | Unknown:
        """Find somebody by id."""
        return _known(self._current().by_id.get(person))

    async def chain(self, asker: PersonId, avoiding: Collection[PersonId] = ()) -> Chain:
        """Name whom to ask for *asker*."""
        return chain_of(self._current(), asker, avoiding)

    async def owner(self, policy: PolicyId, avoiding: Collection[PersonId] = ()) -> Step | Unknown:
        """Name the policy's owner: the role `owner:POLICY`."""
        return first_fit(self._current(), f"{OWNER}{policy.casefold()}", Role.POLICY_OWNER, avoiding) or Unknown()

    async def alternative(self, asker: PersonId, avoiding: Collection[PersonId]) -> Step | Unknown:
        """Name whom the organisation chose for questions about one's manager: the role `alternative`."""
        return first_fit(self._current(), "alternative", Role.ALTERNATIVE, (asker, *avoiding)) or Unknown()

    async def operator(self, avoiding: Collection[PersonId] = ()) -> Person | Unknown:
        """Name who runs the bot: the role `operator`."""
        step = first_fit(self._current(), "operator", Role.FALLBACK, avoiding)
        return Unknown() if step is None else step.person

    def _current(self) -> Roster:
        """Read the file again if it changed; keep what was read before if it is broken."""
        stamp = _stamp(self._path)
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._roster = self._read()
            except DirectoryFaults as error:
                self.faults = error.faults
            else:
                self.faults = ()
        return self._roster

    def _read(self) -> Roster:
        try:
            text = self._path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            what = "is not UTF-8: save it as “CSV UTF-8”"
            raise DirectoryFaults([Fault(file=self._path.name, line=0, what=what)]) from error
        except OSError as error:
            what = f"cannot be read: {error.strerror}"
            raise DirectoryFaults([Fault(file=self._path.name, line=0, what=what)]) from error
        roster, faults = read_roster(text, self._path.name, self._reading)
        if faults:
            raise DirectoryFaults(faults)
        return roster


def _known(entry: Entry | None) -> Person | Unknown:
    if entry is None:
        return Unknown()
    if entry.left or entry.bot:
        return Unknown(why=Skip.LEFT if entry.left else Skip.BOT)
    return entry.person


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)
