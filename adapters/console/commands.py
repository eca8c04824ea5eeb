"""The commands of `signpost`: each reads its arguments, asks the core, and renders."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from adapters.bootstrap import guidance_desk, library, today
from adapters.console import batch
from bot.errors import BadInput, KnowledgeFaults
from bot.model import Question

A_FINDING = 1

app = typer.Typer(
    name="signpost",
    help="Staff ask, the organisation's own policy answers, and what it leaves to a manager reaches the manager.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
policy_app = typer.Typer(help="Look at the policies, and check the knowledge folder.", no_args_is_help=True)
app.add_typer(policy_app, name="policy")

KnowledgeOption = Annotated[
    Path | None,
    typer.Option("--knowledge", metavar="DIR", help="Another knowledge folder instead of KNOWLEDGE_DIR."),
]


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What you would like to know.", show_default=False)] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reply as one line of JSON.")] = False,
    lines: Annotated[
        str | None,
        typer.Option(
            "--batch", metavar="FILE|-", help='Answer JSON lines {"id", "text"}, one JSON line each, in order.'
        ),
    ] = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Ask one question, or many with --batch."""
    if lines is not None and question is not None:
        raise BadInput("give a question or --batch, not both")
    if lines is not None:
        failed = batch.answer(lines, guidance_desk(knowledge), today())
        raise typer.Exit(2 if failed else 0)
    if question is None:
        raise BadInput('what would you like to ask? For example: signpost ask "Can I post this photo?"')
    desk = guidance_desk(knowledge)
    reply = desk.ask(Question(text=question), today())
    if as_json:
        print(batch.to_json(None, reply, desk.wording.plain(reply)))
        return
    from adapters.console.rendering import show_reply  # noqa: PLC0415 - Rich is slow to import

    show_reply(reply, desk.wording.nearest)


@policy_app.command("list")
def list_policies(knowledge: KnowledgeOption = None) -> None:
    """List the policies."""
    from adapters.console.rendering import show_policies  # noqa: PLC0415 - Rich is slow to import

    show_policies(library(knowledge).policies)


@policy_app.command("show")
def show(
    policy: Annotated[str, typer.Argument(help="Its id or title.")],
    clause: Annotated[str | None, typer.Argument(help='One clause, by id or label: "Guidelines 4(b)".')] = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Show a policy, or one clause of it, word for word."""
    from adapters.console.rendering import show_citation, show_policy  # noqa: PLC0415 - Rich is slow to import

    found = library(knowledge).policy(policy)
    if clause is None:
        show_policy(found)
    else:
        show_citation(found.cite(found.clause(clause)))


@policy_app.command()
def check(knowledge: KnowledgeOption = None) -> None:
    """Check the knowledge folder, and list every fault with its file and line."""
    try:
        checked = library(knowledge)
    except KnowledgeFaults as error:
        for fault in error.faults:
            print(fault)
        print(f"{len(error.faults)} to mend", file=sys.stderr)
        raise typer.Exit(A_FINDING) from error
    clauses = sum(1 for _ in checked.clauses())
    phrases = sum(len(guide.phrases) for guide in checked.guides.values())
    print(f"{len(checked.policies)} policies, {clauses} clauses, {phrases} phrases: no fault")
    for contact in checked.organisation.contact:
        if contact.id in checked.lent.contacts:
            print(f"organisation.toml: lacks “{contact.id}”, a contact of the lanes; “{contact.name}” is as it ships")
        if not contact.reach:
            print(f"organisation.toml: nobody knows yet how to reach “{contact.name}”; fill in its reach")
