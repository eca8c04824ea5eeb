"""For `alembic revision` by hand; the application itself migrates through `adapters.storage.migrate`."""
