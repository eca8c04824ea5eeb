"""What in a directory can be lived with and should be known: loops, leavers, missing people, one's own manager."""

from collections.abc import Iterator

from adapters.directory.roster import Entry, Roster
from bot.errors import Fault


def remarks_on(roster: Roster, file: str) -> Iterator[Fault]:
    """Say what sends questions another way than the file's writer may think."""
    for entry in roster.entries:
        whats = [
            *_on_superior("manager", entry.manager, entry, roster),
            *_on_superior("backup", entry.backup, entry, roster),
        ]
        if not (entry.person.addresses or entry.left):
            whats.append("has no id on any platform: is never asked")
        if _loops(entry, roster):
            whats.append("is in a loop of managers: the chain ends there")
        yield from (Fault(file=file, line=entry.line, what=what) for what in whats)


def _on_superior(role: str, email: str, entry: Entry, roster: Roster) -> Iterator[str]:
    above = roster.by_email.get(email)
    if not email:
        return
    if email == entry.email:
        yield f"is their own {role}: passed over"
    elif above is None:
        yield f"has a {role} who is not in the file: passed over"
    elif above.left or above.bot:
        yield f"has a {role} who {'has left' if above.left else 'is a bot'} (line {above.line}): passed over"


def _loops(entry: Entry, roster: Roster) -> bool:
    above, walked = roster.by_email.get(entry.manager), set[str]()
    while above is not None and above.email not in walked:
        if above.email == entry.email:
            return entry.manager != entry.email
        walked.add(above.email)
        above = roster.by_email.get(above.manager)
    return False
