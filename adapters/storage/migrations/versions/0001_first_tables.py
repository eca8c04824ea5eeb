"""The first tables: intake, escalations, outbox, audit with its triggers, counts, leases."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)
UNFINISHED = sa.text("fate IN ('waiting', 'claimed')")
UNANSWERED = sa.text("settled_at IS NULL")
DEAD = sa.text("fate = 'dead'")


def upgrade() -> None:
    """Create them."""
    _intake()
    _escalations()
    _outbox()
    _audit()
    op.create_table(
        "counts",
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
    )


def _intake() -> None:
    op.create_table(
        "intake",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("sender_workspace", sa.Text),
        sa.Column("sender_user", sa.Text),
        sa.Column("body", sa.Text),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("answer_by", MOMENT),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("lease_taken_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.UniqueConstraint("platform", "workspace", "event", name="uq_intake_delivery"),
    )
    op.create_index(
        "ix_intake_unanswered", "intake", ["lease_until"], sqlite_where=UNANSWERED, postgresql_where=UNANSWERED
    )
    op.create_index("ix_intake_settled_at", "intake", ["settled_at"])


def _escalations() -> None:
    op.create_table(
        "escalations",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("asker", sa.Text, nullable=False),
        sa.Column("assigned", sa.Text),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("has_text", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("writers", sa.Text, nullable=False),
        sa.Column("format", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_escalations_asker", "escalations", ["asker"])
    op.create_index("ix_escalations_assigned", "escalations", ["assigned"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("place", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("format", sa.Integer, nullable=False),
        sa.Column("escalation", sa.Text),
        sa.Column("stream", sa.Text),
        sa.Column("platform", sa.Text),
        sa.Column("workspace", sa.Text),
        sa.Column("replaces", sa.Text),
        sa.Column("body", sa.Text),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("ready_at", MOMENT, nullable=False),
        sa.Column("fate", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("lease_taken_at", MOMENT),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("doubt_since", MOMENT),
        sa.Column("doubt_times", sa.Integer, nullable=False),
        sa.Column("landed", sa.Text),
        sa.Column("buried_why", sa.Text),
        sa.Column("ended_at", MOMENT),
    )
    for name, columns in (
        ("ix_outbox_due_at", ["due_at", "place"]),
        ("ix_outbox_ready_at", ["ready_at"]),
        ("ix_outbox_stream", ["stream", "due_at", "place"]),
    ):
        op.create_index(name, "outbox", columns, sqlite_where=UNFINISHED, postgresql_where=UNFINISHED)
    op.create_index("ix_outbox_escalation", "outbox", ["escalation"])
    op.create_index("ix_outbox_dead", "outbox", ["ended_at"], sqlite_where=DEAD, postgresql_where=DEAD)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("escalation", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("by_person", sa.Text),
        sa.Column("to_person", sa.Text),
        sa.Column("link", sa.Text, nullable=False),
    )
    op.create_index("ix_audit_escalation", "audit", ["escalation"])
    protect = _protect_on_sqlite if op.get_bind().dialect.name == "sqlite" else _protect_on_postgresql
    protect()


def _protect_on_sqlite() -> None:
    op.execute(
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    )
    op.execute(  # a DELETE goes through the rows by number, so a head passes and anything else does not
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
        "WHEN EXISTS (SELECT 1 FROM audit WHERE number < OLD.number) "
        "OR NOT EXISTS (SELECT 1 FROM audit WHERE number > OLD.number) "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only: only its head may go'); END"
    )


def _protect_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
    )
    op.execute(
        "CREATE FUNCTION refuse_audit_gap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF EXISTS (SELECT 1 FROM gone) AND (SELECT coalesce(min(number), 0) FROM audit) "
        "<= (SELECT max(number) FROM gone) THEN "
        "RAISE EXCEPTION 'the audit log is append-only: only its head may go'; END IF; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )
    op.execute(
        "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )
    op.execute(
        "CREATE TRIGGER audit_no_delete AFTER DELETE ON audit REFERENCING OLD TABLE AS gone "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_gap()"
    )
