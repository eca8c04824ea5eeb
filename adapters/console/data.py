"""`signpost data`: what is kept, and what a person may ask of us about themselves.

Only `export` ever prints what somebody wrote, and only that person's own words.
"""

import asyncio
import os
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar, assert_never

import typer
from rich.console import Console
from rich.table import Table

from adapters.logs import about, visible
from adapters.privacy import Privacy
from bot.audit_chain import Deleted, Edited, HeadCut, Intact, Proof, Replaced, TailCut
from bot.errors import BadInput, BotError
from bot.privacy.exports import as_csv, as_json
from bot.privacy.holdings import Held, Kind
from bot.privacy.retention import promised
from bot.privacy.rights import Subject

FOUND = 1
WRONG_USE = 2
Answer = TypeVar("Answer")
OpenPrivacy = Callable[[], AbstractAsyncContextManager[Privacy]]
"""Opens the store for the length of one command."""

Person = Annotated[str, typer.Argument(metavar="PERSON", help="An e-mail, slack:TEAM:USER, or a person id of a log.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask again.")]


class Form(StrEnum):
    """How an export is written."""

    JSON = "json"
    CSV = "csv"


def data_commands(open_privacy: OpenPrivacy) -> typer.Typer:
    """Make the sub-commands; *open_privacy* comes from `adapters.bootstrap`."""
    commands = typer.Typer(
        no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, help="What is kept, and about whom."
    )
    run = _Runner(open_privacy)

    @commands.command()
    def show(person: Annotated[str, typer.Argument(metavar="[PERSON]")] = "") -> None:
        """Show what is kept and until when; with PERSON, how much about them. Never what they wrote."""
        with _plainly():
            run(lambda privacy: _show_person(privacy, person) if person else _show_rules(privacy))

    @commands.command()
    def export(
        person: Person,
        form: Annotated[Form, typer.Option("--format", help="How it is written.")] = Form.JSON,
        into: Annotated[Path | None, typer.Option(help="A new file for it; without one it is printed.")] = None,
    ) -> None:
        """Write everything kept about PERSON, without anybody else's words."""
        with _plainly():
            _write(run(lambda privacy: _export(privacy, person)), form, into)

    @commands.command()
    def erase(person: Person, *, yes: Yes = False) -> None:
        """Erase what PERSON asked and wrote, for good."""
        with _plainly():
            _confirm("Erase everything this person asked and wrote, for good?", yes=yes)
            run(lambda privacy: _erase(privacy, person))

    @commands.command()
    def purge() -> None:
        """Remove what is past its time, and what a restored backup brought back."""
        with _plainly():
            run(_purge)

    @commands.command()
    def verify(
        *,
        restored: Annotated[
            bool, typer.Option("--restored", help="Say that a backup was put back on purpose.")
        ] = False,
        yes: Yes = False,
    ) -> None:
        """Verify that nobody changed the audit log; exit code 1 if somebody did."""
        with _plainly():
            if restored:
                _confirm("Was the database restored on purpose, and may the log go on from there?", yes=yes)
                run(lambda privacy: privacy.auditor.declare_restored())
            proof = run(lambda privacy: privacy.auditor.verify())
            _say(_in_words(proof))
            if not isinstance(proof, Intact):
                raise typer.Exit(FOUND)

    return commands


class _Runner:
    """Runs one use case on a store that is open for just as long."""

    def __init__(self, open_privacy: OpenPrivacy) -> None:
        self._open = open_privacy

    def __call__(self, use: Callable[[Privacy], Awaitable[Answer]]) -> Answer:
        async def run() -> Answer:
            async with self._open() as privacy:
                return await use(privacy)

        return asyncio.run(run())


@contextmanager
def _plainly() -> Iterator[None]:
    """Turn what is wrong into one line on stderr; of a fault of ours, its type and place alone: it may quote people."""
    try:
        yield
    except BotError as error:
        typer.echo(f"signpost: {visible(str(error).replace(chr(10), '; '))}", err=True)
        raise typer.Exit(getattr(error, "exit_code", WRONG_USE)) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:  # noqa: BLE001 - the last line of defence before a traceback
        said = about(error)
        typer.echo(f"signpost: a fault of Signpost: {said['error']} at {said['trace']}; please report it.", err=True)
        raise typer.Exit(WRONG_USE) from None


