"""The organisation's name as it may stand in a disclaimer: one line, nothing unseen, nothing that turns it round."""

import unicodedata

LONGEST = 100
"""Characters of a name that are taken."""
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
JOINER = "\u200d"
FLAG_TAGS = range(0xE0020, 0xE0080)


def as_name(text: str) -> str:
    """Return *text* in NFC on one line; control signs, marks of direction and lone surrogates go.

    What joins an emoji stays.
    """
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    seen = "".join(sign for sign in spaced if _is_seen(sign))
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def _is_seen(sign: str) -> bool:
    return sign == JOINER or ord(sign) in FLAG_TAGS or unicodedata.category(sign) not in UNSEEN


def filled(text: str, name: str) -> str:
    """Put *name* into its gap; a full stop that ends both stands once."""
    return text.replace("{name}.", f"{name.rstrip('.')}.").replace("{name}", name)
