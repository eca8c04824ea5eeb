"""Beneath every route: token, body, limits, faults, the record, and Discord's way of answering."""

import asyncio
import json
import math
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from tests.discord_server.core import Core
from tests.discord_server.errors import NOT_ALLOWED, NOT_FOUND, UNAUTHORIZED, Refused
from tests.discord_server.faults import Fault, FaultPlan, How
from tests.discord_server.forms import FormFaults
from tests.discord_server.rest.calls import Call, Route, read_body
from tests.discord_server.rest.limits import Limits, TooMany

API = "/api/v10"
_NOT_A_BREACH = {10003, 10004, 10007, 10008, 10013, 10015, 10062, 40060, 50001, 50007, 50278}  # judged where they arise


class Transport:
    """Turns aiohttp requests into calls, and answers into responses."""

    def __init__(self, core: Core, faults: FaultPlan, limits: Limits) -> None:
        self._core, self._faults, self._limits = core, faults, limits
        self.calls: list[Call] = []
        self._stopping = asyncio.Event()
        self._late: set[asyncio.TimerHandle] = set()

    def stop(self) -> None:
        self._stopping.set()
        for handle in self._late:
            handle.cancel()

    def add(self, app: web.Application, route: Route) -> None:
        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(request, route)

        app.router.add_route(route.method, API + route.template, serve)

    @property
    def strangers(self) -> Middleware:
        """Answer for routes that do not exist here as Discord does."""

        @web.middleware
        async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
            try:
                return await handler(request)
            except web.HTTPException as error:
                return self._unknown(request, error.status)

        return answer

    def _unknown(self, request: web.Request, status: int) -> web.StreamResponse:
        """Answer for a route that does not exist here."""
        status, message = NOT_ALLOWED if status == 405 else NOT_FOUND
        call = self._record(request, Route(request.method, request.path, lambda _core, _call: (status, None)))
        self._core.violations.note("route", f"this server has no {request.method} {request.path}")
        return self._respond(call, status, {"message": message, "code": 0})

    def _record(self, request: web.Request, route: Route) -> Call:
        params, query, headers = dict(request.match_info), dict(request.query), request.headers.copy()
        call = Call(route.method, route.template, params, query, headers, self._core.clock.now())
        self.calls.append(call)
        return call

    async def _serve(self, request: web.Request, route: Route) -> web.StreamResponse:
        call = self._record(request, route)
        try:
            await read_body(request, call)
        except Refused as refusal:
            self._core.violations.note("body", str(refusal), call.name)
            return self._respond(call, refusal.status, refusal.payload())
        if self._limits.impatient(call):
            self._core.violations.note("rate limit", "called again before retry_after had passed", call.name)
        fault = self._faults.strike(call)
        if fault is not None:
            return await self._strike(request, call, route, fault)
        if limit := self._limits.take(call, counts_everywhere=not route.open):
            return self._too_many(call, limit)
        return self._act(call, route)

    def _act(self, call: Call, route: Route) -> web.Response:
        try:
            self._authorise(call, route)
            self._check_schema(call)
            status, answer = route.handler(self._core, call)
            call.accepted = True
        except Refused as refusal:
            if refusal.code and refusal.code not in _NOT_A_BREACH:
                rule = "form" if refusal.code == 50035 else str(refusal.code)
                detail = f"{refusal.message} {json.dumps(refusal.errors) if refusal.errors else ''}".strip()
                self._core.violations.note(rule, detail, call.name)
            status, answer = refusal.status, refusal.payload()
        finally:
            self._core.changes.bump()
        return self._respond(call, status, answer)

    def _authorise(self, call: Call, route: Route) -> None:
        if not route.open and call.headers.get("Authorization") != f"Bot {self._core.token}":
            self._core.violations.note("authentication", "missing or wrong bot token", call.name)
            raise Refused(UNAUTHORIZED[0], 0, UNAUTHORIZED[1])

    def _check_schema(self, call: Call) -> None:
        openapi = self._core.openapi
        if openapi is not None and call.body is not None:
            faults = FormFaults()
            openapi.check(call.method, call.route, call.body, faults)
            faults.refuse()

    async def _strike(self, request: web.Request, call: Call, route: Route, fault: Fault) -> web.StreamResponse:
        self._excuse(call)
        if fault.how is How.TOO_MANY:
            return self._too_many(call, TooMany(fault.retry_after, fault.everywhere), via=fault.via)
        answer = await self._suffer(call, route, fault)
        if fault.how is How.SLOW and answer is not None:
            return answer
        if fault.how in (How.STATUS, How.STATUS_AFTER):
            return self._respond(call, fault.status, {"message": fault.message, "code": fault.code})
        call.status = 0
        if request.transport is not None:
            request.transport.close()
        return web.Response(status=499)

    async def _suffer(self, call: Call, route: Route, fault: Fault) -> web.Response | None:
        """Let the fault take its time, and act on the call where it is one that spares the act."""
        if fault.how in (How.STALL, How.SLOW):
            await self._pause(fault.seconds)
        if fault.how is How.LATE:
            self._late.add(asyncio.get_running_loop().call_later(fault.seconds, self._act, call, route))
        acts = fault.how in (How.STATUS_AFTER, How.DROP_AFTER, How.SLOW, How.STRUCK_AFTER)
        answer = self._act(call, route) if acts else None
        if fault.blow is not None:
            await fault.blow()
        return answer

    def _excuse(self, call: Call) -> None:
        interaction = self._core.interactions.get(call.params.get("interaction_token", ""))
        if interaction is not None:
            interaction.excused = True

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    def _too_many(self, call: Call, limit: TooMany, *, via: bool = True) -> web.Response:
        self._limits.block(call, limit.retry_after)
        body = {"message": "You are being rate limited.", "retry_after": limit.retry_after, "global": limit.everywhere}
        response = self._respond(call, 429, body)
        response.headers["Retry-After"] = str(math.ceil(limit.retry_after))
        response.headers["X-RateLimit-Scope"] = "global" if limit.everywhere else limit.scope
        if limit.everywhere:
            response.headers["X-RateLimit-Global"] = "true"
        if not via:
            del response.headers["Via"]
        return response

    def _respond(self, call: Call, status: int, answer: Any) -> web.Response:  # noqa: ANN401 - any JSON
        call.status, call.answer = status, answer
        self._core.changes.bump()
        headers = {"Via": "1.1 google", **self._limits.headers(call)}
        if status == 204:
            return web.Response(status=204, headers=headers)
        headers["Content-Type"] = "application/json"  # to the letter: clients compare it without a charset
        return web.Response(status=status, headers=headers, body=json.dumps(answer).encode())
