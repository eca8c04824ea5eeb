from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import BadInput, StoreUnavailable
from bot.lifecycle import EscalationId, Event, Happening, PressKind, State, Words
from bot.notices import AskerCard, ManagerCard, Notice, Progress, Relayed
from bot.people import person_id
from bot.privacy.holdings import Held, Kind
from tests.builders import (
    ADA,
    BEA,
    MAX,
    a_lease,
    a_notice,
    a_recipient,
    an_address,
    an_arrival,
    an_escalation,
)
from tests.contract.slots import LANDED, claimed, put, settle
from tests.fake_directory import SECRET, FakeDirectory
from tests.fakes import NOON
from tests.memory import MemoryStore
from tests.privacy import PEOPLE, Office

DAY = timedelta(days=1)
ESC = an_escalation().id
HERS = Words(by=ADA, kind=PressKind.ANSWER_BACK, text="hers: they agreed", at=NOON)
HIS = Words(by=MAX, kind=PressKind.REPLY, text="his: ask them first", at=NOON)
BOTH = an_escalation(state=State.ANSWERED, question="hers: may I?", words=(HIS, HERS))


def texts(held: tuple[Held, ...]) -> list[str]:
    return [one.text for one in held if one.kind is not Kind.EVENT]


async def test_a_person_is_found_by_email_by_address_and_by_id() -> None:
    office = Office()
    by_email, by_address, by_id = [
        await office.rights.find(who) for who in (" ADA@example.org", "slack:T1:ada", str(ADA))
    ]

    stranger = await office.rights.find("discord:G1:42")

    assert by_email == by_address == by_id
    assert by_email.people == (ADA, person_id(SECRET, "slack:T1:ada"))
    assert (stranger.people, stranger.known) == ((person_id(SECRET, "discord:G1:42"),), False)


@pytest.mark.parametrize("who", ["ada", "", "Ada Lovelace", "teams:T1:ada"])
async def test_what_names_nobody_is_refused_with_what_to_do(who: str) -> None:
    with pytest.raises(BadInput, match="by e-mail, by address"):
        await Office().rights.find(who)


async def test_nothing_is_done_while_the_directory_is_down() -> None:
    office = Office()
    office.directory.down = True

    with pytest.raises(BadInput, match="nothing was done"):
        await office.rights.find("ada@example.org")


async def test_fault_91_an_export_never_holds_the_other_persons_words() -> None:
    office = Office()
    await office.keep(BOTH)
    async with office.unit_of_work() as work:
        await work.intake.record(an_arrival(body="hers: just now"), a_lease())

    hers = await office.rights.export(await office.rights.find("ada@example.org"))
    his = await office.rights.export(await office.rights.find("max@example.org"))

    assert sorted(texts(hers)) == [
        "A clause asks for something first.",
        "Do they agree? Not sure",
        "hers: just now",
        "hers: may I?",
        "hers: they agreed",
    ]
    assert texts(his) == ["answered", "his: ask them first"]
    assert not any(str(other) in repr(held) for held, other in ((hers, MAX), (his, ADA)))


async def test_fault_91_a_manager_learns_nothing_of_what_never_reached_them() -> None:
    office = Office()
    stopped = an_escalation(id=EscalationId("stopped"), state=State.STOPPED, closed_at=NOON)
    about_him = replace(an_escalation(id=EscalationId("about"), state=State.DELIVERED, assigned=BEA), avoided=(MAX,))
    await office.keep(an_escalation(state=State.PREVIEWED), stopped, about_him)
    async with office.unit_of_work() as work:
        for what in (Happening.OPENED, Happening.STOPPED):
            await work.audit.append(Event(what=what, at=NOON, escalation=ESC, by=ADA, to=MAX))

    assert await office.rights.held(await office.rights.find("max@example.org")) == ()


async def test_an_export_is_recorded_and_shows_it_was() -> None:
    office = Office()
    ada = await office.rights.find("ada@example.org")
    await office.rights.export(ada)

    held = await office.rights.held(ada)

    assert [(one.kind, one.text) for one in held] == [(Kind.EVENT, "exported")]


