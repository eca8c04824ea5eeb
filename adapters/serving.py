"""`signpost run`: every platform whose tokens are set, relay, daily purge and health pages, in one process."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial

import structlog
from aiohttp import web

from adapters.bootstrap import Office, open_office
from adapters.chats import Chat
from adapters.health import HealthPage, SendTimes, TimedNotifier
from adapters.platforms import Accesses, Installed, installed
from bot.errors import BotError, SettingsFaults
from bot.front_desk import FrontDesk
from bot.running import RunningRelay
from bot.settings import Settings

DRAIN = 9.0
"""Seconds that answers and sends get to finish; what does not is taken up by whoever starts next."""
PURGE_EVERY = timedelta(days=1)
log = structlog.get_logger(__name__)


async def run(settings: Settings, *, http: bool) -> None:
    """Run until SIGTERM or SIGINT.

    Raises:
        SettingsFaults, KnowledgeFaults, DirectoryFaults, StoreRefused: it cannot start as it is set up.
        SlackRefuses, DiscordRefuses: a platform does not let it work.
    """
    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    accesses = Accesses.of(settings, http=http)
    found = await _unless_stopped(stopping, installed(accesses))
    if found is None:
        return
    async with found, open_office(settings, found.homes, beyond=found.beyond(settings)) as office:
        await _serve(office, found.chats(office), stopping)


async def _serve(office: Office, chats: Sequence[Chat], stopping: asyncio.Event) -> None:
    settings = office.settings
    front = office.front_desk(*(chat.surface for chat in chats))
    for chat in chats:
        chat.attend(front)
    times = SendTimes()
    relay = office.running(office.relay(*(TimedNotifier(chat.notifier, times) for chat in chats)))
    page = HealthPage(
        unit_of_work=office.store.work,
        clock=office.clock,
        health=office.health,
        times=times,
        platforms=tuple((chat.platform, partial(_connected, chat)) for chat in chats),
        smallest=settings.smallest_count,
    )
    async with _listening(page.app(), "127.0.0.1", settings.health_port):
        await office.privacy().housekeeper.purge()  # before anything is sent: a restored backup must not speak
        async with _working(office, front, relay):
            async with _reached(chats, settings):
                for chat in chats:
                    log.info("running", platform=chat.platform)
                await stopping.wait()
            log.info("draining")
    log.info("stopped")


def _connected(chat: Chat) -> bool:
    return chat.connected


@asynccontextmanager
async def _reached(chats: Sequence[Chat], settings: Settings) -> AsyncIterator[None]:
    """Let people reach us for the length of the block, then finish what is being answered, on all platforms at once."""
    try:
        async with AsyncExitStack() as stack:
            for chat in chats:
                if (web_app := chat.web()) is not None:
                    await stack.enter_async_context(_listening(web_app, settings.http_host, settings.http_port))
                await chat.start()
            yield
    finally:
        await asyncio.gather(*(chat.stop(DRAIN / 2) for chat in chats))


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


async def _unless_stopped(stopping: asyncio.Event, work: Awaitable[Installed]) -> Installed | None:
    doing, waiting = asyncio.ensure_future(work), asyncio.create_task(stopping.wait())
    await asyncio.wait({doing, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if doing.done():
        return await doing
    doing.cancel()
    return None
