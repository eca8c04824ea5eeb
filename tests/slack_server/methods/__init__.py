"""The Web API methods the local Slack answers."""
