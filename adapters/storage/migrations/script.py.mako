"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = "${up_revision}"
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Expand only: the version before must be able to run beside this one."""
    ${upgrades if upgrades else "pass"}
