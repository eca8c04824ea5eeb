"""Handing a thread's question to a person: what is proposed, what waits already, what is stopped again."""

from dataclasses import dataclass, replace

from bot.errors import UnknownEscalation
from bot.escalating.referrals import Done, NobodyToAsk, Proposal, Proposed, Referral, Refused, Sensitive
from bot.escalating.transitions import in_undo_window
from bot.fronting.counter import Counter
from bot.fronting.naming import Naming
from bot.fronting.world import FrontWorld, InHand, week_of
from bot.lifecycle import Escalation, Press, PressKind, State
from bot.model import Reply
from bot.ports import UnitOfWork
from bot.threads import KeptThread, ThreadId


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """An answer about to be shown, in its thread as it stands afterwards."""

    reply: Reply
    kept: KeptThread
    notes: tuple[str, ...] = ()


class Handing:
    """Takes questions to the escalation desk."""

    def __init__(self, world: FrontWorld, counter: Counter, naming: Naming) -> None:
        self._world = world
        self._counter = counter
        self._naming = naming

    async def propose(self, hand: InHand, answer: Answer, *, wished: bool) -> bool:
        """Hand the question over and settle, in one commit; a word follows where no preview does.

        False when it is nothing that is ever handed over; nothing was settled then.
        """
        if (told := await self.opened(answer.kept)) is not None:
            await self._counter.say(hand, await self._already(hand, told))
            await self._counter.settle(hand, kept=answer.kept)
            return True
        referral = self._referral(hand, answer)
        if referral is None:
            return False

        async def keep(work: UnitOfWork, proposal: Proposal) -> None:
            await work.counts.add(week_of(self._world.clock.now()), answer.reply.outcome)
            if isinstance(proposal, Proposed):
                await work.threads.keep(replace(answer.kept, escalation=proposal.escalation.id))

        proposal = await self._world.desk.propose(referral.asked_for() if wished else referral, hand.claim, keep)
        await self._tell(hand, proposal, answer.kept.id, wished=wished)
        return True

    async def stop(self, hand: InHand, kept: KeptThread) -> bool | None:
        """Stop what has not gone: True when it was stopped now, False when there was nothing, None when it has gone."""
        if await self.opened(kept) is None or kept.escalation is None:
            return False
        press = Press(kind=PressKind.DO_NOT_SEND)
        pressed = await self._world.desk.press(kept.escalation, press, hand.sender)
        if isinstance(pressed, Done):
            return True
        return False if await self.opened(kept) is None else None

    async def _already(self, hand: InHand, told: Escalation) -> str:
        """Say how the thread's question stands; it is with a person only once it has been delivered."""
        if told.state is State.PREVIEWED:
            return self._world.says.already_waiting.format(where=hand.where(self._world.says))
        if in_undo_window(told):
            return self._world.says.already_going.format(where=hand.where(self._world.says))
        names = await self._naming.of([told.assigned])
        standing = self._world.telling.standing(told, names.get(told.assigned or told.asker, ""))
        return self._world.says.already.format(standing=standing)

    async def _tell(self, hand: InHand, proposal: Proposal, thread: ThreadId, *, wished: bool) -> None:
        match proposal:
            case Proposed():
                if wished:
                    await self._counter.say(hand, self._world.says.preview.format(where=hand.where(self._world.says)))
            case NobodyToAsk():
                await self._counter.say(hand, self._world.telling.said.nobody)
            case Sensitive(lane=lane):
                await self._counter.signpost(hand, lane, thread)
            case Refused():
                await self._counter.say(hand, self._world.telling.refused(proposal, ""))

    async def opened(self, kept: KeptThread) -> Escalation | None:
        """Read what the thread led to, if it is not closed."""
        if kept.escalation is None:
            return None
        try:
            async with self._world.unit_of_work() as work:
                told = await work.escalations.get(kept.escalation)
        except UnknownEscalation:
            return None
        return None if told.state.closed else told

    def _referral(self, hand: InHand, answer: Answer) -> Referral | None:
        cited = answer.reply.citations[0].policy if answer.reply.citations else ""
        policies = self._world.guidance.library.policies
        version = next((policy.version for policy in policies if policy.id == cited), "")
        return Referral.of(answer.reply, hand.sender, version, answer.kept.thread.facts)
