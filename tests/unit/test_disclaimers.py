"""Disclaimers: the policy's own sentence first, and only what fits; whatever the platform and the name."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.counting import count
from bot.disclaimers import Disclaimers, plain
from bot.disclaiming.names import as_name
from bot.errors import BadInput, UnknownClause
from bot.policies.disclaimers import CLAIMS
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE
from bot.wishes import Disclaimer, Spot, Style, Voice, Wish
from tests.knowledge_builders import a_library

LIBRARY = read_library(SHIPPED_KNOWLEDGE)
DESK = Disclaimers(LIBRARY)
EXAMPLE = (
    "The views I express here are mine alone and do not necessarily reflect the views of my organisation/employer."
)
PLATFORMS = [platform.id for platform in DESK.file.platform]
NAMES = st.text(max_size=60) | st.text(alphabet="aé.@/#{} \u200d\U0001f3fd\U0001f308\u0301日", max_size=60)
WISHES = st.builds(
    Wish,
    platform=st.sampled_from(PLATFORMS),
    spot=st.sampled_from(Spot),
    style=st.none() | st.sampled_from(Style),
    voice=st.sampled_from(Voice),
    name=NAMES,
    for_organisation=st.booleans(),
)


def every_wish() -> Iterator[Wish]:
    for platform, spot, style, voice in product(PLATFORMS, Spot, (None, *Style), Voice):
        yield Wish(platform=platform, spot=spot, style=style, voice=voice)


def texts_of(made: Disclaimer) -> list[str]:
    return [one.text for one in made.fitting]


# ------------------------------------------------------------------------------------------------ whatever is asked for


@given(WISHES)
@example(Wish(platform="tiktok", name="x" * 60))
@example(Wish(platform="x", name="https://a.uk/" + "x" * 47))
@example(Wish(platform="x", name="a." * 29 + "uk"))
@example(Wish(platform="threads", name="\U0001f3f3\ufe0f\u200d\U0001f308" * 15))
@example(Wish(platform="facebook", name="\U00010348" * 60))
@example(Wish(platform="mastodon", name="{0}{name}"))
def test_every_wording_fits_its_limit_or_is_said_not_to(wish: Wish) -> None:
    made = DESK.word(wish)

    limit = made.limit
    for one in (made.example, *made.wordings):
        assert one.count == count(one.text, limit.unit, limit.url)
        assert one.fits is (limit.number is None or one.count <= limit.number)
    said = " ".join(made.lines)
    for one in made.too_long:
        assert f"it needs {one.count}" in said or "Nothing fits here" in said
    assert ("Nothing fits here" in said) is (not made.fitting)
    assert ("The policy's example does not fit" in said) is (not made.example.fits)


@given(WISHES)
def test_the_clause_is_always_cited_and_the_example_is_its_own_words(wish: Wish) -> None:
    made = DESK.word(wish)

    policy = LIBRARY.policies[0]
    assert made.example.text == EXAMPLE
    assert EXAMPLE in made.citation.quote
    assert EXAMPLE in policy.source
    assert made.citation.label == "Use of Personal Social Media Platforms 3"
    assert plain(made).index(EXAMPLE) < plain(made).index(f"“{made.citation.quote}”")
    assert "A disclaimer does not lift the other rules." in made.lines
    assert (made.authorisation is not None) is wish.for_organisation


@given(WISHES)
def test_the_same_wish_is_worded_the_same(wish: Wish) -> None:
    assert plain(DESK.word(wish)) == plain(Disclaimers(LIBRARY).word(replace(wish)))


@given(WISHES)
def test_nothing_is_cut_and_a_name_stands_whole_or_not_at_all(wish: Wish) -> None:
    made, name = DESK.word(wish), as_name(wish.name)

    for one in made.wordings:
        assert one.text.endswith(".")
        assert "\n" not in one.text
        assert not name or name.rstrip(".") in one.text


@given(NAMES)
def test_a_name_is_one_line_in_one_form_with_nothing_unseen(name: str) -> None:
    clean = as_name(name)

    assert clean == as_name(clean)
    assert clean == " ".join(clean.split())
    assert not {"\n", "\r", "\u202e", "\u200b", "\u2066", "\0"} & set(clean)


# ------------------------------------------------------------------------------------------------ what is said


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("spot", Spot)
def test_without_a_name_every_style_fits_everywhere(platform: str, spot: Spot) -> None:
    made = DESK.word(Wish(platform=platform, spot=spot))

    assert [one.style for one in made.fitting] == list(Style)
    assert made.limit.number is None or (made.limit.source and made.limit.looked_up)


def test_no_wording_names_anybody_or_claims_what_the_policy_does_not() -> None:
    for wish in every_wish():
        for text in texts_of(DESK.word(wish)):
            assert "Warwickshire" not in text
            assert not CLAIMS.search(text)


def test_a_style_alone_is_given_alone_and_short_is_the_shortest() -> None:
    by_style = {style: DESK.word(Wish(platform="x", style=style)) for style in Style}

    assert {style: [one.style for one in made.wordings] for style, made in by_style.items()} == {
        style: [style] for style in Style
    }
    lengths = {style: len(texts_of(made)[0]) for style, made in by_style.items()}
    assert lengths[Style.SHORT] < lengths[Style.PLAIN] < lengths[Style.FORMAL]


def test_a_style_that_does_not_fit_is_said_so_and_the_others_are_given() -> None:
    made = DESK.word(Wish(platform="tiktok", style=Style.FORMAL, name="The Society of Everybody Who Was Ever Young"))

    assert [one.style for one in made.fitting] == [Style.PLAIN, Style.SHORT]
    assert "Formal does not fit here: it needs 97, and there is room for 80." in made.lines


def test_where_nothing_fits_it_says_what_the_shortest_needs_with_the_name_and_without() -> None:
    made = DESK.word(Wish(platform="tiktok", name="x" * 70))

    assert made.fitting == ()
    assert "Nothing fits here whole, and nothing is cut: the shortest needs 89, and there is room for 80." in made.lines
    assert "Without the organisation's name the shortest needs 13." in made.lines


def test_several_people_speak_as_we() -> None:
    made = DESK.word(Wish(platform="bluesky", voice=Voice.WE))

    assert texts_of(made)[-1] == "Views our own."
    assert not any(" I " in f" {text}" for text in texts_of(made))


def test_a_name_is_put_in_only_when_it_is_given_with_a_word_of_care() -> None:
    bare, named = (DESK.word(Wish(platform="x", name=name)) for name in ("", "Pride\u202e\n  Ltd."))

    assert texts_of(named)[-1] == "Views my own, not Pride Ltd."
    assert not any("out someone" in line for line in bare.lines)
    assert [line for line in named.lines if "out someone" in line] == [
        "Naming where you work can out someone, you or a colleague. Leave the name out unless you are sure."
    ]


def test_who_posts_for_the_organisation_is_shown_whose_authorisation_comes_first() -> None:
    made = DESK.word(Wish(platform="x", for_organisation=True))

    assert made.authorisation is not None
    assert made.authorisation.quote.startswith("Staff must be authorised by their manager")
    assert made.authorisation.quote in plain(made)
    assert any("a disclaimer is not enough" in line for line in made.lines)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a{name}", "Views my own, not a{name}."),
        ("{0} \\1 %s", "Views my own, not {0} \\1 %s."),
        ("Pride Ltd..", "Views my own, not Pride Ltd."),
        ("...", "Views my own."),
    ],
)
def test_a_name_is_put_in_once_and_as_it_is(name: str, text: str) -> None:
    assert texts_of(DESK.word(Wish(platform="x", name=name, style=Style.SHORT))) == [text]


def test_a_spoken_place_says_what_else_to_do() -> None:
    assert any("Say it at the start" in line for line in DESK.word(Wish(platform="podcast", spot=Spot.POST)).lines)


def test_a_name_too_long_is_refused() -> None:
    with pytest.raises(BadInput, match="100 characters at most"):
        DESK.word(Wish(platform="x", name="x" * 101))


def test_a_policy_that_gives_no_example_gives_no_disclaimer(tmp_path: Path) -> None:
    with pytest.raises(UnknownClause, match="give no wording for a disclaimer"):
        Disclaimers(a_library(tmp_path)).word(Wish(platform="x"))


def test_a_disclaimer_cannot_be_made_with_an_example_of_somebody_elses() -> None:
    made = DESK.word(Wish(platform="x"))

    with pytest.raises(ValueError, match="the clause's own words"):
        replace(made, example=replace(made.example, text="Views my own."))
    with pytest.raises(ValueError, match="has a wording"):
        replace(made, wordings=())
