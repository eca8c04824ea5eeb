"""Socket Mode: tickets, hello, envelopes, acknowledgements and disconnects (docs: using-socket-mode)."""

import asyncio
import json
import secrets
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.slack_server.delivery import Receipt
from tests.slack_server.model import APP, Json
from tests.slack_server.payloads import Parcel
from tests.slack_server.state import State

MOST = 10  # docs: using-socket-mode, "up to 10 open WebSocket connections"


@dataclass(eq=False, slots=True)
class Connection:
    """One open socket and what it has not acknowledged yet."""

    socket: web.WebSocketResponse
    request: web.Request
    waiting: dict[str, tuple[Parcel, asyncio.Future[Receipt]]] = field(default_factory=dict)
    leaving: bool = False
    carried: int = 0


@dataclass(slots=True)
class SocketMode:
    state: State
    ack: float
    grace: float
    connections: list[Connection] = field(default_factory=list)
    _sent: set[str] = field(default_factory=set)
    _acknowledged: set[str] = field(default_factory=set)
    _turn: int = 0

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection open for as long as both sides want."""
        if not self.state.keys.spend_ticket(request.query.get("ticket", "")):
            self.state.record.violate("socket", "link", "the ticket is unknown, used or too old")
            return web.Response(status=401)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, request)
        if len(self.connections) >= MOST:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.connections.append(connection)
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self.connections),
                "connection_info": {"app_id": APP},
                "debug_info": {"host": "local", "approximate_connection_time": 18060},
            }
        )
        self.state.record.changed()
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._read(connection, frame.data)
        finally:
            self._gone(connection)
        return socket

    async def hand_over(self, parcel: Parcel, attempt: int, reason: str | None) -> Receipt:
        """Send one envelope to the next connection in turn."""
        connection = self._next()
        if connection is None:
            return Receipt(acked=False, reason="no_connection")
        envelope: Json = {"envelope_id": secrets.token_hex(16), "type": parcel.kind, "payload": parcel.payload}
        envelope["accepts_response_payload"] = parcel.answerable
        if parcel.kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason or ""}
        name = str(envelope["envelope_id"])
        future: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        connection.waiting[name] = (parcel, future)
        connection.carried += 1
        self._sent.add(name)
        try:
            await connection.socket.send_json(envelope)
            self.state.record.changed()
            return await asyncio.wait_for(future, self.ack)
        except ConnectionError:
            return Receipt(acked=False, reason="connection_closed")
        except TimeoutError:
            return Receipt(acked=False, reason="timeout")
        finally:
            connection.waiting.pop(name, None)

    async def disconnect(self, reason: str = "refresh_requested", *, count: int = MOST) -> None:
        """Ask connections to leave: `warning` and `refresh_requested` leave time, `link_disabled` none."""
        for connection in [c for c in self.connections if not c.leaving][:count]:
            connection.leaving = True
            await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})
            if reason == "link_disabled":
                await connection.socket.close()
            else:
                loop = asyncio.get_running_loop()
                loop.call_later(self.grace, self._cut, connection)

    def drop(self, *, count: int = MOST) -> None:
        """Cut connections without a word, as a failing network does."""
        for connection in self.connections[:count]:
            self._cut(connection)

    async def close(self) -> None:
        for connection in list(self.connections):
            await connection.socket.close()

    def _next(self) -> Connection | None:
        usable = [c for c in self.connections if not c.socket.closed]
        staying = [c for c in usable if not c.leaving] or usable
        if not staying:
            return None
        self._turn += 1
        return staying[self._turn % len(staying)]

    def _read(self, connection: Connection, text: str) -> None:
        violate = self.state.record.violate
        ack = _acknowledgement(text)
        name = str(ack.get("envelope_id"))
        if name not in self._sent or name in self._acknowledged:
            violate("ack", "socket", f"never sent, or acknowledged twice: {text[:120]}")
            return
        self._acknowledged.add(name)
        if name not in connection.waiting:
            return  # too late was noted when its time ran out; on the wrong socket it is as good as none
        parcel, future = connection.waiting[name]
        if extra := ack.keys() - {"envelope_id", "payload"}:
            violate("ack", parcel.kind, f"unknown keys {sorted(extra)}")
        if "payload" in ack and not parcel.answerable:
            violate("ack", str(parcel.payload.get("type")), "this acknowledgement may not carry a payload")
            ack.pop("payload")
        if not future.done():
            future.set_result(Receipt(acked=True, answer=ack.get("payload")))

    def _cut(self, connection: Connection) -> None:
        if connection.request.transport is not None:
            connection.request.transport.abort()

    def _gone(self, connection: Connection) -> None:
        self.connections = [kept for kept in self.connections if kept is not connection]
        for _, future in connection.waiting.values():
            if not future.done():
                future.set_result(Receipt(acked=False, reason="connection_closed"))
        self.state.record.changed()


def _acknowledgement(text: str) -> Json:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
