"""How an escalation lives: who may press what, what follows, and who is told."""
