"""What a person sees in a terminal."""

from collections.abc import Container, Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.model import Citation, ClauseId, Contact, Fact, Outcome, Reply
from bot.policies.model import Policy

COLOURS = {
    Outcome.ANSWER: "bold cyan",
    Outcome.CLARIFY: "bold yellow",
    Outcome.MANAGER: "bold magenta",
    Outcome.SENSITIVE: "bold red",
    Outcome.NOT_COVERED: "bold",
    Outcome.HELP: "bold green",
}
ABOVE = (1, 0, 0, 0)
console = Console(highlight=False, emoji=False, markup=False, width=None)


def show_reply(reply: Reply, nearest: str) -> None:
    """Print a reply: finding, clauses with label, what it turns on, what next."""
    console.print()
    for block in reply_blocks(reply, nearest):
        console.print(block)
    for fact in reply.facts:
        console.print(Padding(_fact(fact), ABOVE))
    if reply.next_step:
        console.print(Padding(Text(reply.next_step), ABOVE))
    console.print()


def reply_blocks(reply: Reply, nearest: str, quoted: Container[ClauseId] = ()) -> Iterator[RenderableType]:
    """Render finding, contacts, clauses and notes; clauses *quoted* before are named, not repeated."""
    yield Text(reply.finding, style=COLOURS[reply.outcome])
    if reply.outcome is Outcome.NOT_COVERED and reply.citations:
        yield Padding(Text(nearest, style="italic"), ABOVE)
    if reply.contacts:
        yield Padding(_contacts(reply.contacts), (1, 0, 0, 2))
    for citation in reply.citations:
        if citation.clause not in quoted:
            yield Padding(citation_text(citation), (1, 0, 0, 2))
    again = [citation for citation in reply.citations if citation.clause in quoted]
    if again:
        yield Padding(Text(f"— {quoted_from(again)}, as above", style="cyan"), (1, 0, 0, 2))
    for note in reply.notes:
        yield Padding(Text(note, style="italic"), ABOVE)


def show_citation(citation: Citation) -> None:
    """Print one clause word for word."""
    console.print(citation_text(citation))


def show_policies(policies: Iterable[Policy]) -> None:
    """Print the policies, a row each."""
    table = Table(box=None, pad_edge=False)
    for heading in ("policy", "title", "clauses", "last reviewed", "next review"):
        table.add_column(heading, overflow="fold")  # an id that is cut short cannot be typed
    for policy in policies:
        table.add_row(policy.id, policy.title, str(len(policy.clauses)), policy.last_reviewed, policy.next_review)
    console.print(table)


def show_policy(policy: Policy) -> None:
    """Print a whole policy: every heading and clause in the order they stand, each clause with its label."""
    console.print(Text(policy.title, style="bold"))
    console.print(Text(f"Last reviewed {policy.last_reviewed}, next review due {policy.next_review}", style="dim"))
    clauses = {clause.line: clause for clause in policy.clauses}
    headings = {section.line: section for section in policy.sections}
    for line in sorted([*clauses, *headings]):
        if line in headings:
            console.print(Padding(Text(headings[line].heading, style="bold cyan"), (1, 0, 0, 0)))
        else:
            clause = clauses[line]
            indent = 4 if clause.lead_in else 2
            console.print(Padding(Text.assemble((f"{clause.label}  ", "dim"), clause.text), (0, 0, 0, indent)))


def citation_text(citation: Citation) -> RenderableType:
    """Quote one clause with its lead-in, and say where it stands."""
    words = Text()
    if citation.lead_in:
        words.append(f"{citation.lead_in} … ", style="dim")
    words.append(citation.quote)
    source = f"{citation.policy_title}, {citation.label} · last reviewed {citation.last_reviewed}"
    return Group(words, Text(f"— {source}", style="cyan"))


def quoted_from(citations: Iterable[Citation]) -> str:
    """Name the clauses by policy and label."""
    by_policy: dict[str, list[str]] = {}
    for citation in citations:
        by_policy.setdefault(citation.policy_title, []).append(citation.label)
    return "; ".join(f"{title}, {', '.join(labels)}" for title, labels in by_policy.items())


def _fact(fact: Fact) -> RenderableType:
    return Group(Text(fact.question, style="bold"), Text("   ".join(f"[ {choice} ]" for choice in fact.choices)))


def _contacts(contacts: Iterable[Contact]) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False)
    for contact in contacts:
        table.add_row(Text(contact.role, style="dim"), Text.assemble((contact.name, "bold"), f": {contact.reach}"))
    return table
