"""Where a person lives: postcodes and address lines."""

import re

from bot.redaction.masks import MaskKind
from bot.redaction.rules import Rule, matching

_AREA = (
    r"(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|"
    r"L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|RH|R[GM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
_POSTCODE = rf"(?<!\w)(?:{_AREA}\d[\dA-Z]? {{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}|GIR ?0AA)(?!\w)"
_ORDINAL = re.compile(r".* (?:1st|2nd|3rd|\dth)", re.DOTALL)

_FLAT = r"(?:\b(?i:flat|apartment|apt|unit|suite) \w{1,4},? )?"
_HOUSE = r"(?<![\w£$€.,:/#-])(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?(?:-\d{1,4})?"
_NAME = r"[^\W\d_a-z][\w'.-]{0,20}"
_STREET = (
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Crescent|Cres|Terrace|Mews|Grove|Boulevard|Close|Cl|Drive|Dr|Way|Court|Ct|"
    r"Place|Pl|Square|Sq|Gardens|Gdns|Park|View|Hill|Row|Rise|Green)\b"
)
_SMALL_NAME = (
    r"(?!(?:people|persons?|staff|photos?|pics?|videos?|men|women|kids|children|clients?|users?|mins?|minutes?|hours?|hrs?|"
    r"days?|weeks?|miles?|way|main|other|wrong|different|busy|of|on|in|at|to|the|our|my|from|down|up|off|and|or|for|by|per|"
    r"is|are|was)\b)[a-z][a-z'.-]{1,20}"
)
_SMALL_STREET = (
    r"(?:road|rd|street|st|avenue|ave|lane|crescent|terrace|mews|grove)\b"
    r"(?! (?:trips?|part(?:y|ies)|shows?|rage|safety|races?|maps?|food|art|style|wear|collections?|teams?|works?)\b)"
)
_LIVES = r"(?i:\b(?:liv(?:es?|ed|ing)|home|house|address|moved) (?:is )?(?:at|on|in|to) )"
_ADDRESSES = (
    rf"{_FLAT}{_HOUSE},? (?:{_NAME} ){{1,3}}{_STREET}",
    rf"(?i:{_FLAT}{_HOUSE},? (?:{_SMALL_NAME} ){{1,2}}{_SMALL_STREET})",
    rf"{_LIVES}(?P<street>(?:{_NAME},? ){{1,4}}{_STREET})",
    rf"\b(?i:flat|apartment|apt) \d{{1,3}}[A-Za-z]?,? (?:{_NAME} ){{1,3}}(?:House|Court|Lodge|Tower|Point)\b",
)

RULES = (
    Rule(kind=MaskKind.POSTCODE, find=matching(_POSTCODE, lambda it: not _ORDINAL.fullmatch(it))),
    *(Rule(kind=MaskKind.ADDRESS, find=matching(address, cased=True)) for address in _ADDRESSES[:2]),
    Rule(kind=MaskKind.ADDRESS, find=matching(_ADDRESSES[2], cased=True), needs=re.compile(r"\b(?:at|on|in|to)\b")),
    Rule(kind=MaskKind.ADDRESS, find=matching(_ADDRESSES[3], cased=True)),
)
