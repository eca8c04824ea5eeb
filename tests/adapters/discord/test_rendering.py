"""Disclaimers and checked drafts as Discord shows them: whole, in their own words, within every limit."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.cards.drawing import Cards
from adapters.discord.keys import Place
from adapters.discord.layout import ROW, Message, fits, paragraph
from adapters.discord.rendering import Rendering
from bot.disclaimers import Disclaimers, plain
from bot.drafting.telling import DraftTelling
from bot.findings import Draft
from bot.policies.disclaimers import PlatformFile
from bot.showing import CheckedDraft, Disclaimed, Showing
from bot.telling import Telling
from bot.threads import ThreadId
from bot.wishes import Spot, Style, Voice, Wish
from tests.desk_front import the_desk
from tests.discord_server.forms import FormFaults
from tests.discord_server.rules.messages import check_message

EXAMPLE = (
    "The views I express here are mine alone and do not necessarily reflect the views of my organisation/employer."
)
CANNOT_SEE = (
    "-# What I cannot see:\n-# • pictures and videos, who is in them, and whether they agreed\n-# • whether a name is "
    "that of somebody public, and what others know already\n-# • tone, irony, and what readers will make of it\n-# • "
    "other languages than English"
)
KEPT = "-# So that the button works, I keep the masked draft until you press, an hour at most. Then it is gone."
BAD = (
    "One of our service users told me she is pregnant.",
    "Jess Field and Tom Baker were there.",
    "Ring me on 07700 900123, or write to jess@example.org.",
    "My manager is an idiot.",
    "**Service user** `Jess` <@7> [policy](http://evil.example) @everyone @jess_x",
)
LIBRARY = the_desk().library
DISCLAIMERS = Disclaimers(LIBRARY)
DRAFTS = DraftTelling(LIBRARY.drafts.says)
HERE = Place(kind="reply", channel="300", token="token", others=True)  # noqa: S106 - opens nothing
ASK = "Ask my manager"
KINDS = st.tuples(
    st.sampled_from(LIBRARY.disclaimers.platform),
    st.sampled_from(Spot),
    st.sampled_from([None, *Style]),
    st.sampled_from(Voice),
    st.one_of(st.text(max_size=60), st.sampled_from(["```", "a``````b", "``` @everyone", "{name}", "**x**\n> y"])),
    st.booleans(),
)


def shown(showing: Showing) -> list[Message]:
    """Render, and let Discord's own rules look at it."""
    cards = Cards(Telling(LIBRARY), LIBRARY.front_desk, ZoneInfo("Europe/London"))
    messages = Rendering(LIBRARY.front_desk, ASK, cards, DRAFTS).messages(showing, HERE)
    faults = FormFaults()
    for message in messages:
        check_message(message.body("key"), faults)
        assert fits(message.components)
    assert [str(fault) for fault in faults.found] == []
    return messages


def disclaimed(wish: Wish, note: str = "") -> Disclaimed:
    made = DISCLAIMERS.word(wish)
    return Disclaimed(made=made, text=plain(made), note=note)


def checked(text: str, *, has_picture: bool = False) -> CheckedDraft:
    found = the_desk().check(Draft(text=text, has_picture=has_picture), ())
    return CheckedDraft(checked=found, thread=ThreadId("thread"), text=DRAFTS.plain(found), kept=DRAFTS.says.kept)


def written(messages: Sequence[Message]) -> list[str]:
    """List what stands on *messages*, each component as it goes to Discord."""
    found = list[str]()
    for component in (one for message in messages for one in message.components):
        if component["type"] == ROW:
            found += [f"[{button['label']}]" for button in component["components"]]
        else:
            found.append(str(component["content"]))
    return found


def unescaped(messages: Sequence[Message]) -> list[str]:
    """List the lines that a person reads."""
    lines = [re.sub(r"^(> |-# )", "", line) for text in written(messages) for line in text.split("\n")]
    return [re.sub(r"\\([\\*_~`|<\[>#+.)-])", r"\1", line) for line in lines]


def unescaped_of(message: Message) -> list[str]:
    return unescaped([message])


def boxes(messages: Sequence[Message]) -> list[str]:
    return [line[4:-4] for line in written(messages) if line.startswith("```\n") and line.endswith("\n```")]


