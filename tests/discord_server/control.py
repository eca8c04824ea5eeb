"""Driving the server from another process: JSON over HTTP under /_control/.

`POST /_control/act/{verb}` acts as a person, `POST /_control/fault/{name}`, `/gateway/{name}` and `/clock/{name}`
call the method of that name, `GET /_control/{state,messages,calls,violations,interaction}` look.
What no client would do answers 409, what never happened 408; both say why in `error`.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.discord_server.changes import NeverHappened
from tests.discord_server.rest.calls import Upload
from tests.discord_server.typing_commands import Impossible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.discord_server.interactions import Interaction
    from tests.discord_server.messages import Message
    from tests.discord_server.people import Person
    from tests.discord_server.server import DiscordServer
    from tests.discord_server.world import Channel

Json = dict[str, Any]
_FAULTS = {"fail", "limit", "drop", "late", "stall", "slow", "clear"}
_GATEWAY = {
    *("drop", "invalidate", "ask_to_reconnect", "forget", "hold", "release"),
    *("double_next", "repeat_last", "refuse_connects", "cut_after_hello"),
}
_CLOCK = {"advance", "freeze", "thaw"}


class Control:
    """The control API of one server."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server

    def add(self, app: web.Application) -> None:
        app.router.add_post("/_control/act/{verb}", self._act)
        app.router.add_post("/_control/{part:fault|gateway|clock}/{name}", self._call)
        app.router.add_get("/_control/{what}", self._look)

    async def _act(self, request: web.Request) -> web.Response:
        asked: Json = await request.json()
        try:
            person = self._server.person(asked["person"])
            return web.json_response(await self._do(request.match_info["verb"], person, asked))
        except NeverHappened as missing:
            return web.json_response({"error": str(missing)}, status=408)
        except (AssertionError, KeyError) as refusal:
            return web.json_response({"error": str(refusal)}, status=409)

    async def _do(self, verb: str, person: Person, asked: Mapping[str, Any]) -> Json:
        if verb in ("close_dms", "open_dms", "join"):
            if verb != "join":
                getattr(person, verb)()
            return {"id": person.id, "dm": person.dm.id}
        if verb == "say":
            files = [
                Upload(one["name"], base64.b64decode(one["content"]), one["type"]) for one in asked.get("files", [])
            ]
            mention = bool(asked.get("mention_bot"))
            said = person.say(asked["text"], self._where(person, asked), mention_bot=mention, attachments=files)
            return show_message(said)
        if verb == "autocomplete":
            words, focus, text = asked["words"], asked["focus"], asked["text"]
            where = self._where(person, asked)
            return {"choices": await person.autocomplete(words, focus, text, where, **asked.get("options", {}))}
        interaction = self._press(verb, person, asked)
        if asked.get("wait"):
            await self._wait(interaction, asked["wait"])
        return show_interaction(interaction)

    def _press(self, verb: str, person: Person, asked: Mapping[str, Any]) -> Interaction:
        match verb:
            case "slash":
                return person.slash(asked["words"], self._where(person, asked), **asked.get("options", {}))
            case "message_command":
                return person.message_command(asked["name"], self._message(asked))
            case "click":
                return person.click(self._message(asked), asked["button"])
            case "select":
                return person.select(self._message(asked), asked["menu"], *asked["values"])
            case "submit":
                modal = self._interaction(asked["interaction"]).modal
                if modal is None:
                    raise Impossible("that interaction opened no modal")
                return person.submit_values(modal, asked["values"])
            case _:
                raise Impossible(f"no such verb: {verb}")

    async def _wait(self, interaction: Interaction, what: str) -> None:
        match what:
            case "reply":
                await interaction.reply()
            case "form":
                await interaction.form()
            case _:
                await interaction.answer()

    async def _call(self, request: web.Request) -> web.Response:
        part, name = request.match_info["part"], request.match_info["name"]
        parts = {"fault": (self._server.faults, _FAULTS), "gateway": (self._server.gateway, _GATEWAY)}
        target, allowed = parts.get(part, (self._server.clock, _CLOCK))
        if name not in allowed:
            return web.json_response({"error": f"{part} has no {name}"}, status=409)
        asked: Json = await request.json() if request.can_read_body else {}
        getattr(target, name)(**asked)
        self._server.changes.bump()
        return web.json_response({})

    async def _look(self, request: web.Request) -> web.Response:
        server, query = self._server, request.query
        match request.match_info["what"]:
            case "state":
                return web.json_response(self._state())
            case "messages":
                person = query.get("private_to")
                chosen = server.private_to(server.person(person)) if person else server.public_messages()
                return web.json_response([show_message(message) for message in chosen])
            case "calls":
                chosen_calls = server.calls_to(query["name"]) if "name" in query else server.calls
                shown = [
                    {"name": one.name, "status": one.status, "body": one.body, "fault": one.fault}
                    for one in chosen_calls
                ]
                return web.json_response(shown)
            case "violations":
                left = [f"unanswered: {one.name}" for one in server.unanswered()]
                return web.json_response([*map(str, server.violations), *left])
            case "interaction":
                return web.json_response(show_interaction(self._interaction(query["token"])))
            case _:
                return web.json_response({"error": "nothing to look at"}, status=409)

    def _state(self) -> Json:
        server = self._server
        return {
            "api": server.api,
            "token": server.token,
            "application": server.world.application_id,
            "guild": server.guild.id,
            "channels": {channel.name: channel.id for channel in server.world.channels.values()},
            "commands": {"global": server.commands(), "guild": server.commands(server.guild)},
            "sessions": len(server.gateway.live),
            "resumes": server.gateway.resumes,
            "identifies": len(server.gateway.identifies),
        }

    def _where(self, person: Person, asked: Mapping[str, Any]) -> Channel | None:
        where = asked.get("where")
        if where == "dm":
            return person.dm
        return None if where is None else self._server.world.channels[where]

    def _message(self, asked: Mapping[str, Any]) -> Message:
        found = [message for message in self._server.messages if message.id == asked["message"]]
        if not found:
            raise Impossible(f"no message {asked['message']}")
        return found[0]

    def _interaction(self, token: str) -> Interaction:
        found = [one for one in self._server.interactions if one.token == token]
        if not found:
            raise Impossible("no such interaction")
        return found[0]


def show_message(message: Message) -> Json:
    return {
        "id": message.id,
        "channel": message.channel.id,
        "author": message.author.id,
        "text": message.text,
        "buttons": message.labels,
        "ephemeral": message.ephemeral,
        "loading": message.loading,
        "components": message.components,
    }


def show_interaction(interaction: Interaction) -> Json:
    return {
        "token": interaction.token,
        "answered": interaction.answered,
        "failed": interaction.failed,
        "reply": show_message(interaction.original) if interaction.original else None,
        "followups": [show_message(message) for message in interaction.followups],
        "modal": interaction.modal.data if interaction.modal else None,
    }
