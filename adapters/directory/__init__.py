"""Who manages whom."""
