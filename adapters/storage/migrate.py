"""Bring the tables to this version: in one transaction, by one process at a time, never from a newer version."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from adapters.storage.refusals import NewerStore
from adapters.storage.tables import metadata

SCRIPTS = Path(__file__).with_name("migrations")
_LOCK = 0x51697062


def migrate(connection: Connection, scripts: Path = SCRIPTS) -> None:
    """Upgrade to the newest revision within the connection's transaction, which the caller commits.

    A process killed half-way leaves nothing of it. Others wait: on SQLite behind `BEGIN IMMEDIATE`, on PostgreSQL
    behind an advisory lock.

    Raises:
        NewerStore: a newer version has migrated the database.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    directory = ScriptDirectory.from_config(config)

    def steps(revision: tuple[str, ...] | str, context: MigrationContext) -> list[RevisionStep]:
        del context
        return directory._upgrade_revs("head", revision)  # type: ignore[arg-type]  # noqa: SLF001 - as alembic's own command does

    known = {script.revision for script in directory.walk_revisions()}
    newer = sorted(set(MigrationContext.configure(connection).get_current_heads()) - known)
    if newer:
        raise NewerStore(
            f"The database was migrated by a newer version of Signpost (revision {newer[0]}); run that version, "
            "or restore the backup made before it. Nothing was changed."
        )
    with EnvironmentContext(config, directory, fn=steps) as environment:
        environment.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
        environment.run_migrations()
