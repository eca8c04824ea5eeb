"""Whether Slack would let us work: both tokens, the scopes, the private channel; and which one is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.manifest import scopes
from adapters.slack.refusals import BROKEN, code_of
from bot.errors import BotError, NotAccepted, SettingsFaults
from bot.settings import Settings

CALL = 10  # seconds a call may take
KINDS = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}
WRONG = BROKEN | {"not_allowed_token_type", "invalid_auth", "account_inactive", "forbidden_team"}


class SlackRefuses(BotError):
    """Slack does not let this installation work; `faults` say what is wrong and what to do. Exit code 78."""

    exit_code = 78

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True, kw_only=True, slots=True)
class Access:
    """What opens Slack to us; with `http`, requests come signed instead of through a socket."""

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    api_url: str
    http: bool = False

    @classmethod
    def of(cls, settings: Settings, *, http: bool) -> "Access | None":
        """Read it from the settings; None when Slack is off.

        Raises:
            SettingsFaults: something is missing, or is of the wrong kind.
        """
        if settings.slack_bot_token is None:
            return None
        needed: dict[str, SecretStr | None] = {"SLACK_BOT_TOKEN": settings.slack_bot_token}
        needed |= (
            {"SLACK_SIGNING_SECRET": settings.slack_signing_secret}
            if http
            else {"SLACK_APP_TOKEN": settings.slack_app_token}
        )
        faults = [fault for name, value in needed.items() if (fault := _fault_of(name, value))]
        if not settings.slack_api_url.startswith(("https://", "http://")):
            faults.append("SLACK_API_URL: is no address; leave it empty for Slack itself")
        if faults:
            raise SettingsFaults(faults)
        return cls(
            bot_token=settings.slack_bot_token.get_secret_value(),
            app_token=_plain(settings.slack_app_token),
            signing_secret=_plain(settings.slack_signing_secret),
            api_url=f"{settings.slack_api_url.rstrip('/')}/",
            http=http,
        )

    def client(self) -> AsyncWebClient:
        """Make a client that repeats nothing by itself: what is uncertain is looked up first."""
        return AsyncWebClient(token=self.bot_token, base_url=self.api_url, timeout=CALL, retry_handlers=[])


@dataclass(frozen=True, kw_only=True, slots=True)
class Installation:
    """Where we are installed, as whom, and with which scopes too few."""

    team: str
    bot_user: str
    lacks: frozenset[str]


async def check(client: AsyncWebClient, access: Access) -> Installation:
    """Ask Slack whether both tokens work and every scope of the manifest is granted.

    Raises:
        SlackRefuses: one of them does not; every one that does not is named.
        NotAccepted: Slack cannot be reached just now.
    """
    faults = list[str]()
    found = await _bot(client, faults)
    if not access.http:
        await _app(client, access.app_token, faults)
    if found is not None and found.lacks:
        listed = ", ".join(sorted(found.lacks))
        faults.append(f"SLACK_BOT_TOKEN: lacks the scopes {listed}; put the manifest in place and install again")
    if faults or found is None:
        raise SlackRefuses(tuple(faults))
    return found


async def _bot(client: AsyncWebClient, faults: list[str]) -> Installation | None:
    try:
        said = await client.auth_test()
    except SlackApiError as error:
        faults.append(_complaint("SLACK_BOT_TOKEN", error))
        return None
    except Exception as error:
        raise NotAccepted("auth.test", type(error).__name__) from error
    granted = _granted(said.headers)
    return Installation(
        team=str(said["team_id"]),
        bot_user=str(said["user_id"]),
        lacks=frozenset() if granted is None else scopes() - granted,
    )


async def _app(client: AsyncWebClient, token: str, faults: list[str]) -> None:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        faults.append(_complaint("SLACK_APP_TOKEN", error))
    except Exception as error:
        raise NotAccepted("apps.connections.open", type(error).__name__) from error


def _complaint(name: str, error: SlackApiError) -> str:
    """Name the setting, never its value.

    Raises:
        NotAccepted: it is not the token; Slack is busy or down.
    """
    code = code_of(error)
    if code not in WRONG:
        status = getattr(error.response, "status_code", 0)
        raise NotAccepted(name, code or f"status_{status}") from error
    return f"{name}: Slack says {code}; copy it again from the app's page, and check that the app is installed"


def _granted(headers: Mapping[str, str]) -> frozenset[str] | None:
    said = next((value for key, value in headers.items() if key.lower() == "x-oauth-scopes"), None)
    return None if said is None else frozenset(scope.strip() for scope in said.split(","))


def _fault_of(name: str, value: SecretStr | None) -> str:
    text = _plain(value)
    kind = KINDS.get(name, "")
    if not text.strip():
        return f"{name}: is not set; it is on the app's page at api.slack.com/apps"
    if text != text.strip() or any(sign.isspace() for sign in text):
        return f"{name}: has a blank in it; copy it again"
    if not text.startswith(kind):
        return f"{name}: is of another kind; it begins with {kind}"
    return ""


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
