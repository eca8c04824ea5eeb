"""Load on one real `signpost run`: commands a second for a while, some events twice, some calls answered 429.

`python -m tests.benchmarks.discord_load [--rate 50] [--seconds 30]`
"""

import argparse
import asyncio
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.slack_load import PEOPLE, QUESTIONS, quantile
from tests.discord_server.changes import NeverHappened
from tests.discord_server.faults import Fault, How
from tests.discord_server.interactions import ANSWER_WITHIN, Interaction
from tests.scenarios.discord_process import Process, a_process

ANSWERS_WITHIN = 90.0
DUPLICATES, LIMITED = 5.0, 2.0  # percent
FILL = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """How hard."""

    rate: float
    seconds: float

    @property
    def count(self) -> int:
        return int(self.rate * self.seconds)


async def measure(load: Load, folder: Path) -> bool:
    async with a_process(folder) as process:
        began = asyncio.get_running_loop().time()
        sent = await press(load, process)
        took = asyncio.get_running_loop().time() - began
        try:
            changes = process.work.discord.changes
            await changes.until(lambda: all(map(stands, sent)), "an answer to each", ANSWERS_WITHIN)
        except NeverHappened as error:
            print(error)
        await process.work.quiet(1.0)
        return await report(process, sent, took)


async def press(load: Load, process: Process) -> list[Interaction]:
    """Use as many commands as *load* says, at its pace, with its faults."""
    discord, chance, loop = process.work.discord, random.Random(1), asyncio.get_running_loop()  # noqa: S311 - guards nothing
    people = [discord.person(f"person{number}") for number in range(PEOPLE)]
    began, sent = loop.time(), list[Interaction]()
    for number in range(load.count):
        await asyncio.sleep(max(0.0, began + number / load.rate - loop.time()))
        if chance.uniform(0, 100) < DUPLICATES:
            discord.gateway.double_next("INTERACTION_CREATE")
        question = f"{QUESTIONS[number % len(QUESTIONS)]} ({number})"
        asked = people[number % PEOPLE].slash("/policy ask", question=question)
        if chance.uniform(0, 100) < LIMITED:
            discord.faults.append(Fault(FILL, How.TOO_MANY, params={"webhook_token": asked.token}))
        sent.append(asked)
    return sent


def stands(asked: Interaction) -> bool:
    """Tell whether somebody can read the answer."""
    return asked.original is not None and not asked.original.loading


async def report(process: Process, sent: list[Interaction], took: float) -> bool:
    discord = process.work.discord
    firsts = [asked.answered_at - asked.created for asked in sent if asked.answered_at is not None]
    shown = [asked.original for asked in sent if asked.original is not None]
    answers = [one.edited - asked.created for asked in sent if (one := asked.original) and one.edited]
    lost, late = sum(not stands(asked) for asked in sent), len(sent) - sum(one <= ANSWER_WITHIN for one in firsts)
    twice = sum(message.author is discord.bot for message in discord.messages) - len(shown)
    limited = sum(call.status == 429 for call in discord.calls)
    print(f"{len(sent)} commands in {took:.1f} s, {events(process) - len(sent)} repeated, {limited} calls limited")
    print(f"deferred: {said(firsts)}; not within {ANSWER_WITHIN:.0f} s: {late}")
    print(f"answered: {said(answers)}")
    print(f"lost: {lost}; answered twice: {twice}; violations: {len(discord.violations)}")
    for violation in discord.violations[:5]:
        print(f"  {violation}")
    code = await process.stop()
    print(f"stopped with {code}")
    return not (lost or twice or late or discord.violations or code)


def events(process: Process) -> int:
    """Count the interactions that went down the socket."""
    sessions = process.work.discord.gateway.all.values()
    return sum(frame.event == "INTERACTION_CREATE" for session in sessions for frame in session.log)


def said(seconds: list[float]) -> str:
    p50, p99 = quantile(seconds, 0.5) * 1000, quantile(seconds, 0.99) * 1000
    return f"p50 {p50:.0f} ms, p99 {p99:.0f} ms, longest {max(seconds, default=0.0) * 1000:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=30.0)
    load = Load(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory() as folder:
        if not asyncio.run(measure(load, Path(folder))):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
