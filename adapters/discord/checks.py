"""Whether Discord would let us work: the token, the server our people are in; and what to do where it would not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import discord

from adapters.discord.rest import Rest
from bot.errors import BotError, NotAccepted, SettingsFaults
from bot.settings import Settings

TOKEN, GUILD = "DISCORD_TOKEN", "DISCORD_GUILD"
UNAUTHORISED, FORBIDDEN, NOT_FOUND = 401, 403, 404


class DiscordRefuses(BotError):
    """Discord does not let this installation work; `faults` say what is wrong and what to do. Exit code 78."""

    exit_code = 78

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True, kw_only=True, slots=True)
class Access:
    """What opens Discord to us; `guild` is the server whose commands are registered at once, if one is named."""

    token: str = field(repr=False)
    api_url: str
    guild: str = ""
    managers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings) -> "Access | None":
        """Read it from the settings; None when Discord is off.

        Raises:
            SettingsFaults: something is missing, or is of the wrong kind.
        """
        if settings.discord_token is None:
            return None
        token = settings.discord_token.get_secret_value()
        faults = [*_faults_of_token(token), *_faults_of_ids(settings)]
        if not settings.discord_api_url.startswith(("https://", "http://")):
            faults.append("DISCORD_API_URL: is no address; leave it empty for Discord itself")
        if faults:
            raise SettingsFaults(faults)
        return cls(
            token=token,
            api_url=settings.discord_api_url.rstrip("/"),
            guild=settings.discord_guild,
            managers=settings.discord_managers,
        )

    def rest(self) -> Rest:
        """Make what calls Discord."""
        return Rest(self.token, self.api_url)


@dataclass(frozen=True, kw_only=True, slots=True)
class Installation:
    """As which application we are installed, and in which server our people are."""

    application: str
    guild: str


async def check(rest: Rest, access: Access) -> Installation:
    """Log in, and ask Discord whether the token works and which server is ours; *rest* is open then.

    Raises:
        DiscordRefuses: the token or the server is wrong.
        NotAccepted: Discord cannot be reached just now.
    """
    try:
        await rest.open()
    except discord.LoginFailure as error:
        raise DiscordRefuses((f"{TOKEN}: Discord knows no such token; reset it on the application's page",)) from error
    except Exception as error:
        raise NotAccepted("login", _word(error)) from error
    return Installation(application=rest.application, guild=await _home(rest, access))


async def _home(rest: Rest, access: Access) -> str:
    """Find the server that is ours: the named one, or the only one there is."""
    try:
        if access.guild:
            await rest.call("GET", "/guilds/{guild_id}", named={"guild_id": access.guild})
            return access.guild
        guilds = await rest.call("GET", "/users/@me/guilds")
    except discord.HTTPException as error:
        if error.status in (UNAUTHORISED, FORBIDDEN, NOT_FOUND):
            what = f"{GUILD}: the bot is not in that server; invite it with what “signpost invite discord” prints"
            raise DiscordRefuses((what,)) from error
        raise NotAccepted(GUILD, _word(error)) from error
    except Exception as error:
        raise NotAccepted(GUILD, _word(error)) from error
    if len(guilds) == 1:
        return str(guilds[0]["id"])
    if not guilds:
        what = f"{GUILD}: the bot is in no server yet; invite it with what “signpost invite discord” prints"
    else:
        what = f"{GUILD}: the bot is in {len(guilds)} servers; say in which one your people are"
    raise DiscordRefuses((what,))


def _faults_of_token(token: str) -> Iterator[str]:
    if not token.strip():
        yield f"{TOKEN}: is empty; copy it from the application's page, under Bot"
    elif any(sign.isspace() for sign in token):
        yield f"{TOKEN}: has a blank in it; copy it again, without “Bot” before it"
    elif token.startswith(("xoxb-", "xapp-")):
        yield f"{TOKEN}: is a token of Slack; copy the bot's token from Discord's page"


def _faults_of_ids(settings: Settings) -> Iterator[str]:
    how = "turn on Developer Mode in Discord, then choose Copy ID"
    for name in (GUILD, "DISCORD_PRIVATE_CHANNEL"):
        value = str(getattr(settings, name.lower()))
        if value and not value.isdigit():
            yield f"{name}: is no id; {how}"
    if not all(one.isdigit() for pair in settings.discord_managers.items() for one in pair):
        yield f"DISCORD_MANAGERS: holds something that is no id; {how}"


def _word(error: Exception) -> str:
    code = getattr(error, "code", 0) or getattr(error, "status", 0)
    return f"status_{code}" if code else type(error).__name__
