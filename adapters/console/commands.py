"""The commands of `signpost`: each reads its arguments, asks the core, and renders."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from adapters.console import batch
from adapters.console.disclaimer import disclaimer
from adapters.console.running import add_running
from adapters.guidance import guidance_desk, library, today
from bot.errors import BadInput, KnowledgeFaults
from bot.model import Question
from bot.settings import Settings, read_settings

A_FINDING = 1

app = typer.Typer(
    name="signpost",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
policy_app = typer.Typer(help="Look at the policies, and check the knowledge folder.", no_args_is_help=True)
app.add_typer(policy_app, name="policy")
add_running(app)
app.command()(disclaimer)


def _tell_version(asked: bool) -> None:  # noqa: FBT001 - Typer gives the option's value
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - slow to import

        print(f"signpost {version('signpost')}")
        raise typer.Exit


@app.callback()
def signpost(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_tell_version, help="Print which Signpost this is."),
    ] = False,
) -> None:
    """Staff ask, the organisation's own policy answers, and what it leaves to a manager reaches the manager."""


KnowledgeOption = Annotated[
    Path | None,
    typer.Option("--knowledge", metavar="DIR", help="Another knowledge folder instead of KNOWLEDGE_DIR."),
]


@contextmanager
def quiet_logs(settings: Settings) -> Iterator[None]:
    """Log for a command that a person waits for: what must be known, unless they asked for everything."""
    from adapters.logs import LogForm, logs  # noqa: PLC0415 - structlog is slow to import

    with logs(
        settings.log_level if settings.log_level in ("DEBUG", "ERROR") else "WARNING", LogForm(settings.log_form)
    ):
        yield


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


@app.command("check")
def check_draft(
    source: Annotated[
        str | None, typer.Argument(metavar="[FILE|-]", help="The draft; - is standard input.", show_default=False)
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as one line of JSON.")] = False,
    knowledge: KnowledgeOption = None,
) -> None:
    """Check a draft post: findings only, each with its clause. Exit code 1 if there is one."""
    from adapters.console import checking  # noqa: PLC0415 - loads Rich, which is slow to import

    desk = guidance_desk(knowledge)
    draft = checking.read_draft(source, desk.library.drafts.longest)
    checked = desk.check(draft)
    if as_json:
        print(checking.to_json(checked, checking.plain(desk, checked)))
    else:
        checking.show_checked(desk, draft, checked)
    raise typer.Exit(A_FINDING if checked.findings or checked.lane else 0)


@app.command()
def chat(
    begin: Annotated[
        datetime | None,
        typer.Option("--at", help="Begin at this time instead of the next working morning.", show_default=False),
    ] = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Try the whole flow in this terminal, as a staff member and as their manager; nothing of it is kept."""
    from adapters.console.chat_terminal import run_chat  # noqa: PLC0415 - loads the database and the calendar

    settings = read_settings()
    with quiet_logs(settings):
        run_chat(settings if knowledge is None else settings.model_copy(update={"knowledge_dir": knowledge}), begin)


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def data(rest: typer.Context) -> None:
    """Show, export and erase what is kept about people; purge what is past its time; verify the audit log."""
    from adapters.bootstrap import open_privacy  # noqa: PLC0415 - loads the database
    from adapters.console.data import data_commands  # noqa: PLC0415 - loads the database

    with quiet_logs(read_settings()):
        data_commands(open_privacy)(args=rest.args, prog_name="signpost data")


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
        _ = checked.draft_weights.weights  # read when wanted, and wanted here for its faults
    except KnowledgeFaults as error:
        for fault in error.faults:
            print(fault)
        print(f"{len(error.faults)} to mend", file=sys.stderr)
        raise typer.Exit(A_FINDING) from error
    clauses = sum(len(policy.clauses) for policy in checked.policies)
    phrases = sum(len(guide.phrases) for guide in checked.guides.values())
    policies = "1 policy" if len(checked.policies) == 1 else f"{len(checked.policies)} policies"
    print(f"{policies}, {clauses} clauses, {phrases} phrases: no fault")
    for contact in checked.organisation.contact:
        if contact.id in checked.lent.contacts:
            print(f"organisation.toml: lacks “{contact.id}”, a contact of the lanes; “{contact.name}” is as it ships")
        if not contact.reach:
            print(f"organisation.toml: nobody knows yet how to reach “{contact.name}”; fill in its reach")
