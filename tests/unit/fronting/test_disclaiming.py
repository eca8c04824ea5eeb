"""A disclaimer at the front desk: kept masked, answered from what was kept, and nobody's personal details in it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering import GuidanceDesk
from bot.arrivals import ArrivalKind
from bot.deeds import Disclaim, Letter, Look, Shelf, kind_of_deed, turn_of
from bot.fronting.masking import Masking
from bot.model import LaneId, Outcome
from bot.showing import Answered, Disclaimed, Quoted, Said, Showing
from bot.wishes import Spot, Style, Voice, Wish
from tests import desk_front
from tests.desk_bench import WHERE
from tests.desk_front import Front
from tests.knowledge_builders import a_library

WISH = Wish(platform="x", spot=Spot.POST, style=Style.SHORT, voice=Voice.WE, name="The Society", for_organisation=True)


def made(shown: list[Showing]) -> Disclaimed:
    [only] = shown
    assert isinstance(only, Disclaimed)
    return only


def test_a_wish_comes_back_as_it_was_kept() -> None:
    letter = Letter(deed=Disclaim(wish=WISH), place="here")

    assert Letter.read(letter.write()) == letter
    assert kind_of_deed(letter.deed) is ArrivalKind.QUESTION
    assert turn_of(letter.deed, WHERE["ada"]) == str(WHERE["ada"])


async def test_typed_words_and_a_form_are_answered_alike() -> None:
    front = Front()

    typed = made(await front.does(Look(at=Shelf.DISCLAIMER, words="twitter post short we naming The Society")))
    chosen = made(
        await front.does(
            Disclaim(wish=Wish(platform="x", spot=Spot.POST, style=Style.SHORT, voice=Voice.WE, name="The Society"))
        )
    )

    assert typed == chosen
    assert [one.text for one in typed.made.fitting] == ["Views our own, not The Society."]
    assert typed.note == ""


@pytest.mark.parametrize("name", ["Jess Field", "jess@example.org", "07700 900456", "@jess_field"])
@pytest.mark.parametrize("typed", [True, False])
async def test_a_name_that_is_somebodys_is_neither_kept_nor_worded(name: str, *, typed: bool) -> None:
    front = Front()
    words = Look(at=Shelf.DISCLAIMER, words=f"x naming {name}")

    shown = made(await front.does(words if typed else Disclaim(wish=Wish(platform="x", name=name))))

    assert name not in front.kept_text
    assert name not in shown.text
    assert shown.note in shown.text
    assert "so I left it out" in shown.note
    assert [one.text for one in shown.made.fitting][-1] == "Views my own."


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (Look(at=Shelf.DISCLAIMER, words="facebok"), "did you mean Facebook?"),
        (Look(at=Shelf.DISCLAIMER, words="short"), "Which platform?"),
        (Disclaim(wish=Wish(platform="gone since")), "I know no platform called “gone since”"),
        (Disclaim(wish=Wish(platform="x", name="x" * 101)), "100 characters at most"),
    ],
)
async def test_what_cannot_be_worded_is_said_plainly(deed: Look | Disclaim, said: str) -> None:
    [shown] = await Front().does(deed)

    assert isinstance(shown, Said)
    assert said in shown.text


async def test_a_sensitive_matter_typed_there_is_met_with_whom_to_turn_to() -> None:
    front = Front()

    [shown] = await front.does(Look(at=Shelf.DISCLAIMER, words="my manager hit a child"))
    worded = made(await front.does(Look(at=Shelf.DISCLAIMER, words="x naming Warwickshire Domestic Abuse Service")))

    assert isinstance(shown, Answered)
    assert shown.reply.outcome is Outcome.SENSITIVE
    assert shown.reply.contacts
    assert worded.made.fitting
    assert "hit a child" not in front.kept_text


def test_what_is_sensitive_is_not_so_much_as_kept_until_it_is_answered() -> None:
    masking = Masking(lambda _: LaneId("abuse"), lambda _: None, lambda text: text == "x", tuple, lambda text, _: text)
    look = Look(at=Shelf.DISCLAIMER, words="my manager hit a child")

    kept = masking.letter(look, "here", too_many=False)
    wish = masking.letter(replace(look, words="x"), "here", too_many=False)

    assert (kept.deed, kept.lane) == (replace(look, words=""), "abuse")
    assert (wish.deed, wish.lane) == (replace(look, words="x"), None)


async def test_without_words_the_example_stands_with_what_to_type() -> None:
    [shown] = await Front().does(Look(at=Shelf.DISCLAIMER))

    assert isinstance(shown, Quoted)
    assert "Which platform? I know X" in shown.text
    assert shown.citations[0].clause == "personal-platforms.3"


@pytest.mark.parametrize("deed", [Look(at=Shelf.DISCLAIMER), Disclaim(wish=Wish(platform="x"))])
async def test_a_policy_without_an_example_says_that_it_has_none(
    deed: Look | Disclaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = GuidanceDesk(a_library(tmp_path), None)
    monkeypatch.setattr(desk_front, "the_desk", lambda: desk)

    [shown] = await Front().does(deed)

    assert isinstance(shown, Said)
    assert shown.text == "The policies here give no wording for a disclaimer."
