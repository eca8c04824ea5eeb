"""What each look finds in a draft, and what it leaves alone."""

from functools import cache

import pytest

from bot.drafts import Drafts
from bot.findings import Draft, FindingKind
from bot.policies.folder import read_library
from bot.settings import SHIPPED_KNOWLEDGE


@cache
def drafts() -> Drafts:
    return Drafts(read_library(SHIPPED_KNOWLEDGE))


def kinds(text: str) -> set[FindingKind]:
    return {finding.kind for finding in drafts().check(Draft(text=text)).findings}


def words(text: str, kind: FindingKind) -> list[str]:
    return [finding.words for finding in drafts().check(Draft(text=text)).findings if finding.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Long day at work but I love it", FindingKind.DISCLAIMER),
        ("Trustee @warwickshirepride | cat mum", FindingKind.DISCLAIMER),
        ("Happy 40th to our treasurer Anil!", FindingKind.NAME),
        ("Raffle winner: Mrs J Sandhu, Kingsway", FindingKind.NAME),
        ("For lifts ring Aisha on 07700 900123", FindingKind.CONTACT),
        ("Marcus lives at his house, 14 Orchard Close", FindingKind.CONTACT),
        ("Huge hugs to @jess_k23 after a hard session", FindingKind.HANDLE),
        ("Photos of the lads below!", FindingKind.PICTURE),
        ("\U0001f4f8 The whole youth group in one frame", FindingKind.PICTURE),
        ("One of our service users has moved to Spain", FindingKind.SERVICE_USER),
        ("My colleague is off with depression again", FindingKind.PRIVATE),
        ("what a bunch of retards", FindingKind.DEROGATORY),
        ("what a bunch of r3tards", FindingKind.DEROGATORY),
        ("what a bunch of ret\u200bards", FindingKind.DEROGATORY),
        ("what a bunch of r\u0435t\u0430rds", FindingKind.DEROGATORY),
        ("Muslims are so backward", FindingKind.DEROGATORY),
        ("typical lesbians", FindingKind.DEROGATORY),
        ("We should stop letting trans women in our group. No pensioners allowed", FindingKind.DISCRIMINATION),
        ("Our receptionist is an idiot", FindingKind.BULLYING),
        ("My manager is useless", FindingKind.DISREPUTE),
        ("Warwickshire Pride is a joke", FindingKind.DISREPUTE),
        ("Two jobs at risk: we are being restructured and redundancies follow", FindingKind.BUSINESS),
        ("No idea who drew this but it is our new banner", FindingKind.COPYRIGHT),
        ("Watch this on pornhub", FindingKind.UNSUITABLE),
    ],
)
def test_a_look_finds_what_it_is_for(text: str, kind: FindingKind) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Proud to be gay. Happy Pride everyone!",
        "We're here, we're queer, we've got lemon drizzle",
        "Dykes on Bikes lead the parade this year",
        "Our trans youth group meets on Tuesday at six. All welcome.",
        "Thank you to our volunteers: we couldn't do a thing without you.",
        "He was called a faggot on the bus. That is a hate crime, and you can report it.",
        "\u201cThat's so gay.\u201d It's not banter.",
        "Bisexual people aren't confused or greedy. Happy Bi Visibility Day!",
        "I'm a fag and proud",
        "We remember Alan Turing, who was punished for loving men.",
        "This month: This Book Is Gay by Juno Dawson. Come and argue about it.",
        "Write to info@warwickshirepride.co.uk, tag @warwickshirepride or see #WarwickshirePride",
        "Talk to Switchboard on 0800 0119 100, any day.",
        "The workshop is at 12 Clemens Street, Leamington. All welcome.",
        "Thanks to @leamlibrary for having us!",
        "Everyone in the picture has agreed that we share it: our choir!",
        "Just look at the flag over the town hall.",
        "All views my own. Long day at work!",
        "all veiws my own. long day at work",
        "I had cake with my mum.",
    ],
)
def test_harmless_drafts_have_no_finding(text: str) -> None:
    assert kinds(text) == set()


def test_several_people_are_not_one() -> None:
    assert FindingKind.SERVICE_USER not in kinds("Our lads in the Thursday group love a curry. Come along.")
    assert FindingKind.SERVICE_USER in kinds("The lad in the Thursday group loves a curry. Come along.")


def test_a_possessive_before_a_title_is_no_persons_name() -> None:
    assert words("Book club: we read Giovanni's Room", FindingKind.NAME) == []


def test_whoever_is_quoted_is_no_private_person() -> None:
    assert words("\u201cHope will never be silent.\u201d Harvey", FindingKind.NAME) == []


