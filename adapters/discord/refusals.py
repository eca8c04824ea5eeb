"""Discord's own errors → the core's: what did not arrive, what nobody knows of, and what a person must repair."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from aiohttp import ClientConnectorError
from discord import HTTPException
from discord import RateLimited as Paused

from bot.errors import ArrivalUncertain, DeliveryFailed, NotAccepted, NotPermitted, RateLimited, Unreachable

CLOSED = frozenset({50007, 50278})
"""This person takes no direct messages, or shares no server with us any more."""
GONE = CLOSED | {10003, 10008, 10013, 50033}
"""Unknown channel, message or person: nobody is reached there, however often it is tried."""
BROKEN = frozenset({40001, 40002, 50001, 50013})
"""Nothing will arrive there until somebody repairs the installation: access or a permission is missing."""
TOO_FAST = frozenset({20016, 20028, 30046, 40003})
WINDOW_CLOSED = frozenset({10015, 10062, 40060, 50027})
"""An interaction can be answered no more: unknown, answered already, or its token is older than 15 minutes."""
UNAUTHORISED, NOT_FOUND, TOO_MANY, FAULT = 401, 404, 429, 500
USUAL = timedelta(seconds=30)
SHORTEST, LONGEST = timedelta(seconds=1), timedelta(minutes=5)


def translated(entry: str, error: Exception) -> DeliveryFailed:
    """Say what *error* means for *entry*."""
    match error:
        case Paused(retry_after=seconds):
            pause = min(max(timedelta(seconds=seconds), SHORTEST), LONGEST)
            return RateLimited(entry, "ratelimited", pause)
        case HTTPException():
            return _refused(entry, error)
        case ClientConnectorError():
            return NotAccepted(entry, "no_connection")
        case _:
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


def _refused(entry: str, error: HTTPException) -> DeliveryFailed:
    word = str(error.code or f"status_{error.status}")
    if error.status == TOO_MANY or error.code in TOO_FAST:
        return RateLimited(entry, word, USUAL)
    if error.status >= FAULT:
        return ArrivalUncertain(entry, word)
    if error.code in GONE:
        return Unreachable(entry, word)
    if error.code in WINDOW_CLOSED:
        return Unreachable(entry, word)
    if error.status == UNAUTHORISED or error.code in BROKEN:
        return NotPermitted(entry, word)
    return Unreachable(entry, word) if error.status == NOT_FOUND else NotAccepted(entry, word)
