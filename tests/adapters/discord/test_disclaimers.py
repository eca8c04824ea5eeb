"""`/disclaimer` in Discord: chosen and typed, with every outcome, for the asker alone, ready to copy."""

import re
from dataclasses import replace

import discord
import pytest
from discord import app_commands
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.discord.disclaimer_command import disclaimer_command, platforms
from bot.disclaimers import Disclaimers
from bot.disclaiming.names import LONGEST
from bot.wishes import Spot, Style, Voice
from tests.desk_front import the_desk
from tests.discord_bench import Workplace, plain
from tests.discord_server.forms import FormFaults
from tests.discord_server.messages import Message
from tests.discord_server.rules.commands import check_choices, check_commands
from tests.discord_server.typing_commands import Impossible

EXAMPLE = (
    "The views I express here are mine alone and do not necessarily reflect the views of my organisation/employer."
)
LONG = "Young Warwickshire " + "\N{RAINBOW}" * 25  # each of these signs counts two on TikTok
LIBRARY = the_desk().library
Filled = dict[str, str | bool]
CHOSEN: dict[str, tuple[Filled, str, str, int]] = {
    # outcome: what is chosen, the same as typed for a platform, what is shown, how many wordings there are to copy
    "fits": ({"platform": "instagram"}, "insta bio", "116 of 150 characters", 4),
    "one style": ({"platform": "x", "place": "post", "style": "short"}, "twitter post short", "13 of 280", 2),
    "several people": ({"platform": "bluesky", "person": "we"}, "bluesky we", "ours", 4),
    "named": (
        {"platform": "facebook", "name": "Warwickshire Pride"},
        "fb naming Warwickshire Pride",
        "can out someone",
        4,
    ),
    "nothing fits": (
        {"platform": "tiktok", "name": LONG},
        f"tiktok naming {LONG}",
        "Nothing fits here whole",
        1,
    ),
    "name left out": (
        {"platform": "mastodon", "name": "Jo jo@example.org"},
        "mastodon naming Jo jo@example.org",
        "so I left it out",
        4,
    ),
    "for the organisation": (
        {"platform": "linkedin", "place": "post", "for_organisation": True},
        "linkedin post for the organisation",
        "Staff must be authorised by their manager",
        4,
    ),
    "no limit": ({"platform": "blog", "place": "post"}, "blog post", "116 characters", 4),
}


async def nobody(_interaction: discord.Interaction) -> None:
    """Answer nothing: only what is declared is looked at."""


def copies(message: Message) -> list[str]:
    """What is ready to copy, the policy's own example first."""
    return re.findall(r"```\n(.+?)\n```", message.text, re.DOTALL)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("outcome", CHOSEN)
@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("direct", [False, True])
async def test_each_way_gives_each_outcome_to_the_asker_alone(
    work: Workplace, outcome: str, *, typed: bool, direct: bool
) -> None:
    filled, words, expected, boxes = CHOSEN[outcome]

    options: Filled = {"platform": words} if typed else filled
    work.ada.slash("/disclaimer", work.ada.dm if direct else None, **options)
    shown = await work.reads(work.ada, expected)
    await work.quiet(0.1)

    assert shown.ephemeral is not direct
    assert work.discord.public_messages() == []
    assert work.discord.private_to(work.eve) == work.discord.private_to(work.max) == []
    assert copies(shown)[0] == EXAMPLE
    assert len(copies(shown)) == boxes
    assert "Use of Personal Social Media Platforms 3 (last reviewed February 2026)" in plain(shown)
    assert "A disclaimer does not lift the other rules." in plain(shown)
    assert "jo@example.org" not in shown.text
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("facebok", "I know no platform called “facebok”; I know X, Instagram"),
        ("facebok", "did you mean Facebook?"),
        ("short", "Which platform? I know X, Instagram"),
        ("insta wibble", "I do not know what “wibble” means here."),
    ],
)
async def test_what_is_not_understood_is_said_with_what_to_type(work: Workplace, typed: str, expected: str) -> None:
    work.ada.slash("/disclaimer", platform=typed, name="The Society")

    assert (await work.reads(work.ada, expected)).ephemeral
    assert work.discord.public_messages() == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_what_is_typed_for_a_platform_is_shown_and_not_obeyed(work: Workplace) -> None:
    work.ada.slash("/disclaimer", platform=f"**{work.max.mention}**")

    shown = await work.reads(work.ada, "I know no platform called")
    assert r"“\*\*\[handle]\*\*”" in shown.text
    assert shown.pinged == frozenset()
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_a_sensitive_matter_typed_there_is_shown_whom_to_turn_to(work: Workplace) -> None:
    work.ada.slash("/disclaimer", platform="My manager told me to hide that a child was hurt")

    shown = await work.reads(work.ada, "Emergency services")
    await work.quiet(0.1)

    assert shown.ephemeral
    assert shown.labels == []
    assert "child was hurt" not in plain(shown)
    assert work.discord.private_to(work.max) == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_platforms_are_offered_while_somebody_types_by_any_of_their_names(work: Workplace) -> None:
    begun = await work.ada.autocomplete("/disclaimer", "platform", "Insta")
    called = await work.ada.autocomplete("/disclaimer", "platform", "fb", work.ada.dm)
    everything = await work.ada.autocomplete("/disclaimer", "platform", "")
    nothing = await work.ada.autocomplete("/disclaimer", "platform", "no such platform")

    assert begun[0] == {"name": "Instagram", "value": "instagram"}
    assert {"name": "Facebook", "value": "facebook"} in called
    assert {"x", "bluesky", "email"} <= {one["value"] for one in everything}
    assert len(everything) <= 25
    assert nothing == []
    work.discord.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_discord_itself_asks_for_a_platform_and_refuses_what_is_not_offered(work: Workplace) -> None:
    with pytest.raises(Impossible, match="needs platform"):
        work.ada.slash("/disclaimer")
    with pytest.raises(Impossible, match="no choice"):
        work.ada.slash("/disclaimer", platform="x", style="rude")
    with pytest.raises(Impossible, match="do not fit"):
        work.ada.slash("/disclaimer", platform="x", name="x" * (LONGEST + 1))


# ------------------------------------------------------------------------------------------------ pure


@example("x" * 300, 150)
@settings(deadline=None)
@given(st.text(min_size=1, max_size=300).filter(str.strip), st.integers(min_value=1, max_value=150))
async def test_the_command_keeps_to_discords_limits_whatever_knowledge_calls_things(label: str, count: int) -> None:
    shipped = LIBRARY.disclaimers
    many = tuple(
        shipped.platform[0].model_copy(update={"id": f"p{number}", "title": f"{number} {label}", "names": ()})
        for number in range(count)
    )
    said = shipped.said.model_copy(update=dict.fromkeys(type(shipped.said).model_fields, label))
    spots, styles, voices = ({one: f"{one} {label}" for one in kind} for kind in (Spot, Style, Voice))
    file = shipped.model_copy(
        update={"platform": many, "said": said, "place": spots, "style": styles, "person": voices}
    )
    desk = Disclaimers(replace(LIBRARY, disclaimers=file))
    tree, faults = app_commands.CommandTree(discord.Client(intents=discord.Intents(guilds=True))), FormFaults()

    tree.add_command(disclaimer_command(nobody, desk))
    check_commands([dict(command.to_dict(tree)) for command in tree.get_commands()], faults)
    check_choices([choice.to_dict() for choice in platforms(desk, "")], faults, ())

    assert [str(fault) for fault in faults.found] == []
    assert len(platforms(desk, "")) == min(count, 25)
