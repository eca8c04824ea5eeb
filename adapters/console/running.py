"""`signpost run`, `doctor` and `manifest`: the process itself, and what must be right before it starts."""

import asyncio
from typing import Annotated

import typer

from bot.settings import read_settings

PERSON = Annotated[str, typer.Option("--card-to", metavar="EMAIL", help="Send a real test card to this person.")]


def add_running(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command()(run)
    app.command()(doctor)
    app.add_typer(manifest_app, name="manifest")
    app.add_typer(invite_app, name="invite")


def run(
    *,
    http: Annotated[bool, typer.Option("--http", help="Take signed requests instead of opening a socket.")] = False,
) -> None:
    """Run every platform whose tokens are set, until SIGTERM."""
    from adapters.logs import LogForm, logs  # noqa: PLC0415 - structlog is slow to import
    from adapters.serving import run as serve  # noqa: PLC0415 - loads every platform

    settings = read_settings()
    with logs(settings.log_level, LogForm(settings.log_form)):
        asyncio.run(serve(settings, http=http))


def doctor(*, card_to: PERSON = "", http: Annotated[bool, typer.Option("--http")] = False) -> None:
    """Check settings, database, knowledge, directory, contacts, tokens, scopes and routes; 1 if anything is found."""
    from adapters.examining import examine  # noqa: PLC0415 - loads every platform
    from adapters.logs import LogForm, logs  # noqa: PLC0415 - structlog is slow to import

    settings = read_settings()
    with logs("ERROR", LogForm(settings.log_form)):
        findings = asyncio.run(examine(settings, print, http=http, card_to=card_to))
    for finding in findings:
        print(finding)
    print(f"{len(findings)} to look at" if findings else "all is well")
    if findings:
        raise typer.Exit(1)


manifest_app = typer.Typer(help="What to paste where the app is made.", no_args_is_help=True)


@manifest_app.command()
def slack(
    *,
    http: Annotated[str, typer.Option(metavar="URL", help="Your address, for signed HTTP instead of a socket.")] = "",
) -> None:
    """Print the manifest of the Slack app."""
    from adapters.slack.manifest import SHIPPED, http_form  # noqa: PLC0415 - YAML is slow to import

    print(http_form(http) if http else SHIPPED.read_text(encoding="utf-8"), end="")


invite_app = typer.Typer(help="How the bot comes to where your people are.", no_args_is_help=True)


@invite_app.command()
def discord() -> None:
    """Print the link that invites the bot into your Discord server, with the least permissions it needs."""
    from adapters.inviting import invitation  # noqa: PLC0415 - loads the platform
    from adapters.logs import LogForm, logs  # noqa: PLC0415 - structlog is slow to import

    settings = read_settings()
    with logs("ERROR", LogForm(settings.log_form)):
        print(asyncio.run(invitation(settings)))


@invite_app.callback()
def _invite() -> None:
    """Keep `discord` a command of its own while it is the only one."""
