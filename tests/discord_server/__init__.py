"""A strict local Discord for tests: REST v10, gateway v10 and people who press what they see.

Start at `server.DiscordServer`; it knows nothing of Signpost.
"""
