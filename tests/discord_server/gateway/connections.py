"""One socket: HELLO, IDENTIFY or RESUME, heartbeats, and the close codes."""

import asyncio
import json
import time
from collections import deque
from contextlib import suppress

from aiohttp import WSMsgType, web

from tests.discord_server.core import Core
from tests.discord_server.errors import JsonObject
from tests.discord_server.gateway.compression import encoder
from tests.discord_server.gateway.greetings import guild_create, guilds_for, ready
from tests.discord_server.gateway.intents import GUILDS, KNOWN, PRIVILEGED
from tests.discord_server.gateway.sessions import Frame, Session

HEARTBEAT = 41.25  # seconds
_MOST_SENT = 120  # frames a minute from the client
_SILENT_PRESENCE = {3, 4, 8, 31}  # presence, voice, members, soundboard: accepted, nothing comes of them


class _Close(Exception):
    """The socket is to be closed with a code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class Connection:
    """The server's end of one socket."""

    def __init__(self, core: Core, request: web.Request) -> None:
        self._core, self._request = core, request
        self._ws = web.WebSocketResponse(compress=False)
        self._packer = encoder(request.query.get("compress"))
        self._queue: asyncio.Queue[Frame | _Close] = asyncio.Queue()
        self._session: Session | None = None
        self._recent: deque[float] = deque(maxlen=_MOST_SENT)

    def send(self, frame: Frame) -> None:
        self._queue.put_nowait(frame)

    def close_with(self, code: int, reason: str) -> None:
        self._queue.put_nowait(_Close(code, reason))

    def cut(self) -> None:
        if self._request.transport is not None:
            self._request.transport.abort()

    async def serve(self) -> web.StreamResponse:
        """Speak until one side ends it."""
        sessions = self._core.sessions
        if sessions.refused_connects > 0:
            sessions.refused_connects -= 1
            return web.Response(status=sessions.refusal_status)
        await self._ws.prepare(self._request)
        writer = asyncio.create_task(self._write())
        try:
            await self._read(writer)
        finally:
            self._leave()
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer
            self._core.changes.bump()
        return self._ws

    def _leave(self) -> None:
        session = self._session
        if session is not None and session.socket is self:
            session.socket = None
            session.ended = session.ended or self._ws.close_code in (1000, 1001)

    async def _write(self) -> None:
        while True:
            item = await self._queue.get()
            if isinstance(item, _Close):
                await self._ws.close(code=item.code, message=item.reason.encode())
                return
            packed = self._packer.pack(item.text)
            try:
                await (self._ws.send_str(packed) if isinstance(packed, str) else self._ws.send_bytes(packed))
            except ConnectionError:
                return
            if item.sent is not None:
                item.sent()

    async def _read(self, writer: asyncio.Task[None]) -> None:
        self._tell(10, {"heartbeat_interval": int(HEARTBEAT * 1000), "_trace": []})
        sessions = self._core.sessions
        if sessions.mute_after_hello > 0:
            sessions.mute_after_hello -= 1
            self.close_with(1011, "cut after HELLO")
        try:
            self._check_version()
            while True:
                message = await self._ws.receive(timeout=2 * HEARTBEAT)
                if message.type is not WSMsgType.TEXT:
                    break
                self._take(message.data)
        except TimeoutError:
            self.close_with(4009, "Session timed out")
            await writer
        except _Close as close:
            if self._session is not None and close.code not in (4000, 4001, 4002, 4008):
                self._session.ended = True
            self.close_with(close.code, close.reason)
            await writer

    def _check_version(self) -> None:
        if self._request.query.get("v") not in ("9", "10") or self._request.query.get("encoding") != "json":
            raise _Close(4012, "Invalid API version")

    def _take(self, text: str) -> None:
        now = time.monotonic()
        if len(self._recent) == _MOST_SENT and now - self._recent[0] < 60:
            raise _Close(4008, "Rate limited")
        self._recent.append(now)
        try:
            frame = json.loads(text)
            op, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, TypeError):
            raise _Close(4002, "Decode error") from None
        if op == 1:
            self._core.sessions.heartbeats += 1
            self._tell(11, None)
        elif op == 2:
            self._identify(data)
        elif op == 6:
            self._resume(data)
        elif self._session is None:
            raise _Close(4003, "Not authenticated")
        elif op not in _SILENT_PRESENCE:
            raise _Close(4001, "Unknown opcode")

    def _identify(self, data: JsonObject) -> None:
        core = self._core
        if self._session is not None:
            raise _Close(4005, "Already authenticated")
        if str(data.get("token", "")).removeprefix("Bot ") != core.token:
            core.violations.note("authentication", "IDENTIFY with a wrong token")
            raise _Close(4004, "Authentication failed")
        shard = data.get("shard") or [0, 1]
        if not (len(shard) == 2 and 0 <= shard[0] < shard[1]):
            raise _Close(4010, "Invalid shard")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN:
            raise _Close(4013, "Invalid intent(s)")
        if intents & PRIVILEGED & ~core.privileged:
            core.violations.note("intents", f"privileged intents asked for: {intents & PRIVILEGED}")
            raise _Close(4014, "Disallowed intent(s)")
        session = self._session = Session(core.token, intents, (shard[0], shard[1]))
        core.sessions.all[session.id] = session
        core.sessions.identifies.append(core.clock.now())
        session.socket = self
        session.push("READY", ready(core.world, session, core.address))
        if intents & GUILDS:
            for guild in guilds_for(core.world, session):
                session.push("GUILD_CREATE", guild_create(core.world, guild, session))
        core.changes.bump()

    def _resume(self, data: JsonObject) -> None:
        core = self._core
        if str(data.get("token", "")).removeprefix("Bot ") != core.token:
            raise _Close(4004, "Authentication failed")
        session = core.sessions.all.get(str(data.get("session_id")))
        if session is None or session.ended:
            self._tell(9, data=False)
            return
        number = data.get("seq")
        if not isinstance(number, int) or number > session.number:
            session.ended = True
            raise _Close(4007, "Invalid seq")
        if session.socket is not None and session.socket is not self:
            session.socket.close_with(4000, "resumed elsewhere")
        self._session, session.socket = session, self
        core.sessions.resumes += 1
        for frame in [frame for frame in session.log if frame.number > number]:
            self.send(frame)
        session.push("RESUMED", {"_trace": []})
        core.changes.bump()

    def _tell(self, op: int, data: JsonObject | bool | None) -> None:  # noqa: FBT001 - op 9 carries a bool
        self.send(Frame(json.dumps({"op": op, "d": data, "s": None, "t": None})))
