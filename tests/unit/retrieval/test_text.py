"""A question's words as the index knows them."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.text import MOST_REPAIRS, STOP, Analyser

LEXICON = (
    ("photograph", "photo", "pic", "group shot"),
    ("social media", "socials", "insta"),
    ("service user", "client", "user"),
)
PHRASES = ("posting photographs online", "confidential confidential", "posting of photographs", "only once")


def an_analyser() -> Analyser:
    return Analyser(LEXICON, phrases=PHRASES)


def test_stop_words_go_and_the_rest_is_stemmed_in_order() -> None:
    assert an_analyser().terms("Can I be posting the results online?") == ["post", "result", "onlin"]


def test_a_repeated_word_is_a_repeated_term() -> None:
    assert an_analyser().terms("post post post") == ["post"] * 3


def test_words_that_mean_the_same_become_one() -> None:
    analyser = an_analyser()

    assert analyser.terms("pic") == analyser.terms("PHOTOS") == ["photograph"]
    assert analyser.terms("on insta") == analyser.terms("on social media") == ["social_media"]


def test_the_longest_phrase_wins() -> None:
    assert an_analyser().terms("group shot of the service user") == ["photograph", "servic_user"]


def test_a_phrase_that_breaks_off_is_read_as_words() -> None:
    assert an_analyser().terms("the group and a shot") == ["group", "shot"]


def test_one_slip_in_a_word_is_repaired() -> None:
    analyser = an_analyser()

    assert analyser.terms("potsing") == ["post"]
    assert analyser.terms("confidentail") == ["confidenti"]


def test_two_slips_are_repaired_in_a_long_word_only() -> None:
    analyser = an_analyser()

    assert analyser.terms("confadentail") == analyser.terms("confidential")
    assert analyser.terms("pitsng") == ["pitsng"]


def test_what_is_no_misspelling_stays() -> None:
    analyser = an_analyser()

    assert analyser.terms("gardening") == ["garden"]
    assert analyser.terms("xyz a1b2c3 kost") == ["xyz", "a1b2c3", "kost"]


def test_a_word_of_one_phrase_alone_is_no_target_for_repairs() -> None:
    assert Analyser(phrases=["watering", "posting posting"]).terms("waterinq") == ["waterinq"]


def test_a_word_of_the_policy_is_taken_as_spelt() -> None:
    assert Analyser(policy=["a posling"], phrases=["posting posting"]).terms("posling") == ["posl"]


def test_repairs_have_a_bound() -> None:
    hostile = [f"posting{first}{second}" for first, second in product("bcdfghjk", repeat=2)]

    terms = an_analyser().terms(" ".join(hostile))

    assert terms[:MOST_REPAIRS] == ["post"] * MOST_REPAIRS
    assert terms[MOST_REPAIRS:] == hostile[MOST_REPAIRS:]


def test_an_analyser_without_knowledge_still_reads() -> None:
    assert Analyser().terms("Can I post photos?") == ["post", "photo"]
    assert Analyser([["photo", "!!"]]).terms("!! photos") == ["photo"]


@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_any_text_has_terms_and_none_is_a_stop_word(text: str) -> None:
    terms = an_analyser().terms(text)

    assert terms == an_analyser().terms(text)
    assert "" not in terms


def test_no_stop_word_decides_what_a_policy_says() -> None:
    assert STOP.isdisjoint({"never", "without", "unless", "only with", "manager", "consent"})
