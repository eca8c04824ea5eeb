"""The control HTTP API: the same people and questions for a test that runs in another process."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.slack_server import faults
from tests.slack_server.acting import Outcome
from tests.slack_server.model import Conversation, Json, Message, Refused, View
from tests.slack_server.person import Person
from tests.slack_server.server import LocalSlack

VERBS = {
    "mention", "dm", "say", "reply_in_thread", "edit", "delete", "slash", "shortcut", "open_home", "open_messages",
    "look_at", "press", "fill", "submit", "close", "press_stop", "reads", "sees", "sees_modal", "reload",
}  # fmt: skip
FAULTS = {
    kind.__name__: kind
    for kind in (
        faults.RateLimited,
        faults.ServerError,
        faults.Stalled,
        faults.Dropped,
        faults.LateAccept,
        faults.SlowBody,
        faults.Fails,
    )
}


def routes(slack: LocalSlack) -> list[web.RouteDef]:
    """Give `POST /control/NAME`: JSON in, `{"result"}` or `{"refused"}` out."""
    control = Control(slack)

    async def answer(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        call = control.calls.get(name)
        if call is None:
            return web.json_response({"refused": f"no such call: {name}"}, status=404)
        body: Json = json.loads(await request.read() or b"{}")
        try:
            return web.json_response({"result": to_json(await call(body))})
        except Refused as refusal:
            return web.json_response({"refused": str(refusal)}, status=409)
        except (TimeoutError, AssertionError) as failure:
            return web.json_response({"refused": str(failure)}, status=408)

    return [web.post("/control/{name}", answer)]


class Control:
    """What a test elsewhere may ask; people, channels, messages and views are named by their ids."""

    def __init__(self, slack: LocalSlack) -> None:
        self.slack = slack
        self.calls: dict[str, Callable[[Json], Awaitable[object]]] = {
            "person": self.person,
            "channel": self.channel,
            "manager": self.manager,
            "do": self.do,
            "public": self.public,
            "private": self.private,
            "fault": self.fault,
            "sockets": self.sockets,
            "connected": self.connected,
            "delivered": self.delivered,
            "allow": self.allow,
            "report": self.report,
        }

    async def person(self, body: Json) -> object:
        return self.slack.person(body["name"], email=body.get("email", ""))

    async def channel(self, body: Json) -> object:
        people = [self.slack.meet(name) for name in body.get("people", [])]
        private, with_bot = body.get("private", False), body.get("with_bot", True)
        return self.slack.channel(body["name"], people, private=private, with_bot=with_bot)

    async def manager(self, body: Json) -> object:
        self.slack.set_manager(self.slack.meet(body["person"]), self.slack.meet(body["manager"]))
        return None

    async def do(self, body: Json) -> object:
        """Let a person do something: `{"person", "verb", "args": {...}}`, arguments as in Person's methods."""
        if body["verb"] not in VERBS:
            raise Refused(f"nobody can {body['verb']}")
        person = self.slack.meet(body["person"])
        done = getattr(person, body["verb"])(**{key: self._known(v) for key, v in body.get("args", {}).items()})
        return await done if isinstance(done, Awaitable) else done

    async def public(self, body: Json) -> object:
        return self.slack.public_messages(self.slack.state.workspace.conversations[body["channel"]])

    async def private(self, body: Json) -> object:
        return self.slack.private_to(self.slack.meet(body["person"]))

    async def fault(self, body: Json) -> object:
        """Plan a fault: `{"method", "kind", "with": {...}, "times", "skip"}`; kind `clear` forgets all."""
        if body["kind"] == "clear":
            self.slack.faults.clear()
            return None
        fault = FAULTS[body["kind"]](**body.get("with", {}))
        if "percent" in body:
            method = body.get("method", faults.EVERY)
            self.slack.faults.at_random(fault, percent=body["percent"], seed=body["seed"], method=method)
        else:
            self.slack.faults.next(body["method"], fault, times=body.get("times", 1), skip=body.get("skip", 0))
        return None

    async def sockets(self, body: Json) -> object:
        if body.get("drop"):
            self.slack.sockets.drop()
        else:
            await self.slack.sockets.disconnect(body.get("reason", "refresh_requested"))
        return None

    async def connected(self, body: Json) -> object:
        await self.slack.connected(body.get("count", 1), within=body.get("within", 10.0))
        return None

    async def delivered(self, body: Json) -> object:
        await self.slack.delivered(within=body.get("within", 30.0))
        return None

    async def allow(self, body: Json) -> object:
        self.slack.allowed.pings.update(body.get("pings", []))
        self.slack.allowed.links.update(body.get("links", []))
        return None

    async def report(self, _body: Json) -> object:
        return self.slack.record.report()

    def _known(self, value: object) -> object:
        """Turn `{"channel", "ts"}`, `{"view"}` and `{"conversation"}` into what they name."""
        match value:
            case {"channel": str(channel), "ts": str(ts)}:
                return self.slack.state.workspace.message(channel, ts) or _missing(f"message {ts}")
            case {"view": str(name)}:
                views = [view for view in self.slack.state.screens.all() if view.id == name]
                return views[0] if views else _missing(f"view {name}")
            case {"conversation": str(name)}:
                return self.slack.state.workspace.conversations[name]
            case _:
                return value


def _missing(what: str) -> object:
    raise Refused(f"there is no {what} any more")


def to_json(value: object) -> Any:  # noqa: ANN401 - JSON is what it is
    if isinstance(value, list):
        return [to_json(item) for item in value]
    return _shown(value) if isinstance(value, Person | Conversation | Message | View | Outcome) else value


def _shown(value: Person | Conversation | Message | View | Outcome) -> Json:
    shown: Json
    match value:
        case Person():
            shown = {"id": value.id, "name": value.member.name, "dm": value.dm_channel.id}
        case Conversation():
            shown = {"conversation": value.id, "name": value.name}
        case Message():
            shown = {"channel": value.channel, "ts": value.ts, "words": value.words, "labels": value.labels}
            shown |= {"ephemeral_to": value.ephemeral_to, "thread_ts": value.thread_ts, "text": value.text}
        case View():
            shown = {"view": value.id, "title": value.title, "words": value.words, "labels": value.labels}
        case Outcome():
            shown = {"ok": value.ok, "error": value.error, "errors": value.errors}
            shown |= {"message": to_json(value.message), "view": to_json(value.view)}
    return shown
