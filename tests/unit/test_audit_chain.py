from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.audit_chain import (
    GENESIS,
    Anchor,
    Deleted,
    Edited,
    HeadCut,
    Intact,
    Linked,
    Replaced,
    TailCut,
    chain_key,
    link,
    serialised,
    standing,
    verify,
)
from bot.lifecycle import Event, Happening
from tests.builders import ADA, MAX, an_event
from tests.fakes import NOON

KEY = chain_key(b"a key for tests")
DAY = timedelta(days=1)


def chained(events: Sequence[Event], key: bytes = KEY) -> list[Linked]:
    rows: list[Linked] = []
    for number, event in enumerate(events, start=1):
        previous = rows[-1].link if rows else GENESIS
        rows.append(Linked(number=number, event=event, link=link(key, previous, event)))
    return rows


def a_log(length: int = 5) -> list[Linked]:
    return chained([an_event(version=number, at=NOON + DAY * number) for number in range(1, length + 1)])


def anchored(row: Linked, *, restored: bool = False) -> Anchor:
    return Anchor(number=row.number, link=row.link, at=row.event.at, restored=restored)


def test_an_event_is_written_the_same_way_for_ever() -> None:
    event = replace(an_event(), by=ADA, to=MAX)

    assert serialised(event) == (
        b'[1,"opened","2026-03-04T12:00:00.000000+00:00","esc1",1,"%s","%s"]' % (ADA.encode(), MAX.encode())
    )
    assert link(b"k", GENESIS, an_event()) == "7ee9baaa97485566fde88bddf9bd2635b227c7292ba0bea46af26ce2cd6e6abd"


def test_a_link_does_not_depend_on_the_zone_in_which_the_time_is_read() -> None:
    elsewhere = an_event(at=NOON.astimezone(timezone(timedelta(hours=5))))

    assert link(KEY, GENESIS, elsewhere) == link(KEY, GENESIS, an_event())
    with pytest.raises(ValueError, match="zone"):
        serialised(an_event(at=NOON.replace(tzinfo=None)))


def test_an_untouched_log_is_intact_as_far_as_it_is_anchored() -> None:
    rows = a_log()

    assert verify(KEY, rows, []) == Intact(first=1, last=5, anchored=0)
    assert verify(KEY, rows, [anchored(rows[1]), anchored(rows[3])]) == Intact(first=1, last=5, anchored=4)
    assert verify(KEY, [], []) == Intact(first=0, last=0, anchored=0)


def test_fault_90_an_edited_event_is_named() -> None:
    rows = a_log()
    rows[2] = replace(rows[2], event=replace(rows[2].event, by=ADA))

    assert verify(KEY, rows, []) == Edited(number=3)


def test_fault_90_events_deleted_from_the_middle_are_named() -> None:
    rows = a_log()

    assert verify(KEY, [rows[0], *rows[3:]], []) == Deleted(first=2, last=3)


def test_fault_90_a_deletion_with_the_numbers_closed_up_is_found() -> None:
    rows = a_log()
    closed_up = [rows[0], *(replace(row, number=row.number - 1) for row in rows[2:])]

    assert verify(KEY, closed_up, []) == Edited(number=2)


def test_fault_90_a_cut_tail_is_found_by_its_anchor_and_by_nothing_else() -> None:
    rows = a_log()

    assert verify(KEY, rows[:3], []) == Intact(first=1, last=3, anchored=0)
    assert verify(KEY, rows[:3], [anchored(rows[4])]) == TailCut(first=4, last=5)
    assert verify(KEY, [], [anchored(rows[1])]) == TailCut(first=1, last=2)


def test_fault_90_a_chain_written_anew_with_the_key_differs_from_its_anchor() -> None:
    rows = a_log()
    anew = chained([replace(row.event, by=MAX) for row in rows])

    assert verify(KEY, anew, [anchored(rows[3])]) == Replaced(number=4)


def test_fault_90_another_key_makes_no_link() -> None:
    assert verify(KEY, chained([an_event()], chain_key(b"another")), []) == Edited(number=1)


def test_an_event_put_in_twice_is_found() -> None:
    rows = a_log()

    assert verify(KEY, [*rows[:3], rows[2], *rows[3:]], []) == Edited(number=3)


def test_the_head_may_be_dropped_up_to_an_old_enough_anchor_only() -> None:
    rows = a_log()
    kept, anchors = rows[2:], [anchored(rows[1]), anchored(rows[4])]

    assert verify(KEY, kept, anchors) == Intact(first=3, last=5, anchored=5)
    assert verify(KEY, kept, anchors, kept_since=rows[1].event.at) == Intact(first=3, last=5, anchored=5)
    assert verify(KEY, kept, anchors, kept_since=rows[0].event.at) == HeadCut(first=3)
    assert verify(KEY, rows[3:], anchors) == HeadCut(first=4)


def test_after_a_declared_restore_the_log_goes_on_from_the_backup() -> None:
    rows = a_log()
    before = [anchored(rows[1]), anchored(rows[4])]
    restored = [*before, anchored(rows[2], restored=True)]
    gone_on = chained([*(row.event for row in rows[:3]), an_event(Happening.PURGED), an_event(Happening.ERASED)])

    assert verify(KEY, gone_on, before) == Replaced(number=5)
    assert verify(KEY, gone_on, restored) == Intact(first=1, last=5, anchored=3)
    assert [anchor.number for anchor in standing(restored)] == [2, 3]


ids = st.none() | st.text(alphabet="abcdefghijklmnopqrstuvwxyz234567", min_size=1, max_size=26)
events = st.builds(
    Event,
    what=st.sampled_from(Happening),
    at=st.integers(0, 10**12).map(lambda past: NOON + timedelta(microseconds=past)),
    escalation=ids,
    version=st.integers(0, 100),
    by=ids,
    to=ids,
)
logs = st.lists(events, min_size=2, max_size=12).map(chained)


@given(events, events)
def test_two_events_are_written_alike_only_if_they_are_the_same(one: Event, other: Event) -> None:
    assert (serialised(one) == serialised(other)) is (one == other)


@given(logs, st.data())
def test_whatever_is_edited_is_named(rows: list[Linked], draw: st.DataObject) -> None:
    place = draw.draw(st.integers(0, len(rows) - 1))
    event = draw.draw(events.filter(lambda drawn: drawn != rows[place].event))
    rows[place] = replace(rows[place], event=event)

    assert verify(KEY, rows, []) == Edited(number=place + 1)


@given(logs, st.data())
def test_whatever_is_deleted_is_named(rows: list[Linked], draw: st.DataObject) -> None:
    first = draw.draw(st.integers(0, len(rows) - 1))
    last = draw.draw(st.integers(first, len(rows) - 1))
    anchors = [anchored(rows[-1])]
    left = rows[:first] + rows[last + 1 :]

    found = verify(KEY, left, anchors)

    if last == len(rows) - 1:
        assert found == TailCut(first=first + 1, last=len(rows))
    elif first == 0:
        assert found == HeadCut(first=last + 2)
    else:
        assert found == Deleted(first=first + 1, last=last + 1)


@given(logs, st.data())
def test_no_other_order_passes(rows: list[Linked], draw: st.DataObject) -> None:
    shuffled = draw.draw(st.permutations(rows))

    assert isinstance(verify(KEY, shuffled, []), Intact) is (shuffled == rows)
