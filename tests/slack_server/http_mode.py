"""Signed HTTP: request URLs, v0 signatures, retry headers and what an answer means (docs: events-api)."""

import asyncio
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp

from tests.slack_server.delivery import Receipt
from tests.slack_server.model import Json
from tests.slack_server.payloads import VERIFICATION, Parcel
from tests.slack_server.state import State

FORM = "application/x-www-form-urlencoded"


def signature(secret: str, stamp: str, body: bytes) -> str:
    """Sign a request body (docs: authentication/verifying-requests-from-slack)."""
    base = b"v0:" + stamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


@dataclass(slots=True)
class SignedHttp:
    """`urls` are taken in turn when several replicas stand behind one balancer; empty means the manifest's."""

    state: State
    session: aiohttp.ClientSession
    ack: float
    urls: tuple[str, ...] = ()
    _turn: int = 0

    async def hand_over(self, parcel: Parcel, attempt: int, reason: str | None) -> Receipt:
        """Post one request and read its answer."""
        url = self._url(parcel)
        if url is None:
            self.state.record.violate("manifest", parcel.kind, "no request URL")
            return Receipt(acked=False, reason="connection_failed", last=True)
        body, kind = _encoded(parcel)
        headers = self.headers(body) | {"Content-Type": kind}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason or "unknown_error"}
        try:
            async with asyncio.timeout(self.ack):
                return await self._balanced(parcel, url, body, headers)
        except TimeoutError:
            return Receipt(acked=False, reason="http_timeout")
        except aiohttp.TooManyRedirects:
            return Receipt(acked=False, reason="too_many_redirects")
        except (aiohttp.ClientError, OSError):
            return Receipt(acked=False, reason="connection_failed")

    def headers(self, body: bytes, *, age: float = 0.0, secret: str | None = None) -> dict[str, str]:
        """Sign *body* as if *age* seconds ago; with another *secret*, forge it."""
        stamp = str(int(self.state.clock.now() - age))
        secret = self.state.tokens.signing_secret if secret is None else secret
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature(secret, stamp, body)}

    async def post_raw(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        """Post anything at all, for attacks; give the status."""
        async with self.session.post(url, data=body, headers=headers) as answer:
            await answer.read()
            return answer.status

    async def verify(self, url: str) -> bool:
        """Do the url_verification handshake."""
        challenge = secrets.token_hex(16)
        body = json.dumps({"type": "url_verification", "token": VERIFICATION, "challenge": challenge}).encode()
        headers = self.headers(body) | {"Content-Type": "application/json"}
        async with asyncio.timeout(self.ack), self.session.post(url, data=body, headers=headers) as answer:
            return answer.status == 200 and challenge in await answer.text()

    async def _balanced(self, parcel: Parcel, url: str, body: bytes, headers: dict[str, str]) -> Receipt:
        """Post it to *url*, or as a balancer does to the next replica where nobody listens there."""
        for _ in self.urls[1:]:
            try:
                return await self._post(parcel, url, body, headers)
            except aiohttp.ClientConnectorError:
                url = self._url(parcel) or url
        return await self._post(parcel, url, body, headers)

    async def _post(self, parcel: Parcel, url: str, body: bytes, headers: dict[str, str]) -> Receipt:
        async with self.session.post(url, data=body, headers=headers, max_redirects=2) as answer:
            text = await answer.text()
            if answer.status // 100 != 2:
                last = answer.headers.get("x-slack-no-retry") == "1"
                self.state.record.violate("http-error", parcel.kind, f"status {answer.status}")
                return Receipt(acked=False, reason="http_error", last=last)
            return Receipt(acked=True, answer=self._answer(parcel, text, answer.content_type))

    def _answer(self, parcel: Parcel, text: str, content_type: str) -> Json | str | None:
        if not text.strip() or parcel.kind == "events_api":
            return None
        if not parcel.answerable:
            self.state.record.violate("ack", str(parcel.payload.get("type")), "this answer may not carry a body")
            return None
        if content_type != "application/json":
            return text
        answer: Json = json.loads(text)
        return answer

    def _url(self, parcel: Parcel) -> str | None:
        if not self.urls:
            return self.state.manifest.url_for(parcel.kind, parcel.command)
        self._turn += 1
        return self.urls[self._turn % len(self.urls)]


def _encoded(parcel: Parcel) -> tuple[bytes, str]:
    match parcel.kind:
        case "events_api":
            return json.dumps(parcel.payload).encode(), "application/json"
        case "slash_commands":
            return urlencode(parcel.payload).encode(), FORM
        case _:
            return urlencode({"payload": json.dumps(parcel.payload)}).encode(), FORM
