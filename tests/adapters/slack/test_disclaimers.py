"""`/disclaimer` in Slack: the form and typed words with every outcome, for the asker alone, ready to copy."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.disclaimer_form import NAME, OURS, PLATFORM, SPOT, STYLE, VOICE, disclaimer_form, wish_of
from adapters.slack.keys import DISCLAIMER_FORM, Place
from adapters.slack.listeners import disclaimer_asked, to_incoming
from bot.deeds import Disclaim, Look, Shelf
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE
from bot.wishes import Spot, Style, Voice, Wish
from tests.fakes import NOON
from tests.slack_bench import Workplace
from tests.slack_server.faults import Dropped, Fails, Stalled
from tests.slack_server.kit.blocks import view_findings
from tests.slack_server.model import Json, Message

EXAMPLE = (
    "The views I express here are mine alone and do not necessarily reflect the views of my organisation/employer."
)
SHIPPED = read_library(SHIPPED_KNOWLEDGE).disclaimers
LONG = "The Society of Everybody Who Was Ever Young in Warwickshire"
CHOSEN: dict[str, tuple[str, dict[str, str], str, int]] = {
    # outcome: typed words, what is put into the form, what is shown, how many wordings there are to copy
    "fits": ("instagram bio", {"Platform": "Instagram"}, "116 of 150 characters", 4),
    "one style": ("x post short", {"Platform": "X", "Where it stands": "Post", "Style": "Short"}, "13 of 280", 2),
    "several people": ("bluesky we", {"Platform": "Bluesky", "Who speaks": "We: several of us share it"}, "ours", 4),
    "named": (
        "fb naming Warwickshire Pride",
        {"Platform": "Facebook", "Your organisation's name, if you want it in": "Warwickshire Pride"},
        "can out someone",
        4,
    ),
    "nothing fits": (
        f"tiktok naming {LONG} and Her Friends",
        {"Platform": "TikTok", "Your organisation's name, if you want it in": f"{LONG} and Her Friends"},
        "Nothing fits here whole",
        1,
    ),
    "name left out": (
        "mastodon naming Jo jo@example.org",
        {"Platform": "Mastodon", "Your organisation's name, if you want it in": "Jo jo@example.org"},
        "so I left it out",
        4,
    ),
    "for the organisation": (
        "linkedin post for the organisation",
        {"Platform": "LinkedIn", "Where it stands": "Post", "At work": "I post for the organisation"},
        "Staff must be authorised by their manager",
        4,
    ),
    "no limit": ("blog post", {"Platform": "Blog", "Where it stands": "Post"}, "116 characters", 4),
}


def copies(message: Message) -> list[str]:
    """What is ready to copy, the policy's own example first."""
    boxes = [block["elements"] for block in message.blocks if block["type"] == "rich_text"]
    return [element["elements"][0]["text"] for elements in boxes for element in elements]


async def by_words(work: Workplace, typed: str, _filled: dict[str, str]) -> None:
    done = await work.ada.slash("/disclaimer", typed, work.channel)
    assert done.ok


async def by_form(work: Workplace, _typed: str, filled: dict[str, str]) -> None:
    done = await work.ada.slash("/disclaimer", "", work.channel)
    assert done.ok
    form = await work.ada.sees_modal("A disclaimer")
    done = await work.ada.submit(form, dict(filled))
    assert done.ok


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("outcome", CHOSEN)
@pytest.mark.parametrize("way", [by_words, by_form])
async def test_each_way_gives_each_outcome_to_the_asker_alone(work: Workplace, way: Any, outcome: str) -> None:  # noqa: ANN401 - a way
    typed, filled, expected, boxes = CHOSEN[outcome]

    await way(work, typed, filled)
    shown = await work.ada.reads(expected, work.channel)
    await work.slack.quiet(0.1)

    assert shown.ephemeral_to == work.ada.id
    assert work.about == []
    assert work.slack.private_to(work.eve) == work.slack.private_to(work.max) == []
    assert copies(shown)[0] == EXAMPLE
    assert len(copies(shown)) == boxes
    assert "Use of Personal Social Media Platforms 3 (last reviewed February 2026)" in shown.words
    assert "A disclaimer does not lift the other rules." in shown.words
    assert "jo@example.org" not in shown.words + shown.text
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("facebok", "I know no platform called “facebok”; I know X, Instagram"),
        ("facebok", "did you mean Facebook?"),
        ("short", "Which platform? I know X, Instagram"),
        ("insta wibble", "I do not know what “wibble” means here."),
        (f"x naming {LONG} {LONG}", "That name is too long; 100 characters at most"),
    ],
)
async def test_what_is_not_understood_is_said_with_what_to_type(work: Workplace, typed: str, expected: str) -> None:
    await work.ada.slash("/disclaimer", typed, work.channel)

    assert (await work.ada.reads(expected, work.channel)).ephemeral_to == work.ada.id
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("fault", [Fails(error="expired_trigger_id"), Dropped(), Stalled(seconds=5)])
async def test_where_no_form_opens_the_example_is_shown_instead(work: Workplace, fault: object) -> None:
    work.slack.faults.next("views.open", fault)  # type: ignore[arg-type]

    done = await work.ada.slash("/disclaimer", "", work.channel)

    shown = await work.ada.reads(EXAMPLE, work.channel)
    assert done.ok
    assert "Which platform? I know X" in shown.words
    assert shown.ephemeral_to == work.ada.id


