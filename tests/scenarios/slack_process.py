"""`signpost run` as the process it is, beside the local Slack: started, killed, stopped."""

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import aiohttp

from tests.slack_bench import Workplace
from tests.slack_server.acting import Outcome
from tests.slack_server.model import Message

ROOT = Path(__file__).parents[2]
START = 30.0
LONGEST = 90.0  # a send that a killed process had in hand waits for its lease of a minute


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Process:
    """One bot; `http` is its port for signed requests, None for Socket Mode."""

    work: Workplace
    http: bool = False
    errors: Path = field(default=Path("/dev/null"))
    running: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}  # noqa: TID251 - for the child
        command = [sys.executable, "-m", "adapters.console", "run", *(["--http"] if self.http else [])]
        with self.errors.open("ab") as errors:
            self.running = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env=kept | self.work.environment(), stdout=errors, stderr=errors
            )
        await self.ready()

    async def ready(self) -> None:
        if not self.http:
            await self.work.slack.connected(within=START)
        async with aiohttp.ClientSession() as session, asyncio.timeout(START):
            while not await self._is_ready(session):  # noqa: ASYNC110 - another process tells nobody
                await asyncio.sleep(0.05)

    async def _is_ready(self, session: aiohttp.ClientSession) -> bool:
        assert self.running is not None
        assert self.running.returncode is None, self.errors.read_text()
        try:
            async with session.get(f"http://127.0.0.1:{self.work.settings.health_port}/readyz") as answer:
                ready = answer.status == 200
            if ready and self.http:
                async with session.get(f"http://127.0.0.1:{self.work.settings.http_port}/"):
                    return True
        except aiohttp.ClientError:
            return False
        return ready

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


@dataclass
class SlackStage:
    """`tests.scenarios.story.Stage` in Slack's direct messages.

    With `bearing`, Ada and Max bear with a press that seems to have failed, as it does when the bot dies of it.
    """

    whispered: ClassVar[bool] = False  # whether answers are shown as ephemeral messages

    work: Workplace
    bearing: bool = False

    async def ask(self, text: str) -> None:
        sent = len(self.work.slack.record.deliveries)
        await self.write_question(text)
        await self.work.slack.until(
            lambda: self.bearing or any(d.acked for d in self.work.slack.record.deliveries[sent:]), within=20
        )

    async def write_question(self, text: str) -> None:
        await self.work.ada.dm(text)

    async def choose(self, choice: str, seen: str) -> None:
        shown = await self.reads("ada", seen)
        found = [
            element["accessibility_label"]
            for block in shown.blocks
            for element in block.get("elements", [])
            if str(element.get("accessibility_label", "")).startswith(choice)
        ]
        self.check(await self.work.ada.press(shown, found[0]))

    async def press(self, who: str, label: str, seen: str) -> None:
        self.check(await getattr(self.work, who).press(await self.reads(who, seen), label))

    async def write(self, who: str, label: str, seen: str, words: str) -> None:
        person = getattr(self.work, who)
        await self.press(who, label, seen)
        view = await person.sees_modal(label)
        self.check(await person.submit(view, {view.blocks[-1]["block_id"]: words}))

    async def sees(self, who: str, words: str) -> None:
        await self.reads(who, words)

    async def seen(self, who: str, words: str) -> int:
        return len(self.shown(who, words))

    async def reads(self, who: str, words: str) -> Message:
        shown = await self.work.slack.until(lambda: self.shown(who, words), within=LONGEST)
        return shown[-1]

    def shown(self, who: str, words: str) -> list[Message]:
        """List what the bot showed to nobody else, wherever that was."""
        shown = self.work.slack.private_to(getattr(self.work, who))
        return [message for message in shown if words in f"{message.words}\n{message.text}"]

    def check(self, done: Outcome) -> None:
        assert done.ok or self.bearing, done
