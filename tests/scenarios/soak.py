"""Kill the real desk and relay at random, hundreds of times, and count what was lost and what came twice.

python -m tests.scenarios.soak --database sqlite|postgres --kills N --seed S [--no-look-up]
"""

import argparse
import asyncio
import logging
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tests import postgres
from tests.scenarios.chat_platform import FakePlatform, Kill, Process
from tests.scenarios.figures import Figures, Outcome, figures
from tests.scenarios.wire import Message

log = logging.getLogger(__name__)
QUIET = 12.0  # real seconds without any message: leases, retries and reminders are all shorter


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """How hard a soak is."""

    kills: int
    seed: int
    workers: int = 1
    can_find: bool = True
    server_crashes: int = 0
    asked_each_second: float = 5.0


@dataclass
class Soak:
    """People who ask, undo at the due instant and press twice, and a hand that kills."""

    plan: Plan
    platform: FakePlatform
    server: postgres.Server | None = None
    asked: list[str] = field(default_factory=list)
    events: int = 0
    asking: bool = True

    def __post_init__(self) -> None:
        self.dice = random.Random(self.plan.seed)  # noqa: S311 - no secret
        self.platform.fate, self.platform.on_arrival = self._fate, self._react
        self.more = () if self.plan.can_find else ("--no-look-up",)

    async def run(self) -> Figures:
        async with self.platform.open():
            for _ in range(self.plan.workers):
                await self.platform.launch(*self.more)
            await self.platform.until(lambda: all(process.ready for process in self.platform.processes))
            killing, asking = asyncio.create_task(self._kill()), asyncio.create_task(self._ask())
            await killing
            self.asking = False
            await asking
            await self._quiet()
            await self._stop()
        seen = Outcome(
            asked=self.asked,
            copies=self.platform.copies,
            arrived=self.platform.arrived,
            kills=self.platform.kills,
            look_ups=self.platform.look_ups,
            can_find=self.plan.can_find,
        )
        return await figures(self.platform.database, self.platform.clock, seen)

    async def _ask(self) -> None:
        while self.asking:
            await asyncio.sleep(self.dice.expovariate(self.plan.asked_each_second))
            self.asked.append(self._event("ask", f"asker-{len(self.asked)}"))

    async def _kill(self) -> None:
        crashes = {
            self.plan.kills * number // (self.plan.server_crashes + 1)
            for number in range(1, self.plan.server_crashes + 1)
        }
        while self.platform.kills < self.plan.kills:
            await asyncio.sleep(self.dice.uniform(0.1, 0.9))
            alive = [process for process in self.platform.processes if process.ready and process.alive]
            if alive and self.dice.random() < 0.5:
                self.platform.kill(self.dice.choice(alive))
            if self.server and any(self.platform.kills >= due for due in crashes):
                crashes.remove(min(crashes))
                await asyncio.to_thread(self.server.crash)
            await self._restart()
            if self.platform.kills % 20 == 0:
                log.info("kills: %d, asked: %d", self.platform.kills, len(self.asked))

    async def _restart(self) -> None:
        for process in [one for one in self.platform.processes if not one.alive]:
            self._look_at(process)
            self.platform.processes.remove(process)
            await self.platform.launch(*self.more)

    def _look_at(self, process: Process) -> None:
        """A process that was not killed must not have ended."""
        sys.stderr.write(process.last_words()[-2000:])

    async def _quiet(self) -> None:
        """Keep the workers alive, unkilled, until nothing has arrived for a while."""
        last, since = -1, 0.0
        loop = asyncio.get_running_loop()
        while True:
            await self._restart()
            now = len(self.platform.arrived) + len(self.platform.unacknowledged) * 1_000_000
            if now != last:
                last, since = now, loop.time()
            if loop.time() - since > QUIET:
                return
            await asyncio.sleep(0.2)

    async def _stop(self) -> None:
        for process in self.platform.processes:
            process.popen.terminate()
        await self.platform.until(lambda: not any(process.alive for process in self.platform.processes))

    def _fate(self, notice: Message) -> Kill | None:
        del notice
        if not self.asking or self.dice.random() > 0.12:
            return None
        return self.dice.choice(list(Kill))

    async def _react(self, notice: Message) -> None:
        user, escalation = notice["user"], notice["escalation"]
        match notice["kind"]:
            case "asker_card" if self.dice.random() < 0.3:
                await self._at_the_due_instant(notice["send_at"])
                self._event("do_not_send", user, escalation)
            case "manager_card" if self.dice.random() < 0.8:
                self._event("reply", user, escalation, "Ask them first.")
                self._event("reply", user, escalation, "Ask them first.")
            case "reminder":
                self._event("reply", user, escalation, "Sorry: ask them first.")
            case "relayed":
                self._event("settles_it", user, escalation)
            case _:
                pass

    async def _at_the_due_instant(self, send_at: str) -> None:
        due = datetime.fromisoformat(send_at) + timedelta(seconds=self.dice.uniform(-4, 2))
        await self.platform.clock.sleep_until(due)

    def _event(self, does: str, user: str, escalation: str = "", words: str = "") -> str:
        self.events += 1
        event = {"event": f"e{self.events}", "does": does, "user": user, "escalation": escalation, "words": words}
        self.platform.deliver(event)
        for _ in range(self.dice.choice((0, 0, 1, 2))):
            self.platform.give(event)
        return str(event["event"])


@contextmanager
def database(kind: str) -> Iterator[tuple[str, postgres.Server | None]]:
    """Make an empty database that keeps what it promised when it crashes."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'signpost.db'}", None
        return
    programs = postgres.programs()
    if programs is None:
        sys.exit(postgres.MISSING)
    with postgres.running(programs, fsync=True) as server:
        yield server.new_database("soak"), server


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", choices=("sqlite", "postgres"), required=True)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-look-up", dest="can_find", action="store_false")
    given = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    log.setLevel(logging.INFO)
    on_postgres = given.database == "postgres"
    plan = Plan(
        kills=given.kills,
        seed=given.seed,
        workers=3 if on_postgres else 1,
        can_find=given.can_find,
        server_crashes=given.kills // 50 if on_postgres else 0,
    )
    with database(given.database) as (address, server):
        found = asyncio.run(Soak(plan, FakePlatform(address), server).run())
    sys.stdout.write(f"{given.database}, seed {given.seed}, server crashes {plan.server_crashes}: {found}\n")
    for wrong in (*found.lost, *found.twice):
        sys.stdout.write(f"  {wrong}\n")
    return 1 if found.lost or found.twice else 0


if __name__ == "__main__":
    sys.exit(main())
