"""The organisation's name as it may stand in a disclaimer: one line, nothing unseen, nothing that turns it round."""

import re
import unicodedata

LONGEST = 100
"""Characters of a name that are taken."""
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
GAP = re.compile(r"\{name\}(\.?)")
JOINER = "\u200d"
FLAG_TAGS = range(0xE0020, 0xE0080)


def as_name(text: str) -> str:
    """Return *text* in NFC on one line; control signs, marks of direction and lone surrogates go.

    What joins an emoji stays; full stops alone are no name.
    """
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    seen = "".join(sign for sign in spaced if _is_seen(sign))
    name = unicodedata.normalize("NFC", " ".join(seen.split()))
    return name if name.strip(". ") else ""


def _is_seen(sign: str) -> bool:
    return sign == JOINER or ord(sign) in FLAG_TAGS or unicodedata.category(sign) not in UNSEEN


def filled(text: str, name: str) -> str:
    """Put *name* into its gap; a full stop that ends both stands once."""
    return GAP.sub(lambda gap: f"{name.rstrip('.')}." if gap.group(1) else name, text)
