"""A PostgreSQL server of the tests' own: found on this machine, run in a temporary folder, stopped at the end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
MISSING = (
    "\n*** NO POSTGRESQL ON THIS MACHINE: everything about PostgreSQL is untested. ***\n"
    "*** Debian: apt-get install --yes --no-install-recommends postgresql-15    ***\n"
)


def programs() -> Path | None:
    """Find the folder with initdb and postgres."""
    there = shutil.which("initdb")
    folders = [*_FOLDERS, *([Path(there).parent] if there else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def demanded() -> bool:
    """Whether a missing PostgreSQL is a failure."""
    return os.getenv("CI", "").lower() in ("1", "true", "yes")


class Server:
    """One server on a free port of the loopback."""

    def __init__(self, bin_folder: Path, folder: Path, *, fsync: bool) -> None:
        self._bin, self._folder, self._fsync = bin_folder, folder, fsync
        self._user = None if os.getuid() else pwd.getpwnam("postgres" if _has("postgres") else "nobody")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])

    def create(self) -> None:
        if self._user:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        self._run(
            "initdb", "--pgdata", self._cluster, "--username", "signpost", "--auth", "trust", "--no-sync", "-EUTF8"
        )
        fsync = "on" if self._fsync else "off"
        with (self._folder / "cluster" / "postgresql.conf").open("a") as settings:
            settings.write(
                f"port = {self.port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n"
                f"fsync = {fsync}\nfull_page_writes = {fsync}\nshared_buffers = 32MB\nmax_connections = 100\n"
            )

    def start(self) -> None:
        self._run("pg_ctl", "start", "--wait", "--pgdata", self._cluster, "--log", str(self._folder / "log"))

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "stop", "--wait", "--pgdata", self._cluster, "--mode", mode)

    def crash(self) -> None:
        """As if the machine had lost power, then come back."""
        self.stop("immediate")
        self.start()

    def new_database(self, name: str) -> str:
        """Create an empty database; return its address."""
        self._run("createdb", "--host", "127.0.0.1", "--port", str(self.port), "--username", "signpost", name)
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql://signpost@127.0.0.1:{self.port}/{name}"

    @property
    def _cluster(self) -> str:
        return str(self._folder / "cluster")

    def _run(self, program: str, *arguments: str) -> None:
        user = self._user
        subprocess.run(  # noqa: S603 - our own words only
            [str(self._bin / program), *arguments],
            check=True,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )


@contextmanager
def running(bin_folder: Path, *, fsync: bool = False) -> Iterator[Server]:
    """Run a server until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="signpost-postgres-", dir="/tmp"))
    server = Server(bin_folder, folder, fsync=fsync)
    try:
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has(user: str) -> bool:
    return any(entry.pw_name == user for entry in pwd.getpwall())
