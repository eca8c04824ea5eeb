"""An export that a person can open in any spreadsheet, and that no spreadsheet can be made to run."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping

from bot.privacy.holdings import Held

COLUMNS = ("kind", "at", "kept_until", "escalation", "text")
_STARTS_FORMULA = frozenset("=+-@|\t\r\n")
_INVISIBLE = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})


def guarded(text: str) -> str:
    """Put a quote before what a spreadsheet may take for a formula (OWASP, CSV Injection).

    Wide forms of the signs count, and so do signs behind blanks and characters nobody sees.
    """
    if not text:
        return text
    seen = next((sign for sign in text if unicodedata.category(sign) not in _INVISIBLE), "")
    if text[0] in _STARTS_FORMULA or unicodedata.normalize("NFKC", seen)[:1] in _STARTS_FORMULA:
        return f"'{text}"
    return text


def as_csv(held: Iterable[Held]) -> str:
    """Write RFC 4180: every cell quoted, quotes doubled, lines ended by CR LF."""
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_row(one) for one in held)
    return written.getvalue()


def as_json(held: Iterable[Held]) -> str:
    """Write one JSON array in ASCII, its texts guarded like the cells of `as_csv`: spreadsheets read JSON too."""
    return json.dumps([_row(one) for one in held], ensure_ascii=True, indent=2) + "\n"


def _row(held: Held) -> Mapping[str, str]:
    cells = (str(held.kind), held.at.isoformat(), held.until.isoformat(), held.escalation, held.text)
    return dict(zip(COLUMNS, map(guarded, cells), strict=True))
