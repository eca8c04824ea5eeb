"""A strict local Discord for tests: REST v10, gateway v10 and people who press what they see.

Start at `server.DiscordServer`; it knows nothing of Signpost.
A bot is pointed at `server.api`; discord.py takes it as `discord.http.Route.BASE`, and what `GET /gateway/bot` says
as `discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY`, which it falls back on after INVALID_SESSION.
"""