async def test_erasing_an_asker_takes_everything_of_the_thread_and_tells_the_manager_it_was_withdrawn() -> None:
    office = Office()
    to_max, to_ada = a_recipient("max"), a_recipient("ada")
    card = a_notice("card", to=to_max, content=ManagerCard(escalation=BOTH, presses=()))
    shown = a_notice("shown", to=to_ada, content=AskerCard(escalation=BOTH, presses=()))
    await office.keep(replace(BOTH, card=card.id, asker_card=shown.id))
    await put(office.unit_of_work, card, shown)
    for _ in range(2):
        held = await claimed(office.unit_of_work)
        await settle(office.unit_of_work, held, replace(LANDED, message=held.entry.id))
    await put(office.unit_of_work, a_notice("late", to=to_ada, content=Relayed(escalation=BOTH, words=HIS)))

    erasing = await office.rights.erase(await office.rights.find("ada@example.org"))

    async with office.unit_of_work() as work:
        left, waiting = await work.escalations.get(ESC), await work.outbox.waiting(ESC)
        happened = [event.what for event in await work.audit.of(ESC)]
    assert (erasing.erased.escalations, erasing.in_hand) == (1, 0)
    assert (left.state, left.closed_at, left.version) == (State.WITHDRAWN, NOON, 3)
    assert "hers" not in repr((left, waiting))
    assert "his" not in repr((left.words, waiting))
    assert [(type(n.content), n.replaces) for n in waiting if isinstance(n, Notice)] == [
        (AskerCard, shown.id),
        (Progress, None),
        (ManagerCard, card.id),
        (Progress, None),
    ]
    assert happened == [Happening.OPENED, Happening.WITHDRAWN, Happening.ERASED]


async def test_erasing_an_asker_before_anything_was_sent_tells_no_manager() -> None:
    office = Office()
    await office.keep(an_escalation(state=State.PREVIEWED))

    await office.rights.erase(await office.rights.find("ada@example.org"))

    async with office.unit_of_work() as work:
        left, waiting = await work.escalations.get(ESC), await work.outbox.waiting(ESC)
    assert left.state is State.STOPPED
    assert [entry.recipient.person for entry in waiting if isinstance(entry, Notice)] == [ADA]


async def test_erasing_a_manager_takes_their_words_and_leaves_the_askers() -> None:
    office = Office()
    other = an_escalation(id=EscalationId("other"), state=State.DELIVERED)
    await office.keep(BOTH, other)

    erasing = await office.rights.erase(await office.rights.find("max@example.org"))

    async with office.unit_of_work() as work:
        left = await work.escalations.get(ESC)
    assert (erasing.erased.words, erasing.erased.escalations, erasing.in_hand) == (1, 0, 2)
    assert [words.text for words in left.words] == ["", HERS.text]
    assert (left.state, left.question) == (State.ANSWERED, BOTH.question)


async def test_erasing_drops_what_is_not_answered_yet_and_only_theirs() -> None:
    office = Office()
    async with office.unit_of_work() as work:
        await work.intake.record(an_arrival("Ev1"), a_lease())
        await work.intake.record(replace(an_arrival("Ev2"), sender=an_address("bea")), a_lease())

    erasing = await office.rights.erase(await office.rights.find("ada@example.org"))

    async with office.unit_of_work() as work:
        assert [arrival.sender.user for arrival in await work.intake.kept()] == ["bea"]
    assert erasing.erased.arrivals == 1


async def test_what_was_asked_before_the_directory_knew_them_is_found_too() -> None:
    office = Office()
    stranger = person_id(SECRET, "slack:T1:ada")
    await office.keep(replace(an_escalation(), asker=stranger))

    erasing = await office.rights.erase(await office.rights.find("ada@example.org"))

    assert erasing.erased.escalations == 1


async def test_erasing_twice_changes_nothing_more_and_spares_what_is_asked_later() -> None:
    office = Office()
    await office.keep(BOTH)
    ada = await office.rights.find("ada@example.org")
    await office.rights.erase(ada)
    office.clock.move(DAY)
    await office.keep(an_escalation(id=EscalationId("later"), opened_at=NOON + DAY))

    again = await office.eraser.erase_people(ada.people, NOON)

    assert not again.anything


async def test_the_erasure_is_in_the_ledger_before_anything_is_erased() -> None:
    store = MemoryStore()
    office = Office(unit_of_work=store.work)
    ada = await office.rights.find("ada@example.org")
    store.broken = True

    with pytest.raises(StoreUnavailable):
        await office.rights.erase(ada)

    assert [erasure.people for erasure in await office.ledger.all()] == [ada.people]


async def test_an_unreachable_manager_does_not_hold_up_an_erasure() -> None:
    office = Office(directory=FakeDirectory(PEOPLE[0]))
    await office.keep(BOTH)

    await office.rights.erase(await office.rights.find("ada@example.org"))

    async with office.unit_of_work() as work:
        waiting = await work.outbox.waiting(ESC)
    assert [entry.recipient.person for entry in waiting if isinstance(entry, Notice)] == [ADA]
