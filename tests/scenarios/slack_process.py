"""`signpost run` beside the local Slack, and the story's stage in its direct messages."""

from dataclasses import dataclass
from typing import ClassVar

import aiohttp

from tests.scenarios.bot_process import LONGEST, START, BotProcess
from tests.slack_bench import Workplace
from tests.slack_server.acting import Outcome
from tests.slack_server.model import Message


@dataclass
class Process(BotProcess):
    """One bot; with `http`, Slack sends it signed requests instead of using Socket Mode."""

    work: Workplace
    http: bool = False

    @property
    def options(self) -> list[str]:
        return ["--http"] if self.http else []

    async def ready(self) -> None:
        if not self.http:
            await self.work.slack.connected(within=START)
        await super().ready()

    async def is_ready(self, session: aiohttp.ClientSession) -> bool:
        ready = await super().is_ready(session)
        if not (ready and self.http):
            return ready
        try:
            async with session.get(f"http://127.0.0.1:{self.work.settings.http_port}/"):
                return True
        except aiohttp.ClientError:
            return False


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
