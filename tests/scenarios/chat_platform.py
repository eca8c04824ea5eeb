"""A chat platform in the tests' own process: workers connect to it, and it may kill them at the worst moment."""

import asyncio
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto

from tests.scenarios.wire import LONGEST_LINE, Message, pack, unpack
from tests.scenarios.worker import FastClock

SPEED = 20.0
REDELIVER = 1.0  # real seconds after which an event that nobody acknowledged comes again


class Kill(Enum):
    """When a sender is killed: before its notice is accepted, after it, or just after it was told so."""

    BEFORE = auto()
    AFTER = auto()
    ANSWERED = auto()


@dataclass(eq=False)
class Process:
    """One worker process, as long as it lives."""

    popen: "subprocess.Popen[bytes]"
    ready: bool = False
    writer: asyncio.StreamWriter | None = None
    ended: bool = False

    def kill(self) -> None:
        self.popen.send_signal(signal.SIGKILL)
        self.last_words()

    def last_words(self) -> str:
        """Wait for its end; return what it wrote to its standard error."""
        _, said = self.popen.communicate() if not self.ended else (b"", b"")
        self.ended = True
        return said.decode(errors="replace")

    @property
    def alive(self) -> bool:
        return self.popen.poll() is None


Fate = Callable[[Message], Kill | None]
Reaction = Callable[[Message], Awaitable[None]]


async def nothing_follows(notice: Message) -> None:
    del notice


@dataclass
class FakePlatform:
    """Accepts notices once each time they are sent, remembers them all, delivers events until acknowledged."""

    database: str
    fate: Fate = lambda _: None
    on_arrival: Reaction = nothing_follows
    speed: float = SPEED
    began: float = field(default_factory=time.time)
    copies: Counter[str] = field(default_factory=Counter)
    arrived: list[Message] = field(default_factory=list)
    processes: list[Process] = field(default_factory=list)
    unacknowledged: dict[str, Message] = field(default_factory=dict)
    kills: int = 0
    look_ups: int = 0
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)
    _port: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def clock(self) -> FastClock:
        return FastClock(self.began, self.speed)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["FakePlatform"]:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, limit=LONGEST_LINE)
        self._port = server.sockets[0].getsockname()[1]
        redelivering = asyncio.create_task(self._redeliver())
        try:
            yield self
        finally:
            redelivering.cancel()
            for process in self.processes:
                process.kill()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(redelivering, *self._tasks, return_exceptions=True)
            server.close()

    async def start(self, *more: str) -> Process:
        """Start a worker and wait until it has opened its store."""
        process = await self.launch(*more)
        await self.until(lambda: process.ready or not process.alive)
        return process

    async def launch(self, *more: str) -> Process:
        """Start a worker."""
        command = [sys.executable, "-m", "tests.scenarios.worker", "--database", self.database]
        command += ["--port", str(self._port), "--began", str(self.began), "--speed", str(self.speed), *more]
        process = Process(subprocess.Popen(command, stderr=subprocess.PIPE))  # noqa: ASYNC220, S603 - our own words
        self.processes.append(process)
        return process

    def deliver(self, event: Message) -> None:
        """Give *event* to a random worker, again and again until one acknowledges it."""
        self.unacknowledged[event["event"]] = event
        self.give(event)

    def give(self, event: Message) -> None:
        writers = [process.writer for process in self.processes if process.alive and process.writer]
        if writers:
            random.choice(writers).write(pack(event))  # noqa: S311 - no secret

    def arrivals(self, kind: str) -> list[Message]:
        return [notice for notice in self.arrived if notice["kind"] == kind]

    async def until(self, condition: Callable[[], bool], seconds: float = 60.0) -> None:
        """Wait until something is so.

        Raises:
            TimeoutError: it was not, for that long.
        """
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(
                    f"still not so after {seconds} s; arrived: {[n['kind'] for n in self.arrived][-20:]}"
                )
            self._changed.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(0.05):
                    await self._changed.wait()

    async def _redeliver(self) -> None:
        while True:
            await asyncio.sleep(REDELIVER)
            for event in list(self.unacknowledged.values()):
                self.give(event)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        process: Process | None = None
        while (message := await unpack(reader)) is not None:
            self._changed.set()
            if message["op"] == "hello":
                process = next(one for one in self.processes if one.popen.pid == message["pid"])
                process.writer, process.ready = writer, True
            elif message["op"] == "acknowledge":
                self.unacknowledged.pop(message["event"], None)
            elif process is not None and not await self._called(message, process, writer):
                break
        if process is not None:
            process.writer = None
        writer.close()

    async def _called(self, message: Message, process: Process, writer: asyncio.StreamWriter) -> bool:
        """Answer a call; False once the caller was killed."""
        match message["op"]:
            case "send":
                return await self._sent(message, process, writer)
            case "find":
                self.look_ups += 1
                there = message["id"] if self.copies[message["id"]] else ""
                writer.write(pack({"answer": message["call"], "message": there}))
            case _:
                writer.write(pack({"answer": message["call"]}))
        return True

    async def _sent(self, notice: Message, process: Process, writer: asyncio.StreamWriter) -> bool:
        fate = self.fate(notice)
        if fate is Kill.BEFORE:
            self.kill(process)
            return False
        self.copies[notice["id"]] += 1
        self.arrived.append(notice)
        if fate is Kill.AFTER:
            self.kill(process)
        else:
            writer.write(pack({"answer": notice["call"], "message": notice["id"]}))
        self._follow(self.on_arrival(notice))
        if fate is Kill.ANSWERED:
            await writer.drain()
            await asyncio.sleep(random.uniform(0, 0.01))  # noqa: S311 - no secret
            self.kill(process)
        return fate is None

    def _follow(self, reaction: Awaitable[None]) -> None:
        task = asyncio.ensure_future(reaction)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def kill(self, process: Process) -> None:
        if process.alive:
            self.kills += 1
            process.kill()
