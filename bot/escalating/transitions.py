"""The closed state machine of an escalation: who may press what when, and what it then is; pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.lifecycle import ON_OWN_WORDS, EntryId, Escalation, Happening, Press, PressKind, Ruling, State, Words
from bot.people import PersonId, Role


class Seat(StrEnum):
    """As whom somebody presses."""

    ASKER = "asker"
    MANAGER = "manager"


class Refusal(StrEnum):
    """Why a press, or a question, changes nothing; the closed list that surfaces word."""

    NOT_YOURS = "not_yours"
    NO_LONGER_YOURS = "no_longer_yours"  # somebody else was asked in the meantime
    UNKNOWN = "unknown"  # none of that id, or the time it is kept is over
    CLOSED = "closed"
    TOO_LATE = "too_late"  # it has gone, or is just going: withdraw it instead
    NOT_NOW = "not_now"
    NOT_YOUR_WORDS = "not_your_words"
    NO_RULING_ASKED = "no_ruling_asked"
    NO_WORDS = "no_words"  # a form was sent without the words it needs
    CANNOT_BE_ASKED = "cannot_be_asked"  # the person to pass it on to
    SENSITIVE = "sensitive"
    TOO_MANY = "too_many"
    NOT_STAFF = "not_staff"  # a bot, or somebody who left
    DIRECTORY_DOWN = "directory_down"


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One line of the table: whose press it is, in which states, where it leads (None: it stays), and its event."""

    seat: Seat
    when: frozenset[State]
    to: State | None
    event: Happening


_UNSENT = frozenset({State.PREVIEWED, State.OPEN})
_IN_HAND = frozenset({State.OPEN, State.DELIVERED, State.ACKNOWLEDGED})  # OPEN: an answer is proof of delivery
_WAITING = _IN_HAND | {State.ASKED_BACK}
_UNDER_WAY = _WAITING | {State.ANSWERED}


def _asker(when: frozenset[State], to: State | None, event: Happening) -> Move:
    return Move(seat=Seat.ASKER, when=when, to=to, event=event)


def _manager(when: frozenset[State], to: State | None, event: Happening) -> Move:
    return Move(seat=Seat.MANAGER, when=when, to=to, event=event)


MOVES: Mapping[PressKind, Move] = {
    PressKind.SEND_NOW: _asker(_UNSENT, State.OPEN, Happening.SENT_ON),
    PressKind.DO_NOT_SEND: _asker(_UNSENT, State.STOPPED, Happening.STOPPED),
    PressKind.CHANGE: _asker(_UNSENT, None, Happening.CHANGED),
    PressKind.HOLD: _asker(frozenset({State.OPEN}), State.PREVIEWED, Happening.HELD),
    PressKind.ABOUT_MY_MANAGER: _asker(_UNSENT, None, Happening.TO_ALTERNATIVE),
    PressKind.ACKNOWLEDGE: _manager(_IN_HAND - {State.ACKNOWLEDGED}, State.ACKNOWLEDGED, Happening.ACKNOWLEDGED),
    PressKind.REPLY: _manager(_WAITING, State.ANSWERED, Happening.REPLIED),
    PressKind.APPROVE: _manager(_WAITING, State.ANSWERED, Happening.APPROVED),
    PressKind.DECLINE: _manager(_WAITING, State.ANSWERED, Happening.DECLINED),
    PressKind.ASK_BACK: _manager(_IN_HAND, State.ASKED_BACK, Happening.ASKED_BACK),
    PressKind.PASS_ON: _manager(_WAITING, State.OPEN, Happening.PASSED_ON),
    PressKind.RECUSE: _manager(_WAITING, State.OPEN, Happening.RECUSED),
    PressKind.ANSWER_BACK: _asker(
        frozenset({State.ASKED_BACK, State.ANSWERED}), State.ACKNOWLEDGED, Happening.ANSWERED_BACK
    ),
    PressKind.SETTLES_IT: _asker(frozenset({State.ANSWERED}), State.RESOLVED, Happening.RESOLVED),
    PressKind.STILL_UNCLEAR: _asker(frozenset({State.ANSWERED}), State.ACKNOWLEDGED, Happening.STILL_UNCLEAR),
    PressKind.WITHDRAW: _asker(_UNDER_WAY, State.WITHDRAWN, Happening.WITHDRAWN),
}
"""Every press but `EDIT` and `TAKE_BACK`, which belong to whoever wrote the words, until the escalation is closed."""

RULINGS: Mapping[PressKind, Ruling] = {PressKind.APPROVE: Ruling.APPROVED, PressKind.DECLINE: Ruling.DECLINED}
BEFORE_SENDING = frozenset(
    {PressKind.SEND_NOW, PressKind.DO_NOT_SEND, PressKind.CHANGE, PressKind.HOLD, PressKind.ABOUT_MY_MANAGER}
)
_RESTS_ON = {
    State.ANSWERED: frozenset({PressKind.REPLY, PressKind.APPROVE, PressKind.DECLINE}),
    State.ASKED_BACK: frozenset({PressKind.ASK_BACK}),
}


def seat_of(told: Escalation, who: Collection[PersonId]) -> Seat | None:
    """Tell as whom somebody presses who goes by the ids *who*."""
    if told.asker in who:
        return Seat.ASKER
    return Seat.MANAGER if told.assigned in who else None


def in_undo_window(told: Escalation) -> bool:
    """Whether the first card is not known to have landed; the outbox decides whether it can still be stopped."""
    return told.state is State.OPEN and told.send_at is not None


