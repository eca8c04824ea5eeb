"""A strict local Slack for tests: Web API, Socket Mode, signed HTTP, Block Kit rules and people who use it."""
