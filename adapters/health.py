"""/healthz, /readyz and /metrics on this machine alone: numbers and words of our own, no ids, no text."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from bot.lifecycle import State
from bot.model import Outcome
from bot.notices import Notice
from bot.outbox import Landed
from bot.people import Platform
from bot.ports import Clock, Notifier, OpenWork
from bot.privacy.retention import shown
from bot.relaying.health import Health

BUCKETS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
NOT_READY = 503


@dataclass
class SendTimes:
    """How long sends took, as a Prometheus histogram."""

    buckets: Counter[float] = field(default_factory=Counter)
    count: int = 0
    total: float = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self.count += 1
        self.total += seconds
        for bucket in BUCKETS:
            self.buckets[bucket] += seconds <= bucket


class TimedNotifier:
    """A notifier whose sends are timed."""

    def __init__(self, notifier: Notifier, times: SendTimes) -> None:
        self._notifier, self._times = notifier, times

    @property
    def platform(self) -> Platform:
        """Which platform's notices it takes."""
        return self._notifier.platform

    @property
    def can_find(self) -> bool:
        """Whether `find` can tell."""
        return self._notifier.can_find

    async def send(self, notice: Notice) -> Landed:
        """Post it, and time that."""
        began = time.monotonic()
        try:
            return await self._notifier.send(notice)
        finally:
            self._times.add(time.monotonic() - began)

    async def find(self, notice: Notice, since: datetime) -> Landed | None:
        """Look for it."""
        return await self._notifier.find(notice, since)

    async def update(self, notice: Notice, target: Landed) -> Landed:
        """Edit it in place."""
        return await self._notifier.update(notice, target)


@dataclass(frozen=True, kw_only=True, slots=True)
class HealthPage:
    """What is asked of a running process; counts below *smallest* are hidden, as they could name somebody."""

    unit_of_work: OpenWork
    clock: Clock
    health: Health
    times: SendTimes
    platforms: Sequence[tuple[Platform, Callable[[], bool]]]
    smallest: int

    def app(self) -> web.Application:
        """Make the pages."""
        made = web.Application()
        made.router.add_get("/healthz", self._alive)
        made.router.add_get("/readyz", self._ready)
        made.router.add_get("/metrics", self._metrics)
        return made

    async def _alive(self, _request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        """Say why not, where not."""
        whys = [f"{platform} is not connected" for platform, connected in self.platforms if not connected()]
        whys += [f"{subject}: {trouble}" for subject, trouble in self.health.troubles.items()]
        return web.Response(text="\n".join(whys or ["ready"]) + "\n", status=NOT_READY if whys else 200)

    async def _metrics(self, _request: web.Request) -> web.Response:
        now = self.clock.now()
        async with self.unit_of_work() as work:
            states, backlog = await work.escalations.count(), await work.outbox.backlog(now)
            counts = shown(await work.counts.totals(), self.smallest)
            unanswered = await work.intake.unanswered(now)
        by_outcome = Counter[str]()
        for (_, what), times in counts.items():
            by_outcome[what] += times or 0
        oldest = (now - backlog.oldest_due_at).total_seconds() if backlog.oldest_due_at else 0.0
        lines = [
            *_family("signpost_questions_total", "counter", [({"outcome": o}, by_outcome[o]) for o in Outcome]),
            *_family("signpost_escalations", "gauge", [({"state": s}, states.get(s, 0)) for s in State]),
            *_family("signpost_outbox_waiting", "gauge", [({}, backlog.waiting)]),
            *_family("signpost_outbox_due", "gauge", [({}, backlog.due)]),
            *_family("signpost_outbox_dead", "gauge", [({}, backlog.dead)]),
            *_family("signpost_outbox_oldest_due_seconds", "gauge", [({}, max(oldest, 0.0))]),
            *_family("signpost_arrivals_abandoned", "gauge", [({}, unanswered)]),
            *_family("signpost_troubles", "gauge", [({}, len(self.health.troubles))]),
            *_histogram("signpost_send_seconds", self.times),
        ]
        text = "\n".join(lines) + "\n"
        return web.Response(body=text.encode(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})


Sample = tuple[dict[str, str], float]


def _family(name: str, kind: str, samples: Sequence[Sample]) -> list[str]:
    return [f"# TYPE {name} {kind}", *(f"{name}{_labels(labels)} {value:g}" for labels, value in samples)]


def _histogram(name: str, times: SendTimes) -> list[str]:
    buckets = [f'{name}_bucket{{le="{bucket:g}"}} {times.buckets[bucket]}' for bucket in BUCKETS]
    ends = [f'{name}_bucket{{le="+Inf"}} {times.count}', f"{name}_sum {times.total:g}", f"{name}_count {times.count}"]
    return [f"# TYPE {name} histogram", *buckets, *ends]


def _labels(labels: dict[str, str]) -> str:
    inside = ",".join(f'{key}="{value}"' for key, value in labels.items())
    return f"{{{inside}}}" if inside else ""
