"""Opens `signpost chat` on a store that is gone when it ends, and reads it line by line."""

import asyncio
import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from adapters.bootstrap import open_office, rules_of
from adapters.console.chat import Chat
from adapters.console.chat_commands import Commands
from adapters.console.movable_clock import MovableClock
from adapters.console.screen import Screen
from adapters.console.seats import Seats
from adapters.logs import about
from adapters.storage.clock import system_time
from bot.errors import BotError
from bot.people import Platform
from bot.settings import Settings

TRYOUT = Path(__file__).with_name("tryout.csv")
HOME = "terminal"


def run_chat(settings: Settings, begin: datetime | None = None) -> None:
    """Let people chat until their input ends.

    Raises:
        SettingsFaults, KnowledgeFaults, DirectoryFaults, BadInput: it cannot begin.
    """
    screen = Screen()
    with tempfile.TemporaryDirectory(prefix="signpost-chat-") as folder, asyncio.Runner() as runner:
        opened = AsyncExitStack()
        chat = runner.run(opened.enter_async_context(_open(_private(settings, Path(folder)), begin, screen)))
        try:
            _greet(chat)
            _converse(chat, runner)
        except KeyboardInterrupt:
            screen.line("")  # the terminal shows ^C, which ends it like /quit
        finally:
            runner.run(opened.aclose())
    screen.line("Goodbye. Nothing of this was kept.")


def _private(settings: Settings, folder: Path) -> Settings:
    """Use the organisation's own rules and directory on a store and with a secret of their own."""
    return settings.model_copy(
        update={
            "database_url": SecretStr(f"sqlite:///{folder / 'chat.db'}"),
            "secret_key": SecretStr(secrets.token_hex(32)),
            "directory_file": settings.directory_file or TRYOUT,
        }
    )


@asynccontextmanager
async def _open(settings: Settings, begin: datetime | None, screen: Screen) -> AsyncIterator[Chat]:
    clock = MovableClock(_beginning(settings, begin))
    async with open_office(settings, {Platform.CONSOLE: HOME}, clock) as office:
        seats = await Seats.of(office.directory, [policy.id for policy in office.guidance.library.policies])
        yield Chat(office, seats, clock, screen)


def _beginning(settings: Settings, begin: datetime | None) -> datetime:
    """Begin at *begin*, or an hour into the working day, today's or the next."""
    zone = ZoneInfo(settings.time_zone)
    if begin is not None:
        return begin.replace(tzinfo=begin.tzinfo or zone)
    hours = rules_of(settings, {}).timetable.hours
    midnight = system_time().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return hours.after(midnight, min(timedelta(hours=1), hours.day / 2))


def _greet(chat: Chat) -> None:
    staff, manager = chat.seats.roles["staff"], chat.seats.roles.get("manager")
    chat.screen.show(
        "Signpost, to try out: everybody at one terminal, and nothing leaves it.",
        f"You are {staff.name}, and {manager.name if manager else 'somebody'} is your manager. Ask about the policy.",
        "/as manager changes seats, /wait 4h moves the clock, /help says the rest.",
        "",
    )


def _converse(chat: Chat, runner: asyncio.Runner) -> None:
    commands = Commands(chat)
    for typed in chat.screen.lines(lambda: chat.prompt):
        text = typed.strip()
        if text.casefold() in ("/quit", "/exit", "/q"):
            return
        if not text and chat.seats.current.wanted is None:
            continue
        try:
            runner.run(commands.take(text) if text.startswith("/") else chat.take(text))
        except BotError as error:
            chat.screen.line(str(error))
        except Exception as error:  # noqa: BLE001 - a fault of ours must not end the conversation
            said = about(error)
            chat.screen.line(f"This is a fault of Signpost: {said['error']} at {said['trace']}; please report it.")
        if chat.seats.current.wanted is None:
            chat.screen.line("")
