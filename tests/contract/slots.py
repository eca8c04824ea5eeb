"""What a sender slot does with the outbox, each step in a unit of its own."""

from datetime import timedelta

from bot.outbox import Claim, Entry, Landed
from bot.people import Platform
from bot.ports import OpenWork
from tests.builders import a_lease
from tests.fakes import NOON

ALL = tuple(Platform)
MINUTE = timedelta(minutes=1)
LANDED = Landed(platform=Platform.SLACK, workspace="T1", channel="D1", message="1.2")


async def put(unit_of_work: OpenWork, *entries: Entry) -> None:
    async with unit_of_work() as work:
        await work.outbox.put(*entries)


async def claim(unit_of_work: OpenWork, owner: str = "slot-1", after: timedelta = timedelta()) -> Claim | None:
    async with unit_of_work() as work:
        return await work.outbox.claim(a_lease(owner, NOON + after), ALL)


async def claimed(unit_of_work: OpenWork, owner: str = "slot-1", after: timedelta = timedelta()) -> Claim:
    found = await claim(unit_of_work, owner, after)
    assert found is not None
    return found


async def settle(unit_of_work: OpenWork, held: Claim, landed: Landed | None = LANDED) -> None:
    async with unit_of_work() as work:
        await work.outbox.settle(held, landed, NOON)
