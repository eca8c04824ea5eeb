"""Slack and Discord can do the same: what one has and the other lacks must be named here, with its reason."""

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, get_args

import discord
import pytest

from adapters.discord import disclaimer_command as discord_disclaiming
from adapters.discord import events as discord_events
from adapters.discord import keys as discord_keys
from adapters.discord import listeners as discord_listeners
from adapters.discord import reading as discord_reading
from adapters.discord.client import Client
from adapters.discord.commands import Offered, Tree, declare
from adapters.slack import events as slack_events
from adapters.slack import keys as slack_keys
from adapters.slack import listeners as slack_listeners
from adapters.slack import reading as slack_reading
from adapters.slack.disclaimer_form import EVERY, disclaimer_form, wish_of
from adapters.slack.keys import DISCLAIMER_FORM, Place
from adapters.slack.manifest import manifest
from bot.deeds import Deed, Disclaim, Look, Shelf
from bot.disclaimers import Disclaimers
from bot.model import Outcome
from bot.people import Address
from tests.adapters.discord import test_disclaimers as discord_disclaimers
from tests.adapters.discord import test_drafts as discord_drafts
from tests.adapters.discord import test_matrix as discord_matrix
from tests.adapters.slack import test_disclaimers as slack_disclaimers
from tests.adapters.slack import test_matrix as slack_matrix
from tests.desk_front import the_desk
from tests.fakes import NOON

DISCLAIMERS = Disclaimers(the_desk().library)
MENTION, DIRECT, EDIT = "mention", "direct message", "edited or deleted direct message"

SLACK_EVENTS = {
    "app_mention": {MENTION},
    "message.im": {DIRECT, EDIT},
}
SLACK_ALONE = {
    "app_home_opened": "Discord has no Home tab; /policy mine lists the same, and /policy ask has the box",
    "app_context_changed": "belongs to Slack's agent view, and changes nothing",
    "agent_session_stopped": "belongs to Slack's agent view, and changes nothing",
    "agent_session_title_changed": "belongs to Slack's agent view, and changes nothing",
}
DISCORD_EVENTS = {
    "on_message": {MENTION, DIRECT},
    "on_raw_message_edit": {EDIT},
    "on_raw_message_delete": {EDIT},
}
DISCORD_ALONE = {
    "on_interaction": "Slack's buttons and forms are no events",
    "on_connect": "Slack's client keeps its own socket",
    "on_resumed": "Slack's client keeps its own socket",
    "on_disconnect": "Slack's client keeps its own socket",
    "on_error": "Bolt has its own way with errors",
}
DEEDS_OF_ONE = {
    "Hail": "Discord cannot answer a mention in private; it shows a button to the answer",
    "Meddle": "only on Discord do others see the button to somebody's answer",
}
SURFACES_OF_ONE = {
    "home": "Slack's Home tab; on Discord /policy mine and /policy ask",
    "mention in a thread": "on Discord a thread is a channel",
    "slash in a dm": "Slack's commands are the same everywhere",
}
FIELDS_ALIKE = {"spot": "place", "voice": "person", "ours": "for_organisation"}


class Nobody:
    """Answers nothing: only what is declared is looked at."""

    async def command(self, interaction: discord.Interaction) -> None:
        raise NotImplementedError

    async def strange_command(self, interaction: discord.Interaction) -> None:
        raise NotImplementedError


@pytest.fixture
async def tree() -> Tree:
    offered = Offered(labels=("Guidelines 4(b)",), disclaimers=DISCLAIMERS)
    return declare(discord.Client(intents=discord.Intents(guilds=True)), Nobody(), offered)


def test_both_hear_of_the_same_events() -> None:
    heard = {name for name in vars(Client) if name.startswith("on_")}
    subscribed = set(manifest()["settings"]["event_subscriptions"]["bot_events"])

    assert subscribed == SLACK_EVENTS.keys() | SLACK_ALONE.keys()
    assert heard == DISCORD_EVENTS.keys() | DISCORD_ALONE.keys()
    assert set().union(*SLACK_EVENTS.values()) == set().union(*DISCORD_EVENTS.values())


async def test_both_have_the_same_commands_and_menus(tree: Tree) -> None:
    features = manifest()["features"]

    menu = discord.AppCommandType.message
    assert {name.removeprefix("/") for name in slack_commands()} == {
        command.name for command in tree.get_commands(type=discord.AppCommandType.chat_input)
    }
    assert {one["name"] for one in features["shortcuts"]} == {command.name for command in tree.get_commands(type=menu)}


async def test_the_commands_of_both_lead_to_the_same_shelves(tree: Tree) -> None:
    by_slack = {deed.at for deed in map(slack_deed, slack_typed()) if isinstance(deed, Look)}
    by_discord = {deed.at for deed in map(discord_deed, discord_typed(tree)) if isinstance(deed, Look)}

    assert by_slack == by_discord == set(Shelf)


async def test_every_command_of_discord_means_something(tree: Tree) -> None:
    assert [name for name in discord_typed(tree) if type(discord_deed(name)).__name__ == "Outdated"] == []


def test_both_turn_what_people_do_into_the_same_deeds() -> None:
    by_slack = deeds_in(slack_listeners, slack_events, slack_reading)
    by_discord = deeds_in(discord_listeners, discord_disclaiming, discord_events, discord_reading)

    assert by_slack ^ by_discord == DEEDS_OF_ONE.keys()
    assert by_slack | by_discord == {deed.__name__ for deed in get_args(Deed)}


