"""The whole of Slack in one test process: the strict local Slack, and the app as `signpost run` composes it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from aiohttp import web
from pydantic import SecretStr

from adapters.bootstrap import Office, open_office
from adapters.directory.forgetting import forgetting
from adapters.platforms import Accesses, Installed
from adapters.slack.app import SlackApp
from adapters.slack.checks import Access, Installation
from adapters.slack.manifest import PATH, SHIPPED, http_form
from bot.front_desk import FrontDesk
from bot.people import Platform
from bot.running import RunningRelay
from bot.settings import Settings
from tests.slack_server.clock import Timings
from tests.slack_server.manifest import Manifest
from tests.slack_server.model import TEAM, Conversation, Message
from tests.slack_server.person import Person
from tests.slack_server.server import LocalSlack, Options, running

QUICK = Timings(retries=(0.05, 0.2, 0.5), refresh_grace=0.5)
SECRET_KEY = "a key for tests that is long enough"  # noqa: S105 - opens nothing
HEAD = "name,email,slack_id,discord_id,manager_email,backup_email,roles,preferred_platform"


@dataclass
class Workplace:
    """Ada asks, Max is her manager, Zoe his, Eve works there too; the channel has them all and the bot."""

    slack: LocalSlack
    ada: Person
    max: Person
    zoe: Person
    eve: Person
    channel: Conversation
    settings: Settings

    @classmethod
    def of(cls, slack: LocalSlack, folder: Path, **given: Any) -> "Workplace":  # noqa: ANN401 - any setting
        ada, max_, zoe, eve = (slack.person(name) for name in ("ada", "max", "zoe", "eve"))
        lines = [
            f"Ada Lovel,ada@example.org,{ada.id},,max@example.org,zoe@example.org,,",
            f"Max Planer,max@example.org,{max_.id},,zoe@example.org,,,",
            f"Zoe Kell,zoe@example.org,{zoe.id},,,,alternative owner:social-media-and-confidentiality,",
            f"Eve Tamm,eve@example.org,{eve.id},,,,,",
        ]
        directory = folder / "directory.csv"
        directory.write_text("\n".join((HEAD, *lines)), encoding="utf-8")
        settings = _settings(slack, folder, directory, **given)
        channel = slack.channel("general", [ada, max_, zoe, eve])
        return cls(slack, ada, max_, zoe, eve, channel, settings)

    def environment(self) -> dict[str, str]:
        """What a process would be started with."""
        found = {name.upper(): value for name in _SET if (value := getattr(self.settings, name)) is not None}
        return {
            name: value.get_secret_value() if isinstance(value, SecretStr) else str(value)
            for name, value in found.items()
        }

    @property
    def about(self) -> list[Message]:
        """Everything the bot showed to everybody."""
        return self.slack.public_messages(self.channel)


_SET = (
    "database_url", "directory_file", "secret_key", "slack_bot_token", "slack_app_token", "slack_signing_secret",
    "slack_api_url", "undo_seconds", "audit_anchor_file", "erasure_ledger_file", "health_port", "http_port", "log_form",
)  # fmt: skip


def _settings(slack: LocalSlack, folder: Path, directory: Path, **given: Any) -> Settings:  # noqa: ANN401 - any setting
    return Settings.model_validate(
        {
            "database_url": f"sqlite:///{folder}/signpost.db",
            "directory_file": directory,
            "secret_key": SECRET_KEY,
            "slack_bot_token": slack.tokens.bot,
            "slack_app_token": slack.tokens.app,
            "slack_signing_secret": slack.tokens.signing_secret,
            "slack_api_url": slack.api_url,
            "undo_seconds": 10,
            "audit_anchor_file": folder / "anchors.jsonl",
            "erasure_ledger_file": folder / "erasures.jsonl",
            "log_form": "json",
            **given,
        }
    )


def shipped(port: int | None) -> Manifest:
    """The manifest as it ships, or as it is printed for HTTP at *port*."""
    if port is None:
        return Manifest.read(SHIPPED)
    return Manifest(yaml.safe_load(http_form(f"http://127.0.0.1:{port}")))


@dataclass
class Bot:
    """The app in this process."""

    office: Office
    app: SlackApp
    front: FrontDesk
    relay: RunningRelay


@asynccontextmanager
async def a_bot(work: Workplace, port: int | None = None) -> AsyncIterator[Bot]:
    """Compose the app as `adapters.serving` does, and connect it: over HTTP with *port*."""
    access = Access.of(work.settings, http=port is not None)
    assert access is not None
    team = Installation(team=TEAM, bot_user="", lacks=frozenset())
    beyond = Installed(accesses=Accesses(slack=access, discord=None), slack=team).beyond(work.settings)
    async with open_office(work.settings, {Platform.SLACK: TEAM}, beyond=beyond) as office:
        app = SlackApp(access, office.guidance.library, office.telling, office.zone)
        front = office.front_desk(app.surface)
        app.attend(front, office.clock)
        notifier = app.notifier(work.settings.slack_private_channel, forgetting(office.people))
        relay = office.running(office.relay(notifier))
        async with _served(app, port), _relaying(relay):
            yield Bot(office, app, front, relay)


def forget_levels() -> None:
    """Undo what Bolt does to its loggers' levels, for the tests that follow."""
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("slack_bolt", "slack_sdk")):
            logging.getLogger(name).setLevel(logging.NOTSET)


@asynccontextmanager
async def _served(app: SlackApp, port: int | None) -> AsyncIterator[None]:
    runner = web.AppRunner(app.web(), access_log=None, shutdown_timeout=0.5)
    if port is not None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
    await app.start()
    async with asyncio.timeout(10):
        while not app.connected:  # noqa: ASYNC110 - the library tells nobody
            await asyncio.sleep(0.01)
    try:
        yield
    finally:
        await app.stop(5)
        await runner.cleanup()


@asynccontextmanager
async def _relaying(relay: RunningRelay) -> AsyncIterator[None]:
    task = asyncio.create_task(relay.run())
    try:
        yield
    finally:
        relay.stop()
        await task


@asynccontextmanager
async def a_workplace(folder: Path, port: int | None = None, **given: Any) -> AsyncIterator[Workplace]:  # noqa: ANN401 - any setting
    """Run the local Slack with the shipped manifest; over HTTP, its request URL is *port* plus our path."""
    async with running(shipped(port), Options(timings=QUICK)) as slack:
        yield Workplace.of(slack, folder, **given)


def url_of(port: int) -> str:
    return f"http://127.0.0.1:{port}{PATH}"
