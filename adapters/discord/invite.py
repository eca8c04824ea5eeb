"""The link that brings the bot into a server: the least it needs, and why."""

from urllib.parse import urlencode

SCOPES = ("bot", "applications.commands")
PERMISSIONS = {
    "View Channels": 1 << 10,
    "Send Messages": 1 << 11,
    "Read Message History": 1 << 16,
    "Send Messages in Threads": 1 << 38,
}
"""By the names that Discord shows. No privileged intent is among them: it reads nothing that is not for it."""
PAGE = "https://discord.com/oauth2/authorize"


def link(application: str, guild: str = "") -> str:
    """Write the link, for one *guild* where it is named."""
    query = {"client_id": application, "permissions": str(sum(PERMISSIONS.values())), "scope": " ".join(SCOPES)}
    if guild:
        query |= {"guild_id": guild, "disable_guild_select": "true"}
    return f"{PAGE}?{urlencode(query)}"
