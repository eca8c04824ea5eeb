"""Questions in a manager's hands, drawn up once for every chat platform."""
