from dataclasses import replace
from datetime import timedelta

from bot.audit_chain import Edited, HeadCut, Intact, Replaced, TailCut
from bot.lifecycle import EscalationId, Event, Happening, State
from bot.privacy.audit_keeping import PAGE
from bot.privacy.housekeeping import Purged
from tests.builders import BEA, an_escalation, an_event
from tests.fakes import NOON
from tests.memory import MemoryStore
from tests.privacy import Office

DAY = timedelta(days=1)
ESC = an_escalation().id
OPEN = an_escalation(state=State.ACKNOWLEDGED)


async def purged_after(office: Office, days: int) -> Purged:
    office.clock.move(days * DAY)
    return await office.housekeeper.purge()


async def test_fault_89_the_chain_verifies_after_erasure_and_purge() -> None:
    office = Office()
    await office.keep(OPEN, an_escalation(id=EscalationId("hers"), asker=BEA))
    await office.housekeeper.purge()
    await office.rights.erase(await office.rights.find("ada@example.org"))
    await purged_after(office, 200)

    proof = await office.auditor.verify()

    assert isinstance(proof, Intact)
    assert proof.first == 1
    assert proof.anchored == proof.last


async def test_fault_90_a_cut_tail_is_found_after_the_daily_anchor() -> None:
    store = MemoryStore()
    office = Office(unit_of_work=store.work)
    await office.keep(OPEN, an_escalation(id=EscalationId("other")))
    unanchored = await office.auditor.verify()
    await office.auditor.anchor()
    del store.tables.audit[1:]

    assert unanchored == Intact(first=1, last=2, anchored=0)
    assert await office.auditor.verify() == TailCut(first=2, last=2)


async def test_fault_90_an_edit_by_hand_is_found() -> None:
    store = MemoryStore()
    office = Office(unit_of_work=store.work)
    await office.keep(OPEN)
    row = store.tables.audit[0]
    store.tables.audit[0] = replace(row, event=replace(row.event, by=BEA))

    assert await office.auditor.verify() == Edited(number=1)


async def test_the_same_link_is_anchored_once() -> None:
    office = Office()
    nothing = await office.auditor.anchor()
    await office.keep(OPEN)

    first, second = await office.auditor.anchor(), await office.auditor.anchor()

    assert nothing is second is None
    assert first is not None
    assert [anchor.number for anchor in await office.anchors.all()] == [1]


async def test_after_a_restore_the_log_must_be_declared_restored() -> None:
    store = MemoryStore()
    office = Office(unit_of_work=store.work)
    await office.keep(OPEN)
    await office.auditor.anchor()
    backup = store.tables.snapshot()
    await office.keep(an_escalation(id=EscalationId("lost")))
    await office.auditor.anchor()
    store.tables = backup
    cut = await office.auditor.verify()
    await office.keep(an_escalation(id=EscalationId("new")), an_escalation(id=EscalationId("newer")))
    replaced = await office.auditor.verify()

    await office.auditor.declare_restored()

    assert (cut, replaced) == (TailCut(first=2, last=2), Replaced(number=2))
    assert await office.auditor.verify() == Intact(first=1, last=3, anchored=3)


async def test_a_log_that_begins_anew_may_be_declared_too() -> None:
    store = MemoryStore()
    office = Office(unit_of_work=store.work)
    await office.keep(OPEN)
    await office.auditor.anchor()
    store.tables.audit.clear()

    await office.auditor.declare_restored()

    assert await office.auditor.verify() == Intact(first=0, last=0, anchored=0)


async def test_the_head_is_dropped_a_year_later_up_to_an_anchor_and_the_rest_verifies() -> None:
    office = Office()
    await office.keep(OPEN)
    await office.housekeeper.purge()
    office.clock.move(DAY)
    await office.keep(an_escalation(id=EscalationId("later")))

    early = await purged_after(office, 363)
    late = await purged_after(office, 2)

    proof = await office.auditor.verify()
    assert (early.events, late.events) == (0, 1)
    assert isinstance(proof, Intact)
    assert proof.first == 2


async def test_a_head_dropped_too_early_is_found() -> None:
    office = Office()
    await office.keep(OPEN, an_escalation(id=EscalationId("other")))
    async with office.unit_of_work() as work:
        first = await work.audit.linked(limit=1)
    await office.auditor.anchor()
    async with office.unit_of_work() as work:
        await work.audit.append(Event(what=Happening.PURGED, at=NOON))
        await work.audit.forget(2)

    assert first[0].number == 1
    assert await office.auditor.verify() == HeadCut(first=3)


async def test_a_long_log_is_read_in_pages() -> None:
    office = Office()
    async with office.unit_of_work() as work:
        for number in range(PAGE + 1):
            await work.audit.append(an_event(version=number))

    assert await office.auditor.verify() == Intact(first=1, last=PAGE + 1, anchored=0)
