"""`signpost run` beside the local Discord, and the story's stages: direct messages, commands, mentions."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.discord.layout import mark_of
from tests.discord_bench import Workplace, a_workplace, field_in, plain
from tests.discord_server.components import buttons
from tests.discord_server.messages import Message
from tests.discord_server.people import Person
from tests.scenarios.bot_process import LONGEST, START, BotProcess, free_port


@dataclass
class Process(BotProcess):
    """One bot; it is ready when Discord reaches it and its commands are there."""

    work: Workplace

    async def ready(self) -> None:
        await super().ready()
        await registered(self.work)


async def registered(work: Workplace) -> None:
    """Wait until the bot holds a session, and has its commands there."""
    await work.discord.bot_ready()
    await work.discord.changes.until(lambda: work.discord.commands(work.discord.guild), "the commands", START)


@asynccontextmanager
async def a_process(folder: Path, **given: Any) -> AsyncIterator[Process]:  # noqa: ANN401 - any setting
    """Run a local Discord, and `signpost run` beside it."""
    async with a_workplace(folder, health_port=free_port(), undo_seconds=120, **given) as work:
        process = Process(work, errors=folder / "errors.log")
        await process.start()
        try:
            yield process
        finally:
            await process.kill()


@dataclass
class DiscordStage:
    """`tests.scenarios.story.Stage` in Discord's direct messages; what is written there needs no acknowledgement."""

    work: Workplace

    async def ask(self, text: str) -> None:
        self.work.ada.say(text, self.work.ada.dm)

    async def choose(self, choice: str, seen: str) -> None:
        shown = await self.reads("ada", seen)
        [label, *_] = [label for label in shown.labels if label.startswith(choice)]
        await self.work.ada.click(shown, _first(shown, label)).answer()

    async def press(self, who: str, label: str, seen: str) -> None:
        await self.person(who).click(await self.reads(who, seen), label).answer()

    async def write(self, who: str, label: str, seen: str, words: str) -> None:
        person = self.person(who)
        form = await person.click(await self.reads(who, seen), label).form()
        field = field_in(form.data)["custom_id"]
        await person.submit_values(form, {field: words}).answer()

    async def sees(self, who: str, words: str) -> None:
        await self.reads(who, words)

    async def seen(self, who: str, words: str) -> int:
        return len(self.shown(who, words))

    async def reads(self, who: str, words: str) -> Message:
        there = f"{who} sees {words!r}"
        return (await self.work.discord.changes.until(lambda: self.shown(who, words), there, LONGEST))[-1]

    def shown(self, who: str, words: str) -> list[Message]:
        """List what the bot shows to nobody else, wherever that is."""
        shown = self.work.discord.private_to(self.person(who))
        return [one for one in shown if words in "\n".join((plain(one), *one.labels))]

    def person(self, who: str) -> Person:
        found: Person = getattr(self.work, who)
        return found


class CommandStage(DiscordStage):
    """`/policy ask` in the channel, answered with an ephemeral message."""

    async def ask(self, text: str) -> None:
        await self.work.ada.slash("/policy ask", question=text).answer()


class MentionStage(DiscordStage):
    """`@signpost` in the channel, answered with an ephemeral message once Ada presses the button beside it."""

    async def ask(self, text: str) -> None:
        before = len(self.work.discord.public_messages())
        self.work.ada.say(text, mention_bot=True)
        line = await self.work.discord.public_message(number=before + 1)
        await self.work.ada.click(line, "Read my answer").answer()


def posted_twice(work: Workplace) -> list[int]:
    """List the marks that more than one message of the bot carries."""
    discord = work.discord
    marks = Counter(mark_of(one.payload()) for one in discord.messages if one.author is discord.bot)
    return [mark for mark, times in marks.items() if times > 1]


def _first(message: Message, label: str) -> str:
    """Name the first of the buttons with this label; each fact has its own "Not sure"."""
    return next(str(one["custom_id"]) for one in buttons(message.components) if one.get("label") == label)
