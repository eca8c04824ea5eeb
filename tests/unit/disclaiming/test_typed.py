"""What people type after `/disclaimer`: any order, any name, and a plain word about what is not understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.disclaimers import Disclaimers
from bot.errors import BadInput
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE
from bot.wishes import Spot, Style, Voice, Wish

DESK = Disclaimers(read_library(SHIPPED_KNOWLEDGE))


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("instagram bio short", Wish(platform="instagram", style=Style.SHORT)),
        ("short bio instagram", Wish(platform="instagram", style=Style.SHORT)),
        ("  A Short one, please: X POST ", None),
        ("Twitter post, plain", Wish(platform="twitter", spot=Spot.POST, style=Style.PLAIN)),
        ("linked in about section", Wish(platform="linked in")),
        ("podcast episode notes", Wish(platform="podcast", spot=Spot.POST)),
        ("email signature for us", Wish(platform="email", voice=Voice.WE)),
        ("fb for the organisation", Wish(platform="fb", for_organisation=True)),
        (
            "bsky naming Warwickshire Pride, Short & Plain",
            Wish(platform="bsky", name="Warwickshire Pride, Short & Plain"),
        ),
        ("x name", Wish(platform="x")),
        ("x x", None),
    ],
)
def test_words_are_understood_in_any_order(typed: str, wish: Wish | None) -> None:
    if wish is None:
        with pytest.raises(BadInput, match="I do not know what “"):
            DESK.read(typed)
    else:
        assert DESK.read(typed) == wish


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Which platform? I know X, Instagram, Facebook"),
        ("short", "Which platform? I know X"),
        ("naming instagram", "Which platform? I know X"),
        ("instagran bio", "did you mean Instagram?"),
        ("you-tube", "did you mean YouTube?"),
        ("insta wibble", "I do not know what “wibble” means here. For example: instagram bio short"),
    ],
)
def test_what_is_not_understood_is_said_in_one_line(typed: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        DESK.read(typed)

    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_name_that_nobody_could_mean_is_not_guessed_at() -> None:
    with pytest.raises(BadInput) as caught:
        DESK.word(Wish(platform="qqqqqq"))

    assert "did you mean" not in str(caught.value)
    with pytest.raises(BadInput, match="Which platform"):
        DESK.word(Wish(platform=" "))


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["x", "insta", "bio", "post", "short", "we", "naming", "foo", ",", ".", "for", "the", "organisation"]
        )
    ).map(" ".join)
)
def test_whatever_is_typed_is_a_wish_or_a_plain_refusal(typed: str) -> None:
    said = ""
    try:
        made = DESK.word(DESK.read(typed))
    except BadInput as error:
        made, said = None, str(error)

    assert made is not None or said


def test_menus_complete_what_was_begun() -> None:
    assert [platform.id for platform in DESK.like("", 3)] == ["x", "instagram", "facebook"]
    assert [platform.id for platform in DESK.like(" In", 25)] == ["instagram", "linkedin"]
    assert [platform.id for platform in DESK.like("tube", 25)] == ["youtube"]
    assert DESK.like("qqq", 25) == ()
