from dataclasses import replace
from datetime import timedelta

import pytest

from bot.audit_chain import Deleted, Intact, TailCut, chain_key, verify
from bot.errors import ClaimLost, StaleEscalation, UnknownEscalation
from bot.lifecycle import EscalationId, Happening, PressKind, State, Words
from bot.notices import ManagerCard, Relayed
from bot.outbox import Burial, TimerKind
from bot.people import Platform
from bot.ports import OpenWork
from tests.builders import ADA, BEA, MAX, a_lease, a_notice, a_timer, an_arrival, an_escalation, an_event
from tests.contract.slots import claim, claimed, put, settle
from tests.fake_directory import SECRET
from tests.fakes import NOON

ALL = tuple(Platform)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
KEY = chain_key(SECRET)
"""Every store of the contract suite is opened with the secret that this key is derived from."""
ESC = an_escalation().id
SAID = Words(by=MAX, kind=PressKind.REPLY, text="Ask them first.", at=NOON)
ASKED = Words(by=ADA, kind=PressKind.ANSWER_BACK, text="They agreed.", at=NOON)


async def test_an_arrival_is_kept_until_it_is_settled_or_erased(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        second = await work.intake.record(an_arrival("Ev2", at=NOON + MINUTE), a_lease())
        await work.intake.record(an_arrival("Ev1"), a_lease())
        third = await work.intake.record(an_arrival("Ev3", at=NOON + DAY), a_lease())
        assert second is not None
        assert third is not None
        await work.intake.settle(third, NOON)

    async with unit_of_work() as work:
        kept = await work.intake.kept()
        erased = await work.intake.erase([second.arrival.delivery, third.arrival.delivery], NOON)
        left = await work.intake.kept()
        again = await work.intake.record(an_arrival("Ev2"), a_lease())
    with pytest.raises(ClaimLost):
        async with unit_of_work() as work:
            await work.intake.settle(second, NOON)

    assert kept == (an_arrival("Ev1"), an_arrival("Ev2", at=NOON + MINUTE))
    assert (erased, left, again) == (1, (an_arrival("Ev1"),), None)


async def test_a_person_is_involved_in_what_they_asked_hold_or_wrote_in_only(unit_of_work: OpenWork) -> None:
    asked = an_escalation(id=EscalationId("asked"), asker=BEA, opened_at=NOON + MINUTE)
    held = an_escalation(id=EscalationId("held"), assigned=BEA)
    wrote = an_escalation(id=EscalationId("wrote"), words=(replace(SAID, by=BEA), ASKED), opened_at=NOON - DAY)
    closed = an_escalation(id=EscalationId("closed"), assigned=BEA, state=State.RESOLVED, closed_at=NOON)
    named = replace(an_escalation(id=EscalationId("named")), chain=(MAX, BEA))
    avoided = replace(an_escalation(id=EscalationId("avoided")), avoided=(BEA,))
    async with unit_of_work() as work:
        for escalation in (asked, held, wrote, closed, named, avoided):
            await work.escalations.add(escalation, an_event(escalation=escalation.id))

    async with unit_of_work() as work:
        involved = await work.escalations.involving(BEA)

    assert [found.id for found in involved] == ["asked", "held", "closed", "wrote"]


async def test_erasing_takes_the_askers_address_too(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        await work.escalations.add(an_escalation(words=(SAID, ASKED)), an_event())
        await work.escalations.erase(ESC, an_event(Happening.ERASED, version=2))

    async with unit_of_work() as work:
        erased = await work.escalations.get(ESC)

    assert (erased.version, erased.asker_at.user, erased.asker) == (2, "", ADA)
    assert [words.text for words in erased.words] == ["", ""]


async def test_one_persons_words_go_and_the_others_stay(unit_of_work: OpenWork) -> None:
    full = an_escalation(words=(SAID, ASKED))
    card = a_notice("card", content=ManagerCard(escalation=full, presses=()))
    others = (a_notice("progress"), a_timer(due_at=NOON + DAY))
    async with unit_of_work() as work:
        await work.escalations.add(full, an_event())
    await put(
        unit_of_work,
        a_notice("his words", content=Relayed(escalation=full, words=SAID)),
        card,
        *others,
    )

    async with unit_of_work() as work:
        await work.escalations.erase_words(ESC, MAX, an_event(Happening.ERASED, version=2))

    bare = an_escalation(words=(replace(SAID, text=""), ASKED))
    async with unit_of_work() as work:
        assert await work.escalations.get(ESC) == replace(bare, version=2)
        assert await work.outbox.waiting(ESC) == (
            replace(card, content=ManagerCard(escalation=bare, presses=())),
            *others,
        )
    with pytest.raises(StaleEscalation):
        async with unit_of_work() as work:
            await work.escalations.change(replace(full, version=2), an_event(version=2))


async def test_words_are_erased_from_dead_letters_and_from_under_a_sender(unit_of_work: OpenWork) -> None:
    full = an_escalation(words=(SAID,))
    async with unit_of_work() as work:
        await work.escalations.add(full, an_event())
    await put(unit_of_work, a_notice("dead", content=ManagerCard(escalation=full, presses=())))
    dead = await claimed(unit_of_work)
    async with unit_of_work() as work:
        await work.outbox.bury(dead, Burial.UNREACHABLE, NOON)
    await put(unit_of_work, a_notice("his words", content=Relayed(escalation=full, words=SAID)))
    held = await claimed(unit_of_work)

    async with unit_of_work() as work:
        await work.escalations.erase_words(ESC, MAX, an_event(Happening.ERASED, version=2))
        letters = await work.outbox.dead_letters()

    assert SAID.text not in repr(letters)
    assert len(letters) == 1
    assert await claim(unit_of_work, after=DAY) is None
    with pytest.raises(ClaimLost):
        await settle(unit_of_work, held)


async def test_nothing_can_be_erased_of_a_missing_escalation(unit_of_work: OpenWork) -> None:
    with pytest.raises(UnknownEscalation):
        async with unit_of_work() as work:
            await work.escalations.erase(ESC, an_event())
    with pytest.raises(UnknownEscalation):
        async with unit_of_work() as work:
            await work.escalations.erase_words(ESC, MAX, an_event())


async def test_only_old_closed_and_empty_escalations_are_forgotten(unit_of_work: OpenWork) -> None:
    old, late = NOON - DAY, NOON + DAY
    bare = replace(an_escalation(state=State.EXPIRED, closed_at=NOON), question="", finding="", facts=())
    rows = (
        replace(bare, id=EscalationId("old"), opened_at=old),
        replace(bare, id=EscalationId("new"), opened_at=late),
        replace(bare, id=EscalationId("with words"), opened_at=old, words=(SAID,)),
        replace(bare, id=EscalationId("open"), opened_at=old, state=State.OPEN, closed_at=None),
    )
    async with unit_of_work() as work:
        for row in rows:
            await work.escalations.add(row, an_event(escalation=row.id))

    async with unit_of_work() as work:
        forgotten = await work.escalations.forget(NOON)

    assert forgotten == 1
    async with unit_of_work() as work:
        assert {row.id for row in await work.escalations.asked_by(ADA)} == {"new", "with words", "open"}


async def test_the_outbox_forgets_what_is_long_done_and_keeps_what_waits(unit_of_work: OpenWork) -> None:
    await put(unit_of_work, a_notice("done"))
    await settle(unit_of_work, await claimed(unit_of_work))
    await put(unit_of_work, a_notice("waiting"), a_timer(TimerKind.EXPIRE, due_at=NOON + DAY))
    async with unit_of_work() as work:
        await work.outbox.cancel(a_timer(TimerKind.EXPIRE).id)

    async with unit_of_work() as work:
        forgotten = await work.outbox.forget(NOON), await work.outbox.forget(NOON + MINUTE)
        landed, waiting = await work.outbox.landed(a_notice("done").id), await work.outbox.waiting(ESC)

    assert (forgotten, landed, waiting) == ((0, 1), None, (a_notice("waiting"),))


async def test_the_log_is_chained_in_the_order_it_was_written(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        await work.escalations.add(an_escalation(), an_event())
        await work.audit.append(replace(an_event(Happening.REFUSED), by=BEA, to=MAX))
    async with unit_of_work() as work:
        await work.escalations.erase(ESC, an_event(Happening.ERASED, version=2))

    async with unit_of_work() as work:
        rows, last = await work.audit.linked(), await work.audit.last()
        page, about = await work.audit.linked(after=1, limit=1), await work.audit.about(MAX)

    assert [row.event.what for row in rows] == [Happening.OPENED, Happening.REFUSED, Happening.ERASED]
    assert verify(KEY, rows, []) == Intact(first=1, last=3, anchored=0)
    assert (last, page, about) == (rows[2], rows[1:2], (rows[1].event,))


async def test_a_unit_that_fails_takes_no_number(unit_of_work: OpenWork) -> None:
    async def fail() -> None:
        async with unit_of_work() as work:
            await work.audit.append(an_event())
            await work.escalations.get(ESC)

    with pytest.raises(UnknownEscalation):
        await fail()
    async with unit_of_work() as work:
        nothing = await work.audit.last()
        await work.audit.append(an_event(Happening.PURGED))

    async with unit_of_work() as work:
        assert (nothing, [row.number for row in await work.audit.linked()]) == (None, [1])


async def test_the_head_is_dropped_and_the_newest_event_never(unit_of_work: OpenWork) -> None:
    async with unit_of_work() as work:
        for version in range(1, 4):
            await work.audit.append(an_event(version=version))

    async with unit_of_work() as work:
        dropped, rest = await work.audit.forget(1), await work.audit.linked()
        all_dropped, newest = await work.audit.forget(9), await work.audit.linked()
    async with unit_of_work() as work:
        await work.audit.append(an_event(version=4))
    async with unit_of_work() as work:
        rows = await work.audit.linked()

    assert (dropped, [row.number for row in rest]) == (1, [2, 3])
    assert (all_dropped, [row.number for row in newest], [row.number for row in rows]) == (1, [3], [3, 4])
    assert not isinstance(verify(KEY, rows, []), Intact | Deleted | TailCut)
