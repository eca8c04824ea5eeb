"""Alembic's scripts; `adapters.storage.migrate` runs them."""
