"""`signpost run` as the process it is, beside whichever local platforms: started, killed, stopped."""

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import aiohttp
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
START = 30.0
LONGEST = 90.0  # a send that a killed process had in hand waits for its lease of a minute
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
LAPSE = (
    "UPDATE outbox SET ready_at = lease_taken_at WHERE fate = 'claimed'",
    "UPDATE intake SET lease_until = lease_taken_at WHERE settled_at IS NULL",
)


class Place(Protocol):
    """Where a bot works."""

    settings: Settings

    def environment(self) -> dict[str, str]:
        """What a process would be started with."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class BotProcess:
    """One bot at work."""

    work: Place
    errors: Path = field(default=Path("/dev/null"), kw_only=True)
    running: asyncio.subprocess.Process | None = field(default=None, kw_only=True)

    @property
    def options(self) -> list[str]:
        """What is said after `run`."""
        return []

    async def start(self) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}  # noqa: TID251 - for the child
        command = [sys.executable, "-m", "adapters.console", "run", *self.options]
        with self.errors.open("ab") as errors:
            self.running = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env=kept | self.work.environment(), stdout=errors, stderr=errors
            )
        await self.ready()

    async def ready(self) -> None:
        """Wait until it says that it is."""
        async with aiohttp.ClientSession() as session, asyncio.timeout(START):
            while not await self.is_ready(session):  # noqa: ASYNC110 - another process tells nobody
                await asyncio.sleep(0.05)

    async def is_ready(self, session: aiohttp.ClientSession) -> bool:
        assert self.running is not None
        assert self.running.returncode is None, self.errors.read_text()
        try:
            async with session.get(f"http://127.0.0.1:{self.work.settings.health_port}/readyz") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    async def get(self, page: str) -> tuple[int, str]:
        url = f"http://127.0.0.1:{self.work.settings.health_port}{page}"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return answer.status, await answer.text()

    async def kill(self) -> None:
        if self.running is not None and self.running.returncode is None:
            self.running.kill()
            await self.running.wait()

    async def stop(self) -> int:
        assert self.running is not None
        self.running.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.running.wait(), 15)


async def let_leases_run_out(work: Place) -> None:
    """Let nobody hold anything any more, as a minute and a half after the bot's end."""
    address = make_url(work.settings.database_url.get_secret_value())
    engine = create_async_engine(address.set(drivername=DRIVERS[address.get_backend_name()]))
    async with engine.begin() as connection:
        for statement in LAPSE:
            await connection.execute(text(statement))
    await engine.dispose()
