"""One process as `signpost run` would be, for the crash tests to kill: the real desk, relay and store."""

import argparse
import asyncio
import json
import os
import signal
import sys
import time
from base64 import b32encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from secrets import token_bytes
from zoneinfo import ZoneInfo

from adapters.storage.engine import open_store
from adapters.storage.migrate import SCRIPTS
from adapters.storage.refusals import StoreRefused
from adapters.storage.work import Store
from bot.arrivals import Arrival, ArrivalClaim, ArrivalKind, DeliveryId
from bot.audit_chain import chain_key
from bot.delivery import Relay, RelayRules, RelayWorld
from bot.errors import BotError
from bot.escalating.followups import FollowUps
from bot.escalating.referrals import DeskRules, Referral
from bot.escalating.routing import Router
from bot.escalating.timetable import Timetable, WorkingHours
from bot.escalations import EscalationDesk, World
from bot.leases import Lease, OwnerId
from bot.lifecycle import EscalationId, Press, PressKind
from bot.model import Reason, Sending
from bot.people import Address, Platform, person_id
from bot.relaying.health import Health
from bot.running import RunningRelay
from tests.scenarios.crowd import SECRET, Crowd
from tests.scenarios.wire import HOME, LONGEST_LINE, Connection, Message, WireNotifier

LEASE = timedelta(seconds=60)
UNDO = timedelta(seconds=60)
CALL = 0.8  # real seconds; two of them end before a lease does


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """How a worker is started."""

    database: str
    port: int
    began: float
    speed: float
    behind: float
    can_find: bool
    scripts: Path

    @classmethod
    def read(cls, arguments: list[str]) -> "Options":
        parser = argparse.ArgumentParser()
        parser.add_argument("--database", required=True)
        parser.add_argument("--port", type=int, required=True)
        parser.add_argument("--began", type=float, required=True)
        parser.add_argument("--speed", type=float, default=20.0)
        parser.add_argument("--behind", type=float, default=0.0)
        parser.add_argument("--no-look-up", dest="can_find", action="store_false")
        parser.add_argument("--scripts", type=Path, default=SCRIPTS)
        return cls(**vars(parser.parse_args(arguments)))


class FastClock:
    """Runs *speed* times as fast as the wall's since *began*, the same in every process; *behind* sets it back."""

    EPOCH = datetime(2026, 3, 4, 12, tzinfo=UTC)

    def __init__(self, began: float, speed: float, behind: float = 0.0) -> None:
        self._began, self._speed, self._behind = began, speed, behind

    def now(self) -> datetime:
        return self.EPOCH + timedelta(seconds=(time.time() - self._began) * self._speed - self._behind)

    async def sleep_until(self, when: datetime) -> None:
        while (left := (when - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - a clock is what this is
            await asyncio.sleep(left / self._speed)


class RandomIds:
    def new(self) -> str:
        return b32encode(token_bytes(17)).decode().rstrip("=").lower()


class Worker:
    """Takes events in, answers them, delivers what is due."""

    def __init__(self, store: Store, connection: Connection, options: Options) -> None:
        self._store, self._connection, self._clock = store, connection, store.clock
        self._ids = RandomIds()
        router = Router(Crowd(), lambda address: person_id(SECRET, str(address)), (Platform.CONSOLE,))
        rules = DeskRules(timetable=timetable())
        world = World(unit_of_work=store.work, clock=self._clock, ids=self._ids, router=router, screen=lambda _: None)
        self._desk = EscalationDesk(world, rules)
        health = Health()
        relay_world = RelayWorld(
            unit_of_work=store.work,
            notifiers=(WireNotifier(connection, can_find=options.can_find),),
            sequel=FollowUps(self._clock, router, rules),
            clock=self._clock,
            ids=self._ids,
            health=health,
        )
        look_every = timedelta(seconds=options.speed / 2)
        relay = Relay(relay_world, RelayRules(call=CALL, lease=LEASE, look_every=look_every))
        self._relay = RunningRelay(relay, self._clock, health)
        store.on_commit = self._relay.wake

    async def run(self) -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._relay.stop)
        listening = asyncio.create_task(self._connection.listen(self._take))
        taking_over = asyncio.create_task(self._take_over())
        listening.add_done_callback(lambda _: self._relay.stop())
        try:
            await self._relay.run()
        finally:
            listening.cancel()
            taking_over.cancel()
            await asyncio.gather(listening, taking_over, return_exceptions=True)

    async def _take(self, event: Message) -> None:
        """Record an event, acknowledge it, answer it; a store that refuses gets no acknowledgement."""
        arrival = Arrival(
            delivery=DeliveryId(Platform.CONSOLE, HOME, event["event"]),
            kind=ArrivalKind.QUESTION if event["does"] == "ask" else ArrivalKind.PRESS,
            sender=Address(platform=Platform.CONSOLE, workspace=HOME, user=event["user"]),
            body=json.dumps(event),
            received_at=self._clock.now(),
        )
        with suppress(BotError):
            async with self._store.work() as work:
                claim = await work.intake.record(arrival, self._lease())
            await self._connection.tell({"op": "acknowledge", "event": event["event"]})
            if claim is not None:
                await self._answer(claim)

    async def _answer(self, claim: ArrivalClaim) -> None:
        event, sender = json.loads(claim.arrival.body), claim.arrival.sender
        if event["does"] == "ask":
            question = Referral(
                asker_at=sender, question=event["event"], reason=Reason.ASKED_FOR, sending=Sending.AFTER_UNDO
            )
            await self._desk.propose(question, claim)
        else:
            press = Press(kind=PressKind(event["does"]), words=event.get("words", ""))
            await self._desk.press(EscalationId(event["escalation"]), press, sender, claim)

    async def _take_over(self) -> None:
        """Answer what a process that died had recorded."""
        while True:
            with suppress(BotError):
                async with self._store.work() as work:
                    claim = await work.intake.claim(self._lease(), (Platform.CONSOLE,))
                if claim is not None:
                    await self._answer(claim)
                    continue
            await self._clock.sleep_until(self._clock.now() + LEASE / 6)

    def _lease(self) -> Lease:
        return Lease.of(OwnerId(self._ids.new()), self._clock.now(), LEASE)


def timetable() -> Timetable:
    """A plan of minutes, at every hour of every day."""
    hours = WorkingHours(
        zone=ZoneInfo("UTC"),
        opens=day_time(0),
        closes=day_time(23, 59, 59),
        days=frozenset(range(7)),
        country="",
        region="",
    )
    return Timetable(
        hours=hours,
        undo=UNDO,
        remind_after=timedelta(seconds=150),
        backup_after=timedelta(minutes=30),
        owner_after=timedelta(hours=1),
        expire_after=timedelta(hours=8),
    )


async def main(arguments: list[str]) -> int:
    options = Options.read(arguments)
    reader, writer = await asyncio.open_connection("127.0.0.1", options.port, limit=LONGEST_LINE)
    clock = FastClock(options.began, options.speed, options.behind)
    try:
        async with open_store(
            options.database, audit_key=chain_key(SECRET), clock=clock, scripts=options.scripts
        ) as store:
            connection = Connection(reader, writer)
            await connection.tell({"op": "hello", "pid": os.getpid()})
            await Worker(store, connection, options).run()
    except StoreRefused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return refusal.exit_code
    except BotError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    finally:
        writer.close()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
