"""Closing and emptying one escalation in one commit, and what the two people are told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.lifecycle import EntryId, Escalation, Event, Happening, State
from bot.notices import AskerCard, Content, ManagerCard, Notice, Progress, Recipient, Route, entry_id, kind_of
from bot.outbox import Landed
from bot.people import Address, PersonId
from bot.ports import UnitOfWork
from bot.privacy.erasing import emptied

Reach = Mapping[PersonId, Sequence[Address]]
"""Where people are reached, as the directory said before the unit of work was opened."""

HAPPENED = {
    State.WITHDRAWN: Happening.WITHDRAWN,
    State.EXPIRED: Happening.EXPIRED,
    State.STOPPED: Happening.STOPPED,
}


async def close_and_erase(work: UnitOfWork, escalation: Escalation, state: State, now: datetime, reach: Reach) -> None:
    """Empty *escalation*; if it is still open, close it as *state* first and tell whom *reach* says how to reach.

    One that nobody was sent yet is stopped, whatever *state* says.

    Raises:
        StaleEscalation: somebody changed it since it was read; read it again and repeat.
    """
    closed = escalation
    if not escalation.state.closed:
        closing = State.STOPPED if escalation.state is State.PREVIEWED else state
        closed = replace(escalation, version=escalation.version + 1, state=closing, closed_at=now)
        await work.escalations.change(closed, _event(HAPPENED[closing], closed, now))
        await work.outbox.drop_timers(escalation.id)
    erased = emptied(closed)
    await work.escalations.erase(escalation.id, _event(Happening.ERASED, erased, now))
    if closed is not escalation:
        await work.outbox.put(*await _last_notices(work, erased, now, reach))


async def _last_notices(work: UnitOfWork, erased: Escalation, now: datetime, reach: Reach) -> list[Notice]:
    """Empty the cards that both still see, and say what happened; a manager who got no card hears nothing."""
    notices: list[Notice] = []
    cards: tuple[tuple[PersonId | None, EntryId | None, Content], ...] = (
        (erased.asker, erased.asker_card, AskerCard(escalation=erased, presses=())),
        (erased.assigned, erased.card, ManagerCard(escalation=erased, presses=())),
    )
    said = Progress(escalation=erased.id, what=HAPPENED[erased.state], at=now)
    for person, card, content in cards:
        landed = await work.outbox.landed(card) if card else None
        to = _recipient(person, landed, reach)
        if to is None or (landed is None and person != erased.asker):
            continue
        if landed is not None:
            notices.append(_notice(erased, to, content, now, card))
        notices.append(_notice(erased, to, said, now))
    return notices


def _recipient(person: PersonId | None, landed: Landed | None, reach: Reach) -> Recipient | None:
    """Reach *person* where their card is, or else where they like it best."""
    if person is None:
        return None
    there = [a for a in reach.get(person, ()) if landed is None or a.home == (landed.platform, landed.workspace)]
    if not there:
        return None
    return Recipient(person=person, address=there[0], route=landed.route if landed else Route.DIRECT)


def _notice(erased: Escalation, to: Recipient, content: Content, now: datetime, card: EntryId | None = None) -> Notice:
    return Notice(
        id=entry_id(erased.id, str(erased.version), kind_of(content), to.person),
        recipient=to,
        content=content,
        due_at=now,
        escalation=erased.id,
        replaces=card,
    )


def _event(what: Happening, escalation: Escalation, now: datetime) -> Event:
    return Event(what=what, at=now, escalation=escalation.id, version=escalation.version)
