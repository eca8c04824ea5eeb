"""Append-only files beside the database."""
