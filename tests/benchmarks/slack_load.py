"""Load on one real `signpost run`: events a second for a while, some twice, some calls answered 429.

`python -m tests.benchmarks.slack_load [--rate 50] [--seconds 30] [--http]`
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.scenarios.bot_process import free_port
from tests.scenarios.slack_process import Process
from tests.slack_bench import Workplace, shipped
from tests.slack_server.clock import Timings
from tests.slack_server.faults import RateLimited
from tests.slack_server.server import Options, running

QUESTIONS = (
    "Can I post this photo?",
    "can i post a pic of jess on insta, she doesnt know i took it",
    "Do I need a disclaimer on my own account?",
    "what is the capital of france",
    "Can they check my work phone?",
)
PEOPLE = 200  # so that nobody asks more than twenty questions in ten minutes
ANSWERS_WITHIN = 90.0
ACK_WITHIN = 3.0
DUPLICATES, LIMITED = 5.0, 2.0  # percent


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """How hard."""

    rate: float
    seconds: float
    http: bool

    @property
    def count(self) -> int:
        return int(self.rate * self.seconds)


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


async def measure(load: Load, folder: Path) -> bool:
    port = free_port()
    manifest = shipped(port if load.http else None)
    async with running(manifest, Options(timings=Timings(retries=(1.0, 5.0, 10.0)))) as slack:
        work = Workplace.of(slack, folder, http_port=port, health_port=free_port())
        process = Process(work, http=load.http, errors=folder / "errors.log")
        await process.start()
        slack.twice(DUPLICATES, seed=1)
        slack.faults.at_random(RateLimited(), percent=LIMITED, seed=2)
        people = [slack.person(f"person{number}") for number in range(PEOPLE)]
        loop = asyncio.get_running_loop()
        began, sent = loop.time(), []
        for number in range(load.count):
            await asyncio.sleep(max(0.0, began + number / load.rate - loop.time()))
            person = people[number % PEOPLE]
            sent.append((person, await person.dm(f"{QUESTIONS[number % len(QUESTIONS)]} ({number})")))
        took = loop.time() - began
        await slack.delivered(within=ANSWERS_WITHIN)
        roots = {message.ts for _, message in sent}

        def answered() -> Counter[str]:
            stored = slack.state.workspace.messages
            return Counter(m.thread_ts for m in stored if m.by_bot and m.thread_ts in roots)

        try:
            await slack.until(lambda: len(answered()) == load.count, within=ANSWERS_WITHIN)
        except TimeoutError:
            print("not all were answered in time")
        await slack.quiet(1.0)
        return await report(load, process, answered(), took)


async def report(load: Load, process: Process, answered: Counter[str], took: float) -> bool:
    record = process.work.slack.record
    acks = [delivery.seconds for delivery in record.deliveries if delivery.acked]
    late = [delivery for delivery in record.deliveries if not delivery.acked or delivery.seconds > ACK_WITHIN]
    lost, twice = load.count - len(answered), sum(times > 1 for times in answered.values())
    limited = sum(call.status == 429 for call in record.calls)
    print(f"{load.count} questions in {took:.1f} s over {'HTTP' if load.http else 'a socket'}: ", end="")
    print(
        f"{len(record.deliveries)} deliveries ({len(record.deliveries) - load.count} repeated), {limited} calls limited"
    )
    print(f"acknowledged: p50 {quantile(acks, 0.5) * 1000:.0f} ms, p99 {quantile(acks, 0.99) * 1000:.0f} ms, ", end="")
    print(f"longest {max(acks) * 1000:.0f} ms; not within {ACK_WITHIN:.0f} s: {len(late)}")
    print(f"lost: {lost}; answered twice: {twice}; violations: {len(record.violations)}")
    for violation in record.violations[:5]:
        print(f"  {violation}")
    code = await process.stop()
    print(f"stopped with {code}")
    return not (lost or twice or late or record.violations or code)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--http", action="store_true")
    load = Load(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory() as folder:
        if not asyncio.run(measure(load, Path(folder))):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