@pytest.mark.usefixtures("bot")
async def test_a_repetition_that_finds_the_form_open_says_nothing_more(work: Workplace) -> None:
    work.slack.faults.next("views.open", Fails(error="exchanged_trigger_id"))

    done = await work.ada.slash("/disclaimer", "", work.channel)
    await work.slack.quiet(0.1)

    assert done.ok
    assert work.slack.private_to(work.ada) == []


@pytest.mark.usefixtures("bot")
async def test_a_form_that_was_opened_too_long_ago_is_answered_in_the_direct_messages(work: Workplace) -> None:
    await work.ada.slash("/disclaimer", "", work.channel)
    form = await work.ada.sees_modal("A disclaimer")
    work.slack.clock.advance(timedelta(minutes=31).total_seconds())

    await work.ada.submit(form, {"Platform": "X"})
    await work.ada.reads(EXAMPLE)
    await work.slack.quiet(0.1)

    assert [m.channel for m in work.slack.private_to(work.ada)] == [work.ada.dm_channel.id]


# ------------------------------------------------------------------------------------------------ pure


def command(text: str) -> Json:
    return {
        "command": "/disclaimer",
        "text": text,
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
        "trigger_id": "1.2",
        "response_url": "https://hooks.example/1",
    }


def a_view(**changed: Any) -> Json:  # noqa: ANN401 - any state
    held = {
        PLATFORM: {"selected_option": {"value": "x"}},
        SPOT: {"selected_option": {"value": "post"}},
        STYLE: {"selected_option": {"value": "every"}},
        VOICE: {"selected_option": {"value": "we"}},
        NAME: {"value": None},
        OURS: {"selected_options": []},
        **changed,
    }
    return {
        "callback_id": DISCLAIMER_FORM,
        "id": "V1",
        "private_metadata": Place(kind="reply", channel="C1", url="https://hooks.example/1").write(),
        "state": {"values": {key: {key: value} for key, value in held.items()}},
    }


def submission(view: Json) -> Json:
    return {"type": "view_submission", "view": view, "user": {"id": "U1"}, "team": {"id": "T1"}}


def test_without_words_a_form_is_asked_for_and_nothing_is_done_yet() -> None:
    wanted = disclaimer_asked(command("  "))

    assert to_incoming(command(" "), NOON) is None
    assert wanted is not None
    assert wanted.deed == Look(at=Shelf.DISCLAIMER)
    assert disclaimer_asked(command("x")) is None
    assert disclaimer_asked(command("") | {"command": "/policy"}) is None


def test_words_are_kept_as_they_were_typed() -> None:
    found = to_incoming(command("instagram bio short"), NOON)

    assert found is not None
    assert found.deed == Look(at=Shelf.DISCLAIMER, words="instagram bio short")


def test_a_form_is_a_wish_answered_where_it_was_opened() -> None:
    found = to_incoming(submission(a_view()), NOON)

    assert found is not None
    assert found.deed == Disclaim(wish=Wish(platform="x", spot=Spot.POST, voice=Voice.WE))
    assert Place.read(found.place).url == "https://hooks.example/1"
    assert found.answer_by is not None


def test_all_that_a_form_holds_is_read() -> None:
    style = {"selected_option": {"value": "short"}}
    ours = {"selected_options": [{"value": OURS}]}

    wish = wish_of(a_view(**{STYLE: style, NAME: {"value": "The Society"}, OURS: ours}))

    assert wish == Wish(
        platform="x", spot=Spot.POST, style=Style.SHORT, voice=Voice.WE, name="The Society", for_organisation=True
    )


@pytest.mark.parametrize("wrong", [{STYLE: {"selected_option": {"value": "rude"}}}, {SPOT: {}}, {PLATFORM: None}])
def test_a_form_that_nobody_could_send_is_nobodys_deed(wrong: Json) -> None:
    assert to_incoming(submission(a_view(**wrong)), NOON) is None


@given(st.lists(st.sampled_from(["Facebook", "x" * 80]), min_size=1, max_size=150))
def test_the_form_keeps_to_slacks_limits_however_many_platforms_there_are(titles: list[str]) -> None:
    platforms = tuple(
        SHIPPED.platform[0].model_copy(update={"id": f"p{number}", "title": title})
        for number, title in enumerate(titles)
    )

    view = disclaimer_form(SHIPPED.model_copy(update={"platform": platforms}), Place(kind="direct", channel="D1"))

    assert view_findings(view, "modal") == []
