"""The whole question, from text to reply, and the cold command, beside what they are made of; one run, ratios first.

python -m tests.benchmarks.ask
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from adapters.bootstrap import guidance_desk, today
from bot.model import Question

QUESTIONS = Path(__file__).parent.parent / "evaluation" / "golden.jsonl"
IMPORTS = "import numpy, rank_bm25, langchain_text_splitters"
ROUNDS = 7


def milliseconds_each(texts: list[str]) -> list[float]:
    """Ask every question once in this process; return milliseconds each."""
    desk = guidance_desk()
    desk.ask(Question(text=texts[0]), today())
    spent = []
    for text in texts:
        began = time.perf_counter()
        desk.ask(Question(text=text), today())
        spent.append((time.perf_counter() - began) * 1000)
    return spent


def seconds_of(*command: str) -> float:
    """Run one command; return the seconds it took."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    return time.perf_counter() - began


def main() -> None:
    """Print the figures."""
    texts = [json.loads(line)["text"] for line in QUESTIONS.read_text("utf-8").splitlines()]
    spent = sorted(milliseconds_each(texts))
    late = spent[int(len(spent) * 0.99)]
    print(f"warm: median {median(spent):.2f} ms, p99 {late:.2f} ms of {len(spent)} questions (aim: 3 ms)")
    pairs = [
        (
            seconds_of(sys.executable, "-m", "adapters.console", "ask", "Can I post this photo?"),
            seconds_of(sys.executable, "-c", IMPORTS),
        )
        for _ in range(ROUNDS)
    ]
    cold, imports = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    print(f"cold: {cold:.2f} s; {IMPORTS}: {imports:.2f} s; aim: {1.5 * imports + 0.5:.2f} s")


if __name__ == "__main__":
    main()