def test_a_disclaimer_reads_like_this() -> None:
    wish = Wish(platform="instagram", style=Style.SHORT, for_organisation=True)

    [message] = shown(disclaimed(wish, note="A word first."))

    assert written([message]) == [
        "A word first.",
        "**Instagram, bio**",
        "The policy's own example, word for word:",
        f"```\n{EXAMPLE}\n```",
        "-# 109 of 150 characters",
        (
            "> “Where they make any reference to their work situation or work in general on their personal platforms, "
            "e.g. in a blog or diary, they should make sure that they are expressing their views in a personal "
            "capacity and not as a representative of their organisation by providing a suitable disclaimer, e.g. "
            f'"{EXAMPLE}"”'
        ),
        (
            "-# — Social Media and Confidentiality Policy, Use of Personal Social Media Platforms 3 "
            "(last reviewed February 2026)"
        ),
        "Ready to copy:",
        "```\nViews my own.\n```",
        "-# Short, 13 of 150 characters",
        (
            "-# Only the first is the policy's own sentence. The others say the same in other words; no clause names "
            "them."
            "\n-# A disclaimer does not lift the other rules."
            "\n-# If you post for the organisation, a disclaimer is not enough. The clause below says whose "
            "authorisation comes first; none of these wordings stands in for it."
        ),
        (
            "> “Staff must be authorised by their manager to contribute to the content or make any changes to any "
            "feature of the relevant platform. Any attempt to hack the organisation's own media platforms is a serious "
            "offence that will result in the staff member(s) facing disciplinary proceedings, almost inevitable "
            "immediate dismissal and possible criminal proceedings.”"
        ),
        (
            "-# — Social Media and Confidentiality Policy, Use of the organisation's social media platforms 4 "
            "(last reviewed February 2026)"
        ),
    ]


def test_a_checked_draft_reads_like_this() -> None:
    [message] = shown(checked("One of our service users has moved to Spain."))

    assert written([message]) == [
        (
            "**The policy speaks to this draft. These are findings, not a verdict: whether to post is for you, and "
            "your manager if you are unsure.**"
        ),
        "must not: “One of our service users” seems to refer to somebody who uses the service",
        (
            "> “Staff members must not: … breach confidentiality by referring directly to service users or revealing "
            "personal details about them”"
        ),
        "-# — Social Media and Confidentiality Policy, Guidelines 4(a) (last reviewed February 2026)",
        (
            "-# What would settle it: leaving them out, or changing it so far that nobody, they themselves included, "
            "could know who it is."
        ),
        CANNOT_SEE,
        "[Ask my manager]",
        KEPT,
    ]


def test_a_draft_in_which_nothing_is_found_is_not_approved() -> None:
    [message] = shown(checked("Coffee morning this Saturday from ten, all welcome."))

    assert written([message]) == [
        (
            "**I found nothing that the policy speaks to. That is not an approval, and not a yes: I only looked at the "
            "words.**"
        ),
        CANNOT_SEE,
        "[Ask my manager]",
        KEPT,
    ]


def test_a_draft_that_cannot_go_to_a_manager_offers_none_and_keeps_nothing() -> None:
    lines = written(shown(replace(checked("One of our service users has moved."), asks=False)))

    assert KEPT not in lines
    assert f"[{ASK}]" not in lines
    assert lines[-1] == CANNOT_SEE


@pytest.mark.parametrize(("platform", "spot", "voice"), list(product(LIBRARY.disclaimers.platform, Spot, Voice)))
def test_every_wording_of_the_shipped_knowledge_stands_whole_in_its_box(
    platform: PlatformFile, spot: Spot, voice: Voice
) -> None:
    wish = Wish(platform=platform.id, spot=spot, voice=voice, name="The Society", for_organisation=True)
    showing = disclaimed(wish)

    messages = shown(showing)

    assert boxes(messages) == [showing.made.example.text, *(one.text for one in showing.made.fitting)]
    assert set(showing.made.lines) <= set(unescaped(messages))


@given(KINDS)
def test_whatever_name_is_typed_its_box_is_not_left_and_all_limits_are_kept(
    kind: tuple[PlatformFile, Spot, Style | None, Voice, str, bool],
) -> None:
    platform, spot, style, voice, name, ours = kind
    wish = Wish(platform=platform.id, spot=spot, style=style, voice=voice, name=name, for_organisation=ours)
    showing = disclaimed(wish)

    in_boxes = boxes(shown(showing))

    assert len(in_boxes) == 1 + len(showing.made.fitting)
    assert not any("```" in text for text in in_boxes)
    parted = [text.replace("\N{ZERO WIDTH SPACE}", "") for text in in_boxes[1:]]
    assert parted == [one.text.replace("\N{ZERO WIDTH SPACE}", "") for one in showing.made.fitting]


@given(st.lists(st.one_of(st.sampled_from(BAD), st.text(max_size=300)), min_size=1, max_size=40))
def test_whatever_is_in_a_draft_each_finding_stays_with_its_clause_and_all_limits_are_kept(lines: list[str]) -> None:
    showing = checked("\n".join(lines), has_picture=True)

    messages = shown(showing)

    for finding in DRAFTS.shown(showing.checked):
        [headline] = unescaped([Message(components=(paragraph(f"{finding.severity}: {DRAFTS.headline(finding)}"),))])
        quoted = finding.citation.quote
        assert any(headline in found and quoted in "\n".join(found) for found in map(unescaped_of, messages))
    assert written(messages[-1:])[-2:] == [f"[{ASK}]", KEPT]
    assert written(messages).count(f"[{ASK}]") == 1
