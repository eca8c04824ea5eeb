"""The scoring itself: on questions whose right answers are known."""

from pathlib import Path

import pytest

from bot.answering import GuidanceDesk
from tests.evaluation.scoring import Figures, Labelled, main, read, score


def a_label(text: str, expected: str, verdict: str | None = None, gold: tuple[str, ...] = ()) -> Labelled:
    return Labelled(
        id="q1",
        text=text,
        expected=expected,
        acceptable=frozenset({expected}),
        verdict=verdict,
        verdicts=frozenset({verdict}),
        gold=gold,
    )


def scored(gifts: GuidanceDesk, *questions: Labelled) -> Figures:
    return score(gifts, questions)


def test_a_right_reply_scores_full_marks(gifts: GuidanceDesk) -> None:
    figures = scored(gifts, a_label("can i accept cash", "answer", "prohibited", ("accepting.1a",)))

    assert (figures.outcome_ok, figures.outcome_strict, figures.hit_at_1, figures.verdict) == (1.0, 1.0, 1.0, 1.0)
    assert figures.misses == ()


def test_a_wrong_reply_is_listed_with_what_is_wrong(gifts: GuidanceDesk) -> None:
    figures = scored(gifts, a_label("can i accept cash", "clarify", "required", ("offering.2",)))

    assert (figures.outcome_ok, figures.hit_at_3, figures.verdict) == (0.0, 0.0, 0.0)
    assert [miss.how for miss in figures.misses] == [
        "outcome answer, not clarify",
        "a right clause is at rank None, not among the first three",
        "verdict prohibited, not required",
    ]


def test_what_is_not_labelled_is_not_scored(gifts: GuidanceDesk) -> None:
    figures = scored(gifts, a_label("hello", "not_covered"))

    assert (figures.questions, figures.outcome_ok, figures.hit_at_3, figures.verdict) == (1, 1.0, 1.0, 1.0)


def test_what_must_never_happen_is_counted(gifts: GuidanceDesk) -> None:
    figures = scored(
        gifts,
        a_label("may i keep flowers", "answer", "prohibited"),
        a_label("please ask my manager", "sensitive"),
    )

    assert (figures.says_yes_to_prohibited, figures.sensitive_to_manager) == (1, 1)
    assert (figures.echoes_personal_data, figures.not_verbatim, figures.answers_without_citation) == (0, 0, 0)


def test_a_file_of_labels_is_read(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(
        '{"id": "a", "text": "t", "expected": "answer", "acceptable": ["manager"], "verdict": "allowed", '
        '"verdict_also": [null], "gold": ["a.1"]}\n\n'
        '{"id": "b", "text": "t", "expected": "answer", "acceptable": [], "verdict": null, "gold": []}\n',
        "utf-8",
    )

    full, bare = read(path)

    assert (full.acceptable, full.gold) == (frozenset({"answer", "manager"}), ("a.1",))
    assert full.verdicts == frozenset({"allowed", None})
    assert (bare.acceptable, bare.verdict, bare.gold) == (frozenset({"answer"}), None, ())


def test_the_figures_and_misses_of_a_file_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"id": "a", "text": "what is the weather", "expected": "answer", "gold": []}\n', "utf-8")

    main([str(path), "--show"])

    printed = capsys.readouterr().out
    assert "outcome_ok                0.000" in printed
    assert "a: outcome not_covered, not answer\n      what is the weather" in printed
