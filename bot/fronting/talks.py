"""Questions in their threads: answered, made exact, handed to a person, shared, changed, taken back."""

from dataclasses import dataclass, replace

from bot.deeds import Ask, Refer, Retract, Reword, Settle, Share
from bot.errors import UnknownEscalation
from bot.escalating.referrals import Done, NobodyToAsk, Proposal, Proposed, Referral, Refused, Sensitive
from bot.findings import Draft
from bot.fronting.counter import Counter
from bot.fronting.naming import Naming
from bot.fronting.understanding import Understanding, Understood
from bot.fronting.world import FrontWorld, InHand, week_of
from bot.lifecycle import Escalation, Press, PressKind
from bot.model import LaneId, Outcome, Question, Reply, Sending
from bot.ports import UnitOfWork
from bot.showing import Answered, Shared
from bot.threads import KeptThread, Thread, ThreadId

OFFERS_MANAGER = frozenset({Outcome.ANSWER, Outcome.NOT_COVERED})
SHAREABLE = frozenset({Outcome.ANSWER, Outcome.CLARIFY, Outcome.NOT_COVERED})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answer:
    """An answer about to be shown, in its thread as it stands afterwards."""

    reply: Reply
    kept: KeptThread
    notes: tuple[str, ...] = ()


class Talks:
    """What a person may do in a thread of their own."""

    def __init__(self, world: FrontWorld, counter: Counter, naming: Naming) -> None:
        self._world = world
        self._counter = counter
        self._naming = naming
        self._understanding = Understanding(self._ask, world.says.picture, world.says.file)

    async def ask(self, hand: InHand, deed: Ask) -> None:
        """Answer a question, or what was said to make one exact."""
        kept = await self._own(hand, deed.thread)
        thread, image = (kept.thread, kept.has_image) if kept else (Thread(), False)
        understood = self._understanding.of(deed, thread, has_image=image)
        notes = (self._world.says.not_read,) if deed.has_picture or deed.has_file else ()
        await self._answer(hand, deed.thread, kept, understood, notes)

    async def settle(self, hand: InHand, deed: Settle) -> None:
        """Answer again, knowing one fact more."""
        kept = await self._own(hand, deed.thread)
        if kept is None:
            await self._forgotten(hand)
            return
        fact = next((fact for fact in self._ask(kept.asked).facts if fact.id == deed.fact), None)
        if fact is None or not 0 <= deed.choice < len(fact.choices):
            known = Understood(reply=self._ask(kept.asked), thread=kept.thread, has_image=kept.has_image)
            await self._answer(hand, deed.thread, kept, known)
            return
        choice = fact.choices[deed.choice]
        understood = self._understanding.settled(kept.thread, fact, choice, has_image=kept.has_image)
        await self._answer(hand, deed.thread, kept, understood)

    async def refer(self, hand: InHand, deed: Refer) -> None:
        """Pass the thread's question on, as its asker wishes."""
        kept = await self._own(hand, deed.thread)
        if kept is None or (kept.thread.draft and not kept.thread.question and await self._open(kept) is None):
            await self._forgotten(hand)
            return
        reply = (self._with_findings if kept.thread.draft else self._ask)(kept.asked)
        if reply.outcome is Outcome.SENSITIVE and reply.lane is not None:
            await self.sensitive(hand, deed.thread, reply.lane)
            return
        after = replace(kept, thread=Thread(draft=True)) if kept.thread.draft else kept  # the escalation keeps a draft
        await self._propose(hand, _Answer(reply=reply, kept=after), wished=True)

    async def share(self, hand: InHand, deed: Share) -> None:
        """Show the answer to everybody there; never twice."""
        kept = await self._own(hand, deed.thread)
        if kept is None:
            await self._forgotten(hand)
            return
        reply = self._ask(kept.asked)
        if kept.thread.draft or reply.outcome not in SHAREABLE:
            await self._counter.say(hand, self._world.says.no_sharing)
        elif hand.again:
            await self._counter.say(hand, self._world.says.maybe_shared)
        else:
            text = self._world.guidance.wording.plain(reply)
            await self._counter.show(hand, Shared(reply=reply, text=text, nearest=self._nearest(reply)))
        await self._counter.settle(hand)

    async def reword(self, hand: InHand, deed: Reword) -> None:
        """Answer a question as it now stands; what was about to be sent as it stood before is stopped."""
        kept = await self._own(hand, deed.thread)
        if kept is not None and deed.text in (kept.thread.question, *kept.thread.question.split("\n")):
            await self._counter.settle(hand)  # something else about the message changed
            return
        notes: tuple[str, ...] = ()
        if kept is not None and kept.escalation is not None:
            stopped = await self._stop(hand, kept)
            if stopped is None:
                await self._counter.say(hand, self._world.says.gone)
                await self._counter.settle(hand)
                return
            notes = (self._world.says.changed,) if stopped else ()
        anew = Ask(thread=deed.thread, text=deed.text, has_picture=bool(kept and kept.has_image))
        understood = self._understanding.of(anew, Thread(), has_image=False)
        await self._answer(hand, deed.thread, None, understood, notes)

    async def retract(self, hand: InHand, deed: Retract) -> None:
        """Forget a question; what was about to be sent is stopped."""
        kept = await self._own(hand, deed.thread)
        if kept is not None and kept.escalation is not None:
            await self._stop(hand, kept)
        await self._counter.settle(hand, dropping=deed.thread)

    async def sensitive(self, hand: InHand, thread: ThreadId, lane: LaneId, note: str = "") -> None:
        """Show whom to turn to, with a *note*; nothing of the thread is kept, and nothing of it goes."""
        kept = await self._own(hand, thread)
        if kept is not None and kept.escalation is not None:
            await self._stop(hand, kept)
        await self._counter.signpost(hand, lane, thread, note)
        await self._counter.settle(hand, Outcome.SENSITIVE, dropping=thread)

    async def _answer(
        self,
        hand: InHand,
        thread: ThreadId,
        before: KeptThread | None,
        understood: Understood,
        notes: tuple[str, ...] = (),
    ) -> None:
        reply, says = understood.reply, self._world.says
        if reply.outcome is Outcome.SENSITIVE and reply.lane is not None:
            await self.sensitive(hand, thread, reply.lane)
            return
        same = before is not None and before.thread.question == understood.thread.question
        kept = KeptThread(
            id=thread,
            owner=hand.sender,
            thread=understood.thread,
            touched_at=self._world.clock.now(),
            has_image=understood.has_image,
            escalation=before.escalation if before and same else None,
        )
        missed_twice = reply.outcome is Outcome.NOT_COVERED and kept.thread.tried_enough
        goes = (reply.outcome is Outcome.MANAGER or missed_twice) and reply.sending is not Sending.NO
        if goes:
            word = says.second_try if missed_twice else says.preview
            kept = replace(kept, thread=replace(kept.thread, tries=0))
            answer = _Answer(reply=reply, kept=kept, notes=(*notes, word))
            await self._show(hand, answer, asks=False)
            await self._propose(hand, answer, wished=False)
            return
        await self._show(hand, _Answer(reply=reply, kept=kept, notes=notes), asks=reply.outcome in OFFERS_MANAGER)
        await self._counter.settle(hand, reply.outcome, kept if kept.thread.question else None)

    async def _show(self, hand: InHand, answer: _Answer, *, asks: bool) -> None:
        reply, wording = answer.reply, self._world.guidance.wording
        answered = Answered(
            reply=reply,
            thread=answer.kept.id,
            text="\n\n".join((wording.plain(reply), *answer.notes)),
            nearest=self._nearest(reply),
            notes=answer.notes,
            asks=asks,
            shareable=reply.outcome in SHAREABLE,
        )
        await self._counter.show(hand, answered)

    async def _propose(self, hand: InHand, answer: _Answer, *, wished: bool) -> None:
        """Hand the question over and settle, in one commit; a word follows where no preview does."""
        if (told := await self._open(answer.kept)) is not None:
            names = await self._naming.of([told.assigned])
            standing = self._world.telling.standing(told, names.get(told.assigned or told.asker, ""))
            await self._counter.say(hand, self._world.says.already.format(standing=standing))
            await self._counter.settle(hand, kept=answer.kept)
            return
        referral = self._referral(hand, answer)
        if referral is None:
            await self._show(hand, answer, asks=False)
            await self._counter.settle(hand, answer.reply.outcome)
            return

        async def keep(work: UnitOfWork, proposal: Proposal) -> None:
            await work.counts.add(week_of(self._world.clock.now()), answer.reply.outcome)
            if isinstance(proposal, Proposed):
                await work.threads.keep(replace(answer.kept, escalation=proposal.escalation.id))

        proposal = await self._world.desk.propose(referral.asked_for() if wished else referral, hand.claim, keep)
        await self._tell(hand, proposal, answer.kept.id, wished=wished)

    async def _tell(self, hand: InHand, proposal: Proposal, thread: ThreadId, *, wished: bool) -> None:
        match proposal:
            case Proposed():
                if wished:
                    await self._counter.say(hand, self._world.says.preview)
            case NobodyToAsk():
                await self._counter.say(hand, self._world.telling.said.nobody)
            case Sensitive(lane=lane):
                await self._counter.signpost(hand, lane, thread)
            case Refused():
                await self._counter.say(hand, self._world.telling.refused(proposal, ""))

    async def _stop(self, hand: InHand, kept: KeptThread) -> bool | None:
        """Stop what has not gone: True when it was stopped now, False when there was nothing, None when it has gone."""
        if kept.escalation is None:
            return False
        press = Press(kind=PressKind.DO_NOT_SEND)
        pressed = await self._world.desk.press(kept.escalation, press, hand.sender)
        if isinstance(pressed, Done):
            return True
        return False if await self._open(kept) is None else None

    async def _open(self, kept: KeptThread) -> Escalation | None:
        """Read what the thread led to, if it is not closed."""
        if kept.escalation is None:
            return None
        try:
            async with self._world.unit_of_work() as work:
                told = await work.escalations.get(kept.escalation)
        except UnknownEscalation:
            return None
        return None if told.state.closed else told

    async def _own(self, hand: InHand, thread: ThreadId) -> KeptThread | None:
        kept = await self._counter.thread(thread)
        return kept if kept is not None and kept.owner == hand.sender else None

    async def _forgotten(self, hand: InHand) -> None:
        await self._counter.say(hand, self._world.says.forgotten)
        await self._counter.settle(hand)

    def _referral(self, hand: InHand, answer: _Answer) -> Referral | None:
        cited = answer.reply.citations[0].policy if answer.reply.citations else ""
        policies = self._world.guidance.library.policies
        version = next((policy.version for policy in policies if policy.id == cited), "")
        return Referral.of(answer.reply, hand.sender, version, answer.kept.thread.facts)

    def _with_findings(self, asked: Question) -> Reply:
        draft = Draft(text=asked.text, has_picture=asked.has_image)
        return self._world.guidance.for_manager(draft, self._world.known_names())

    def _ask(self, question: Question) -> Reply:
        return self._world.guidance.ask(question, self._world.today, self._world.known_names())

    def _nearest(self, reply: Reply) -> str:
        near = reply.outcome is Outcome.NOT_COVERED and bool(reply.citations)
        return self._world.guidance.wording.nearest if near else ""
