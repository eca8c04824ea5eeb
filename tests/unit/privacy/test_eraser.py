from contextlib import nullcontext
from datetime import timedelta
from typing import Self

import pytest

from bot.errors import StaleEscalation, UnknownEscalation
from bot.lifecycle import Escalation, EscalationId, Event, PressKind, State, Words
from tests.builders import (
    ADA,
    MAX,
    an_escalation,
    an_event,
)
from tests.fakes import NOON
from tests.memory import MemoryStore, MemoryWork
from tests.memory_escalations import MemoryEscalations
from tests.privacy import Office

DAY = timedelta(days=1)
ESC = an_escalation().id
HERS = Words(by=ADA, kind=PressKind.ANSWER_BACK, text="hers: they agreed", at=NOON)
HIS = Words(by=MAX, kind=PressKind.REPLY, text="his: ask them first", at=NOON)
BOTH = an_escalation(state=State.ANSWERED, question="hers: may I?", words=(HIS, HERS))


class Busy:
    """A store in which somebody else changes the escalation each time it is read, so many times."""

    def __init__(self, store: MemoryStore, times: int) -> None:
        self._store, self.left = store, times

    def work(self) -> MemoryWork:
        rows = self._store.tables.escalations
        if ESC in rows and self.left:
            self.left -= 1
            return ChangedBehind(self._store)
        return self._store.work()


class ChangedBehind(MemoryWork):
    async def __aenter__(self) -> Self:
        work = await super().__aenter__()
        work.escalations = Overtaken(work.escalations)
        return work


class Overtaken(MemoryEscalations):
    def __init__(self, real: MemoryEscalations) -> None:
        self._real = real

    async def get(self, escalation: EscalationId) -> Escalation:
        return await self._real.get(escalation)

    async def change(self, escalation: Escalation, event: Event) -> None:
        del event
        raise StaleEscalation(escalation.id)


@pytest.mark.parametrize(("times", "state"), [(3, State.WITHDRAWN), (9, State.ANSWERED)])
async def test_an_escalation_that_somebody_is_changing_is_read_again_a_few_times(times: int, state: State) -> None:
    store = MemoryStore()
    office = Office(unit_of_work=Busy(store, times).work)
    async with store.work() as work:
        await work.escalations.add(BOTH, an_event())
    refused = pytest.raises(StaleEscalation) if state is State.ANSWERED else nullcontext()

    with refused:
        await office.eraser.erase_escalation(ESC, State.WITHDRAWN)

    assert store.tables.escalations[ESC].state is state


async def test_what_is_gone_cannot_be_erased() -> None:
    with pytest.raises(UnknownEscalation):
        await Office().eraser.erase_escalation(ESC, State.EXPIRED)
