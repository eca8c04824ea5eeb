"""What knowledge says about disclaimers: platforms with their limits, wordings, and what is said around them."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import product
from string import Formatter
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, Field, PositiveInt, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from bot.counting import Unit
from bot.model import Citation
from bot.policies.guidance import Name, Words
from bot.policies.tables import Table
from bot.wishes import Limit, Spot, Style, Voice

T = TypeVar("T")
Place = tuple[int | str, ...]
GAP = "{name}"
QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
CLAIMS = re.compile(r"\b(?:approv|authori[sz]|permi(?:t|ss)|allow|endors|official|on behalf|liab)\w*", re.IGNORECASE)
"""What no wording may say: the policy does not."""


def example_in(clause: Citation) -> str:
    """Return the sentence that *clause* quotes as its example, word for word; empty where it quotes none."""
    return max(QUOTED.findall(clause.quote), key=len, default="")


class SpotFile(Table):
    """One place of a platform: what people there call it, and its limit."""

    called: Words
    limit: PositiveInt | None = None
    unit: Unit = Unit.CODE_POINTS
    url: PositiveInt | None = None
    source: Annotated[str, Field(pattern=r"^(?:https://\S+)?$")] = ""
    looked_up: date | None = None
    note: str = ""
    hint: str = ""

    @model_validator(mode="after")
    def _founded(self) -> Self:
        if self.limit is not None and not (self.source and self.looked_up):
            raise ValueError("a limit needs the source that says so, and the day on which it was looked_up")
        return self

    @property
    def as_limit(self) -> Limit:
        """The limit by itself."""
        return Limit(
            number=self.limit,
            unit=self.unit,
            url=self.url,
            source=self.source,
            looked_up=self.looked_up,
            note=self.note,
        )


class PlatformFile(Table):
    """A platform, and what people call it."""

    id: Name
    title: Words
    names: tuple[Words, ...] = ()
    profile: SpotFile
    post: SpotFile

    def spot(self, spot: Spot) -> SpotFile:
        """Return one of its places."""
        return self.profile if spot is Spot.PROFILE else self.post

    @property
    def all_names(self) -> tuple[str, ...]:
        """Everything it is called, folded."""
        return tuple(dict.fromkeys(name.casefold() for name in (self.id, self.title, *self.names)))


class WordingTexts(Table):
    """Texts of one style and voice, with or without the organisation's name; the first that fits is given."""

    style: Style
    person: Voice
    named: bool
    texts: tuple[Words, ...] = Field(min_length=1)


class SpokenWords(Table):
    """Words people type after `/disclaimer`."""

    profile: tuple[Words, ...]
    post: tuple[Words, ...]
    formal: tuple[Words, ...]
    plain: tuple[Words, ...]
    short: tuple[Words, ...]
    i: tuple[Words, ...]
    we: tuple[Words, ...]
    for_organisation: tuple[Words, ...]
    naming: tuple[Words, ...]
    nothing: tuple[Words, ...] = ()


class DisclaimerSaid(Table):
    """Sentences around wordings, and what a form asks; every one must be there."""

    opening: Words
    ready: Words
    own_words: Words
    reminder: Words
    naming: Words
    authorise: Words
    size: Annotated[Words, AfterValidator(lambda text: _fillable(text, "count", "limit"))]
    size_free: Annotated[Words, AfterValidator(lambda text: _fillable(text, "count"))]
    too_long: Annotated[Words, AfterValidator(lambda text: _fillable(text, "style", "count", "limit"))]
    example_too_long: Annotated[Words, AfterValidator(lambda text: _fillable(text, "count", "limit"))]
    nothing_fits: Annotated[Words, AfterValidator(lambda text: _fillable(text, "count", "limit"))]
    without_name: Annotated[Words, AfterValidator(lambda text: _fillable(text, "count"))]
    name_left_out: Words
    name_too_long: Annotated[Words, AfterValidator(lambda text: _fillable(text, "longest"))]
    unknown_platform: Annotated[Words, AfterValidator(lambda text: _fillable(text, "name", "known"))]
    closest: Annotated[Words, AfterValidator(lambda text: _fillable(text, "guess"))]
    which_platform: Annotated[Words, AfterValidator(lambda text: _fillable(text, "known"))]
    unknown_word: Annotated[Words, AfterValidator(lambda text: _fillable(text, "word"))]
    for_example: Words
    missing: Words
    title: Words
    ask_platform: Words
    ask_place: Words
    ask_style: Words
    ask_person: Words
    ask_name: Words
    ask_work: Words
    ask_for_organisation: Words
    every_style: Words
    give: Words
    close: Words


