"""How a question asks: for permission, for a duty, for information; and what it admits."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.cues import Cues
from bot.policies.library import Library
from bot.text import normalise, stems, words

SENTENCE = re.compile(r"[.!?;]+|\s-+\s")
PART = re.compile(r"[,:()\"]+")
MOST_WORDS = 3
"""Words by which a part of a sentence opens or ends."""


class Form(StrEnum):
    """What kind of answer a question wants."""

    PERMISSION = "permission"
    DUTY = "duty"
    INFORMATION = "information"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question as read: its stems, stop words included, and how it asks.

    `consequences`: it is about what follows, not about what is allowed. `admits`: it tells of something already done.
    `of_others`: it is about what somebody else did. `tells`: it asks nothing, but tells of something, and may be a
    disclosure that no lane recognised. `only_tells`: nor does it so much as open like a question or an errand.
    `steers`: it tries to settle the matter beforehand. `asks_leave`: it asks outright whether something is allowed.
    `enquires`: it wants to know what the policy says, means or lists. `publishes`: it speaks of putting something where
    others see it.
    """

    stems: Sequence[str]
    form: Form
    tells: bool
    consequences: bool
    admits: bool
    of_others: bool
    steers: bool = False
    asks_leave: bool = False
    enquires: bool = False
    publishes: bool = False
    only_tells: bool = False


class Forms:
    """Reads how questions ask, by one library's `forms.toml`."""

    def __init__(self, library: Library) -> None:
        """Compile the cues."""
        forms = library.forms
        self._permission, self._duty = frozenset(forms.permission), frozenset(forms.duty)
        self._information, self._consequences = frozenset(forms.information), frozenset(forms.consequences)
        self._others, self._steering = frozenset(forms.others), frozenset(forms.steering)
        self._enquiries, self._publishing = frozenset(forms.enquiries), frozenset(forms.publishing)
        self._cues = Cues(
            [
                *(*forms.permission, *forms.duty, *forms.information, *forms.consequences),
                *(*forms.others, *forms.steering, *forms.enquiries, *forms.publishing),
            ],
            library.groups(),
        )
        self._done = Cues(forms.done, read=words)
        self._fillers = frozenset(stem for filler in forms.fillers for stem in stems(filler))
        self._openings = frozenset(tuple(stems(opening)) for opening in forms.openings)
        self._asking = self._openings | {tuple(stems(opening)) for opening in forms.asking}
        self._endings = frozenset(tuple(stems(ending)[::-1]) for ending in forms.endings)

    def read(self, text: str) -> Asked:
        """Read the question *text*; a bare statement asks for permission."""
        asked = stems(text)
        found = self._cues.found(asked)
        consequences, duty = bool(found & self._consequences), bool(found & self._duty)
        information, permission = bool(found & self._information), bool(found & self._permission)
        opens, ends = self._opens(text, self._openings), self._ends(text)
        form = Form.PERMISSION
        if duty:
            form = Form.DUTY
        elif consequences or ((information or opens) and not (permission or ends)):
            form = Form.INFORMATION
        tells = not ("?" in text or consequences or duty or information or permission)
        return Asked(
            stems=asked,
            form=form,
            tells=tells,
            only_tells=tells and not self._opens(text, self._asking),
            consequences=consequences,
            admits=bool(self._done.found(words(text))),
            of_others=bool(found & self._others),
            steers=bool(found & self._steering),
            asks_leave=permission or ends,
            enquires=form is Form.INFORMATION and bool(found & self._enquiries),
            publishes=bool(found & self._publishing),
        )

    def _opens(self, text: str, openings: Container[tuple[str, ...]]) -> bool:
        """Tell whether a part of a sentence of *text* opens by one of *openings*."""
        parts = (part for sentence in SENTENCE.split(normalise(text)) for part in PART.split(sentence))
        return any(self._begins(stems(part), openings) for part in parts)

    def _ends(self, text: str) -> bool:
        """Tell whether a sentence ends as a question for leave does: “…, ok?”."""
        return any(self._begins(stems(sentence)[::-1], self._endings) for sentence in SENTENCE.split(normalise(text)))

    def _begins(self, own: Sequence[str], phrases: Container[tuple[str, ...]]) -> bool:
        """Tell whether one of *phrases* stands first in *own*, or after words that only lead in or trail off."""
        for place, word in enumerate(own):
            if any(tuple(own[place : place + n]) in phrases for n in range(1, MOST_WORDS + 1)):
                return True
            if word not in self._fillers:
                return False
        return False
