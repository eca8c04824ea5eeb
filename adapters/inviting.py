"""`signpost invite discord`: asks Discord which application the token belongs to, and writes its link."""

import discord

from adapters.discord.checks import TOKEN, Access, DiscordRefuses
from adapters.discord.invite import link
from bot.errors import BadInput, SettingsFaults
from bot.settings import Settings


async def invitation(settings: Settings) -> str:
    """Write the link, for the server that the settings name, if they name one.

    Raises:
        SettingsFaults: the token is not set or cannot be one.
        DiscordRefuses: Discord knows no such token.
        BadInput: Discord cannot be reached just now.
    """
    access = Access.of(settings)
    if access is None:
        raise SettingsFaults([f"{TOKEN}: is not set; it is on the application's page, under Bot"])
    rest = access.rest()
    try:
        await rest.open()
    except discord.LoginFailure as error:
        raise DiscordRefuses((f"{TOKEN}: Discord knows no such token; reset it on the application's page",)) from error
    except Exception as error:
        raise BadInput(f"Discord cannot be reached just now ({type(error).__name__}); try again") from error
    finally:
        await rest.close()
    return link(rest.application, access.guild)
