"""What Slack refuses in blocks, views and texts."""