def test_labels_of_masks_are_found_like_what_they_stand_for() -> None:
    assert words("Ring Aisha on [phone number] about [name]", FindingKind.CONTACT) == ["[phone number]"]
    assert "[name]" in words("Ring Aisha on [phone number] about [name]", FindingKind.NAME)


def test_a_number_to_book_at_is_not_masked_away_where_it_is_a_helpline() -> None:
    text = "Ring 0300 123 1100 or write to info@warwickshirepride.co.uk or jo.bloggs@example.org"

    assert drafts().masked(text) == "Ring 0300 123 1100 or write to info@warwickshirepride.co.uk or [email]"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Can I post this photo?", True),
        ("what is the capital of france", True),
        ("Is that allowed?", True),
        ("Are you coming on Saturday?", False),
        ("Coffee morning on Saturday. Do we need more cake? Bring some. It starts at ten.", False),
        ("Coffee morning on Saturday.", False),
        ("", False),
    ],
)
def test_a_question_is_told_from_a_draft(*, text: str, asks: bool) -> None:
    assert drafts().asks(text) is asks


@pytest.mark.parametrize(
    "text",
    [
        "Muslims are so backward",
        "I see the Polish lads drink the bar dry and never lift a finger",
        "Never trust the bisexuals with a decision, they want it both ways",
        "She reckons he's a they now. I'll be calling him he",
        "Why is it always the women who cause trouble",
    ],
)
def test_a_generalisation_about_people_is_found_without_a_slur(text: str) -> None:
    assert FindingKind.DEROGATORY in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "As a bisexual I can confirm that I can't decide between two puddings",
        "Some people think bi people are greedy. They aren't.",
        "Bisexual people aren't confused, and it isn't a phase",
        "Muslims are all welcome at our picnic",
    ],
)
def test_who_speaks_of_themselves_or_against_a_prejudice_is_left_alone(text: str) -> None:
    assert FindingKind.DEROGATORY not in kinds(text)


@pytest.mark.parametrize(
    "disclaimer",
    [
        "Standard caveat: this account isn't my employer's.",
        "What follows is purely what I think.",
        "I'm posting as me, not for work.",
        "#myownviews",
        "Work takes no responsibility for what I say on here.",
        "The charity I work for has no part in this.",
    ],
)
def test_a_disclaimer_is_heard_in_many_wordings(disclaimer: str) -> None:
    assert FindingKind.DISCLAIMER in kinds("Long shift for me at the charity today.")
    assert FindingKind.DISCLAIMER not in kinds(f"Long shift for me at the charity today. {disclaimer}")


@pytest.mark.parametrize(
    "text",
    [
        "My sister works in an office and I envy her desk",
        "I managed to run for charity today",
        "The staff at my gym, and the manager of the gym, know my name",
        "I can't get the boiler to work",
    ],
)
def test_work_elsewhere_wants_no_disclaimer(text: str) -> None:
    assert FindingKind.DISCLAIMER not in kinds(text)


@pytest.mark.parametrize(
    ("handle", "is_found"),
    [("@midlandsmum44", True), ("@barbara_jones", True), ("@CovLibraries", False), ("@rugby_rainbowchoir", False)],
)
def test_a_persons_handle_is_told_from_an_organisations_by_its_parts(handle: str, *, is_found: bool) -> None:
    assert (FindingKind.HANDLE in kinds(f"So much love for {handle} today")) is is_found


def test_text_spelling_is_read_as_the_words_it_stands_for() -> None:
    assert kinds("ur manager is useless") == kinds("your manager is useless") == {FindingKind.DISREPUTE}


def test_one_mention_of_work_is_enough() -> None:
    text = "Long shift at work today. My boss is fab. I love my new job. My colleague brought cake."

    assert len(words(text, FindingKind.DISCLAIMER)) == 1


def test_what_is_told_beside_a_name_is_found_too() -> None:
    assert {FindingKind.NAME, FindingKind.PRIVATE} <= kinds("Priya in accounts is off with stress and depression again")
    assert FindingKind.PRIVATE not in kinds("Happy 40th birthday to our treasurer Anil Rao!")


@pytest.mark.parametrize("text", ["A chink of light at last", "My Maine Coon is a menace", "who're you bringing?"])
def test_words_that_only_look_like_slurs_are_none(text: str) -> None:
    assert FindingKind.DEROGATORY not in kinds(text)


def test_a_slur_that_others_used_is_reported_once() -> None:
    text = "Poof! And just like that, summer was over."

    assert len(words(text, FindingKind.DEROGATORY)) <= 1
