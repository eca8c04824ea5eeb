"""Email addresses and handles, also as people spell them out to hide them."""

import re

from bot.redaction.masks import MaskKind
from bot.redaction.rules import Rule, matching

_DOMAIN = r"[\w-]{1,63}+(?:\.[\w-]{1,63}+)+"
_ENDING = (
    r"(?:com|org|net|edu|gov|uk|io|info|biz|eu|ie|fr|de|es|it|nl|pl|pt|ro|us|ca|au|nz|za|ng|pk|"
    r"email|online|charity|lgbt|app|example|test|invalid)\b"
)
_PART = r"[\w+-]{1,40}+"
_DOT = r"(?: ?[\[({] ?(?:dot|\.) ?[\])}] ?| (?:dot|full stop) )"
_JOIN = rf"(?:{_DOT}|\.| (?:underscore|dash|hyphen|plus) )"
_AT = r"(?: ?[\[({] ?(?:at|@) ?[\])}] ?| ?@ ?)"
# No possessive quantifier after a group: Python up to 3.11.2 (that of Debian 12) matches too little with one.
_SPELLED = (
    rf"(?<![\w.]){_PART}(?:{_JOIN}{_PART}){{0,5}}{_AT}{_PART}(?:(?:{_DOT}|\.){_PART}){{0,4}}(?:{_DOT}|\.){_ENDING}",
    rf"(?<![\w.]){_PART}(?:{_JOIN}{_PART}){{0,5}} at {_PART}(?:{_DOT}{_PART}){{0,4}}{_DOT}{_ENDING}",
    rf"(?<![\w.]){_PART}(?:{_JOIN}{_PART}){{1,5}} at {_PART}(?:\.{_PART}){{0,4}}\.{_ENDING}",
)
_NO_ADDRESS = re.compile(
    r"(?:look(?:s|ed|ing)?|me|us|it|is|are|was|were|be|been|work(?:ed)?|post(?:s|ed)?|seen?|found|up|out|live[ds]?|page|"
    r"profile|photos?|pic(?:ture)?s?|videos?|read|that|this|them|him|her|here|stuff|and|or)[ \[({@].*|"
    r".*\b(?:facebook|fb|instagram|insta|twitter|x|tiktok|youtube|linkedin|google|bbc|whatsapp|snapchat|reddit|discord|"
    rf"slack)(?:{_DOT}|\.)\w+",
    re.IGNORECASE,
)
"""“have a look at facebook dot com” is no address."""

_PAGE = (
    r"(?<![\w-])(?:(?:facebook|fb|instagram|twitter|x|tiktok|youtube|snapchat|reddit|pinterest|tumblr|github)\.com|"
    r"threads\.(?:net|com)|linkedin\.com/in|bsky\.app/profile|linktr\.ee|t\.me|paypal\.me)"
    r"/(?:@|(?:add|user|u|people|stories)/@?)?(?P<page>\w[\w.%-]{0,80}\w)"
)
_NO_PERSONS_PAGE = re.compile(
    r"groups?|events?|pages?|watch|help|hashtag|share|sharer(?:\.php)?|photos?(?:\.php)?|p|reels?|explore|search|login|"
    r"settings|policies|privacy|legal|terms|about|(?:story|permalink|profile)\.php|intent|home|jobs|company|marketplace",
    re.IGNORECASE,
)
_HANDLE = r"(?<!\w)@\w[\w.-]{0,62}\w"
_MASTODON_HANDLE = rf"(?<!\w)@\w[\w.-]{{0,62}}+@{_DOMAIN}"
_NOBODY = re.compile(
    r"@(?:every(?:one|body)|here|channel|all|team|staff|admins?|mods?|managers?|home|work|school|college|uni|office|lunch|"
    r"night|noon|midnight|facebook|insta(?:gram)?|twitter|tiktok|youtube|linkedin|snapchat|threads|bluesky|whatsapp|slack|"
    r"discord|google|[\d.:]+(?:[ap]m|st|nd|rd|th|ish)?)",
    re.IGNORECASE,
)
"""What an @ calls that is no person: broadcasts, places, platforms, times."""
_ACCOUNT = (
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|twitter|handle|user ?name)(?: (?:handle|name|account))?"
    r"(?: is | ?[:=] ?)(?P<account>[a-z_][\w.]{1,62}\w)"
)

_AT_SIGN = re.compile("@")
_AT_WORD = re.compile(r"\bat\b|@", re.IGNORECASE)
_SLASH = re.compile("/")

RULES = (
    Rule(kind=MaskKind.HANDLE, find=matching(r"<@!?\w{2,}+(?:\|[^<>|\n\ue000]{0,80})?>"), needs=_AT_SIGN),
    Rule(kind=MaskKind.HANDLE, find=matching(_MASTODON_HANDLE), needs=_AT_SIGN),
    Rule(kind=MaskKind.EMAIL, find=matching(rf"\w[\w.+'%&~-]{{0,63}}+@{_DOMAIN}"), needs=_AT_SIGN),
    *(
        Rule(kind=MaskKind.EMAIL, find=matching(spelled, lambda it: not _NO_ADDRESS.fullmatch(it)), needs=_AT_WORD)
        for spelled in _SPELLED
    ),
    Rule(kind=MaskKind.HANDLE, find=matching(r"profile\.php\?id=(?P<id>\d{4,20})"), needs=_SLASH),
    Rule(kind=MaskKind.HANDLE, find=matching(_PAGE, lambda it: not _NO_PERSONS_PAGE.fullmatch(it)), needs=_SLASH),
    Rule(kind=MaskKind.HANDLE, find=matching(_HANDLE, lambda it: not _NOBODY.fullmatch(it)), needs=_AT_SIGN),
    Rule(kind=MaskKind.HANDLE, find=matching(_ACCOUNT, lambda it: re.search(r"[\d_]", it) is not None)),
)
