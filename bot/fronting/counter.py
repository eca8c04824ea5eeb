"""The counter: shows what was decided, as often as the platform needs to take it, and settles the arrival."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.errors import ArrivalUncertain, NotAccepted, RateLimited
from bot.fronting.world import FrontWorld, InHand, week_of
from bot.model import LaneId
from bot.notices import entry_id
from bot.showing import Answered, Answering, Said, Showing
from bot.threads import KEPT, KeptThread, ThreadId

TRIES = 4
LONGEST_PAUSE = timedelta(seconds=20)
"""A platform that wants a longer pause is asked again when the arrival's lease has run out."""
PAUSE = timedelta(seconds=1)


class Counter:
    """What every answer needs."""

    def __init__(self, world: FrontWorld) -> None:
        self._world = world
        self._surfaces = {surface.platform: surface for surface in world.surfaces}

    async def thread(self, thread: ThreadId) -> KeptThread | None:
        """Read a thread that is not older than a day."""
        async with self._world.unit_of_work() as work:
            kept = await work.threads.get(thread)
        return kept if kept and kept.touched_at > self._world.clock.now() - KEPT else None

    async def settle(
        self, hand: InHand, outcome: str = "", kept: KeptThread | None = None, dropping: ThreadId | None = None
    ) -> None:
        """Settle the arrival, count *outcome*, and keep or drop its thread, in one commit."""
        now = self._world.clock.now()
        async with self._world.unit_of_work() as work:
            if kept is not None:
                await work.threads.keep(kept)
            if dropping is not None:
                await work.threads.drop([dropping])
            if outcome:
                await work.counts.add(week_of(now), outcome)
            await work.intake.settle(hand.claim, now)

    async def say(self, hand: InHand, text: str, *, part: str = "word") -> None:
        """Show a plain word."""
        await self.show(hand, Said(text=text), part=part)

    async def signpost(self, hand: InHand, lane: LaneId, thread: ThreadId, note: str = "") -> None:
        """Show whom to turn to in a sensitive matter, and a *note*."""
        wording, reply = self._world.guidance.wording, self._world.guidance.signpost(lane)
        reply = replace(reply, notes=(*reply.notes, note)) if note else reply
        await self.show(hand, Answered(reply=reply, thread=thread, text=wording.plain(reply)))

    async def show(self, hand: InHand, showing: Showing, *, part: str = "answer") -> None:
        """Show it, also after a pause; *part* tells several showings of one answer apart.

        Raises:
            DeliveryFailed: the platform did not take it.
        """
        delivery = hand.claim.arrival.delivery
        key = entry_id(delivery.platform, delivery.workspace, delivery.event, part)
        surface, again = self._surfaces[hand.sender.platform], hand.again
        for left in reversed(range(TRIES)):
            answering = Answering(
                to=hand.sender,
                place=hand.letter.place,
                key=key,
                again=again,
                too_late=hand.claim.arrival.closed(self._world.clock.now()),
            )
            try:
                await surface.show(showing, answering)
            except RateLimited as error:
                if not left or error.retry_after > LONGEST_PAUSE:
                    raise
                await self._pause(error.retry_after)
            except (NotAccepted, ArrivalUncertain) as error:
                if not left:
                    raise
                again = again or isinstance(error, ArrivalUncertain)
                await self._pause(PAUSE)
            else:
                return

    async def _pause(self, pause: timedelta) -> None:
        until: datetime = self._world.clock.now() + pause
        await self._world.clock.sleep_until(until)
