"""The SQLite file itself: one process, a local disk, never a new empty file in place of a lost one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from adapters.storage.refusals import DamagedStore, StoreInUse, UnsuitablePlace

_OVER_THE_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "afs", "ceph", "9p", "fuse.sshfs"})
_MOUNTS = Path("/proc/self/mounts")
_KEPT = "A database is kept here.\n"


class LockFile:
    """`<database>.lock`, held while a process has the database; it also remembers that there was one."""

    def __init__(self, file: IO[str], path: Path) -> None:
        self._file = file
        self._path = path

    def refuse_a_lost_database(self, database: Path) -> None:
        """Raise `DamagedStore` where a database was kept and none is left."""
        self._file.seek(0)
        there = database.exists() and database.stat().st_size > 0
        if not there and self._file.read() == _KEPT:
            raise DamagedStore(
                f"The database {database} is gone or empty, though one was kept there. Restore it from a backup; "
                f"or, to begin with an empty one, delete {self._path}."
            )

    def remember(self) -> None:
        """Write down that a database is kept here."""
        self._file.seek(0)
        self._file.write(_KEPT)
        self._file.flush()


@contextmanager
def locked(database: Path) -> Iterator[LockFile]:
    """Hold the lock file of *database*; the system lets go of it when the process ends, however it ends.

    Raises:
        StoreInUse: another process holds it.
        UnsuitablePlace: the folder cannot be written.
    """
    path = database.with_name(database.name + ".lock")
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise UnsuitablePlace(
            f"{path} cannot be written ({error.strerror}); let the account Signpost runs as write to that folder."
        ) from error
    with file:
        try:
            _take(file)
        except OSError as error:
            raise StoreInUse(
                f"Another Signpost is using {database}; stop it first, or use PostgreSQL for several processes."
            ) from error
        yield LockFile(file, path)


def _take(file: IO[str]) -> None:
    if sys.platform == "win32":  # pragma: no cover - the other systems' way is tested
        import msvcrt  # noqa: PLC0415 - exists on Windows alone

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - does not exist on Windows

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def refuse_network_disks(database: Path, mounts: Path = _MOUNTS) -> None:
    """Raise `UnsuitablePlace` for a file on a network disk, where SQLite's locks cannot be trusted."""
    if not mounts.exists():  # only Linux lists them there
        return
    folder = database.resolve().parent
    lines = (line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines())
    above = [(len(at), kind) for _, at, kind, *_ in lines if folder.is_relative_to(at.replace("\\040", " "))]
    _, kind = max(above, default=(0, ""))
    if kind in _OVER_THE_NETWORK:
        raise UnsuitablePlace(
            f"{database} lies on a network disk ({kind}), where an SQLite file gets damaged; "
            "put it on a local disk, or set DATABASE_URL to a PostgreSQL server."
        )


def damaged(database: Path, findings: str) -> DamagedStore:
    """Say that the file is damaged, what `integrity_check` found, and how to restore it."""
    return DamagedStore(
        f"The database {database} is damaged: {findings}. Nothing was changed. To restore it: stop Signpost, keep "
        f"copies of {database.name}, {database.name}-wal and {database.name}-shm, put last night's backup in place of "
        "the first and delete the other two, then start again."
    )
