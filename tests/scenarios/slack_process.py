"""`signpost run` as the process it is, beside the local Slack: started, killed, stopped."""

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.slack_bench import Workplace

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
    """`tests.scenarios.story.Stage` in Slack's direct messages."""

    work: Workplace

    async def ask(self, text: str) -> None:
        sent = len(self.work.slack.record.deliveries)
        await self.work.ada.dm(text)
        await self.work.slack.until(lambda: any(d.acked for d in self.work.slack.record.deliveries[sent:]), within=20)

    async def choose(self, choice: str, seen: str) -> None:
        shown = await self.work.ada.reads(seen)
        found = [
            element["accessibility_label"]
            for block in shown.blocks
            for element in block.get("elements", [])
            if str(element.get("accessibility_label", "")).startswith(choice)
        ]
        done = await self.work.ada.press(shown, found[0])
        assert done.ok, done

    async def press(self, who: str, label: str, seen: str) -> None:
        person = getattr(self.work, who)
        done = await person.press(await person.reads(seen), label)
        assert done.ok, done

    async def write(self, who: str, label: str, seen: str, words: str) -> None:
        person = getattr(self.work, who)
        await self.press(who, label, seen)
        view = await person.sees_modal(label)
        done = await person.submit(view, {view.blocks[-1]["block_id"]: words})
        assert done.ok, done

    async def sees(self, who: str, words: str) -> None:
        await getattr(self.work, who).reads(words, within=LONGEST)

    async def seen(self, who: str, words: str) -> int:
        shown = self.work.slack.private_to(getattr(self.work, who))
        return sum(words in f"{message.words}\n{message.text}" for message in shown)
