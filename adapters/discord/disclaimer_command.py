"""`/disclaimer`: its options, declared from knowledge; what was put into them → what somebody wants."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

import discord
from discord import app_commands

from adapters.discord.layout import cut
from bot.deeds import Disclaim, Look, Shelf
from bot.disclaimers import Disclaimers
from bot.disclaiming.names import LONGEST
from bot.errors import BadInput
from bot.wishes import Spot, Style, Voice, Wish

Answer = Callable[[discord.Interaction], Awaitable[None]]
WishOf = Callable[[str], Wish]
"""Reads what somebody typed for a platform; raises `BadInput` where it is none."""
OPTIONS, TEXT = 25, 100
Kind = TypeVar("Kind", bound=StrEnum)


def disclaimer_command(answer: Answer, disclaimers: Disclaimers) -> app_commands.Command[Any, ..., None]:
    """Declare the command; the platform is completed while somebody types, and may be typed in any other way."""
    file, said = disclaimers.file, disclaimers.file.said

    @app_commands.command(name="disclaimer", description="Wording for a personal account")
    @app_commands.describe(
        platform=cut(said.ask_platform, TEXT),
        place=cut(said.ask_place, TEXT),
        style=cut(said.ask_style, TEXT),
        person=cut(said.ask_person, TEXT),
        name=cut(said.ask_name, TEXT),
        for_organisation=cut(said.ask_for_organisation, TEXT),
    )
    @app_commands.choices(
        place=_choices(Spot, file.place), style=_choices(Style, file.style), person=_choices(Voice, file.person)
    )
    async def disclaimer(  # noqa: PLR0913, PLR0917 - one for each option
        interaction: discord.Interaction,
        platform: app_commands.Range[str, 1, TEXT],  # noqa: ARG001 - read from the payload, as the others are
        place: str | None = None,  # noqa: ARG001
        style: str | None = None,  # noqa: ARG001
        person: str | None = None,  # noqa: ARG001
        name: app_commands.Range[str, 1, LONGEST] | None = None,  # noqa: ARG001
        for_organisation: bool = False,  # noqa: ARG001, FBT001, FBT002
    ) -> None:
        await answer(interaction)

    @disclaimer.autocomplete("platform")
    async def offer(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return platforms(disclaimers, typed)

    return disclaimer


def platforms(disclaimers: Disclaimers, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the platforms that *typed* may mean, by any of their names."""
    found = disclaimers.like(typed, OPTIONS)
    return [app_commands.Choice(name=cut(one.title, TEXT), value=one.id) for one in found if len(one.id) <= TEXT]


def disclaimer_deed(filled: Mapping[str, object], wish_of: WishOf) -> Disclaim | Look:
    """Read what was filled in; where no platform can be made out of it, only what was typed for one is looked at.

    What was chosen goes before what was typed beside the platform.

    Raises:
        ValueError: it holds what the command does not offer.
    """
    typed = str(filled.get("platform") or "")
    try:
        wish = wish_of(typed)
    except BadInput:
        return Look(at=Shelf.DISCLAIMER, words=typed)
    wished = replace(
        wish,
        spot=Spot(str(filled.get("place") or wish.spot)),
        style=Style(str(filled["style"])) if filled.get("style") else wish.style,
        voice=Voice(str(filled.get("person") or wish.voice)),
        name=str(filled.get("name") or wish.name),
        for_organisation=bool(filled.get("for_organisation") or wish.for_organisation),
    )
    return Disclaim(wish=wished)


def _choices(kind: type[Kind], labels: Mapping[Kind, str]) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=cut(labels[one], TEXT), value=one.value) for one in kind]
