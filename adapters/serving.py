"""`signpost run`: every platform whose tokens are set, relay, daily purge and health pages, in one process."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import structlog
from aiohttp import web

from adapters.bootstrap import Beyond, Office, open_office
from adapters.directory.file import FileDirectory
from adapters.directory.slack_profile import Profiles, SlackProfileDirectory
from adapters.health import HealthPage, SendTimes, TimedNotifier
from adapters.slack.app import SlackApp
from adapters.slack.checks import Access, Installation, check
from bot.errors import BotError, NotAccepted, SettingsFaults
from bot.front_desk import FrontDesk
from bot.people import Address, Platform
from bot.ports import Directory
from bot.running import RunningRelay
from bot.settings import Settings

DRAIN = 9.0
"""Seconds that answers and sends get to finish; what does not is taken up by whoever starts next."""
PURGE_EVERY = timedelta(days=1)
LONGEST_WAIT = 60.0  # seconds between two tries at reaching a platform when starting
log = structlog.get_logger(__name__)


async def run(settings: Settings, *, http: bool) -> None:
    """Run until SIGTERM or SIGINT.

    Raises:
        SettingsFaults, KnowledgeFaults, DirectoryFaults, StoreRefused, SlackRefuses: it cannot start as it is set up.
    """
    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    access = Access.of(settings, http=http)
    if access is None:
        raise SettingsFaults(["SLACK_BOT_TOKEN: is not set, and no other platform's token either; set one to run"])
    installed = await _unless_stopped(stopping, _installed(access))
    if installed is None:
        return
    homes = {Platform.SLACK: installed.team}
    async with open_office(settings, homes, beyond=profiles_of(settings, access, installed.team)) as office:
        await _serve(office, access, stopping)


def profiles_of(settings: Settings, access: Access, team: str) -> Beyond:
    """Let Slack's profiles name managers whom the file does not."""

    def beyond(file: FileDirectory, secret: bytes) -> Directory:
        profiles = Profiles(client=access.client(), team=team, label=settings.slack_manager_field, secret=secret)
        return SlackProfileDirectory(file, profiles)

    return beyond


def forgetting(people: Directory) -> Callable[[Address], None]:
    """Let what was remembered of somebody's profile be forgotten; the file is read anew by itself."""
    return people.forget if isinstance(people, SlackProfileDirectory) else lambda _: None


async def _serve(office: Office, access: Access, stopping: asyncio.Event) -> None:
    settings = office.settings
    slack = SlackApp(access, office.guidance.library, office.telling, office.zone)
    front = office.front_desk(slack.surface)
    slack.attend(front, office.clock)
    notifier = slack.notifier(settings.slack_private_channel, forgetting(office.people))
    times = SendTimes()
    relay = office.running(office.relay(TimedNotifier(notifier, times)))
    page = HealthPage(
        unit_of_work=office.store.work,
        clock=office.clock,
        health=office.health,
        times=times,
        platforms=((Platform.SLACK, lambda: slack.connected),),
        smallest=settings.smallest_count,
    )
    async with _listening(page.app(), "127.0.0.1", settings.health_port):
        await office.privacy().housekeeper.purge()  # before anything is sent: a restored backup must not speak
        async with _working(office, front, relay):
            async with _reached(slack, settings, access):
                log.info("running", platform=Platform.SLACK)
                await stopping.wait()
            log.info("draining")
    log.info("stopped")


@asynccontextmanager
async def _reached(slack: SlackApp, settings: Settings, access: Access) -> AsyncIterator[None]:
    """Let Slack reach us for the length of the block, then finish what is being answered."""
    try:
        if access.http:
            async with _listening(slack.web(), settings.http_host, settings.http_port):
                yield
        else:
            await slack.start()
            yield
    finally:
        await slack.stop(DRAIN / 2)


@asynccontextmanager
async def _working(office: Office, front: FrontDesk, relay: RunningRelay) -> AsyncIterator[None]:
    """Relay, take over and purge for the length of the block; the relay drains at its end."""
    sending = asyncio.create_task(relay.run())
    others = [asyncio.create_task(front.take_over()), asyncio.create_task(_purge_daily(office))]
    try:
        yield
    finally:
        relay.stop()
        for task in others:
            task.cancel()
        await asyncio.wait([sending, *others], timeout=DRAIN / 2)
        sending.cancel()
        await asyncio.gather(sending, *others, return_exceptions=True)


@asynccontextmanager
async def _listening(app: web.Application, host: str, port: int) -> AsyncIterator[None]:
    """Serve *app* for the length of the block.

    Raises:
        SettingsFaults: the port cannot be had.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=DRAIN / 3)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise SettingsFaults([f"port {port} of {host} cannot be had: {error.strerror}"]) from error
        log.info("listening", port=runner.addresses[0][1])
        yield
    finally:
        await runner.cleanup()


async def _purge_daily(office: Office) -> None:
    while True:
        await office.clock.sleep_until(office.clock.now() + PURGE_EVERY)
        try:
            await office.privacy().housekeeper.purge()
        except BotError as error:
            office.health.tell("purge", type(error).__name__)
        else:
            office.health.tell("purge", "")


async def _installed(access: Access) -> Installation:
    """Ask until Slack can be reached; what a person must repair is said at once."""
    client, wait = access.client(), 1.0
    while True:
        with suppress(NotAccepted):
            return await check(client, access)
        log.warning("slack_not_reached", seconds=wait)
        await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311 - spreads replicas, guards nothing
        wait = min(wait * 2, LONGEST_WAIT)


async def _unless_stopped(stopping: asyncio.Event, work: Awaitable[Installation]) -> Installation | None:
    doing, waiting = asyncio.ensure_future(work), asyncio.create_task(stopping.wait())
    await asyncio.wait({doing, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if doing.done():
        return await doing
    doing.cancel()
    return None
