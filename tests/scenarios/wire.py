"""What goes over the wire between a worker and the platform it is connected to: one JSON object in a line."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot.errors import ArrivalUncertain
from bot.notices import AskerCard, Notice, kind_of
from bot.outbox import Landed
from bot.people import Platform

Message = dict[str, Any]
HOME = "W"
LONGEST_LINE = 1 << 20


def pack(message: Message) -> bytes:
    return json.dumps(message).encode() + b"\n"


async def unpack(reader: asyncio.StreamReader) -> Message | None:
    """Read one message; None once the other side has gone, however it went."""
    try:
        line = await reader.readline()
    except ConnectionError:
        return None
    if not line.endswith(b"\n"):
        return None
    message: Message = json.loads(line)
    return message


class Connection:
    """A worker's side: sends calls and waits for their answers, hands events on."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._answers: dict[int, asyncio.Future[Message]] = {}
        self._calls = 0

    async def call(self, message: Message) -> Message:
        self._calls += 1
        answer: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._answers[self._calls] = answer
        await self.tell({**message, "call": self._calls})
        return await answer

    async def tell(self, message: Message) -> None:
        self._writer.write(pack(message))
        await self._writer.drain()

    async def listen(self, on_event: Callable[[Message], Awaitable[None]]) -> None:
        """Read until the platform goes away; each event is handled beside the others."""
        handling: set[asyncio.Task[None]] = set()
        while (message := await unpack(self._reader)) is not None:
            if "answer" in message:
                self._answers.pop(message["answer"]).set_result(message)
            else:
                task = asyncio.ensure_future(on_event(message))
                handling.add(task)
                task.add_done_callback(handling.discard)


class WireNotifier:
    """A notifier whose platform is another process; nothing is rendered, ids and kinds go over."""

    def __init__(self, connection: Connection, *, can_find: bool) -> None:
        self._connection = connection
        self._can_find = can_find

    @property
    def platform(self) -> Platform:
        return Platform.CONSOLE

    @property
    def can_find(self) -> bool:
        return self._can_find

    async def send(self, notice: Notice) -> Landed:
        return _landed(notice, await self._call("send", notice))

    async def find(self, notice: Notice, since: datetime) -> Landed | None:
        del since
        answer = await self._call("find", notice)
        return _landed(notice, answer) if answer["message"] else None

    async def update(self, notice: Notice, target: Landed) -> Landed:
        await self._call("update", notice)
        return target

    async def _call(self, what: str, notice: Notice) -> Message:
        try:
            return await self._connection.call({"op": what, **_shown(notice)})
        except OSError as error:
            raise ArrivalUncertain(notice.id, "connection lost") from error


def _landed(notice: Notice, answer: Message) -> Landed:
    user = notice.recipient.address.user
    return Landed(platform=Platform.CONSOLE, workspace=HOME, channel=user, message=answer["message"])


def _shown(notice: Notice) -> Message:
    send_at = None
    if isinstance(notice.content, AskerCard) and notice.content.escalation.send_at:
        send_at = notice.content.escalation.send_at.isoformat()
    return {
        "id": notice.id,
        "kind": kind_of(notice.content),
        "user": notice.recipient.address.user,
        "escalation": notice.escalation,
        "send_at": send_at,
    }
