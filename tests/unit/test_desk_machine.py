"""Random presses by random people, faults and clock moves: whatever happens, the promises hold."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, initialize, invariant, multiple, rule

from bot.errors import StoreUnavailable
from bot.lifecycle import NEEDS_WORDS, ON_OWN_WORDS, Escalation, EscalationId, Happening, Press, PressKind, State
from bot.model import Reason, Sending
from bot.notices import ManagerCard, Relayed
from bot.outbox import Timer
from bot.people import PersonId
from bot.referrals import Done, NobodyToAsk, Proposal, Proposed, Referral, Refused, Sensitive
from bot.transitions import MOVES, Seat, open_presses
from tests.desk_bench import PEOPLE, WHERE, Bench, a_referral, who
from tests.fakes import Died
from tests.memory_outbox import Fate

NAMES = [person.email.split("@")[0] for person in PEOPLE]
SENSITIVE = "they harm me"
FAULTS = ("die before", "die after", "lose", "late", "limit")
LONG = timedelta(days=90)


@st.composite
def presses(draw: st.DrawFn) -> Press:
    kind = draw(st.sampled_from(PressKind))
    return Press(
        kind=kind,
        words=draw(st.sampled_from(["Ask them.", SENSITIVE])) if kind in NEEDS_WORDS else "",
        to=who(draw(st.sampled_from(NAMES))) if kind is PressKind.PASS_ON else None,
        index=draw(st.integers(-1, 3)) if kind in ON_OWN_WORDS else None,
    )


class Desk(RuleBasedStateMachine):
    """Drives desk, relay and store as two people, a crowd and a bad day would."""

    escalations = Bundle("escalations")

    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.bench = Bench()
        self.states: dict[EscalationId, Escalation] = {}
        self.in_doubt_at_death: set[PersonId] = set()

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            self.finish()
            self.loop.close()

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - what it returns is the caller's
        return self.loop.run_until_complete(work)

    @rule(
        target=escalations,
        asker=st.sampled_from(["ada", "ada", *NAMES]),
        reason=st.sampled_from(Reason),
        sending=st.sampled_from([Sending.OFFERED, Sending.AFTER_UNDO]),
        words=st.sampled_from(["Can I post this?", "Can I?", "May I?", SENSITIVE]),
    )
    def ask(self, asker: str, reason: Reason, sending: Sending, words: str) -> MultipleResults[EscalationId]:
        referral: Referral = a_referral(words, reason=reason, sending=sending, asker_at=WHERE[asker])
        before = len(self.bench.store.tables.escalations)
        proposal: Proposal = self.do(self.bench.desk.propose(referral))
        match proposal:
            case Proposed(escalation=told):
                assert words != SENSITIVE
                self.states[told.id] = told
                return multiple(told.id)
            case Sensitive():
                assert words == SENSITIVE
            case NobodyToAsk() | Refused():
                pass
        assert len(self.bench.store.tables.escalations) == before
        return multiple()

    @rule(
        escalation=escalations,
        name=st.sampled_from(["ada", "ada", "max", "max", "bea", *NAMES]),
        press=presses(),
    )
    def press_anything(self, escalation: EscalationId, name: str, press: Press) -> None:
        self.press(escalation, name, press)

    def press(self, escalation: EscalationId, name: str, press: Press) -> None:
        before = self.now_of(escalation)
        done = self.do(self.bench.desk.press(escalation, press, WHERE[name]))
        after = self.now_of(escalation)
        if isinstance(done, Refused):
            assert after == before
            return
        assert before is not None
        assert after is not None
        self.may(before, press, who(name))
        if isinstance(done, Sensitive):
            assert who(name) == before.asker
            assert after == before or (after.state is State.STOPPED and after.words == before.words)
        else:
            assert isinstance(done, Done)
            assert done.escalation == after

    @rule(escalation=escalations, seat=st.sampled_from(Seat), pick=st.integers(0, 20), to=st.sampled_from(NAMES))
    def press_a_button(self, escalation: EscalationId, seat: Seat, pick: int, to: str) -> None:
        """Press something that the card of one of the two shows."""
        told = self.now_of(escalation)
        assert told is not None
        shown = open_presses(told, seat)
        person = told.asker if seat is Seat.ASKER else told.assigned
        name = next((name for name in NAMES if who(name) == person), None)
        if not shown or name is None:
            return
        kind = shown[pick % len(shown)]
        words = "Ask them." if kind in NEEDS_WORDS else ""
        self.press(escalation, name, Press(kind=kind, words=words, to=who(to) if kind is PressKind.PASS_ON else None))

    def may(self, before: Escalation, press: Press, person: PersonId) -> None:
        assert not before.state.closed
        if press.kind in ON_OWN_WORDS:
            assert before.words[press.index or 0].by == person
        elif MOVES[press.kind].seat is Seat.ASKER:
            assert before.asker == person
        else:
            assert before.assigned == person

    @rule(minutes=st.sampled_from([1, 5, 60, 240, 480, 1440, 4320]))
    def wait(self, minutes: int) -> None:
        self.survive(self.bench.wait(timedelta(minutes=minutes)))

    @rule(minutes=st.sampled_from([-60, -1, 1, 60, 1440, 4320]))
    def jump(self, minutes: int) -> None:
        self.bench.slack.arrive()
        self.bench.clock.move(timedelta(minutes=minutes))

    @rule(fault=st.sampled_from(FAULTS))
    def strike(self, fault: str) -> None:
        match fault:
            case "limit":
                self.bench.slack.limit_next(timedelta(seconds=30))
            case "lose":
                self.bench.slack.lose_next_answer()
            case "late":
                self.bench.slack.delay_next()
            case _:
                self.bench.slack.die_next(after=fault == "die after")

    @rule(name=st.sampled_from(["max", "ada", "zoe"]), closed=st.booleans())
    def close_messages(self, name: str, *, closed: bool) -> None:
        (self.bench.slack.closed.add if closed else self.bench.slack.closed.discard)(who(name))

    @rule(minutes=st.sampled_from([1, 240, 1440]))
    def wait_without_a_directory(self, minutes: int) -> None:
        self.bench.directory.down = True
        self.survive(self.bench.wait(timedelta(minutes=minutes)))
        self.bench.directory.down = False

    @rule()
    def lose_the_answer_of_a_commit(self) -> None:
        self.bench.store.forgets_next_answer = True
        self.survive(self.bench.relay.deliver_due())
        self.bench.store.forgets_next_answer = False

    def survive(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            self.do(work)
        except Died:
            self.bench.slack.arrive()  # within the lease, as every real platform does
            self.bench.relay = self.bench.another_relay()
        except StoreUnavailable:
            pass  # the poller of a running relay bears it

    def now_of(self, escalation: EscalationId) -> Escalation | None:
        return self.bench.store.tables.escalations.get(escalation)

    def finish(self) -> None:
        """Repair everything and let time pass: every escalation ends, and the asker knows."""
        self.bench.slack.closed.clear()
        self.bench.slack.arrive()
        for _ in range(20):
            self.survive(self.bench.wait(LONG / 20))
        tables = self.bench.store.tables
        assert [told.state for told in tables.escalations.values() if not told.state.closed] == []
        assert [row for row in tables.outbox.values() if row.unfinished] == []

    @invariant()
    def nothing_arrives_twice(self) -> None:
        if hasattr(self, "bench"):
            sent = Counter(notice.id for notice in (*self.bench.slack.sent, *self.bench.discord.sent))
            assert [entry for entry, times in sent.items() if times > 1] == []

    @invariant()
    def nothing_sensitive_is_kept_or_sent(self) -> None:
        if hasattr(self, "bench"):
            for told in self.bench.store.tables.escalations.values():
                by_managers = [said for said in told.words if said.by != told.asker]
                assert SENSITIVE not in (told.question, *(w.text for w in told.words if w not in by_managers))
            for row in self.bench.store.tables.outbox.values():
                entry = row.entry
                if entry is None or isinstance(entry, Timer):
                    continue
                if isinstance(entry.content, Relayed) and entry.content.words.by == entry.content.escalation.asker:
                    assert entry.content.words.text != SENSITIVE
                if isinstance(entry.content, ManagerCard):
                    assert entry.content.escalation.question != SENSITIVE

    @invariant()
    def every_step_is_in_the_log_and_legal(self) -> None:
        if not hasattr(self, "bench"):
            return
        tables = self.bench.store.tables
        for told in tables.escalations.values():
            versions = [
                linked.event.version
                for linked in tables.audit
                if linked.event.escalation == told.id and linked.event.what is not Happening.REFUSED
            ]
            assert versions == list(range(1, told.version + 1))
            assert told.assigned != told.asker
            assert not (told.state.closed and open_presses(told, Seat.MANAGER))
            before = self.states.get(told.id)
            assert before is None or not before.state.closed or told == before
            self.states[told.id] = told

    @invariant()
    def what_is_under_way_has_somebody_or_something_to_move_it(self) -> None:
        if not hasattr(self, "bench"):
            return
        tables = self.bench.store.tables
        moved = {
            row.escalation
            for row in tables.outbox.values()
            if row.unfinished
            and (isinstance(row.entry, Timer) or isinstance(getattr(row.entry, "content", 0), ManagerCard))
        }
        for told in tables.escalations.values():
            assert told.state.closed or told.id in moved, told.state

    @invariant()
    def one_timer_each_at_most_waits(self) -> None:
        if hasattr(self, "bench"):
            timers = Counter(
                row.escalation
                for row in self.bench.store.tables.outbox.values()
                if row.fate is Fate.WAITING and isinstance(row.entry, Timer)
            )
            assert [each for each, many in timers.items() if many > 1] == []


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=60, stateful_step_count=30, deadline=None, derandomize=True, database=None)
