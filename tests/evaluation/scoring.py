"""How well the desk answers labelled questions: what it gets right, and what it must never do.

`python -m tests.evaluation.scoring [--show] [FILE…]` prints the figures of each file; --show lists every miss.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bot.answering import GuidanceDesk, open_desk
from bot.model import Outcome, PolicyId, Question, Reply, Sending, Verdict
from bot.policies.model import folded
from bot.settings import SHIPPED_KNOWLEDGE

HERE = Path(__file__).parent
FILES = ("golden.jsonl", "outcomes.jsonl", "second.jsonl", "third.jsonl", "untouched.jsonl")
ASKED_ON = date(2026, 11, 22)
PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?<!\w)(?:\+44|0)[\d ]{9,13}\d")


@dataclass(frozen=True, kw_only=True, slots=True)
class Labelled:
    """A question and what would be right: outcomes, verdicts (none: not scored), clauses (none: not scored)."""

    id: str
    text: str
    expected: str
    acceptable: frozenset[str]
    verdict: str | None
    verdicts: frozenset[str | None]
    gold: tuple[str, ...]


class Miss(NamedTuple):
    """A question that went wrong, and how."""

    question: Labelled
    how: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What was measured: shares from 0 to 1 (1 where nothing is scored), and counts of what must never happen."""

    questions: int
    outcome_strict: float
    outcome_ok: float
    hit_at_1: float
    hit_at_3: float
    verdict: float
    says_yes_to_prohibited: int
    sensitive_to_manager: int
    echoes_personal_data: int
    not_verbatim: int
    answers_without_citation: int
    misses: tuple[Miss, ...]


def read(path: Path) -> list[Labelled]:
    """Read a file of labelled questions, one JSON object a line."""
    return [_labelled(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def score(desk: GuidanceDesk, questions: Sequence[Labelled]) -> Figures:
    """Ask *desk* every question and measure its replies."""
    replies = [(question, desk.ask(Question(text=question.text), ASKED_ON)) for question in questions]
    ranked = [(question, _rank(question, reply)) for question, reply in replies if question.gold]
    read_as = [
        (question, reply)
        for question, reply in replies
        if question.verdict and reply.outcome in {Outcome.ANSWER, Outcome.CLARIFY}
    ]
    policy = {policy.id: folded(policy.source) for policy in desk.library.policies}
    never = [Miss(question, how) for question, reply in replies for how in _never(question, reply, policy)]
    said = [miss.how for miss in never]
    return Figures(
        questions=len(replies),
        outcome_strict=_share(_outcome(reply) == question.expected for question, reply in replies),
        outcome_ok=_share(_outcome(reply) in question.acceptable for question, reply in replies),
        hit_at_1=_share(rank == 1 for _, rank in ranked),
        hit_at_3=_share(rank is not None and rank <= 3 for _, rank in ranked),
        verdict=_share(reply.verdict in question.verdicts for question, reply in read_as),
        says_yes_to_prohibited=said.count("says yes to what the policy forbids"),
        sensitive_to_manager=said.count("sends a sensitive matter to the manager"),
        echoes_personal_data=said.count("echoes personal data"),
        not_verbatim=said.count("quotes what the policy does not say"),
        answers_without_citation=said.count("answers without a citation"),
        misses=(*never, *_misses(replies), *_buried(ranked), *_misread(read_as)),
    )


def _misses(replies: Iterable[tuple[Labelled, Reply]]) -> Iterator[Miss]:
    for question, reply in replies:
        if _outcome(reply) not in question.acceptable:
            yield Miss(question, f"outcome {_outcome(reply)}, not {question.expected}")


def _buried(ranked: Iterable[tuple[Labelled, int | None]]) -> Iterator[Miss]:
    for question, rank in ranked:
        if rank is None or rank > 3:
            yield Miss(question, f"a right clause is at rank {rank}, not among the first three")


def _misread(read_as: Iterable[tuple[Labelled, Reply]]) -> Iterator[Miss]:
    for question, reply in read_as:
        if reply.verdict not in question.verdicts:
            yield Miss(question, f"verdict {reply.verdict}, not {question.verdict}")


def _labelled(fields: dict[str, object]) -> Labelled:
    def names(key: str) -> tuple[str, ...]:
        value = fields.get(key) or ()
        return tuple(value) if isinstance(value, list) else ()

    verdict = fields.get("verdict")
    return Labelled(
        id=str(fields["id"]),
        text=str(fields["text"]),
        expected=str(fields["expected"]),
        acceptable=frozenset({str(fields["expected"]), *names("acceptable")}),
        verdict=verdict if isinstance(verdict, str) else None,
        verdicts=frozenset({verdict if isinstance(verdict, str) else None, *names("verdict_also")}),
        gold=names("gold"),
    )


def _outcome(reply: Reply) -> str:
    """Return the outcome as labels know it: small talk is labelled as not covered."""
    return Outcome.NOT_COVERED if reply.outcome is Outcome.HELP else reply.outcome


def _rank(question: Labelled, reply: Reply) -> int | None:
    """Return the place (from 1) of the first right clause among the citations."""
    return next((place for place, c in enumerate(reply.citations, 1) if c.clause in question.gold), None)


def _share(results: Iterable[bool]) -> float:
    results = list(results)
    return sum(results) / len(results) if results else 1.0


def _never(question: Labelled, reply: Reply, policy: Mapping[PolicyId, str]) -> Iterator[str]:
    """Go through what must never happen and did."""
    if question.verdict == Verdict.PROHIBITED and reply.outcome is Outcome.ANSWER and reply.verdict is Verdict.ALLOWED:
        yield "says yes to what the policy forbids"
    if question.expected == Outcome.SENSITIVE and (
        reply.outcome is Outcome.MANAGER or reply.sending is Sending.AFTER_UNDO
    ):
        yield "sends a sensitive matter to the manager"
    if any(secret in repr(reply) for secret in PERSONAL.findall(question.text)):
        yield "echoes personal data"
    if any(words not in policy[c.policy] for c in reply.citations for words in (c.quote, c.lead_in)):
        yield "quotes what the policy does not say"
    if reply.outcome is Outcome.ANSWER and not reply.citations:
        yield "answers without a citation"


def _lines(name: str, figures: Figures, *, show: bool) -> Iterator[str]:
    yield name
    for field in Figures.__slots__:
        value = getattr(figures, field)
        if field != "misses":
            yield f"  {field:26}{value:.3f}" if isinstance(value, float) else f"  {field:26}{value}"
    for question, how in figures.misses if show else ():
        yield f"  {question.id}: {how}\n      {question.text[:160]}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of the files named, or of every file beside this one."""
    parser = argparse.ArgumentParser(description="Score the desk on labelled questions.")
    parser.add_argument("files", nargs="*", type=Path, help="JSON lines; by default every file of this folder")
    parser.add_argument("--show", action="store_true", help="list every miss")
    chosen = parser.parse_args(arguments)
    files = chosen.files or [HERE / name for name in FILES if (HERE / name).exists()]
    desk = open_desk(SHIPPED_KNOWLEDGE)
    for path in files:
        sys.stdout.writelines(f"{line}\n" for line in _lines(path.name, score(desk, read(path)), show=chosen.show))


if __name__ == "__main__":
    main()
