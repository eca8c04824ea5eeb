"""The HTTP face: reading calls, checking tokens and scopes, meeting faults, answering as Slack does."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.slack_server.faults import (
    Dropped,
    Fails,
    Fault,
    Faults,
    LateAccept,
    RateLimited,
    ServerError,
    SlowBody,
    Stalled,
    Struck,
    When,
)
from tests.slack_server.methods import chat, conversations, people, surfaces
from tests.slack_server.methods.registry import METHODS, Method
from tests.slack_server.model import ApiError, Json
from tests.slack_server.record import Call
from tests.slack_server.responding import respond
from tests.slack_server.state import State

MODULES = (chat, conversations, people, surfaces)  # importing them registers their methods
# What a correct app may meet; every other refusal is the app's own mistake
EXCUSED = {
    "account_inactive", "channel_not_found", "expired_url", "hash_conflict", "is_archived", "message_not_found",
    "not_found", "not_in_channel", "thread_not_found", "user_disabled", "user_not_found", "user_not_in_channel",
    "users_not_found", "used_url", "invalid_auth", "not_authed", "token_revoked",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and headers; `accepted` tells whether the call had its effect."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    accepted: bool = False


@dataclass(slots=True)
class Web:
    """Routes `/api/*` and `/actions/*`."""

    state: State
    faults: Faults
    _late: set[asyncio.Task[Answer]] = field(default_factory=set)

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", "/api/{method}", self.api), web.post("/actions/{name}", self.action)]

    async def api(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            args = await _read(request)
        except ApiError as error:
            return self._send(self._refusal(name, error))
        token = _token(request, args)
        shown = {key: value for key, value in args.items() if key != "token"}
        return await self._meet(request, name, shown, lambda: self._call(name, token, shown))

    async def action(self, request: web.Request) -> web.StreamResponse:
        try:
            args = await _read(request)
        except ApiError as error:
            return self._send(self._refusal("response_url", error))
        name = request.match_info["name"]
        return await self._meet(request, "response_url", args, lambda: self._respond(name, args))

    def _respond(self, name: str, args: Json) -> Answer:
        try:
            respond(self.state, name, args)
        except ApiError as error:
            return self._refusal("response_url", error, default_status=400)
        return Answer({"ok": True}, accepted=True)

    def _call(self, name: str, token: str, args: Json) -> Answer:
        known = METHODS.get(name)
        if known is None:
            return self._refusal(name, ApiError("unknown_method", req_method=name))
        headers = {"x-oauth-scopes": ",".join(sorted(self.state.manifest.scopes)), "x-slack-req-id": "local"}
        try:
            headers["x-accepted-oauth-scopes"] = ",".join(sorted(known.scopes))
            self._admit(known, token)
            self._check_args(name, known, args)
            return Answer({"ok": True, **known.run(self.state, args)}, headers=headers, accepted=True)
        except ApiError as error:
            refusal = self._refusal(name, error)
            return Answer(refusal.body, refusal.status, headers)

    def _admit(self, known: Method, token: str) -> None:
        tokens = self.state.tokens
        if not token:
            raise ApiError("not_authed")
        if token not in (tokens.bot, tokens.app):
            raise ApiError("invalid_auth")
        if self.state.revoked:
            raise ApiError("token_revoked")
        if (token == tokens.app) is not known.app_token:
            raise ApiError("not_allowed_token_type")
        scopes = self.state.manifest.scopes
        if known.scopes and not known.scopes & scopes:
            needed, provided = ",".join(sorted(known.scopes)), ",".join(sorted(scopes))
            raise ApiError("missing_scope", needed=needed, provided=provided)

    def _check_args(self, name: str, known: Method, args: Json) -> None:
        for extra in sorted(args.keys() - known.takes):
            self.state.record.violate("api", name, f"unknown argument {extra}")
        missing = sorted(key for key in known.needs if args.get(key) in (None, ""))
        if "channel" in missing:
            raise ApiError("channel_not_found")
        if missing:
            raise ApiError("invalid_arguments", *(f"[ERROR] missing required field: {key}" for key in missing))

    def _refusal(self, name: str, error: ApiError, default_status: int = 200) -> Answer:
        if error.code not in EXCUSED:
            details = "; ".join([*error.messages, *(f"{key}={value}" for key, value in error.extra.items())])
            self.state.record.violate("api", name, f"{error.code} {details}".strip())
        body: Json = {"ok": False, "error": error.code, **error.extra}
        if error.messages:
            body["response_metadata"] = {"messages": list(error.messages)}
        return Answer(body, error.status if error.status != 200 else default_status)

    async def _meet(self, request: web.Request, name: str, args: Json, run: Callable[[], Answer]) -> web.StreamResponse:
        """Run a call through whatever fault is planned for it, and record it."""
        fault = self.faults.draw(name, args)

        def done() -> Answer:
            answer = _instead(fault) or run()
            self._note(name, args, answer)
            return answer

        match fault:
            case Dropped(when=when) | Struck(when=when):
                if when is When.AFTER:
                    done()
                else:
                    self._note(name, args, Answer({"ok": False, "error": "dropped"}, 0))
                if isinstance(fault, Struck):
                    await fault.blow()
                return self._cut(request)
            case Stalled(seconds=seconds):
                self._note(name, args, Answer({"ok": False, "error": "stalled"}, 0))
                await asyncio.sleep(seconds)
                return self._cut(request)
            case LateAccept(seconds=seconds):
                return self._send(await asyncio.shield(self._later(seconds, done)))
            case SlowBody(seconds=seconds):
                return await _trickle(request, done(), seconds)
            case _:
                return self._send(done())

    def _later(self, seconds: float, done: Callable[[], Answer]) -> asyncio.Task[Answer]:
        async def work() -> Answer:
            await asyncio.sleep(seconds)
            return done()

        task = asyncio.get_running_loop().create_task(work())
        self._late.add(task)
        task.add_done_callback(self._late.discard)
        return task

    def _note(self, name: str, args: Json, answer: Answer) -> None:
        call = Call(
            method=name,
            args=args,
            status=answer.status,
            answer=answer.body,
            accepted=answer.accepted,
            at=self.state.clock.now(),
        )
        self.state.record.calls.append(call)
        self.state.record.changed()

    def _send(self, answer: Answer) -> web.Response:
        return web.json_response(answer.body, status=answer.status, headers=answer.headers)

    def _cut(self, request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


def _instead(fault: Fault | None) -> Answer | None:
    """Give the answer that stands in place of the call's own."""
    match fault:
        case RateLimited(retry_after=after):
            return Answer(
                {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": after} if after is not None else {}
            )
        case ServerError(status=status):
            return Answer({"ok": False, "error": "internal_error"}, status)
        case Fails(error=error):
            return Answer({"ok": False, "error": error})
        case _:
            return None


async def _trickle(request: web.Request, answer: Answer, seconds: float) -> web.StreamResponse:
    body = json.dumps(answer.body).encode()
    stream = web.StreamResponse(status=answer.status, headers={**answer.headers, "Content-Type": "application/json"})
    await stream.prepare(request)
    await stream.write(body[:1])
    await asyncio.sleep(seconds)
    await stream.write(body[1:])
    await stream.write_eof()
    return stream


async def _read(request: web.Request) -> Json:
    """Merge query, form and JSON: slack_sdk uses all three.

    Raises:
        ApiError: the body is no JSON object, or of a type Slack does not read.
    """
    args: Json = dict(request.query)
    body = await request.read()
    if request.content_type == "application/json":
        try:
            read = json.loads(body or b"{}")
        except ValueError:
            raise ApiError("invalid_json") from None
        if not isinstance(read, dict):
            raise ApiError("json_not_object")
        read.pop("token", None)  # docs: web-api, a JSON body cannot carry the token
        return args | read
    if request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        form = await request.post()
        return args | {key: value for key, value in form.items() if isinstance(value, str)}
    if body:
        raise ApiError("invalid_post_type")
    return args


def _token(request: web.Request, args: Json) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else str(args.get("token", ""))
