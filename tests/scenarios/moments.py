"""Moments of an act at which a bot may die: the platform has no acknowledgement, has no answer, or nobody knows."""

import asyncio
import sqlite3
from contextlib import closing
from enum import IntEnum

from sqlalchemy import make_url

from tests.scenarios.bot_process import LONGEST, Place
from tests.scenarios.story import SHOWN

WRITES = 5  # the act that is a press and then a form
FALLS_WITHIN = 20.0


class Moment(IntEnum):
    """When the bot dies of an act."""

    UNACKNOWLEDGED = 0  # it is kept, but the platform has not heard so
    IN_FLIGHT = 1  # what must be seen is on its way to the platform
    ACCEPTED = 2  # the platform shows it, but the bot has not heard so


def rotated(by: int) -> tuple[Moment, ...]:
    """Give each act its moment; over the three rotations, each act has each."""
    return tuple(Moment((number + by) % len(Moment)) for number in range(len(SHOWN)))


async def all_answered(work: Place) -> None:
    """Wait until nothing that was kept is unanswered; SQLite only."""
    async with asyncio.timeout(LONGEST):
        while _unanswered(work):  # noqa: ASYNC110 - another process tells nobody
            await asyncio.sleep(0.05)


def _unanswered(work: Place) -> int:
    file = make_url(work.settings.database_url.get_secret_value()).database
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as kept:
        found: int = kept.execute("SELECT count(*) FROM intake WHERE settled_at IS NULL").fetchone()[0]
    return found
