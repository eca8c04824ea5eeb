"""Word sequences as knowledge writes them, found in questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cues import GAP, Cues, check_cue
from bot.text import stems, words

GROUPS = {"boss": ("manager", "line manager", "boss"), "empty": ()}


def heard(cue: str, question: str) -> bool:
    return bool(Cues([cue], GROUPS).found(stems(question)))


@pytest.mark.parametrize(
    ("cue", "question"),
    [
        ("ask my manager", "could you ask my manager please"),
        ("ask my manager", "Asking my MANAGER's opinion"),
        ("ask/tell/warn my manager", "tell my manager"),
        ("tell {boss}", "tell boss"),
        ("tell {boss} now", "tell line manager now"),
        ("{boss} said", "my boss said"),
        ("tell {boss}/someone", "tell someone"),
        ("tell {boss}/someone", "tell line manager"),
        ("delete * evidence", "delete evidence"),
        ("delete * evidence", "delete one two three four evidence"),
        ("delete * old * evidence", "delete all the old stuff and evidence"),
        ("post post", "post post post"),
    ],
)
def test_a_cue_is_heard_where_its_words_stand_in_order(cue: str, question: str) -> None:
    assert heard(cue, question)


@pytest.mark.parametrize(
    ("cue", "question"),
    [
        ("ask my manager", "my manager asked"),
        ("ask my manager", "ask my"),
        ("ask my manager", "ask about my manager"),
        ("tell {boss}", "tell line"),
        ("delete * evidence", "delete one two three four five evidence"),
        ("delete * evidence", "evidence delete"),
        ("ask my manager", ""),
    ],
)
def test_a_cue_is_not_heard_elsewhere(cue: str, question: str) -> None:
    assert not heard(cue, question)


def test_a_gap_holds_at_most_so_many_words() -> None:
    assert heard("a * b", "a " + "x " * GAP + "b")
    assert not heard("a * b", "a " + "x " * (GAP + 1) + "b")


def test_every_cue_that_stands_in_a_question_is_found() -> None:
    cues = Cues(["ask my manager", "tell {boss}", "my manager", "my manager", "nowhere"], GROUPS)

    found = cues.found(stems("ask my manager or tell boss"))

    assert found == {"ask my manager", "tell {boss}", "my manager"}


def test_places_are_counted_once_each() -> None:
    cues = Cues(["{boss}", "manager of", "line manager"], GROUPS)

    assert cues.count(stems("my manager of managers told the line manager")) == 4
    assert cues.count([]) == 0


def test_tense_matters_where_words_are_compared_as_they_are() -> None:
    cues = Cues(["i posted"], read=words)

    assert cues.found(words("I posted it"))
    assert not cues.found(words("can I post it"))


@pytest.mark.parametrize("cue", ["", "  ", "*", "* now", "now *", "* *", "tell {empty}"])
def test_a_cue_that_is_empty_or_open_at_an_end_is_refused(cue: str) -> None:
    with pytest.raises(ValueError, match="is empty, or begins or ends with"):
        check_cue(cue, GROUPS)


def test_a_cue_that_names_no_group_is_refused() -> None:
    with pytest.raises(ValueError, match="names the group “wizard”, which does not exist"):
        check_cue("tell {wizard}", GROUPS)


def test_a_choice_without_letters_stands_nowhere() -> None:
    assert not heard("tell ???", "please tell")


def test_no_cues_find_nothing() -> None:
    assert Cues([]).found(["post"]) == frozenset()
    assert Cues([]).count(["post"]) == 0


WORDS = st.lists(
    st.sampled_from(["tell", "ask", "my", "manager", "boss", "line", "now", "delete", "evidence", "x"]), max_size=25
)


@given(WORDS, st.data())
def test_any_run_of_a_questions_words_is_heard_in_it(question: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(question) - 1)))
    run = question[start : start + data.draw(st.integers(1, 4))]

    assert not run or heard(" ".join(run), " ".join(question))


@given(WORDS)
def test_counting_agrees_with_finding(question: list[str]) -> None:
    cues = Cues(["tell {boss}", "ask my", "delete * evidence"], GROUPS)

    assert bool(cues.count(question)) == bool(cues.found(question))
