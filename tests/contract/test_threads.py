from dataclasses import replace
from datetime import timedelta

from bot.lifecycle import EscalationId, FactGiven
from bot.model import FactId
from bot.ports import OpenWork
from bot.threads import KeptThread, Thread, thread_id
from tests.builders import an_address
from tests.fakes import NOON

FACTS = (FactGiven(fact=FactId("consent"), question="Do they agree?", answer="Not sure"),)
KEPT = KeptThread(
    id=thread_id("slack", "T1", "D1", "1.0"),
    owner=an_address(),
    thread=Thread(question="Can I post this photo?", facts=FACTS, tries=1),
    touched_at=NOON,
    has_image=True,
    escalation=EscalationId("e1"),
)
OLDER = replace(KEPT, id=thread_id("another"), touched_at=NOON - timedelta(hours=1), escalation=None)


async def test_a_thread_is_read_as_it_was_last_kept(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        await work.threads.keep(replace(KEPT, thread=Thread(question="before")))
        await work.threads.keep(KEPT)
        await work.threads.keep(OLDER)
    async with unit_of_work() as work:
        assert await work.threads.get(KEPT.id) == KEPT
        assert await work.threads.get(thread_id("none")) is None
        assert await work.threads.all() == (OLDER, KEPT)


async def test_threads_are_dropped_by_id_and_forgotten_by_age(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        await work.threads.keep(KEPT)
        await work.threads.keep(OLDER)
    async with unit_of_work() as work:
        assert await work.threads.drop([]) == 0
        assert await work.threads.forget(NOON) == 1
        assert await work.threads.drop([KEPT.id, OLDER.id]) == 1
    async with unit_of_work() as work:
        assert await work.threads.all() == ()
