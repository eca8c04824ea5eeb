"""The whole of Discord in one test process: the strict local Discord, and the app as `signpost run` composes it."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from adapters.bootstrap import Office, open_office
from adapters.chats import DiscordChat
from adapters.discord.app import DiscordApp
from adapters.platforms import Accesses, installed
from bot.front_desk import FrontDesk
from bot.running import RunningRelay
from bot.settings import Settings
from tests.discord_server.errors import JsonObject
from tests.discord_server.interactions import Interaction
from tests.discord_server.messages import Message
from tests.discord_server.people import Person
from tests.discord_server.server import DiscordServer
from tests.discord_server.world import Channel
from tests.slack_bench import HEAD, SECRET_KEY

PATIENCE = 10.0


@dataclass
class Workplace:
    """Ada asks, Max is her manager, Zoe his, Eve works there too; the channel has them all and the bot."""

    discord: DiscordServer
    ada: Person
    max: Person
    zoe: Person
    eve: Person
    settings: Settings
    bases: list[tuple[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, discord: DiscordServer, folder: Path, **given: Any) -> "Workplace":  # noqa: ANN401 - any setting
        ada, max_, zoe, eve = (discord.person(name) for name in ("ada", "max", "zoe", "eve"))
        lines = [
            f"Ada Lovel,ada@example.org,,{ada.id},max@example.org,zoe@example.org,,",
            f"Max Planer,max@example.org,,{max_.id},zoe@example.org,,,",
            f"Zoe Kell,zoe@example.org,,{zoe.id},,,alternative owner:social-media-and-confidentiality,",
            f"Eve Tamm,eve@example.org,,{eve.id},,,,",
        ]
        directory = folder / "directory.csv"
        directory.write_text("\n".join((HEAD, *lines)), encoding="utf-8")
        return cls(discord, ada, max_, zoe, eve, _settings(discord, folder, directory, **given))

    def environment(self) -> dict[str, str]:
        """What a process would be started with."""
        found = {name.upper(): value for name in _SET if (value := getattr(self.settings, name)) is not None}
        return {
            name: value.get_secret_value() if isinstance(value, SecretStr) else str(value)
            for name, value in found.items()
        }

    async def reads(self, person: Person, words: str, within: float = PATIENCE) -> Message:
        """Wait until one person is shown *words* by the bot, in private; return the newest such message."""

        def shown() -> Message | None:
            found = [one for one in self.discord.private_to(person) if words in plain(one)]
            return found[-1] if found else None

        seen = [plain(one) for one in self.discord.private_to(person)]
        return await self.discord.changes.until(shown, f"{person.user.name} reads {words!r} and not {seen}", within)

    async def quiet(self, seconds: float = 0.3) -> None:
        """Let nothing new be shown for a while."""
        before = len(self.discord.calls)
        await asyncio.sleep(seconds)
        if len(self.discord.calls) != before:
            await self.quiet(seconds)


_SET = (
    "database_url", "directory_file", "secret_key", "discord_token", "discord_api_url", "discord_guild",
    "discord_private_channel", "undo_seconds", "audit_anchor_file", "erasure_ledger_file", "health_port", "log_form",
)  # fmt: skip


def plain(message: Message) -> str:
    """Return what a person reads: without the marks of markdown, blanks as one."""
    lines = [re.sub(r"^(> |-# |### )", "", line) for line in message.text.split("\n")]
    return re.sub(r"\s+", " ", re.sub(r"\\(?=[^\w\s])|\*\*", "", " ".join(lines)))


def _settings(discord: DiscordServer, folder: Path, directory: Path, **given: Any) -> Settings:  # noqa: ANN401 - any setting
    return Settings.model_validate(
        {
            "database_url": f"sqlite:///{folder}/signpost.db",
            "directory_file": directory,
            "secret_key": SECRET_KEY,
            "discord_token": discord.token,
            "discord_api_url": discord.api,
            "discord_guild": discord.guild.id,
            "undo_seconds": 10,
            "audit_anchor_file": folder / "anchors.jsonl",
            "erasure_ledger_file": folder / "erasures.jsonl",
            "log_form": "json",
            **given,
        }
    )


@asynccontextmanager
async def a_workplace(folder: Path, **given: Any) -> AsyncIterator[Workplace]:  # noqa: ANN401 - any setting
    """Run the local Discord; what discord.py knows of where Discord is, is put back afterwards."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    spec = os.environ.get("DISCORD_OPENAPI")  # noqa: TID251 - names a file of tests, no setting
    try:
        async with DiscordServer(openapi=Path(spec) if spec else None) as discord:
            yield Workplace.of(discord, folder, **given)
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@dataclass
class Bot:
    """The app in this process."""

    office: Office
    app: DiscordApp
    front: FrontDesk
    relay: RunningRelay


@asynccontextmanager
async def a_bot(work: Workplace) -> AsyncIterator[Bot]:
    """Compose the app as `adapters.serving` does, and connect it."""
    found = await installed(Accesses.of(work.settings, http=False))
    async with found, open_office(work.settings, found.homes, beyond=found.beyond(work.settings)) as office:
        [chat] = found.chats(office)
        assert isinstance(chat, DiscordChat)
        front = office.front_desk(chat.surface)
        chat.attend(front)
        relay = office.running(office.relay(chat.notifier))
        async with _started(work, chat), _relaying(relay):
            yield Bot(office, chat.app, front, relay)


@asynccontextmanager
async def _started(work: Workplace, chat: DiscordChat) -> AsyncIterator[None]:
    await chat.start()
    try:
        await work.discord.bot_ready()
        await work.discord.changes.until(lambda: chat.connected, "its own notice of that")
        await chat.app.desk.drain(PATIENCE)  # it looks for what it missed; faults are meant for what follows
        yield
    finally:
        await chat.stop(5)


@asynccontextmanager
async def _relaying(relay: RunningRelay) -> AsyncIterator[None]:
    task = asyncio.create_task(relay.run())
    try:
        yield
    finally:
        relay.stop()
        await task


async def write(person: Person, card: Message, button: str, words: str) -> Interaction:
    """Press a button that opens a form, and send the form."""
    form = await person.click(card, button).form()
    return person.submit_values(form, {field_in(form.data)["custom_id"]: words})


def field_in(form: JsonObject) -> JsonObject:
    """Find the one field of a form, among what it says around it."""
    found: list[JsonObject] = [top["component"] for top in form["components"] if "component" in top]
    return found[0]


async def open_mention(work: Workplace, person: Person, text: str, channel: Channel | None = None) -> Message:
    """Mention the bot, and press the button that it answers with; return that public line."""
    before = len(work.discord.public_messages(channel))
    person.say(text, channel, mention_bot=True)
    line = await work.discord.public_message(channel, before + 1)
    person.click(line, "Read my answer")
    return line
