from datetime import date, timedelta

import pytest

from bot.errors import UnknownEscalation
from bot.lifecycle import EscalationId, Happening, State
from bot.notices import Notice, Progress
from bot.privacy.erasing import holds_text
from bot.privacy.housekeeping import Purged
from tests.builders import ADA, MAX, a_lease, a_notice, an_arrival, an_escalation
from tests.contract.slots import claimed, put, settle
from tests.fake_directory import FakeDirectory
from tests.fake_ledgers import FakeShredder
from tests.fakes import NOON
from tests.memory import MemoryStore
from tests.privacy import PEOPLE, Office

DAY = timedelta(days=1)
ESC = an_escalation().id
OPEN = an_escalation(state=State.ACKNOWLEDGED)


async def purged_after(office: Office, days: int) -> Purged:
    office.clock.move(days * DAY)
    return await office.housekeeper.purge()


async def told_of_the_end(office: Office) -> list[str]:
    async with office.unit_of_work() as work:
        waiting = await work.outbox.waiting(ESC)
    ends = (Happening.TEXT_ENDS,)
    notices = [entry for entry in waiting if isinstance(entry, Notice)]
    return [n.recipient.person for n in notices if isinstance(n.content, Progress) and n.content.what in ends]


async def test_text_goes_thirty_days_after_it_closed() -> None:
    office = Office()
    await office.keep(an_escalation(state=State.RESOLVED, closed_at=NOON))

    early, late = await purged_after(office, 30), await purged_after(office, 1)

    async with office.unit_of_work() as work:
        left = await work.escalations.get(ESC)
        assert await work.outbox.waiting(ESC) == ()
    assert (early.texts, late.texts) == (0, 1)
    assert (left.state, holds_text(left)) == (State.RESOLVED, False)


async def test_fault_87_the_cap_wins_over_an_open_escalation_and_both_were_told_before() -> None:
    office = Office()
    await office.keep(OPEN)

    before = await purged_after(office, 172)
    near, again = await purged_after(office, 2), await purged_after(office, 1)
    told = await told_of_the_end(office)
    capped = await purged_after(office, 6)

    async with office.unit_of_work() as work:
        left = await work.escalations.get(ESC)
        waiting = await work.outbox.waiting(ESC)
    assert (before.told, near.told, again.told, told) == (0, 2, 0, [ADA, MAX])
    assert (capped.texts, left.state, holds_text(left)) == (1, State.EXPIRED, False)
    contents = [entry.content for entry in waiting if isinstance(entry, Notice)]
    assert contents == [Progress(escalation=ESC, what=Happening.EXPIRED, at=NOON + 181 * DAY)]


async def test_fault_87_the_cap_wins_even_if_nobody_could_be_told() -> None:
    office = Office()
    await office.keep(OPEN)

    purged = await purged_after(office, 400)

    assert (purged.told, purged.texts) == (2, 1)


async def test_who_cannot_be_reached_today_is_told_tomorrow() -> None:
    office = Office(directory=FakeDirectory(*PEOPLE))
    await office.keep(OPEN)
    office.directory.down = True
    first = await purged_after(office, 174)
    office.directory.down = False

    second = await purged_after(office, 1)

    assert (first.told, second.told, await told_of_the_end(office)) == (1, 1, [ADA, MAX])


async def test_arrivals_nobody_could_answer_and_old_delivery_ids_go() -> None:
    office = Office()
    async with office.unit_of_work() as work:
        held = await work.intake.record(an_arrival("Ev1"), a_lease())
        await work.intake.record(an_arrival("Ev2"), a_lease())
        assert held is not None
        await work.intake.settle(held, NOON)

    purged = await purged_after(office, 31)

    async with office.unit_of_work() as work:
        assert await work.intake.kept() == ()
        assert await work.intake.record(an_arrival("Ev1"), a_lease()) is not None
    assert (purged.arrivals, purged.rows) == (1, 1)


async def test_after_a_year_the_ids_go_too() -> None:
    office = Office()
    await office.keep(an_escalation(state=State.RESOLVED, closed_at=NOON))
    await put(office.unit_of_work, a_notice())
    await settle(office.unit_of_work, await claimed(office.unit_of_work))
    await purged_after(office, 31)

    purged = await purged_after(office, 335)

    assert purged.rows == 2
    with pytest.raises(UnknownEscalation):
        async with office.unit_of_work() as work:
            await work.escalations.get(ESC)


async def test_a_purge_with_nothing_to_do_leaves_no_line_in_the_log() -> None:
    office = Office(shredder=FakeShredder(still_to_do=("VACUUM",)))

    purged = await office.housekeeper.purge()

    async with office.unit_of_work() as work:
        assert await work.audit.last() is None
    assert (purged.anything, purged.still_to_do) == (False, ("VACUUM",))


async def test_fault_92_what_was_erased_does_not_come_back_with_a_backup() -> None:
    store = MemoryStore()
    office = Office(unit_of_work=store.work)
    await office.keep(OPEN)
    backup = store.tables.snapshot()
    await office.rights.erase(await office.rights.find("ada@example.org"))
    office.clock.move(DAY)
    store.tables = backup
    await office.keep(an_escalation(id=EscalationId("later"), opened_at=NOON + DAY))

    purged = await office.housekeeper.purge()
    again = await office.housekeeper.purge()

    async with office.unit_of_work() as work:
        left, later = await work.escalations.get(ESC), await work.escalations.get(EscalationId("later"))
    assert (purged.erased_again, again.erased_again) == (1, 0)
    assert (holds_text(left), holds_text(later)) == (False, True)


async def test_an_erasure_older_than_any_text_is_not_applied_any_more() -> None:
    office = Office()
    await office.rights.erase(await office.rights.find("ada@example.org"))
    await office.keep(OPEN)

    purged = await purged_after(office, 180)

    assert (purged.erased_again, purged.texts) == (0, 0)


async def test_fault_92_a_backup_older_than_the_limit_is_purged_at_start() -> None:
    store = MemoryStore()
    office = Office(unit_of_work=store.work)
    await office.keep(an_escalation(state=State.RESOLVED, closed_at=NOON))
    backup = store.tables.snapshot()
    await purged_after(office, 31)
    store.tables = backup

    purged = await office.housekeeper.purge()

    assert purged.texts == 1


async def test_counts_too_small_are_hidden() -> None:
    office = Office()
    monday = date(2026, 3, 2)
    async with office.unit_of_work() as work:
        await work.counts.add(monday, "sensitive")

    assert await office.housekeeper.counts() == {(monday, "sensitive"): None}
