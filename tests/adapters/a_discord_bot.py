"""A small bot on the unmodified discord.py, to show that the local Discord speaks to it."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord_server.server import DiscordServer


def point_discord_py_at(server: DiscordServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send discord.py elsewhere: the base of its routes, and the gateway it falls back on after INVALID_SESSION."""
    monkeypatch.setattr(Route, "BASE", server.api)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway_url))


class Feedback(discord.ui.Modal, title="Tell us more"):
    words: discord.ui.TextInput["Feedback"] = discord.ui.TextInput(label="Your words", custom_id="words", max_length=50)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You wrote: {self.words.value}", ephemeral=True)


class Buttons(discord.ui.View):
    @discord.ui.button(label="More", custom_id="more")
    async def more(self, interaction: discord.Interaction, _button: discord.ui.Button["Buttons"]) -> None:
        await interaction.response.edit_message(content="Changed", view=None)

    @discord.ui.button(label="Write", custom_id="write")
    async def write(self, interaction: discord.Interaction, _button: discord.ui.Button["Buttons"]) -> None:
        await interaction.response.send_modal(Feedback())

    @discord.ui.button(label="Slowly", custom_id="slowly")
    async def slowly(self, interaction: discord.Interaction, _button: discord.ui.Button["Buttons"]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="Slowly changed")

    @discord.ui.select(
        placeholder="Whose account?",
        custom_id="whose",
        options=[discord.SelectOption(label="Mine", value="mine"), discord.SelectOption(label="Ours", value="ours")],
    )
    async def whose(self, interaction: discord.Interaction, select: discord.ui.Select["Buttons"]) -> None:
        await interaction.response.send_message(f"Picked {select.values[0]}", ephemeral=True)


class Layout(discord.ui.LayoutView):
    """Components V2: a container with words and a button that is found again by its pattern."""

    def __init__(self, words: str) -> None:
        super().__init__(timeout=None)
        button: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(label="Next", custom_id=f"next:{words}")
        box: discord.ui.Container[Layout] = discord.ui.Container(discord.ui.TextDisplay(words))
        box.add_item(discord.ui.ActionRow(button))
        self.add_item(box)


class Next(discord.ui.DynamicItem[discord.ui.Button[discord.ui.LayoutView]], template="next:(?P<words>.+)"):
    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction,
        item: discord.ui.Item[discord.ui.LayoutView],
        match: re.Match[str],
        /,
    ) -> "Next":
        button = item if isinstance(item, discord.ui.Button) else discord.ui.Button(custom_id=match.string)
        return cls(button)

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(view=Layout(f"after {self.item.custom_id}"))


class Bot(discord.AutoShardedClient):
    """Answers a few commands, mentions and direct messages."""

    def __init__(self, guild: str, intents: discord.Intents | None = None) -> None:
        wanted = intents or discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=wanted, allowed_mentions=discord.AllowedMentions.none(), guild_ready_timeout=0.05)
        self.heard: list[discord.Message] = []
        self.arrived, self.resumed = asyncio.Event(), 0
        self.tree = app_commands.CommandTree(self)
        self._home = discord.Object(int(guild))
        self._declare()

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Next)
        self.tree.copy_global_to(guild=self._home)
        await self.tree.sync()
        await self.tree.sync(guild=self._home)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Spare the tests discord.py's five seconds before a second IDENTIFY."""

    async def on_ready(self) -> None:
        self.arrived.set()

    async def on_resumed(self) -> None:
        self.resumed += 1

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot:
            self.heard.append(message)

    def _declare(self) -> None:
        policy = app_commands.Group(name="policy", description="Ask the policy")

        @policy.command(name="ask", description="Ask a question")
        async def ask(interaction: discord.Interaction, question: str) -> None:
            await interaction.response.defer(ephemeral=True)
            await interaction.edit_original_response(content=f"About {question}", view=Buttons())

        @policy.command(name="say", description="Say it to everyone")
        async def say(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("For everyone", view=Buttons())

        @policy.command(name="clause", description="Show a clause")
        async def clause(interaction: discord.Interaction, label: str) -> None:
            await interaction.response.send_message(label, ephemeral=True)

        @clause.autocomplete("label")
        async def labels(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=one, value=one) for one in ("Gifts 1", "Guests 2") if typed in one]

        @policy.command(name="layout", description="Show a layout")
        async def layout(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True)
            await interaction.edit_original_response(view=Layout("one"))

        @app_commands.context_menu(name="Check against policy")
        async def check(interaction: discord.Interaction, message: discord.Message) -> None:
            await interaction.response.send_message(f"Checked: {message.content}", ephemeral=True)

        self.tree.add_command(policy)
        self.tree.add_command(check)


@asynccontextmanager
async def running(bot: Bot, token: str) -> AsyncIterator[None]:
    """Run a bot until the block ends; what ended it early is raised there."""
    task = asyncio.create_task(bot.start(token))
    waiting = asyncio.create_task(bot.arrived.wait())
    try:
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED, timeout=20)
        if task.done():
            task.result()
        yield
    finally:
        waiting.cancel()
        await bot.close()
        task.cancel()
        await asyncio.wait({task})