def _fillable(text: str, *gaps: str) -> str:
    """Refuse what `str.format` cannot fill with *gaps*.

    Raises:
        ValueError: it has another gap, or a stray brace.
    """
    for _, name, how, conversion in Formatter().parse(text):
        if name is not None and (name not in gaps or how or conversion):
            raise ValueError(f"only {', '.join(f'{{{gap}}}' for gap in gaps)} is filled in, not {{{name}}}")
    return text


def _without(faults_of: Callable[[T], Iterable[tuple[Place, str]]]) -> Callable[[T], T]:
    """Return what reports every fault that *faults_of* finds, each where it stands."""

    def check(read: T) -> T:
        details = [
            InitErrorDetails(type=PydanticCustomError("fault", "{what}", {"what": what}), loc=place, input=None)
            for place, what in faults_of(read)
        ]
        if details:
            raise ValidationError.from_exception_data("disclaimers", details)
        return read

    return check


def _twins(platforms: tuple[PlatformFile, ...]) -> Iterator[tuple[Place, str]]:
    taken: dict[str, str] = {}
    for number, platform in enumerate(platforms):
        for name in platform.all_names:
            if name in taken:
                yield (number, "names"), f"“{name}” is what “{taken[name]}” is called already"
            taken.setdefault(name, platform.id)


def _of_texts(wordings: tuple[WordingTexts, ...]) -> Iterator[tuple[Place, str]]:
    """Find gaps that are missing or stray, twins, what claims too much, and kinds without a text."""
    seen = set[tuple[Style, Voice, bool]]()
    for number, wording in enumerate(wordings):
        kind = (wording.style, wording.person, wording.named)
        if kind in seen:
            yield (number, "style"), "this style, person and named come twice"
        seen.add(kind)
        for at, text in enumerate(wording.texts):
            bare = text.replace(GAP, "")
            if (bare != text) is not wording.named or set("{}") & set(bare):
                yield (number, "texts", at), f"needs {GAP}" if wording.named else "has a gap, and named is false"
            if found := CLAIMS.search(bare):
                yield (number, "texts", at), f"claims too much: “{found.group()}”"
    for style, voice, named in product(Style, Voice, (False, True)):
        if (style, voice, named) not in seen:
            yield (), f"no text for style {style}, person {voice}, named {str(named).lower()}"


class DisclaimersFile(Table):
    """`disclaimers.toml`; `authorisation` is the clause for those who post for the organisation, if there is one."""

    authorisation: str = ""
    platform: Annotated[tuple[PlatformFile, ...], Field(min_length=1), AfterValidator(_without(_twins))]
    wording: Annotated[tuple[WordingTexts, ...], AfterValidator(_without(_of_texts))]
    style: dict[Style, Words]
    person: dict[Voice, Words]
    place: dict[Spot, Words]
    words: SpokenWords
    said: DisclaimerSaid

    @model_validator(mode="after")
    def _named(self) -> Self:
        for table, every, there in (
            ("style", Style, self.style), ("person", Voice, self.person), ("place", Spot, self.place),
        ):  # fmt: skip
            if missing := [key for key in every if key not in there]:
                raise ValueError(f"[{table}] lacks {missing[0]}")
        return self
