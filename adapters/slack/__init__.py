"""Slack: payloads become the core's nouns, what the core shows becomes Block Kit, and nothing else happens here."""
