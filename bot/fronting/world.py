"""What the front desk works with, and the one arrival it has in hand."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.answering import GuidanceDesk
from bot.arrivals import ArrivalClaim
from bot.deeds import Letter
from bot.escalations import EscalationDesk
from bot.people import Address
from bot.policies.front_desk import FrontDeskFile
from bot.ports import Clock, Directory, Ids, OpenWork, Surface
from bot.telling import Telling


@dataclass(frozen=True, kw_only=True, slots=True)
class FrontWorld:
    """Desks, store, directory and surfaces; `known_names` are masked wherever they stand.

    `alone` says that no other process works on this store, so that whatever an earlier one left may be taken at once.
    """

    unit_of_work: OpenWork
    clock: Clock
    ids: Ids
    guidance: GuidanceDesk
    desk: EscalationDesk
    telling: Telling
    directory: Directory
    surfaces: Sequence[Surface]
    known_names: Callable[[], Collection[str]]
    zone: ZoneInfo
    alone: bool = False

    @property
    def says(self) -> FrontDeskFile:
        """The sentences around answers."""
        return self.guidance.library.front_desk

    @property
    def today(self) -> date:
        """Today, where the organisation is."""
        return self.clock.now().astimezone(self.zone).date()


@dataclass(frozen=True, kw_only=True, slots=True)
class InHand:
    """One arrival that is being answered."""

    claim: ArrivalClaim
    letter: Letter

    @property
    def sender(self) -> Address:
        """Who did it."""
        return self.claim.arrival.sender

    def where(self, says: FrontDeskFile) -> str:
        """Say where the preview stands, seen from where they wrote."""
        return says.where_here if self.letter.here else says.where

    @property
    def again(self) -> bool:
        """Whether somebody may have answered it already, and died."""
        return self.claim.attempt > 1


def week_of(now: datetime) -> date:
    """Return the Monday of the week, under which things are counted."""
    return (now - timedelta(days=now.weekday())).date()
