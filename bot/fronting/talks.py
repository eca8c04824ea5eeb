"""Questions in their threads: answered, made exact, handed to a person, shared, changed, taken back."""

from dataclasses import replace

from bot.deeds import Ask, Refer, Retract, Reword, Settle, Share
from bot.findings import Draft
from bot.fronting.counter import Counter
from bot.fronting.handing import Answer, Handing
from bot.fronting.naming import Naming
from bot.fronting.understanding import Understanding, Understood
from bot.fronting.world import FrontWorld, InHand
from bot.model import LaneId, Outcome, Question, Reply, Sending
from bot.showing import Answered, Shared
from bot.threads import KeptThread, Thread, ThreadId, about

OFFERS_MANAGER = frozenset({Outcome.ANSWER, Outcome.NOT_COVERED})
SHAREABLE = frozenset({Outcome.ANSWER, Outcome.CLARIFY, Outcome.NOT_COVERED})


class Talks:
    """What a person may do in a thread of their own."""

    def __init__(self, world: FrontWorld, counter: Counter, naming: Naming) -> None:
        self._world = world
        self._counter = counter
        self._handing = Handing(world, counter, naming)
        self._understanding = Understanding(self._ask, world.says)

    async def ask(self, hand: InHand, deed: Ask) -> None:
        """Answer a question, or what was said to make one exact."""
        kept = await self._own(hand, deed.thread)
        thread, image = (kept.thread, kept.has_image) if kept else (Thread(), False)
        understood = self._understanding.of(deed, thread, has_image=image)
        notes = (self._world.says.not_read,) if deed.has_picture or deed.has_file else ()
        await self._answer(hand, deed.thread, kept, understood, notes)

    async def settle(self, hand: InHand, deed: Settle) -> None:
        """Answer again, knowing one fact more."""
        kept = await self._meant(hand, deed)
        if kept is None:
            await self._forgotten(hand)
            return
        facts = self._understanding.facts(kept.thread, has_image=kept.has_image)
        fact = next((fact for fact in facts if fact.id == deed.fact), None)
        if fact is None or not 0 <= deed.choice < len(fact.choices):
            known = Understood(reply=self._ask(kept.asked), thread=kept.thread, has_image=kept.has_image)
            await self._answer(hand, deed.thread, kept, known)
            return
        choice = fact.choices[deed.choice]
        understood = self._understanding.settled(kept.thread, fact, choice, has_image=kept.has_image)
        await self._answer(hand, deed.thread, kept, understood)

    async def refer(self, hand: InHand, deed: Refer) -> None:
        """Pass the thread's question on, as its asker wishes."""
        kept = await self._meant(hand, deed)
        if kept is None or (
            kept.thread.draft and not kept.thread.question and await self._handing.opened(kept) is None
        ):
            await self._forgotten(hand)
            return
        reply = (self._with_findings if kept.thread.draft else self._ask)(kept.asked)
        if reply.outcome is Outcome.SENSITIVE and reply.lane is not None:
            await self.sensitive(hand, deed.thread, reply.lane)
            return
        after = replace(kept, thread=Thread(draft=True)) if kept.thread.draft else kept  # the escalation keeps a draft
        await self._hand_over(hand, Answer(reply=reply, kept=after), wished=True)

    async def share(self, hand: InHand, deed: Share) -> None:
        """Show the answer to everybody there; never twice."""
        kept = await self._meant(hand, deed)
        if kept is None:
            await self._forgotten(hand)
            return
        reply = self._ask(kept.asked)
        if kept.thread.draft or reply.outcome not in SHAREABLE:
            await self._counter.say(hand, self._world.says.no_sharing)
        elif hand.again:
            await self._counter.say(hand, self._world.says.maybe_shared)
        else:
            await self._counter.show(hand, self._shared(reply))
        await self._counter.settle(hand)

    def _shared(self, reply: Reply) -> Shared:
        """Put it as for everybody: what was asked unless it may name somebody, and nothing said to the asker alone."""
        says, wording, telling = self._world.says, self._world.guidance.wording, self._world.telling
        question = "" if telling.likely_names(reply.question) else says.asked.format(words=reply.question)
        finding = says.shared_clarify if reply.outcome is Outcome.CLARIFY else reply.finding
        plain = replace(reply, finding=finding, notes=wording.for_everybody(reply.notes), next_step="")
        text = "\n\n".join(filter(None, (question, wording.plain(plain))))
        return Shared(reply=plain, text=text, nearest=self._nearest(reply), question=question)

    async def reword(self, hand: InHand, deed: Reword) -> None:
        """Answer a question as it now stands; what was about to be sent as it stood before is stopped."""
        kept = await self._own(hand, deed.thread)
        if kept is not None and deed.text in (kept.thread.question, *kept.thread.question.split("\n")):
            await self._counter.settle(hand)  # something else about the message changed
            return
        notes: tuple[str, ...] = ()
        if kept is not None and kept.escalation is not None:
            stopped = await self._handing.stop(hand, kept)
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
            await self._handing.stop(hand, kept)
        await self._counter.settle(hand, dropping=deed.thread)

    async def sensitive(self, hand: InHand, thread: ThreadId, lane: LaneId, note: str = "") -> None:
        """Show whom to turn to, with a *note*; nothing of the thread is kept, and nothing of it goes."""
        kept = await self._own(hand, thread)
        if kept is not None and kept.escalation is not None:
            await self._handing.stop(hand, kept)
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
        if kept.escalation is not None and before is not None and before.thread.facts != kept.thread.facts:
            kept, word = await self._overtaken(hand, kept)
            notes = (*notes, word) if word else notes
        missed_twice = reply.outcome is Outcome.NOT_COVERED and kept.thread.tried_enough
        goes = (reply.outcome is Outcome.MANAGER or missed_twice) and reply.sending is not Sending.NO
        if goes:
            if before is not None and not same and kept.thread.goes_on(before.thread):
                kept, word = await self._overtaken(hand, replace(kept, escalation=before.escalation))
                kept, notes = replace(kept, escalation=None), (*notes, word) if word == says.overtaken else notes
            word = (says.second_try if missed_twice else says.preview).format(where=hand.where(says))
            kept = replace(kept, thread=replace(kept.thread, tries=0))
            answer = Answer(reply=reply, kept=kept, notes=(*notes, word))
            await self._show(hand, answer, asks=False)
            await self._hand_over(hand, answer, wished=False)
            return
        await self._show(hand, Answer(reply=reply, kept=kept, notes=notes), asks=reply.outcome in OFFERS_MANAGER)
        await self._counter.settle(hand, reply.outcome, kept if kept.thread.question else None)

    async def _overtaken(self, hand: InHand, kept: KeptThread) -> tuple[KeptThread, str]:
        """Stop what was prepared before the last fact was known, and say so; what has gone stays where it is."""
        match await self._handing.stop(hand, kept):
            case None:
                return kept, self._world.says.gone
            case stopped:
                return replace(kept, escalation=None), self._world.says.overtaken if stopped else ""

    async def _hand_over(self, hand: InHand, answer: Answer, *, wished: bool) -> None:
        if not await self._handing.propose(hand, answer, wished=wished):
            await self._show(hand, answer, asks=False)
            await self._counter.settle(hand, answer.reply.outcome)

    async def _show(self, hand: InHand, answer: Answer, *, asks: bool) -> None:
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

    async def _own(self, hand: InHand, thread: ThreadId) -> KeptThread | None:
        kept = await self._counter.thread(thread)
        return kept if kept is not None and kept.owner == hand.sender else None

    async def _meant(self, hand: InHand, deed: Settle | Refer | Share) -> KeptThread | None:
        """Find the thread, if it is still at the question that the button stood below."""
        kept = await self._own(hand, deed.thread)
        return kept if kept is not None and deed.about in ("", about(kept.thread.question)) else None

    async def _forgotten(self, hand: InHand) -> None:
        await self._counter.say(hand, self._world.says.forgotten)
        await self._counter.settle(hand)

    def _with_findings(self, asked: Question) -> Reply:
        draft = Draft(text=asked.text, has_picture=asked.has_image)
        return self._world.guidance.for_manager(draft, self._world.known_names())

    def _ask(self, question: Question) -> Reply:
        return self._world.guidance.ask(question, self._world.today, self._world.known_names())

    def _nearest(self, reply: Reply) -> str:
        near = reply.outcome is Outcome.NOT_COVERED and bool(reply.citations)
        return self._world.guidance.wording.nearest if near else ""
