"""Slack's own errors → the core's: what did not arrive, what nobody knows of, and what a person must repair."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from aiohttp import ClientConnectorError
from slack_sdk.errors import SlackApiError

from bot.errors import ArrivalUncertain, DeliveryFailed, NotAccepted, NotPermitted, RateLimited, Unreachable

GONE = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "message_not_found",
        "messages_tab_disabled",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
    }
)
"""Nobody is reached there, however often it is tried."""
BROKEN = frozenset(
    {
        "access_denied",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "token_expired",
        "token_revoked",
    }
)
"""Nothing will arrive until somebody repairs the installation."""
UNKNOWN = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
SHORTEST, LONGEST, USUAL = 1, 300, 30  # seconds of a pause


def retry_after(headers: Mapping[str, str]) -> timedelta:
    """Read how long Slack wants to be left alone; a header that is missing or no number means the usual pause."""
    said = next((value for key, value in headers.items() if key.lower() == "retry-after"), "")
    try:
        seconds = float(said)
    except ValueError:
        seconds = USUAL
    if seconds != seconds:  # noqa: PLR0124 - not a number
        seconds = USUAL
    return timedelta(seconds=min(max(seconds, SHORTEST), LONGEST))


def translated(entry: str, error: Exception) -> DeliveryFailed:
    """Say what *error* means for *entry*."""
    if isinstance(error, SlackApiError):
        return _refused(entry, error)
    if isinstance(error, ClientConnectorError):
        return NotAccepted(entry, "no_connection")
    return ArrivalUncertain(entry, type(error).__name__)


@contextmanager
def in_our_words(entry: str) -> Iterator[None]:
    """Let nothing but the core's errors leave the block."""
    try:
        yield
    except DeliveryFailed:
        raise
    except Exception as error:
        raise translated(entry, error) from error


def code_of(error: SlackApiError) -> str:
    """Read Slack's word for what is wrong."""
    body = getattr(error.response, "data", None)
    return str(body.get("error", "")) if isinstance(body, Mapping) else ""


def _refused(entry: str, error: SlackApiError) -> DeliveryFailed:
    status, code = getattr(error.response, "status_code", 0), code_of(error)
    if status == 429 or code in ("ratelimited", "rate_limited"):  # noqa: PLR2004 - HTTP's own number
        headers = getattr(error.response, "headers", None) or {}
        return RateLimited(entry, "ratelimited", retry_after(headers))
    if status >= 500 or code in UNKNOWN or not code:  # noqa: PLR2004 - HTTP's own number
        return ArrivalUncertain(entry, code or f"status_{status}")
    if code in GONE:
        return Unreachable(entry, code)
    return NotPermitted(entry, code) if code in BROKEN else NotAccepted(entry, code)
