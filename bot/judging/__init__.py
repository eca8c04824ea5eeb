"""How a question is judged: its form, the facts it turns on, the clauses shown."""