@pytest.mark.parametrize(
    "typed", ["ask Guidelines 4(b)", "check Guidelines 4(b)", "clause Guidelines 4(b)", "mine", "help"]
)
async def test_the_words_of_policy_mean_the_same(tree: Tree, typed: str) -> None:
    command = f"policy {typed.split(maxsplit=1)[0]}"

    assert command in set(discord_typed(tree))
    assert type(slack_deed(("/policy", typed))) is type(discord_deed(command))


async def test_no_word_of_policy_is_left_out_above(tree: Tree) -> None:
    policy = tree.get_command("policy")
    assert isinstance(policy, discord.app_commands.Group)

    assert {command.name for command in policy.commands} == {"ask", "check", "clause", "mine", "help"}


def test_a_disclaimer_that_was_chosen_is_the_same_wish_on_both() -> None:
    chosen = {"platform": "x", "place": "profile", "person": "i"}
    fields = {"platform": "x", "spot": "profile", "style": EVERY, "voice": "i"}
    values = {
        f"{DISCLAIMER_FORM}.{name}": {"selected_option": {"value": value}, "value": ""}
        for name, value in (fields | {"name": "", "ours": ""}).items()
    }
    values[f"{DISCLAIMER_FORM}.ours"] = {"selected_options": []}

    wish = wish_of({"state": {"values": {name: {name: held} for name, held in values.items()}}})

    assert discord_disclaiming.disclaimer_deed(chosen, DISCLAIMERS.read) == Disclaim(wish=wish)


async def test_both_ask_the_same_of_a_disclaimer(tree: Tree) -> None:
    view = disclaimer_form(DISCLAIMERS.file, Place(kind="direct", channel="D1"))
    fields = {block["block_id"].rpartition(".")[2]: block for block in view["blocks"]}
    command = tree.get_command("disclaimer")
    assert isinstance(command, discord.app_commands.Command)

    assert {FIELDS_ALIKE.get(name, name) for name in fields} == {option.name for option in command.parameters}
    for name, block in fields.items():
        option = command.get_parameter(FIELDS_ALIKE.get(name, name))
        assert option is not None
        if option.choices:
            offered = {(one["value"], one["text"]["text"]) for one in block["element"]["options"]}
            chosen = {(choice.value, choice.name) for choice in option.choices}
            assert chosen == offered - {(EVERY, DISCLAIMERS.file.said.every_style)}


def test_both_ask_for_the_same_forms() -> None:
    assert slack_keys.ASKS_FOR_A_FORM == discord_keys.ASKS_FOR_A_FORM


def test_both_are_tested_on_the_same_surfaces_with_every_outcome() -> None:
    alike = {"shortcut": "menu"}
    by_slack = {alike.get(name, name) for name in slack_matrix.SURFACES}

    assert by_slack ^ discord_matrix.SURFACES.keys() == SURFACES_OF_ONE.keys()
    assert slack_matrix.OUTCOMES == discord_matrix.OUTCOMES
    assert slack_matrix.OUTCOMES.keys() == set(Outcome)


def test_drafts_and_disclaimers_are_tested_with_the_same_outcomes_on_both() -> None:
    alike = {"shortcut": "menu"}
    drafts_by_slack = {alike.get(name, name) for name in slack_matrix.DRAFT_SURFACES}

    assert drafts_by_slack ^ discord_drafts.DRAFT_SURFACES.keys() == {"slash in a dm"}
    assert slack_matrix.DRAFTS == discord_drafts.DRAFTS
    assert slack_disclaimers.CHOSEN.keys() == discord_disclaimers.CHOSEN.keys()


def deeds_in(*modules: ModuleType) -> set[str]:
    """List the deeds that these modules make; a name that is imported is used, or ruff would say so."""
    return {deed.__name__ for deed in get_args(Deed) for module in modules if hasattr(module, deed.__name__)}


def slack_commands() -> dict[str, str]:
    return {one["command"]: one.get("usage_hint", "") for one in manifest()["features"]["slash_commands"]}


def slack_typed() -> Iterator[tuple[str, str]]:
    """Type each command with each of the words that its hint offers, and with none."""
    for command, hint in slack_commands().items():
        yield command, ""
        for words in re.split(r", (?:or )?", hint):
            yield command, words


def slack_deed(typed: tuple[str, str]) -> Deed:
    command, text = typed
    body = {"command": command, "text": text, "trigger_id": "t", "channel_id": "C1", "response_url": "https://x.y"}
    body |= {"team_id": "T1", "user_id": "U1"}
    found = slack_listeners.to_incoming(body, NOON) or slack_listeners.disclaimer_asked(body)
    assert found is not None
    return found.deed


def discord_typed(tree: Tree) -> Iterator[str]:
    """Name each command that can be typed."""
    for command in tree.walk_commands(type=discord.AppCommandType.chat_input):
        if not isinstance(command, discord.app_commands.Group):
            yield command.qualified_name


def discord_deed(name: str) -> Deed:
    first, *rest = name.split()
    data: dict[str, Any] = {"name": first, "type": 1}
    inner = data
    for word in rest:
        inner["options"] = [{"name": word, "type": 1}]
        inner = inner["options"][0]
    inner["options"] = [
        {"name": option, "type": 3, "value": "Guidelines 4(b)"} for option in ("label", "question", "draft") if rest
    ]
    body = {"type": 2, "id": "1", "token": "t", "channel_id": "2", "user": {"id": "3"}, "data": data}
    return (
        discord_listeners.Reader(home="4", bot="5", who_is=nobody, wish_of=DISCLAIMERS.read).incoming(body, NOON).deed
    )


def nobody(_name: str) -> Address | None:
    return None
