"""How a question asks, and what it admits."""

import pytest

from bot.judging.forms import Form, Forms
from bot.policies.library import Library


@pytest.fixture(scope="session")
def forms(library: Library) -> Forms:
    return Forms(library)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Can I post this photo?", Form.PERMISSION),
        ("am i allowed to blog", Form.PERMISSION),
        ("is it ok if I tag them", Form.PERMISSION),
        ("posting pics of clients on insta", Form.PERMISSION),
        ("", Form.PERMISSION),
        ("Do I have to add a disclaimer?", Form.DUTY),
        ("what am i supposed to do, must i ask first", Form.DUTY),
        ("What happens if someone breaks the policy?", Form.INFORMATION),
        ("who decides what goes on the page", Form.INFORMATION),
        ("can my employer read my tweets", Form.INFORMATION),
        ("the wiki we edit, does it count", Form.INFORMATION),
        ("So, which pages are ours?", Form.INFORMATION),
        ("is my tablet private", Form.INFORMATION),
        ("is this going on insta ok?", Form.PERMISSION),
        ("pic of the choir, alright lol", Form.PERMISSION),
    ],
)
def test_a_question_asks_for_permission_a_duty_or_information(forms: Forms, text: str, form: Form) -> None:
    assert forms.read(text).form == form


def test_permission_outranks_information(forms: Forms) -> None:
    assert forms.read("which photos am i allowed to post").form is Form.PERMISSION


def test_a_duty_outranks_both(forms: Forms) -> None:
    assert forms.read("can i post it, or do i have to ask who decides").form is Form.DUTY


def test_what_follows_is_asked_for_as_information(forms: Forms) -> None:
    asked = forms.read("could i lose my job over a tweet")

    assert asked.consequences
    assert asked.form is Form.INFORMATION


def test_what_was_done_already_is_heard_as_admitted(forms: Forms) -> None:
    assert forms.read("I posted a photo of a client last night").admits
    assert not forms.read("Can I post a photo of a client?").admits


def test_what_somebody_else_did_is_heard_as_theirs(forms: Forms) -> None:
    assert forms.read("my colleague posted a photo of a client").of_others
    assert not forms.read("Can I post a photo of a client?").of_others


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("there was a fire last night", True),
        ("", True),
        ("there was a fire last night?", False),
        ("can i post about the fire", False),
        ("what happens after a fire", False),
        ("do i have to report a fire", False),
    ],
)
def test_what_asks_nothing_tells_of_something(forms: Forms, text: str, *, tells: bool) -> None:
    assert forms.read(text).tells is tells


def test_stop_words_stay_among_the_stems(forms: Forms) -> None:
    assert forms.read("Can I post this?").stems == ["can", "i", "post", "this"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [("can i post it", True), ("this pic, ok?", True), ("ok so there was a fire", False), ("she posted it", False)],
)
def test_who_asks_outright_asks_for_leave(forms: Forms, text: str, *, asks: bool) -> None:
    assert forms.read(text).asks_leave is asks


@pytest.mark.parametrize(
    ("text", "enquires"),
    [
        ("define disrepute", True),
        ("what counts as confidential", True),
        ("which groups does the policy name", True),
        ("what counts as ok, can i post it", False),
        ("what happens if i post it", False),
    ],
)
def test_who_asks_what_the_policy_means_enquires(forms: Forms, text: str, *, enquires: bool) -> None:
    assert forms.read(text).enquires is enquires


def test_putting_something_where_others_see_it_is_heard(forms: Forms) -> None:
    assert forms.read("can i stick this on insta").publishes
    assert not forms.read("can i park here").publishes


@pytest.mark.parametrize(
    ("text", "only_tells"),
    [("there was a fire", True), ("recommend a film about a fire", False), ("why was there a fire", False)],
)
def test_what_opens_like_a_question_or_an_errand_does_not_only_tell(
    forms: Forms, text: str, *, only_tells: bool
) -> None:
    assert forms.read(text).only_tells is only_tells
