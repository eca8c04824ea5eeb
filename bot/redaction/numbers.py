"""Numbers that the state, a bank or the health service gave a person, and dates of birth."""

import re
from collections.abc import Iterator

from bot.redaction.checksums import is_card_number, is_iban, is_nhs_number
from bot.redaction.masks import MaskKind
from bot.redaction.rules import Rule, matching

_IS = r"[ .:=#(-]{0,3}(?:is |was )?"
_NUMBER = r"(?: ?(?:number|num|no|nr|id)\b)"
_CUED_NHS = rf"\b(?:nhs|chi|hospital){_NUMBER}?{_IS}(?P<nhs>\d(?:[ -]?\d){{9}})(?!\d)"
_CARDS = (
    r"(?<![\d.,£$€])[2-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?!\d)",
    r"(?<![\d.,£$€])3\d{3}([ -]?)\d{6}\1\d{4,5}(?!\d)",
    r"(?<![\d.,£$€])[46]\d{12}(?:\d{6})?(?!\d)",
)
_CUED_CARD = r"\bcard\b[^\d\n\ue000]{0,20}(?P<card>\d(?:[ -]?\d){12,18})(?!\d)"
_IBAN = re.compile(
    r"(?<!\w)[A-Z]{2}\d\d(?:(?:[ -][A-Z0-9]{4}){2,7}(?:[ -][A-Z0-9]{1,3})?|[A-Z0-9]{11,30})(?!\w)", re.IGNORECASE
)
_BANK = (
    r"(?<!\d)(?P<sort>\d\d-\d\d-\d\d)(?!\d)[^\d\n\ue000]{1,30}(?P<account>\d{4} ?\d{4})(?!\d)",
    rf"\b(?:sort ?code|s/c){_NUMBER}?{_IS}(?P<sort>\d\d[ -]?\d\d[ -]?\d\d)(?!\d)",
    rf"\b(?:account|acct?|a/c){_NUMBER}?{_IS}(?P<account>\d{{4}} ?\d{{4}})(?!\d)",
    rf"\b(?:account|acct?|a/c){_NUMBER}{_IS}(?P<account>\d{{6,12}})(?!\d)",
)
_NI = r"(?<!\w)(?:QQ|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D](?!\w)"
_CUED_NI = rf"\b(?:ni|nino|national insurance){_NUMBER}?{_IS}(?P<ni>[A-Z]{{2}}(?:[ -]?\d\d){{3}}(?: ?[A-D])?)(?!\w)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    r"(?:\d{1,4} ?[-/. ] ?\d{1,2} ?[-/. ] ?\d{2,4}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ .-]{{0,2}}{_MONTH}\b(?:[ ,.-]{{1,3}}'?\d\d(?:\d\d)?)?|"
    rf"{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?|\d{{8}}|\d{{6}})(?!\d)"
)
_BIRTH = r"(?:\bd\.? ?o\.? ?b\b\.?|\bdate of birth|\bbirth ?date|\bbirthday|\bborn)"
_BIRTHS = (
    rf"{_BIRTH}(?:'?s)?[ :=(,-]{{0,3}}(?:(?:is|was|on|the)[ :]{{1,2}}){{0,3}}(?P<date>{_DATE})",
    rf"(?<!\d)(?P<date>{_DATE})[ ,(-]{{1,3}}{_BIRTH}\b",
)

_ANY_DATE = r"(?<!\d)(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2})(?!\d)"

_SHORTEST_IBAN = 15  # Norway's
_LAST_GROUP = re.compile(r"[ -]?[^ -]*\Z")


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    """Find IBANs, without the words of four letters that follow them."""
    for found in _IBAN.finditer(text):
        candidate = found[0]
        while candidate and not is_iban(candidate):
            candidate = _LAST_GROUP.sub("", candidate)
        if len(candidate) >= _SHORTEST_IBAN:
            yield found.start(), found.start() + len(candidate)


RULES = (
    Rule(kind=MaskKind.BANK_DETAILS, find=_ibans),
    *(Rule(kind=MaskKind.CARD, find=matching(card, is_card_number)) for card in _CARDS),
    Rule(kind=MaskKind.CARD, find=matching(_CUED_CARD)),
    *(Rule(kind=MaskKind.BANK_DETAILS, find=matching(account)) for account in _BANK),
    Rule(kind=MaskKind.NI_NUMBER, find=matching(_NI)),
    Rule(kind=MaskKind.NI_NUMBER, find=matching(_CUED_NI)),
    *(Rule(kind=MaskKind.DATE_OF_BIRTH, find=matching(birth)) for birth in _BIRTHS),
    Rule(kind=None, find=matching(_ANY_DATE)),
    Rule(kind=MaskKind.NHS_NUMBER, find=matching(_CUED_NHS)),
    Rule(kind=MaskKind.NHS_NUMBER, find=matching(r"(?<![\d+])\d{3}([ -]?)\d{3}\1\d{4}(?!\d)", is_nhs_number)),
)
