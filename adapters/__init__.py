"""The world: one folder for each thing outside the core."""
