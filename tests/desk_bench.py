"""The desk, its relay, a store, two platforms and a directory on one bench, with a clock that is moved by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.delivery import Relay, RelayRules, RelayWorld
from bot.escalations import EscalationDesk, World
from bot.followups import FollowUps
from bot.health import Health
from bot.lifecycle import Escalation, EscalationId, Event, Happening, Press, PressKind
from bot.model import LaneId, Reason, Sending
from bot.notices import Content, Notice
from bot.people import Address, PersonId, Platform, person_id
from bot.ports import OpenWork
from bot.referrals import DeskRules, Done, Pressed, Proposed, Referral, Refused
from bot.routing import Router
from bot.timetable import Timetable, WorkingHours
from bot.transitions import Refusal
from tests.builders import a_cited, an_address
from tests.fake_directory import SECRET, Entrant, FakeDirectory
from tests.fakes import FakeClock, FakeIds, FakeNotifier
from tests.memory import MemoryStore

UNDO = timedelta(seconds=60)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LONDON = WorkingHours(zone=ZoneInfo("Europe/London"))


def somebody(
    name: str, manager: str = "", backup: str = "", *roles: str, platform: Platform = Platform.SLACK
) -> Entrant:
    def mail(of: str) -> str:
        return f"{of}@example.org" if of else ""

    return Entrant(
        email=mail(name),
        name=name.title(),
        addresses=(an_address(name, platform),),
        manager=mail(manager),
        backup=mail(backup),
        roles=roles,
    )


PEOPLE = (
    somebody("ada", "max", "bea"),
    somebody("max", "zoe"),
    somebody("bea", platform=Platform.DISCORD),
    somebody("zoe"),
    somebody("pat", "", "", "owner:social-media"),
    somebody("sam", "", "", "alternative"),
    somebody("ops", "", "", "operator"),
    somebody("eve"),
)
WHERE = {entrant.email.split("@")[0]: entrant.addresses[0] for entrant in PEOPLE}


def a_referral(
    question: str = "Can I post this photo?",
    *,
    reason: Reason = Reason.CONFUSION,
    sending: Sending = Sending.AFTER_UNDO,
    asker_at: Address | None = None,
) -> Referral:
    return Referral(
        asker_at=asker_at or WHERE["ada"],
        question=question,
        reason=reason,
        sending=sending,
        finding="A clause asks for something first.",
        citations=(a_cited(),),
    )


class Bench:
    """One organisation: Ada asks, Max is her manager, Bea his stand-in on Discord, Pat owns the policy."""

    def __init__(self, *people: Entrant, rules: DeskRules | None = None, work: OpenWork | None = None) -> None:
        self.clock, self.ids, self.health = FakeClock(), FakeIds(), Health()
        self.store = MemoryStore()
        self.open = work or self.store.work
        self.slack, self.discord = FakeNotifier(), FakeNotifier(platform=Platform.DISCORD)
        self.directory = FakeDirectory(*(people or PEOPLE))
        self.rules = rules or DeskRules(timetable=Timetable(hours=LONDON))
        router = Router(self.directory, stranger, self.rules.platforms)
        world = World(unit_of_work=self.open, clock=self.clock, ids=self.ids, router=router, screen=screen)
        self.desk = EscalationDesk(world, self.rules)
        self.follow_ups = FollowUps(self.clock, router, self.rules)
        self.relay = self.another_relay()

    def another_relay(self, rules: RelayRules | None = None, chance: Callable[[], float] = lambda: 0.0) -> Relay:
        world = RelayWorld(
            unit_of_work=self.open,
            notifiers=(self.slack, self.discord),
            sequel=self.follow_ups,
            clock=self.clock,
            ids=self.ids,
            health=self.health,
            chance=chance,
        )
        return Relay(world, rules)

    async def asked(self, referral: Referral | None = None) -> EscalationId:
        proposed = await self.desk.propose(referral or a_referral())
        assert isinstance(proposed, Proposed), proposed
        return proposed.escalation.id

    async def delivered(self, referral: Referral | None = None) -> EscalationId:
        """Asked, and with the manager."""
        escalation = await self.asked(referral)
        await self.wait(UNDO)
        return escalation

    async def wait(self, by: timedelta) -> None:
        """Let time pass; the relay works whenever something falls due on the way."""
        until = self.clock.now() + by
        await self.relay.deliver_due()
        while (due := await self.relay.next_due()) is not None and due <= until:
            self.slack.arrive()  # what is accepted late is accepted within the lease
            self.clock.move(max(due - self.clock.now(), timedelta()))
            await self.relay.deliver_due()
        self.slack.arrive()
        self.clock.move(until - self.clock.now())

    async def press(
        self, name: str, escalation: EscalationId, kind: PressKind, words: str = "", index: int | None = None
    ) -> Pressed:
        return await self.desk.press(escalation, Press(kind=kind, words=words, index=index), WHERE[name])

    async def pressed(
        self, name: str, escalation: EscalationId, kind: PressKind, words: str = "", index: int | None = None
    ) -> Escalation:
        done = await self.press(name, escalation, kind, words, index)
        assert isinstance(done, Done), done
        await self.relay.deliver_due()
        return done.escalation

    async def refused(self, name: str, escalation: EscalationId, kind: PressKind, words: str = "") -> Refusal:
        done = await self.press(name, escalation, kind, words)
        assert isinstance(done, Refused), done
        return done.why

    async def pass_on(self, name: str, escalation: EscalationId, to: str) -> Pressed:
        return await self.desk.press(escalation, Press(kind=PressKind.PASS_ON, to=who(to)), WHERE[name])

    async def told(self, escalation: EscalationId) -> Escalation:
        async with self.open() as work:
            return await work.escalations.get(escalation)

    async def log(self, escalation: EscalationId) -> list[Happening]:
        return [event.what for event in await self.events(escalation)]

    async def events(self, escalation: EscalationId) -> tuple[Event, ...]:
        async with self.open() as work:
            return await work.audit.of(escalation)

    def sent_to(self, name: str) -> list[Notice]:
        return [n for n in (*self.slack.sent, *self.discord.sent) if n.recipient.person == who(name)]

    def shown_to(self, name: str) -> list[Content]:
        """What the messages of one person show now, edits in place included."""
        shown = (*self.slack.shown.values(), *self.discord.shown.values())
        return [notice.content for notice in shown if notice.recipient.person == who(name)]

    def leave(self, name: str) -> None:
        self.directory.entrants = [
            replace(entrant, left=entrant.left or entrant.email == f"{name}@example.org")
            for entrant in self.directory.entrants
        ]


def who(name: str) -> PersonId:
    return person_id(SECRET, f"{name}@example.org")


def stranger(address: Address) -> PersonId:
    return person_id(SECRET, str(address))


def screen(text: str) -> LaneId | None:
    return LaneId("safeguarding") if "harm" in text else None
