"""What keeps a database from being used, in plain words: at the start with an exit code, while running as an error.

Nothing of a statement, its parameters or an address with a password ever gets into a message.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StoreUnavailable

IN_USE = 75  # EX_TEMPFAIL of sysexits.h: try again once the other process has stopped
WRONG_SETTINGS = 2
_OFFLINE_STATES = ("57P01", "57P02", "57P03", "08")

_SQLITE = (
    ("database is locked", "The database is locked by another program; close it, and this works again by itself."),
    ("readonly", "The database is read-only; let the account Signpost runs as write to the file and its folder."),
    ("query_only", "The database is read-only; let the account Signpost runs as write to the file and its folder."),
    ("full", "The disk or the database is full; make room, and this works again by itself."),
    ("disk i/o", "The disk reports an error; check it, and keep a copy of the database before anything else."),
    ("malformed", "The database file is damaged; stop Signpost and restore the file from a backup."),
    ("not a database", "The database file is damaged; stop Signpost and restore the file from a backup."),
    ("unable to open", "The database file cannot be opened; check DATABASE_URL, the folder and its permissions."),
)
_POSTGRESQL = {
    "25006": "The database is read-only; point DATABASE_URL at the primary server.",
    "53100": "The database server's disk is full; make room, and this works again by itself.",
    "53200": "The database server is out of memory.",
    "53300": "The database server takes no more connections; raise its max_connections or run fewer replicas.",
    "55P03": "Another process holds the same row for too long; this is tried again by itself.",
    "40P01": "Two processes wanted the same rows at once; this is tried again by itself.",
    "40001": "Two processes wanted the same rows at once; this is tried again by itself.",
    "57014": "The database took too long; this is tried again by itself.",
    "42501": "The database user lacks a right; let the user in DATABASE_URL own the database.",
    "28P01": "The database refused the password in DATABASE_URL.",
    "28000": "The database refused the user in DATABASE_URL.",
    "3D000": "The database named in DATABASE_URL does not exist; create it.",
    "42P01": "A table is missing; another program changed the database. Restore it from a backup.",
}


class StoreRefused(StoreUnavailable):
    """The database must not be used as it is; start nothing. `exit_code` is the process's."""

    exit_code = WRONG_SETTINGS


class StoreInUse(StoreRefused):
    """Another process has the SQLite file."""

    exit_code = IN_USE


class NewerStore(StoreRefused):
    """A newer version of Signpost has migrated the database."""


class DamagedStore(StoreRefused):
    """The SQLite file is damaged or gone; it is never replaced by an empty one."""


class UnsuitablePlace(StoreRefused):
    """The file lies where SQLite cannot keep it safe, or the address in `DATABASE_URL` cannot be used."""


def plainly(error: Exception) -> str:
    """Say what is wrong and what to do, without the statement, its parameters or the address."""
    if isinstance(error, PoolTimeout):
        return "All connections to the database are in use; this is tried again by itself."
    if not isinstance(error, DBAPIError):
        return f"The database cannot be reached ({_innermost(error)}); check DATABASE_URL and that the server runs."
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(state, str):
        if state.startswith(_OFFLINE_STATES):
            return "The database server is shutting down or restarting; this is tried again by itself."
        return _POSTGRESQL.get(state, f"The database refused a statement (SQLSTATE {state}).")
    said = str(error.orig).lower()
    known = (words for key, words in _SQLITE if key in said)
    return next(known, f"The database failed ({_innermost(error.orig or error)}); this is tried again by itself.")


def is_damage(error: DBAPIError) -> bool:
    """Whether SQLite says that the file itself is broken."""
    return any(sign in str(error.orig).lower() for sign in ("malformed", "not a database"))


def _innermost(error: BaseException) -> str:
    """Name the kind of the first cause, which is enough to look it up and holds no text."""
    while error.__cause__ is not None:
        error = error.__cause__
    return type(error).__name__


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turn what SQLAlchemy and the drivers raise into `StoreUnavailable`."""
    try:
        yield
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        # without the cause, which a log would print: PostgreSQL quotes the failing row in it, texts and all
        raise StoreUnavailable(plainly(error)) from None
