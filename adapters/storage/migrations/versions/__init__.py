"""One module for each step; each only adds, so that the version before can run beside it."""