def _confirm(question: str, *, yes: bool) -> None:
    if yes:
        return
    try:
        agreed = typer.confirm(question)
    except typer.Abort:
        raise BadInput("nothing was done: answer the question, or add --yes") from None
    if not agreed:
        raise BadInput("nothing was done")


def _say(line: str) -> None:
    Console().print(visible(line), markup=False, highlight=False, soft_wrap=True)


async def _show_rules(privacy: Privacy) -> None:
    rules = Table("kept", "until")
    for rule in promised(privacy.rights.periods):
        rules.add_row(rule.what, rule.until)
    counts = Table("week of", "what", "times")
    for (week, what), times in (await privacy.housekeeper.counts()).items():
        counts.add_row(
            str(week), what, f"under {privacy.rights.periods.smallest_count}" if times is None else str(times)
        )
    Console().print(rules, counts)


async def _show_person(privacy: Privacy, person: str) -> None:
    subject = await privacy.rights.find(person)
    held = await privacy.rights.held(subject)
    _say_who(subject)
    if not held:
        _say("Nothing is kept about this person.")
        return
    by_kind: defaultdict[Kind, list[Held]] = defaultdict(list)
    for one in held:
        by_kind[one.kind].append(one)
    table = Table("kept", "how many", "oldest", "gone by")
    for kind, some in by_kind.items():
        gone = max(one.until for one in some)
        table.add_row(str(kind), str(len(some)), f"{some[0].at:%Y-%m-%d}", f"{gone:%Y-%m-%d}")
    Console().print(table)


def _say_who(subject: Subject) -> None:
    if not subject.known:
        _say("This person is not in the directory; if they wrote from Slack or Discord, ask for those addresses too.")


async def _export(privacy: Privacy, person: str) -> tuple[Held, ...]:
    return await privacy.rights.export(await privacy.rights.find(person))


def _write(held: tuple[Held, ...], form: Form, into: Path | None) -> None:
    written = (as_csv(held) if form is Form.CSV else as_json(held)).encode("utf-8", "backslashreplace")
    if into is None:
        sys.stdout.buffer.write(written)
        return
    try:
        descriptor = os.open(into, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BadInput(f"{into} cannot be written: {error.strerror}; name a new file") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(written)
    _say(f"{len(held)} lines written to {into}; nobody else on this machine may read it.")


async def _erase(privacy: Privacy, person: str) -> None:
    subject = await privacy.rights.find(person)
    done = await privacy.rights.erase(subject)
    _say_who(subject)
    went = done.erased
    _say(
        f"Erased: {went.escalations} escalations they asked, their words in {went.words} others, "
        f"{went.arrivals} questions not answered yet. What Slack or Discord keep themselves must be deleted there."
    )
    if done.in_hand:
        _say(f"{done.in_hand} escalations are still in their hands; somebody else should take them.")
    for line in done.still_to_do:
        _say(line)


async def _purge(privacy: Privacy) -> None:
    done = await privacy.housekeeper.purge()
    _say(
        f"Texts erased: {done.texts}. People told that theirs go soon: {done.told}. People erased again after a "
        f"restore: {done.erased_again}. Questions nobody could answer: {done.arrivals}. "
        f"Old ids: {done.rows}. Old audit events: {done.events}."
    )
    for line in done.still_to_do:
        _say(line)


def _in_words(proof: Proof) -> str:  # noqa: PLR0911 - one line for each finding
    match proof:
        case Intact(first=0):
            return "The audit log is empty."
        case Intact(first=first, last=last, anchored=anchored):
            return f"The audit log is intact: events {first} to {last}, the last anchor is at {anchored}."
        case Edited(number=number):
            return f"Somebody changed the audit log: event {number} is not what was written."
        case Deleted(first=first, last=last):
            return f"Somebody changed the audit log: events {first} to {last} are gone."
        case HeadCut(first=first):
            return f"The audit log begins at event {first}, and no anchor old enough allows that."
        case TailCut(first=first, last=last):
            return f"Events {first} to {last} are gone from the end. After a restore, add --restored."
        case Replaced(number=number):
            return f"Event {number} is not the one that was anchored. After a restore, add --restored."
        case _:
            assert_never(proof)
