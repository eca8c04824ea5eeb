"""What the front desk shows, as far as it is drawn alike on every chat platform: pieces that belong together."""

from collections.abc import Iterator

from adapters.cards.pieces import Copy, Line, Piece, Row, Small, Strong, clause_pieces
from bot.model import Citation, Outcome, Reply
from bot.showing import Disclaimed
from bot.wishes import Worded
from bot.wording import quoted

Part = tuple[Piece, ...]


def reply_parts(reply: Reply, nearest: str) -> Iterator[Part]:
    """Draw up a reply, its finding first; *nearest* says that a clause is only near."""
    yield (Strong(text=reply.finding),)
    for contact in reply.contacts:
        yield (Row(name=contact.role, value=f"{contact.name}, {contact.reach}"),)
    if nearest and reply.outcome is Outcome.NOT_COVERED:
        yield (Small(text=nearest),)
    yield from map(citation_part, reply.citations)
    if reply.notes and reply.outcome is Outcome.HELP:
        yield (Line(text="\n".join(f"• {note}" for note in reply.notes)),)
    elif reply.notes:
        yield (Small(text="\n".join(reply.notes)),)


def disclaimer_parts(shown: Disclaimed) -> Iterator[Part]:
    """Draw up a disclaimer: the policy's example, its clause, and the wordings, each to copy."""
    made = shown.made
    if shown.note:
        yield (Line(text=shown.note),)
    yield (Strong(text=f"{made.platform}, {made.spot}"), Line(text=made.opening), *_to_copy(made.example))
    yield citation_part(made.citation)
    if made.fitting:
        yield (Line(text=made.ready),)
    yield from map(_to_copy, made.fitting)
    yield (Small(text="\n".join(made.lines)),)
    if made.authorisation is not None:
        yield citation_part(made.authorisation)


def citation_part(citation: Citation) -> Part:
    """Quote a clause whole, its source below."""
    return clause_pieces(quoted(citation))


def _to_copy(worded: Worded) -> Part:
    return (Copy(text=worded.text), Small(text=", ".join(filter(None, (worded.title, worded.size)))))
