"""Sessions outlive sockets: numbered events, kept for a RESUME."""

import json
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from tests.discord_server.errors import JsonObject

KEPT = 5000  # events a session can replay


@dataclass(frozen=True, slots=True)
class Frame:
    """One thing to send; *sent* is called once it went down a socket."""

    text: str
    number: int = 0
    event: str = ""
    sent: Callable[[], None] | None = None


class Socket(Protocol):
    """Where frames leave."""

    def send(self, frame: Frame) -> None: ...
    def cut(self) -> None: ...
    def close_with(self, code: int, reason: str) -> None: ...


@dataclass(eq=False)
class Session:
    token: str
    intents: int
    shard: tuple[int, int]
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    number: int = 0
    socket: Socket | None = None
    ended: bool = False
    log: deque[Frame] = field(default_factory=lambda: deque(maxlen=KEPT))

    def push(self, event: str, data: JsonObject, sent: Callable[[], None] | None = None) -> None:
        """Number an event, keep it, and send it if a socket is there."""
        self.number += 1
        text = json.dumps({"op": 0, "t": event, "s": self.number, "d": data}, separators=(",", ":"))
        frame = Frame(text, self.number, event, sent)
        self.log.append(frame)
        if self.socket is not None:
            self.socket.send(frame)

    def covers(self, guild_id: str | None) -> bool:
        number, count = self.shard
        return number == (0 if guild_id is None else (int(guild_id) >> 22) % count)


Body = Callable[[Session], JsonObject | None]


class Sessions:
    """All sessions of the bot, and the faults a test asks of the gateway."""

    def __init__(self) -> None:
        self.all: dict[str, Session] = {}
        self.refused_connects = 0  # how many connects to turn away next
        self.refusal_status = 503
        self.mute_after_hello = 0  # how many connects to cut right after HELLO
        self.doubled: dict[str, int] = {}  # event → how many times to send it twice
        self.identifies: list[float] = []
        self.resumes = 0
        self.heartbeats = 0
        self._held: list[Callable[[], None]] | None = None

    @property
    def live(self) -> list[Session]:
        return [session for session in self.all.values() if session.socket is not None]

    def dispatch(self, event: str, body: Body, guild_id: str | None, sent: Callable[[], None] | None = None) -> None:
        """Send an event to every session whose shard and intents take it."""
        if self._held is not None:
            self._held.append(lambda: self._dispatch(event, body, guild_id, sent))
            return
        self._dispatch(event, body, guild_id, sent)

    def _dispatch(self, event: str, body: Body, guild_id: str | None, sent: Callable[[], None] | None) -> None:
        copies = 2 if self.doubled.get(event, 0) > 0 else 1
        if copies == 2:
            self.doubled[event] -= 1
        for session in [one for one in self.all.values() if not one.ended and one.covers(guild_id)]:
            data = body(session)
            for _ in range(copies if data is not None else 0):
                session.push(event, data or {}, sent)

    def double_next(self, event: str, times: int = 1) -> None:
        """Send the next *times* events of this name twice."""
        self.doubled[event] = self.doubled.get(event, 0) + times

    def repeat_last(self, event: str) -> None:
        """Send the newest event of this name again, as a redelivery with a new number."""
        for session in self.live:
            frame = next(frame for frame in reversed(session.log) if frame.event == event)
            session.push(event, json.loads(frame.text)["d"])

    def hold(self) -> None:
        """Keep events back until `release`: they arrive late."""
        self._held = self._held or []

    def release(self) -> None:
        held, self._held = self._held or [], None
        for send in held:
            send()

    def drop(self, code: int | None = None) -> None:
        """Cut every socket, without a word or with a close code; sessions can resume."""
        for session in self.live:
            if session.socket is not None:
                session.socket.cut() if code is None else session.socket.close_with(code, "closed by the test")

    def ask_to_reconnect(self) -> None:
        self._say({"op": 7, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Say INVALID_SESSION; what cannot be resumed is forgotten."""
        self._say({"op": 9, "d": resumable})
        if not resumable:
            self.forget()

    def forget(self) -> None:
        """End every session: a RESUME will be answered with INVALID_SESSION."""
        for session in self.all.values():
            session.ended = True

    def refuse_connects(self, times: int = 1, status: int = 503) -> None:
        self.refused_connects, self.refusal_status = times, status

    def cut_after_hello(self, times: int = 1) -> None:
        self.mute_after_hello = times

    def _say(self, payload: JsonObject) -> None:
        for session in self.live:
            if session.socket is not None:
                session.socket.send(Frame(json.dumps({"s": None, "t": None, **payload})))
