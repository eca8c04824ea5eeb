"""Where questions, escalations and notices are kept: SQLAlchemy Core on an SQLite file or on PostgreSQL."""
