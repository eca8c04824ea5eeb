"""What the crash tests do with a platform and its workers."""

import signal
from datetime import timedelta

from tests.scenarios.chat_platform import SPEED, FakePlatform, Fate, Kill
from tests.scenarios.figures import Figures, Outcome, figures
from tests.scenarios.wire import Message
from tests.scenarios.worker import LEASE

TAKE_OVER = (LEASE + timedelta(seconds=30)).total_seconds() / SPEED
HOUR = 3600.0


def once(kind: str, kill: Kill) -> Fate:
    """Kill whoever sends the first notice of *kind*."""
    left = [kill]

    def fate(notice: Message) -> Kill | None:
        return left.pop() if left and notice["kind"] == kind else None

    return fate


def ask(platform: FakePlatform, *names: str) -> None:
    for name in names:
        platform.deliver({"event": f"ask-{name}", "does": "ask", "user": f"asker-{name}"})


def press(platform: FakePlatform, does: str, notice: Message, words: str = "") -> None:
    event = {"event": f"{does}-{notice['id']}", "does": does, "user": notice["user"]}
    platform.deliver({**event, "escalation": notice["escalation"], "words": words})


async def stop(platform: FakePlatform) -> list[int | None]:
    """End every worker as a supervisor does; return their exit codes."""
    alive = [process for process in platform.processes if process.alive]
    for process in alive:
        process.popen.send_signal(signal.SIGTERM)
    await platform.until(lambda: not any(process.alive for process in alive), 15)
    return [process.popen.returncode for process in alive]


async def come_to(platform: FakePlatform, asked: int, *, can_find: bool = True) -> Figures:
    """Stop the workers and hold the database against what arrived."""
    await stop(platform)
    seen = Outcome(
        asked=[f"ask-{number}" for number in range(asked)],
        copies=platform.copies,
        arrived=platform.arrived,
        kills=platform.kills,
        look_ups=platform.look_ups,
        can_find=can_find,
    )
    return await figures(platform.database, platform.clock, seen)


def all_well(found: Figures) -> bool:
    return not found.lost and not found.twice
