"""What knowledge says for the check of a draft: `drafts.toml`."""

from collections.abc import Iterator, Mapping
from itertools import chain, product
from typing import Any

from pydantic import Field, model_validator

from bot.findings import FindingKind
from bot.policies.guidance import Words
from bot.policies.tables import Table

Sign = tuple[Words, ...]
"""Cues that make a sign only together."""


class KindGuide(Table):
    """One kind of finding: the clause it cites, what is said of the words, and what would settle it."""

    id: FindingKind
    clause: Words
    says: Words
    settles: Words


class LookGuide(Table):
    """Signs of one kind. A sign's cues stand in one sentence; a cue of `unless` there speaks against it.

    `personal` looks only where a person speaks for themselves.
    """

    kind: FindingKind
    personal: bool = False
    signs: tuple[Sign, ...] = Field(min_length=1)
    unless: tuple[Words, ...] = ()
    unless_anywhere: tuple[Words, ...] = ()


def _expanded(look: Any, lists: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as above
    """Write out `<name>`: in a sign as one sign for each cue of the list, elsewhere as the cues themselves."""
    named = {f"<{name}>": tuple(cues) for name, cues in lists.items() if isinstance(cues, list)}
    if not isinstance(look, dict) or not all(_is_of(look.get(key, []), kind) for key, kind in _SHAPES.items()):
        return look
    signs = [
        sign for written in look.get("signs", []) for sign in product(*(named.get(str(cue), (cue,)) for cue in written))
    ]
    plain = {
        key: [cue for written in look[key] for cue in named.get(written, (written,))]
        for key in ("unless", "unless_anywhere")
        if key in look
    }
    return {**look, "signs": signs, **plain}


_SHAPES: Mapping[str, type] = {"signs": list, "unless": str, "unless_anywhere": str}


def _is_of(written: object, kind: type) -> bool:
    """Tell whether it is a list of *kind*; what is not is left for the table to object to."""
    return isinstance(written, list) and all(isinstance(item, kind) for item in written)


class OwnGuide(Table):
    """What is the organisation's own, or any organisation's, and so no person's."""

    names: tuple[Words, ...]
    domains: tuple[Words, ...]
    handles: tuple[Words, ...]
    mailboxes: tuple[Words, ...]
    numbers: tuple[Words, ...]
    public: tuple[Words, ...]
    accounts: tuple[Words, ...]


class NamesGuide(Table):
    """By what a name can be told to be a public one, or the writer's own."""

    public: tuple[Words, ...]
    by: tuple[Words, ...]
    figures: tuple[Words, ...]
    places: tuple[Words, ...]
    near: tuple[Words, ...]
    self: tuple[Words, ...]


class DisclaimerGuide(Table):
    """Who speaks, what is a disclaimer, and what shows that work is elsewhere."""

    person: tuple[Words, ...]
    aside: tuple[Words, ...]
    left_out: tuple[Words, ...]
    several: tuple[Words, ...]
    organisation: tuple[Words, ...]
    disclaimers: tuple[Sign, ...]
    elsewhere: tuple[Sign, ...]


class DisclosureGuide(Table):
    """By what a draft can be told to speak of somebody in trouble, and not only of such troubles.

    `one` and `several` are words for whom it speaks of; `topics` speak to everybody, unless `felt` stands beside them.
    """

    one: tuple[Words, ...]
    several: tuple[Words, ...]
    topics: tuple[Words, ...]
    felt: tuple[Words, ...]


class DraftWording(Table):
    """What is said around findings."""

    found: Words
    nothing: Words
    lane_first: Words
    not_checked: Words
    settles: Words
    attached: Words
    more: Words
    cannot_see: Words
    kept: Words
    manager_finding: Words
    manager_nothing: Words
    empty: Words
    too_long: Words


class AsksGuide(Table):
    """By what a text can be told to be a question to whoever knows the policy, and not a draft.

    `begins` are first words of a short one, unless it addresses `readers`.
    """

    cues: tuple[Words, ...]
    begins: tuple[Words, ...]
    readers: tuple[Words, ...]


class LimitsGuide(Table):
    """What a check of words cannot see."""

    always: tuple[Words, ...]


class DraftsFile(Table):
    """`drafts.toml`."""

    longest: int = Field(gt=0, le=1_000_000)
    says: DraftWording
    limits: LimitsGuide
    asks: AsksGuide
    kind: tuple[KindGuide, ...]
    own: OwnGuide
    names: NamesGuide
    disclaimer: DisclaimerGuide
    disclosure: DisclosureGuide
    lists: Mapping[str, tuple[Words, ...]]
    groups: Mapping[str, tuple[str, ...]]
    look: tuple[LookGuide, ...]

    @model_validator(mode="before")
    @classmethod
    def _with_lists(cls, written: Any) -> Any:  # noqa: ANN401 - whatever the TOML says
        """Put the lists of cues in the place of their names."""
        lists = written.get("lists", {}) if isinstance(written, dict) else {}
        if not isinstance(lists, dict) or not isinstance(written.get("look"), list):
            return written
        return {**written, "look": [_expanded(look, lists) for look in written["look"]]}

    def cues(self) -> Iterator[str]:
        """Go through every cue of it."""
        for look in self.look:
            yield from chain(chain.from_iterable(look.signs), look.unless, look.unless_anywhere)
        yield from chain.from_iterable((*self.lists.values(), self.asks.cues))
        yield from chain(self.disclosure.topics, self.disclosure.felt)
        of_work = self.disclaimer
        yield from chain(of_work.person, of_work.aside, of_work.organisation)
        yield from chain.from_iterable((*of_work.disclaimers, *of_work.elsewhere))
        yield from chain(self.own.public, self.names.public, self.names.by, self.names.self)
