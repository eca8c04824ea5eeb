"""Drafts that people want checked: what was found is shown, and kept only as long as its button works."""

from bot.deeds import Ask, Check
from bot.drafting.telling import DraftTelling
from bot.findings import Draft
from bot.fronting.counter import Counter
from bot.fronting.talks import Talks
from bot.fronting.world import FrontWorld, InHand
from bot.model import LaneId
from bot.showing import CheckedDraft
from bot.text import words
from bot.threads import DRAFT_KEPT, KEPT, KeptThread, Thread

COUNTED = "draft"


class Checks:
    """Shows findings; a message that asks something is answered instead."""

    def __init__(self, world: FrontWorld, counter: Counter, talks: Talks) -> None:
        self._world, self._counter, self._talks = world, counter, talks

    def lane_of(self, deed: Check) -> LaneId | None:
        """Tell which sensitive lane a draft is in."""
        guidance, names = self._world.guidance, self._world.known_names()
        return guidance.lane_of_draft(deed.text, names, may_ask=deed.may_ask)

    async def signpost(self, hand: InHand, deed: Check, lane: LaneId) -> None:
        """Show whom to turn to instead of findings, and say that the draft was not looked at further."""
        note = "" if deed.may_ask else self._world.guidance.library.drafts.says.not_checked
        await self._talks.sensitive(hand, deed.thread, lane, note)

    async def check(self, hand: InHand, deed: Check) -> None:
        """Say what the policy says of the draft; its masked text is kept for an hour, for whoever asks a manager."""
        if deed.may_ask and (not words(deed.text) or self._world.guidance.is_question(deed.text, self._world.today)):
            asked = Ask(thread=deed.thread, text=deed.text, has_picture=deed.has_picture, has_file=deed.has_file)
            await self._talks.ask(hand, asked)
            return
        telling = DraftTelling(self._world.guidance.library.drafts.says)
        if not words(deed.text):
            await self._counter.say(hand, telling.says.empty)
            await self._counter.settle(hand)
            return
        draft = Draft(text=deed.text, has_picture=deed.has_picture, has_file=deed.has_file)
        checked = self._world.guidance.check(draft, self._world.known_names())
        if checked.lane is not None:
            await self.signpost(hand, deed, checked.lane)
            return
        shown = CheckedDraft(
            checked=checked, thread=deed.thread, text=telling.plain(checked), kept=telling.says.kept, asks=True
        )
        await self._counter.show(hand, shown)
        await self._counter.settle(hand, COUNTED, self._kept(hand, deed))

    def _kept(self, hand: InHand, deed: Check) -> KeptThread:
        return KeptThread(
            id=deed.thread,
            owner=hand.sender,
            thread=Thread(question=deed.text, draft=True),
            touched_at=self._world.clock.now() - (KEPT - DRAFT_KEPT),  # so that it is forgotten earlier than a question
            has_image=deed.has_picture,
        )
