import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import StaleEscalation, UnknownEscalation
from bot.lifecycle import EscalationId, Happening, PressKind, State, Words
from bot.ports import OpenWork
from tests.builders import ADA, BEA, MAX, a_notice, an_escalation, an_event
from tests.fakes import NOON

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ESC = an_escalation().id


async def test_of_two_decisions_on_one_version_the_second_is_refused(unit_of_work: OpenWork) -> None:
    first = replace(an_escalation(), version=2, state=State.ACKNOWLEDGED)
    second = replace(an_escalation(), version=2, state=State.WITHDRAWN, closed_at=NOON)
    async with unit_of_work() as work:
        await work.escalations.add(an_escalation(), an_event())
    async with unit_of_work() as work:
        await work.escalations.change(first, an_event(Happening.ACKNOWLEDGED, version=2))

    async def withdraw() -> None:
        async with unit_of_work() as work:
            await work.outbox.put(a_notice())
            await work.escalations.change(second, an_event(Happening.WITHDRAWN, version=2))

    with pytest.raises(StaleEscalation):
        await withdraw()

    async with unit_of_work() as work:
        assert await work.escalations.get(ESC) == first
        assert await work.outbox.waiting(ESC) == ()
        assert [event.what for event in await work.audit.of(ESC)] == [Happening.OPENED, Happening.ACKNOWLEDGED]


async def test_of_many_at_once_exactly_one_decides(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        await work.escalations.add(an_escalation(), an_event())

    async def decide(to: State) -> None:
        async with unit_of_work() as work:
            now = await work.escalations.get(ESC)
            if now.state is State.OPEN:
                await work.escalations.change(replace(now, version=2, state=to), an_event(version=2))
            else:
                raise StaleEscalation(ESC)

    states = [State.ACKNOWLEDGED, State.DELIVERED] * 5
    outcomes = await asyncio.gather(*(decide(state) for state in states), return_exceptions=True)

    assert sum(outcome is None for outcome in outcomes) == 1
    assert all(isinstance(outcome, StaleEscalation) for outcome in outcomes if outcome is not None)


async def test_an_escalation_is_added_once_and_a_missing_one_is_not_changed(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        await work.escalations.add(an_escalation(), an_event())

    with pytest.raises(StaleEscalation):
        async with unit_of_work() as work:
            await work.escalations.add(an_escalation(), an_event())
    with pytest.raises(UnknownEscalation):
        async with unit_of_work() as work:
            await work.escalations.change(an_escalation(id=EscalationId("none"), version=2), an_event(version=2))


async def test_each_person_finds_their_own(unit_of_work: OpenWork) -> None:
    old = an_escalation(id=EscalationId("old"), state=State.DELIVERED, opened_at=NOON - DAY)
    new = an_escalation(id=EscalationId("new"))
    done = an_escalation(id=EscalationId("done"), state=State.RESOLVED, closed_at=NOON, opened_at=NOON - 2 * DAY)
    hers = an_escalation(id=EscalationId("hers"), state=State.ACKNOWLEDGED, asker=BEA)
    async with unit_of_work() as work:
        for escalation in (old, new, done, hers):
            await work.escalations.add(escalation, an_event(escalation=escalation.id))

    async with unit_of_work() as work:
        asked = await work.escalations.asked_by(ADA)
        assigned = await work.escalations.assigned_to(MAX)
        counted = await work.escalations.count()

    assert asked == (new, old, done)
    assert assigned == (old, hers)
    assert counted == {State.DELIVERED: 1, State.OPEN: 1, State.RESOLVED: 1, State.ACKNOWLEDGED: 1}


async def test_text_goes_at_its_time_and_a_stale_hand_cannot_put_it_back(unit_of_work: OpenWork) -> None:
    said = Words(by=MAX, kind=PressKind.REPLY, text="Ask them first.", at=NOON)
    closed = an_escalation(state=State.RESOLVED, closed_at=NOON, words=(said,))
    kept = an_escalation(id=EscalationId("kept"))
    async with unit_of_work() as work:
        await work.escalations.add(closed, an_event())
        await work.escalations.add(kept, an_event(escalation="kept"))

    async with unit_of_work() as work:
        early = await work.escalations.due_for_erasure(NOON, NOON)
        due = await work.escalations.due_for_erasure(NOON + MINUTE, NOON)
        capped = await work.escalations.due_for_erasure(NOON, NOON + MINUTE)
        await work.escalations.erase(ESC, an_event(Happening.ERASED, version=2))
        erased = await work.escalations.get(ESC)
        again = await work.escalations.due_for_erasure(NOON + MINUTE, NOON)
    with pytest.raises(StaleEscalation):
        async with unit_of_work() as work:
            await work.escalations.change(replace(closed, version=2), an_event(version=2))

    assert (early, due, set(capped), again) == ((), (ESC,), {ESC, kept.id}, ())
    assert (erased.version, erased.question, erased.finding, erased.facts) == (2, "", "", ())
    assert [words.text for words in erased.words] == [""]
    assert [(cited.citation.clause, cited.citation.quote) for cited in erased.citations] == [("guidelines.4b", "")]
