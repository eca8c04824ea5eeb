"""How a question asks: for permission, for a duty, for information; and what it admits."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.cues import Cues
from bot.policies.library import Library
from bot.text import stems, words


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
    disclosure that no lane recognised. `steers`: it tries to settle the matter beforehand.
    """

    stems: Sequence[str]
    form: Form
    tells: bool
    consequences: bool
    admits: bool
    of_others: bool
    steers: bool = False


class Forms:
    """Reads how questions ask, by one library's `forms.toml`."""

    def __init__(self, library: Library) -> None:
        """Compile the cues."""
        forms = library.forms
        self._permission = Cues(forms.permission)
        self._duty = Cues(forms.duty)
        self._information = Cues(forms.information)
        self._consequences = Cues(forms.consequences)
        self._others = Cues(forms.others)
        self._done = Cues(forms.done, read=words)
        self._steering = Cues(forms.steering, library.groups())

    def read(self, text: str) -> Asked:
        """Read the question *text*; a bare statement asks for permission."""
        asked = stems(text)
        consequences, duty = bool(self._consequences.found(asked)), bool(self._duty.found(asked))
        information, permission = bool(self._information.found(asked)), bool(self._permission.found(asked))
        form = Form.PERMISSION
        if duty:
            form = Form.DUTY
        elif consequences or (information and not permission):
            form = Form.INFORMATION
        return Asked(
            stems=asked,
            form=form,
            tells=not ("?" in text or consequences or duty or information or permission),
            consequences=consequences,
            admits=bool(self._done.found(words(text))),
            of_others=bool(self._others.found(asked)),
            steers=bool(self._steering.found(asked)),
        )
