"""Signed HTTP: what is not signed by Slack, or not readable, is refused before anything reads it."""

import time
from collections.abc import Callable, Mapping, Sequence

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from adapters.slack.manifest import PATH

MALFORMED = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What Bolt itself raises of payloads that are not Slack's; what goes wrong on our side it answers with 500."""
LONGEST_BODY = 1_000_000
MINUTE = 60.0
REFUSED, BAD, FAULT = 401, 400, 500
log = structlog.get_logger(__name__)


class Refusals:
    """Says at most once a minute that requests are refused: anybody may send as many as they like."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        self._elapsed = elapsed
        self._said_at: float | None = None
        self._since = 0

    def refuse(self) -> web.Response:
        """Refuse one request."""
        now = self._elapsed()
        self._since += 1
        if self._said_at is None or now - self._said_at >= MINUTE:
            log.warning("request_refused", reason="signature", setting="SLACK_SIGNING_SECRET", count=self._since)
            self._said_at, self._since = now, 0
        return web.Response(status=REFUSED)


def web_app(app: AsyncApp, signing_secret: str, elapsed: Callable[[], float] = time.monotonic) -> web.Application:
    """Make the application that Slack posts to; *elapsed* counts seconds."""
    verifier, refusals = SignatureVerifier(signing_secret), Refusals(elapsed)

    async def receive(request: web.Request) -> web.Response:
        raw = await request.read()
        if not genuine(verifier, raw, request.headers):
            return refusals.refuse()
        try:
            body = raw.decode()
        except UnicodeDecodeError:
            return web.Response(status=BAD)
        headers: dict[str, str | Sequence[str]] = dict(request.headers)
        try:
            answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers=headers, mode="http"))
        except MALFORMED as error:
            log.info("malformed_request", error=type(error).__name__)
            return web.Response(status=BAD)
        return await to_aiohttp_response(answer)

    made = web.Application(client_max_size=LONGEST_BODY)
    made.router.add_post(PATH, receive)
    return made


def genuine(verifier: SignatureVerifier, raw: bytes, headers: Mapping[str, str]) -> bool:
    """Tell whether Slack signed this within five minutes; the SDK raises where it cannot tell."""
    stamp, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= len("9999999999")):
        return False
    if not (signature.isascii() and signature.startswith("v0=")):
        return False
    try:
        return verifier.is_valid(body=raw, timestamp=stamp, signature=signature)
    except (ValueError, TypeError, UnicodeDecodeError):
        return False
