"""One `signpost run` beside the local Discord and the local Slack, and a stage whose people are on different ones."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.people import Platform
from bot.settings import Settings
from tests import discord_bench, slack_bench
from tests.scenarios import discord_process
from tests.scenarios.bot_process import START, BotProcess, free_port
from tests.scenarios.discord_process import DiscordStage
from tests.scenarios.slack_kills import PATIENT
from tests.scenarios.slack_process import SlackStage
from tests.scenarios.story import Stage
from tests.slack_server.server import Options, running


@dataclass
class Both:
    """Ada and Max have a user on each platform, and both prefer *managed*: Max is reached there."""

    discord: discord_bench.Workplace
    slack: slack_bench.Workplace
    settings: Settings

    @classmethod
    def of(
        cls, discord: discord_bench.Workplace, slack: slack_bench.Workplace, folder: Path, managed: Platform
    ) -> "Both":
        lines = [
            f"Ada Lovel,ada@example.org,{slack.ada.id},{discord.ada.id},max@example.org,,,{managed}",
            f"Max Planer,max@example.org,{slack.max.id},{discord.max.id},,,,{managed}",
        ]
        directory = folder / "both.csv"
        directory.write_text("\n".join((slack_bench.HEAD, *lines)), encoding="utf-8")
        return cls(discord, slack, discord.settings.model_copy(update={"directory_file": directory}))

    def environment(self) -> dict[str, str]:
        """What a process would be started with."""
        here, there = self.slack.environment(), self.discord.environment()
        return here | there | {"DIRECTORY_FILE": str(self.settings.directory_file)}


@dataclass
class Process(BotProcess):
    """One bot on two platforms."""

    work: Both

    async def ready(self) -> None:
        await super().ready()
        await self.work.slack.slack.connected(within=START)
        await discord_process.registered(self.work.discord)


@asynccontextmanager
async def a_process(folder: Path, managed: Platform) -> AsyncIterator[Process]:
    """Run both platforms, and `signpost run` beside them."""
    given = {"health_port": free_port(), "undo_seconds": 120}
    local = running(slack_bench.shipped(None), Options(timings=PATIENT))
    async with discord_bench.a_workplace(folder, **given) as there, local as slack:
        here = slack_bench.Workplace.of(slack, folder, **given)
        process = Process(Both.of(there, here, folder, managed), errors=folder / "errors.log")
        await process.start()
        try:
            yield process
        finally:
            await process.kill()


class Across:
    """`tests.scenarios.story.Stage` on two platforms: Ada asks on one, Max is on the other."""

    def __init__(self, work: Both, managed: Platform) -> None:
        there, here = DiscordStage(work.discord), SlackStage(work.slack)
        stages: dict[Platform, Stage] = {Platform.DISCORD: there, Platform.SLACK: here}
        self._max = stages.pop(managed)
        [self._ada] = stages.values()

    def of(self, who: str) -> Stage:
        return self._ada if who == "ada" else self._max

    async def ask(self, text: str) -> None:
        await self._ada.ask(text)

    async def choose(self, choice: str, seen: str) -> None:
        await self._ada.choose(choice, seen)

    async def press(self, who: str, label: str, seen: str) -> None:
        await self.of(who).press(who, label, seen)

    async def write(self, who: str, label: str, seen: str, words: str) -> None:
        await self.of(who).write(who, label, seen, words)

    async def sees(self, who: str, words: str) -> None:
        await self.of(who).sees(who, words)

    async def seen(self, who: str, words: str) -> int:
        return await self.of(who).seen(who, words)

    async def elsewhere(self, who: str) -> int:
        """Count what somebody was shown on the platform where they do nothing in this story."""
        return await (self._max if who == "ada" else self._ada).seen(who, "")
