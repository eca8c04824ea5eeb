"""What somebody wants a disclaimer for, and what they get: the nouns that core and surfaces share."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.counting import Unit
from bot.model import Citation


class Style(StrEnum):
    """How a disclaimer is worded."""

    FORMAL = "formal"
    PLAIN = "plain"
    SHORT = "short"


class Voice(StrEnum):
    """Who speaks: one person, or several who share an account."""

    I = "i"  # noqa: E741 - the word itself
    WE = "we"


class Spot(StrEnum):
    """Where on a platform it stands."""

    PROFILE = "profile"
    POST = "post"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What is wanted; `platform` as people say it, no `style` for every one, no `name` for none in it."""

    platform: str
    spot: Spot = Spot.PROFILE
    style: Style | None = None
    voice: Voice = Voice.I
    name: str = ""
    for_organisation: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """How much fits; no `number` where nothing says so. `url` is what every address counts, where they count the same.

    `source` says so, and was looked up on that day; `note` says what was taken where the source is unclear.
    """

    number: int | None
    unit: Unit
    url: int | None = None
    source: str = ""
    looked_up: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Worded:
    """One wording, whole; `style` is none where it is the policy's own. `count` is the platform's, `size` says both."""

    text: str
    count: int
    fits: bool
    size: str
    title: str
    style: Style | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Disclaimer:
    """The policy's own example, with its clause, and wordings that say the same; those that do not fit say so.

    `lines` stand below, in order; `authorisation` is what comes first for those who post for the organisation.

    Raises:
        ValueError: the example does not stand in the clause, or there is no wording.
    """

    wish: Wish
    platform: str
    spot: str
    limit: Limit
    opening: str
    example: Worded
    citation: Citation
    ready: str
    wordings: tuple[Worded, ...]
    lines: tuple[str, ...]
    authorisation: Citation | None = None

    def __post_init__(self) -> None:
        if self.example.text not in self.citation.quote:
            raise ValueError("the example is the clause's own words")
        if not self.wordings:
            raise ValueError("a disclaimer has a wording, or says which does not fit")

    @property
    def fitting(self) -> tuple[Worded, ...]:
        """Those that can be copied as they are."""
        return tuple(worded for worded in self.wordings if worded.fits)

    @property
    def too_long(self) -> tuple[Worded, ...]:
        """Those that do not fit."""
        return tuple(worded for worded in self.wordings if not worded.fits)
