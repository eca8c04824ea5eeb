"""The commands people see: declared on a tree, registered only when what is declared has changed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import discord
import structlog
from discord import app_commands

from adapters.discord.disclaimer_command import disclaimer_command
from adapters.discord.keys import CHECK
from adapters.discord.rest import Rest
from bot.disclaimers import Disclaimers
from bot.ports import OpenWork

IN_SERVER, IN_DIRECT_MESSAGES = 0, 1
LONGEST_QUESTION, LONGEST_DRAFT = 2_000, 6_000
MOST_CHOICES, LONGEST_CHOICE = 25, 100
log = structlog.get_logger(__name__)


class Commanded(Protocol):
    """Who answers commands; neither of the two raises."""

    async def command(self, interaction: discord.Interaction) -> None:
        """Answer a command that was declared here."""

    async def strange_command(self, interaction: discord.Interaction) -> None:
        """Answer a command that Discord shows and we do not know."""


class Tree(app_commands.CommandTree[discord.Client]):
    """What is declared; whatever goes wrong with a command, somebody is told."""

    def __init__(self, client: discord.Client, desk: Commanded) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self._desk = desk

    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError, /) -> None:
        """Answer a command that has changed since Discord showed it."""
        log.warning("command_failed", error=type(error).__name__)
        if interaction.type is not discord.InteractionType.autocomplete:
            await self._desk.strange_command(interaction)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """What is offered while somebody types: the clauses' *labels*, and the platforms that *disclaimers* knows."""

    labels: Sequence[str]
    disclaimers: Disclaimers


def declare(client: discord.Client, desk: Commanded, offered: Offered) -> Tree:
    """Declare the commands on *client*."""
    tree = Tree(client, desk)
    tree.add_command(disclaimer_command(desk.command, offered.disclaimers))

    @tree.context_menu(name=CHECK)
    async def check(interaction: discord.Interaction, _message: discord.Message) -> None:
        await desk.command(interaction)

    policy = app_commands.Group(name="policy", description="Ask what the policy says; only you see the answer")
    _add_questions(policy, desk)
    _add_shelves(policy, desk, offered.labels)
    tree.add_command(policy)
    return tree


def _add_questions(policy: app_commands.Group, desk: Commanded) -> None:
    """Add what people bring words of their own to."""

    @policy.command(name="ask", description="Ask a question")
    @app_commands.describe(question="What would you like to know?", photo="The picture it is about; it is not opened")
    async def ask(
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST_QUESTION],  # noqa: ARG001 - read from the payload
        photo: discord.Attachment | None = None,  # noqa: ARG001 - read from the payload
    ) -> None:
        await desk.command(interaction)

    @policy.command(name="check", description="Check a draft post before you post it")
    @app_commands.describe(draft="What you would like to post", photo="The picture beside it; it is not opened")
    async def check(
        interaction: discord.Interaction,
        draft: app_commands.Range[str, 1, LONGEST_DRAFT],  # noqa: ARG001 - read from the payload
        photo: discord.Attachment | None = None,  # noqa: ARG001 - read from the payload
    ) -> None:
        await desk.command(interaction)


def _add_shelves(policy: app_commands.Group, desk: Commanded, labels: Sequence[str]) -> None:
    """Add what can be looked at without asking."""

    @policy.command(name="clause", description="Quote a clause, word for word")
    @app_commands.describe(label="Its name, such as Guidelines 4(b)")
    async def clause(
        interaction: discord.Interaction,
        label: app_commands.Range[str, 1, LONGEST_CHOICE],  # noqa: ARG001 - read from the payload
    ) -> None:
        await desk.command(interaction)

    @clause.autocomplete("label")
    async def offer(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=label, value=label) for label in fitting(labels, typed)]

    @policy.command(name="mine", description="Your open questions, and those that wait for you")
    async def mine(interaction: discord.Interaction) -> None:
        await desk.command(interaction)

    @policy.command(name="help", description="What can be asked, and how")
    async def help_(interaction: discord.Interaction) -> None:
        await desk.command(interaction)


def fitting(labels: Sequence[str], typed: str) -> list[str]:
    """List the labels that *typed* may mean, those that begin with it first."""
    wanted = typed.strip().casefold()
    found = [label for label in labels if wanted in label.casefold() and len(label) <= LONGEST_CHOICE]
    return sorted(found, key=lambda label: not label.casefold().startswith(wanted))[:MOST_CHOICES]


def payload(tree: Tree) -> list[dict[str, Any]]:
    """Write down what is declared, as Discord takes it."""
    return [dict(command.to_dict(tree)) for command in tree.get_commands()]


@dataclass(frozen=True, kw_only=True, slots=True)
class Registration:
    """Registers what is declared, in each scope for itself: the named server at once, and the direct messages.

    `home` is the server that people are in, named or not; what was registered there while it was named is taken away.
    """

    rest: Rest
    unit_of_work: OpenWork
    home: str
    named: bool

    async def register(self, declared: Sequence[dict[str, Any]]) -> int:
        """Register what has changed since it was last registered; return in how many scopes that was.

        Raises:
            discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError: Discord did not take it.
            StoreUnavailable: what was registered cannot be read or noted.
        """
        scopes = self._scopes(declared)
        if not self.named and await self._noted(self.home):
            scopes.append((self.home, []))
        return sum([await self._scope(guild, commands) for guild, commands in scopes])

    async def _noted(self, guild: str) -> str:
        async with self.unit_of_work() as work:
            return await work.marks.get(self._name(guild))

    def _name(self, guild: str) -> str:
        return f"discord.commands.{self.rest.application}.{guild or 'everywhere'}"

    def _scopes(self, declared: Sequence[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
        """Part them: a server's own commands never work in direct messages, and the others would show there twice."""
        if not self.named:
            return [("", list(declared))]
        direct = [{**command, "contexts": [IN_DIRECT_MESSAGES]} for command in declared]
        here = [{key: command[key] for key in command if key not in _OF_NO_SERVER} for command in declared]
        return [("", direct), (self.home, here)]

    async def _scope(self, guild: str, commands: list[dict[str, Any]]) -> bool:
        digest = hashlib.sha256(json.dumps(commands, sort_keys=True).encode()).hexdigest()
        if await self._noted(guild) == digest:
            return False
        path = "/applications/{application_id}" + ("/guilds/{guild_id}" if guild else "") + "/commands"
        named = {"application_id": self.rest.application, **({"guild_id": guild} if guild else {})}
        await self.rest.call("PUT", path, commands, named=named)
        async with self.unit_of_work() as work:
            await work.marks.put(self._name(guild), digest)
        log.info("commands_registered", count=len(commands))
        return True


_OF_NO_SERVER = frozenset({"contexts", "integration_types", "dm_permission"})
