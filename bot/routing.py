"""Whom to ask next, where they are reached, and the plan the asker sees; asks the directory at that moment."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot.lifecycle import Escalation, State
from bot.model import PolicyId
from bot.notices import PlanStep, Recipient
from bot.outbox import Entry, Timer, TimerKind
from bot.people import Address, Chain, Person, PersonId, Platform, Role, Skipped, Step, Unavailable, Unknown
from bot.ports import Directory
from bot.timetable import Timetable


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Who presses: `person` for the log, and every id they go by, a stranger's of the same address included."""

    address: Address
    person: PersonId
    ids: frozenset[PersonId]
    problem: Unknown | Unavailable | None = None

    def towards(self, told: Escalation) -> "Identity":
        """Let whoever asked from this very address be the asker although the directory cannot say so now."""
        if isinstance(self.problem, Unavailable) and self.address == told.asker_at:
            return replace(self, person=told.asker, ids=frozenset({told.asker}))
        return self


@dataclass(frozen=True, kw_only=True, slots=True)
class Nobody:
    """Nobody is left to ask; why the others were passed over."""

    skipped: tuple[Skipped, ...] = ()


class Router:
    """Turns the directory's people into the next holder of an escalation and into recipients."""

    def __init__(
        self, directory: Directory, stranger: Callable[[Address], PersonId], platforms: Collection[Platform]
    ) -> None:
        """Take *stranger*, which derives the id of an address the directory lacks, and the platforms that run."""
        self._directory = directory
        self._stranger = stranger
        self._platforms = platforms

    async def identify(self, address: Address) -> Identity:
        """Tell who is at *address* now; somebody the directory lacks goes by the address alone."""
        unnamed = self._stranger(address)
        match await self._directory.find(address):
            case Person(id=person):
                return Identity(address=address, person=person, ids=frozenset({person, unnamed}))
            case Unknown() | Unavailable() as problem:
                return Identity(address=address, person=unnamed, ids=frozenset({unnamed}), problem=problem)
            case found:
                assert_never(found)

    async def first(self, asker: PersonId) -> Step | Nobody | Unavailable:
        """Name whom to ask first for *asker*."""
        return await self._of_chain(asker, (), ())

    async def following(self, told: Escalation, *, owner_first: bool = False) -> Step | Nobody | Unavailable:
        """Name who follows its holder, the policy's owner included."""
        first, then = (self.owner, self.next) if owner_first else (self.next, self.owner)
        found = await first(told)
        return await then(told) if isinstance(found, Nobody) else found

    async def next(self, told: Escalation) -> Step | Nobody | Unavailable:
        """Name who follows its holder; a question about one's manager stays with the configured alternatives."""
        if told.assigned_as is Role.ALTERNATIVE:
            return await self.alternative(told, *told.chain)
        return await self._of_chain(told.asker, told.avoided, told.chain)

    async def alternative(self, told: Escalation, *avoiding: PersonId) -> Step | Nobody | Unavailable:
        """Name whom the organisation chose for questions about one's manager."""
        found = await self._directory.alternative(told.asker, (*told.avoided, *avoiding))
        return self._fit(found, told, ())

    async def owner(self, told: Escalation) -> Step | Nobody | Unavailable:
        """Name the owner of the policy that *told* cites first, unless they were asked already."""
        policy = told.citations[0].citation.policy if told.citations else PolicyId("")
        return self._fit(await self._directory.owner(policy), told, told.chain)

    async def named(self, told: Escalation, person: PersonId) -> Step | Nobody | Unavailable:
        """Find somebody whom the holder wants to pass it on to."""
        match await self._directory.person(person):
            case Person() as found:
                role = told.assigned_as or Role.MANAGER
                return self._fit(Step(role=role, person=found), told, (told.assigned,) if told.assigned else ())
            case Unknown():
                return Nobody()
            case Unavailable() as down:
                return down
            case other:
                assert_never(other)

    async def operator(self) -> Recipient | None:
        """Find whoever runs the bot."""
        match await self._directory.operator():
            case Person() as found:
                return self.recipient(found)
            case _:
                return None

    async def holder(self, person: PersonId) -> Recipient | Unknown | Unavailable:
        """Find where *person* is reached today."""
        match await self._directory.person(person):
            case Person() as found:
                return self.recipient(found) or Unknown()
            case Unknown() | Unavailable() as problem:
                return problem
            case other:
                assert_never(other)

    def recipient(self, person: Person) -> Recipient | None:
        """Choose the first of a person's addresses on a platform that runs."""
        served = (address for address in person.addresses if address.platform in self._platforms)
        address = next(served, None)
        return None if address is None else Recipient(person=person.id, address=address)

    async def plan(
        self, told: Escalation, timetable: Timetable, waiting: Iterable[Entry], now: datetime
    ) -> tuple[PlanStep, ...]:
        """Tell who is asked when: its holder, the next one, the policy's owner."""
        if told.state not in _PLANNED or told.assigned is None or told.assigned_as is None:
            return ()
        begins = max(told.send_at or now, now)
        steps = [PlanStep(role=told.assigned_as, person=told.assigned, at=begins)]
        at, role = _turn_ends(told.assigned_as, timetable, waiting, begins), told.assigned_as
        if role not in (Role.BACKUP, Role.POLICY_OWNER) and isinstance(follows := await self.next(told), Step):
            steps.append(PlanStep(role=follows.role, person=follows.person.id, at=at))
            at, role = timetable.ends(Role.BACKUP, at).at, Role.BACKUP
        planned = {step.person for step in steps}
        owner = await self.owner(told) if role is not Role.POLICY_OWNER else Nobody()
        if isinstance(owner, Step) and owner.person.id not in planned:
            steps.append(PlanStep(role=owner.role, person=owner.person.id, at=at))
        return tuple(steps)

    async def _of_chain(
        self, asker: PersonId, avoided: Collection[PersonId], asked: Collection[PersonId]
    ) -> Step | Nobody | Unavailable:
        chain = await self._directory.chain(asker, avoided)
        match chain:
            case Chain(steps=steps, skipped=skipped):
                fit = (step for step in steps if step.person.id not in asked and self.recipient(step.person))
                return next(fit, None) or Nobody(skipped=skipped)
            case Unavailable():
                return chain
            case _:
                assert_never(chain)

    def _fit(
        self, found: Step | Unknown | Unavailable, told: Escalation, asked: Collection[PersonId]
    ) -> Step | Nobody | Unavailable:
        match found:
            case Step(person=person):
                barred = {told.asker, *told.avoided, *asked}
                return found if person.id not in barred and self.recipient(person) else Nobody()
            case Unknown():
                return Nobody()
            case Unavailable():
                return found
            case _:
                assert_never(found)


_PLANNED = frozenset({State.PREVIEWED, State.OPEN, State.DELIVERED, State.ACKNOWLEDGED})


def _turn_ends(role: Role, timetable: Timetable, waiting: Iterable[Entry], begins: datetime) -> datetime:
    """Tell when the holder's turn ends: from the timer that runs, or as it would begin now."""
    running = [entry for entry in waiting if isinstance(entry, Timer) and entry.kind is not TimerKind.PREVIEW_LAPSES]
    if not running:
        return timetable.ends(role, begins).at
    timer = max(running, key=lambda timer: timer.due_at)
    return timetable.reminded(role, timer.due_at).at if timer.kind is TimerKind.REMIND else timer.due_at
