"""The tables, and how a moment is written in them."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import DateTime, TypeDecorator


class Fate(StrEnum):
    """What became of an outbox entry."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SETTLED = "settled"
    CANCELLED = "cancelled"
    DEAD = "dead"


class Moment(TypeDecorator[datetime]):
    """An aware UTC time: timestamptz on PostgreSQL; on SQLite text of fixed width, which sorts as it reads."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write *value* in UTC; SQLite keeps no zone."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read it back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")
UNFINISHED = text("fate IN ('waiting', 'claimed')")

intake = Table(
    "intake",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sender_workspace", Text),  # this and the next two are emptied once it is answered
    Column("sender_user", Text),
    Column("body", Text),
    Column("received_at", Moment, nullable=False),
    Column("answer_by", Moment),
    Column("owner", Text, nullable=False),
    Column("lease_taken_at", Moment, nullable=False),
    Column("lease_until", Moment, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("settled_at", Moment),
    UniqueConstraint("platform", "workspace", "event", name="uq_intake_delivery"),
)
Index(
    "ix_intake_unanswered",
    intake.c.lease_until,
    sqlite_where=text("settled_at IS NULL"),
    postgresql_where=text("settled_at IS NULL"),
)
Index("ix_intake_settled_at", intake.c.settled_at)

threads = Table(
    "threads",
    metadata,
    Column("id", Text, primary_key=True),
    Column("touched_at", Moment, nullable=False),
    Column("body", Text, nullable=False),
)
Index("ix_threads_touched_at", threads.c.touched_at)

escalations = Table(
    "escalations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("asker", Text, nullable=False),
    Column("assigned", Text),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("has_text", Boolean(create_constraint=False), nullable=False),
    Column("writers", Text, nullable=False),  # whose words it holds, between blanks
    Column("format", Integer, nullable=False),
    Column("body", Text, nullable=False),
)
Index("ix_escalations_asker", escalations.c.asker)
Index("ix_escalations_assigned", escalations.c.assigned)

outbox = Table(
    "outbox",
    metadata,
    Column("place", Number, primary_key=True, autoincrement=True),  # the order in which entries were put
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("format", Integer, nullable=False),
    Column("escalation", Text),
    Column("stream", Text),  # none for a timer
    Column("platform", Text),
    Column("workspace", Text),
    Column("replaces", Text),
    Column("body", Text),
    Column("due_at", Moment, nullable=False),
    Column("ready_at", Moment, nullable=False),  # when a claim may next take it: due, retried, or its lease over
    Column("fate", Text, nullable=False),
    Column("owner", Text),
    Column("lease_taken_at", Moment),
    Column("attempt", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("doubt_since", Moment),
    Column("doubt_times", Integer, nullable=False),
    Column("landed", Text),
    Column("buried_why", Text),
    Column("ended_at", Moment),
)
Index("ix_outbox_due_at", outbox.c.due_at, outbox.c.place, sqlite_where=UNFINISHED, postgresql_where=UNFINISHED)
Index("ix_outbox_ready_at", outbox.c.ready_at, sqlite_where=UNFINISHED, postgresql_where=UNFINISHED)
Index(
    "ix_outbox_stream",
    outbox.c.stream,
    outbox.c.due_at,
    outbox.c.place,
    sqlite_where=UNFINISHED,
    postgresql_where=UNFINISHED,
)
Index("ix_outbox_escalation", outbox.c.escalation)
Index("ix_outbox_dead", outbox.c.ended_at, sqlite_where=text("fate = 'dead'"), postgresql_where=text("fate = 'dead'"))

audit = Table(
    "audit",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),  # without gaps: a missing one shows
    Column("at", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("escalation", Text),
    Column("version", Integer, nullable=False),
    Column("by_person", Text),
    Column("to_person", Text),
    Column("link", Text, nullable=False),
)
Index("ix_audit_escalation", audit.c.escalation)

counts = Table(
    "counts",
    metadata,
    Column("week", Date, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("times", Integer, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Moment, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
