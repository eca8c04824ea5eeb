"""Which clauses a question is about."""
