"""The kinds of personal data that are masked, and what stands in their place."""

import re
from dataclasses import dataclass
from enum import StrEnum


class MaskKind(StrEnum):
    """What a masked stretch of text was."""

    EMAIL = "email"
    PHONE = "phone"
    NI_NUMBER = "ni_number"
    NHS_NUMBER = "nhs_number"
    POSTCODE = "postcode"
    ADDRESS = "address"
    DATE_OF_BIRTH = "date_of_birth"
    BANK_DETAILS = "bank_details"
    CARD = "card"
    HANDLE = "handle"
    NAME = "name"

    @property
    def label(self) -> str:
        """The words that stand in the text instead, brackets included."""
        return f"[{_WORDS.get(self, self.value.replace('_', ' '))}]"

    def counted(self, times: int) -> str:
        """Say how many there were: 1 handle, 2 addresses."""
        one = self.label.strip("[]")
        return f"1 {_ONE.get(self, one)}" if times == 1 else f"{times} {_MANY.get(self, f'{one}s')}"


_WORDS = {
    MaskKind.PHONE: "phone number",
    MaskKind.NI_NUMBER: "NI number",
    MaskKind.NHS_NUMBER: "NHS number",
    MaskKind.CARD: "card number",
}
_ONE = {MaskKind.BANK_DETAILS: "set of bank details"}
_MANY = {
    MaskKind.ADDRESS: "addresses",
    MaskKind.BANK_DETAILS: "sets of bank details",
    MaskKind.DATE_OF_BIRTH: "dates of birth",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Mask:
    """One masked stretch: its kind, and its span ``(start, end)`` in the original text; never the words."""

    kind: MaskKind
    span: tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Redacted:
    """A text without the personal data that was found in it, and what was found, in order."""

    text: str
    found: tuple[Mask, ...] = ()

    def without_masks(self) -> str:
        """Return the text with nothing where a mask stands: a label is no word of the person's."""
        return _LABELS.sub(" ", self.text)


_LABELS = re.compile("|".join(re.escape(kind.label) for kind in MaskKind))
