"""What the classifier sees of a draft, how it weighs that, and which sentence it points at."""

import math

from hypothesis import given
from hypothesis import strategies as st

from bot.drafting.classifier import SHORTEST, Classifier, spot_of
from bot.drafting.features import features, seen_in
from bot.drafting.observing import Feature
from bot.drafting.reading import Reading
from bot.findings import FindingKind
from bot.policies.weights import Weights

NAME = "<full name>"
SHORT = 3.0


def terms(text: str, *covered: tuple[tuple[int, int], str]) -> list[str]:
    return [seen.term for seen in seen_in(text, covered)]


def some_weights(**of_features: tuple[float, ...]) -> Weights:
    kinds = (FindingKind.COPYRIGHT, FindingKind.PICTURE)
    return Weights(kinds=kinds, thresholds=(0.5, 0.0), biases=(-1.0, -0.25), features=of_features)


def test_words_are_seen_by_their_stems_and_the_rest_as_terms() -> None:
    assert terms("She's asking: 3 photos, \u00a320, at 7pm in 1999?") == [
        "<first>", "she", "ask", "<number>", "photo", "<money>", "at", "<time>", "in", "<year>", "<asks>", "<last>",
    ]  # fmt: skip


def test_stops_and_line_ends_in_a_row_are_one() -> None:
    assert terms("Hi.\n\n\nBye!") == ["<first>", "hi", "<stop>", "bye", "<cries>", "<last>"]


def test_a_name_is_seen_as_a_mark_whoever_has_it() -> None:
    jess, aisha = "Thanks to Jess Hill!", "Thanks to Aisha Ova!"

    assert terms(jess, ((10, 19), NAME)) == terms(aisha, ((10, 19), NAME))
    assert terms(jess, ((10, 19), NAME)) == ["<first>", "thank", "to", NAME, "<cries>", "<last>"]


def test_labels_of_masks_are_seen_like_what_they_stand_for() -> None:
    assert terms("Ring [name] on [phone number]") == ["<first>", "ring", "<name>", "on", "<phone>", "<last>"]


def test_what_nobody_sees_hides_nothing() -> None:
    assert terms("ph\u200boto") == terms("photo") == terms("ph\u043eto")


def test_neighbours_are_seen_as_pairs_with_their_place() -> None:
    found = dict(features(seen_in("new photo")))

    assert found["new photo"] == (0, 9)
    assert {"<first> new", "photo <last>"} <= set(found)


@given(st.text(max_size=200))
def test_every_feature_of_any_text_stands_in_it(text: str) -> None:
    for _, (start, end) in features(seen_in(text)):
        assert 0 <= start <= end <= len(text)


def test_a_score_is_the_bias_and_what_each_feature_adds_once() -> None:
    weights = some_weights(song=(60.0, 2.0, 0.0), film=(80.0, 1.0, -1.0))
    seen = [Feature("song", (0, 4)), Feature("film", (5, 9)), Feature("song", (10, 14)), Feature("unknown", (15, 20))]

    copyright_, picture = Classifier(weights).weigh(seen)

    assert copyright_.kind is FindingKind.COPYRIGHT
    assert math.isclose(copyright_.above, -1.0 + 0.6 * 2.0 + 0.8 * 1.0 - 0.5)
    assert math.isclose(picture.above, -0.25 - 0.8)


def test_one_word_alone_is_weak_evidence() -> None:
    (weighed, _) = Classifier(some_weights(song=(SHORT, 8.0, 0.0))).weigh([Feature("song", (0, 4))])

    assert math.isclose(weighed.above, -1.0 + SHORT / SHORTEST * 8.0 - 0.5)


def test_without_weights_nothing_is_found() -> None:
    assert list(Classifier(Weights(features={})).weigh([Feature("song", (0, 4))])) == []


def test_it_points_at_the_sentence_that_did_most() -> None:
    text = "Come along. A song! More words here."
    seen = [Feature("come", (0, 4)), Feature("song", (14, 18)), Feature("<personal>", None), Feature("word", (25, 30))]
    weights = some_weights(**{"song": (50.0, 3.0, 0.0), "come": (50.0, 1.0, 0.0), "<personal>": (9.0, 9.0, 0.0)})
    weighed = next(iter(Classifier(weights).weigh(seen)))

    spot = spot_of(weighed, seen, Reading.of(text))

    assert (spot.kind, text[slice(*spot.span)]) == (FindingKind.COPYRIGHT, "A song")