def open_presses(told: Escalation, seat: Seat) -> tuple[PressKind, ...]:
    """List what *seat* may press, in the order of the table, for the buttons of a card."""
    mine = (kind for kind, move in MOVES.items() if move.seat is seat and told.state in move.when)
    hidden = {PressKind.HOLD}  # comes with the form of `CHANGE`
    if in_undo_window(told):
        hidden.add(PressKind.WITHDRAW)  # allowed, but "don't send" says it better
    return tuple(kind for kind in mine if kind not in hidden and _fits(told, kind))


def own_words(told: Escalation, who: PersonId) -> int | None:
    """Name the last words that *who* may still change or take back."""
    if told.state.closed:
        return None
    mine = (n for n, said in enumerate(told.words) if said.by == who and (said.text or _rests_on(told, n)))
    return max(mine, default=None)


def objection(told: Escalation, press: Press, who: Collection[PersonId], now: datetime) -> Refusal | None:
    """Say why somebody who goes by the ids *who* may not do this now; None when they may."""
    seat = seat_of(told, who)
    if seat is None:
        return Refusal.NOT_YOURS if set(told.chain).isdisjoint(who) else Refusal.NO_LONGER_YOURS
    if press.kind in ON_OWN_WORDS:
        return _words_objection(told, press, who)
    move = MOVES[press.kind]
    if move.seat is not seat:
        return Refusal.NOT_YOURS
    if told.state in move.when and _fits(told, press.kind):
        return Refusal.NOT_NOW if seat is Seat.MANAGER and _still_undoable(told, now) else None
    return _untimely(told, press.kind)


def pressed(told: Escalation, press: Press, by: PersonId, at: datetime) -> tuple[Escalation, Happening]:
    """Return the escalation after an allowed press, and what happened; a new holder comes with `handed_to`."""
    if press.kind in ON_OWN_WORDS:
        return _reworded(told, press, at)
    move = MOVES[press.kind]
    state = move.to or told.state
    changed = replace(
        told,
        version=told.version + 1,
        state=state,
        question=press.words if press.kind is PressKind.CHANGE else told.question,
        words=_with_words(told, press, by, at),
        ruling=RULINGS.get(press.kind, None if state is State.ACKNOWLEDGED else told.ruling),
        card=None if press.kind is PressKind.HOLD else told.card,
        send_at=None if press.kind is PressKind.HOLD else told.send_at,
        closed_at=at if state.closed else None,
    )
    return changed, move.event


def ended(told: Escalation, state: State, at: datetime) -> Escalation:
    """Close *told* without anybody's press."""
    return replace(told, version=told.version + 1, state=state, closed_at=at)


def handed_to(told: Escalation, person: PersonId, role: Role, *, avoiding: PersonId | None = None) -> Escalation:
    """Let *person* hold it from here; the caller names the card. Whoever is *avoiding* is never asked again."""
    return replace(
        told,
        state=told.state if told.state is State.PREVIEWED else State.OPEN,
        assigned=person,
        assigned_as=role,
        chain=told.chain if person in told.chain else (*told.chain, person),
        avoided=told.avoided if avoiding is None else (*told.avoided, avoiding),
        card=None,
        send_at=None,
    )


def card_landed(told: Escalation, card: EntryId) -> Escalation | None:
    """Return the escalation once *card* is with its holder; None when that changes nothing any more."""
    if told.state is not State.OPEN or told.card != card:
        return None
    return replace(told, version=told.version + 1, state=State.DELIVERED)


def _fits(told: Escalation, kind: PressKind) -> bool:
    if kind in RULINGS:
        return told.wants_ruling
    if kind in BEFORE_SENDING:
        return told.state is State.PREVIEWED or in_undo_window(told)
    return True


def _untimely(told: Escalation, kind: PressKind) -> Refusal:
    if told.state.closed:
        return Refusal.CLOSED
    if kind in BEFORE_SENDING:
        return Refusal.TOO_LATE
    return Refusal.NO_RULING_ASKED if kind in RULINGS and not told.wants_ruling else Refusal.NOT_NOW


def _still_undoable(told: Escalation, now: datetime) -> bool:
    return told.state is State.OPEN and told.send_at is not None and now < told.send_at


def _words_objection(told: Escalation, press: Press, who: Collection[PersonId]) -> Refusal | None:
    place = press.index
    if place is None or not 0 <= place < len(told.words) or told.words[place].by not in who:
        return Refusal.NOT_YOUR_WORDS
    if told.state.closed:
        return Refusal.CLOSED
    there = told.words[place].text or press.kind is PressKind.EDIT or _rests_on(told, place)
    return None if there else Refusal.NOT_NOW


def _rests_on(told: Escalation, place: int) -> bool:
    """Whether the escalation stands as it does because of the words at *place*, which a ruling may lack."""
    return told.words[place].kind in _RESTS_ON.get(told.state, ()) and place == len(told.words) - 1


def _with_words(told: Escalation, press: Press, by: PersonId, at: datetime) -> tuple[Words, ...]:
    if press.kind is PressKind.CHANGE or not (press.words or press.kind in RULINGS):
        return told.words
    return (*told.words, Words(by=by, kind=press.kind, text=press.words, at=at))


def _reworded(told: Escalation, press: Press, at: datetime) -> tuple[Escalation, Happening]:
    place = press.index or 0
    said = replace(told.words[place], text=press.words, edited_at=at)
    words = (*told.words[:place], said, *told.words[place + 1 :])
    changed = replace(told, version=told.version + 1, words=words)
    if press.kind is PressKind.EDIT:
        return changed, Happening.EDITED
    if _rests_on(told, place):
        changed = replace(changed, state=State.ACKNOWLEDGED, ruling=None)
    return changed, Happening.TAKEN_BACK
