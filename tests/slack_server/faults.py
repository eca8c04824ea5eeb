"""Faults a test injects into Web API calls: which, how often, and in what shape."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

EVERY = "*"
Blow = Callable[[], Awaitable[None]]


class When(StrEnum):
    """Where the connection is cut: before Slack does what was asked, or after."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, kw_only=True, slots=True)
class RateLimited:
    """429; `retry_after` is the header as sent ("30", "soon", "0"), None leaves it out."""

    retry_after: str | None = "1"


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerError:
    status: int = 503


@dataclass(frozen=True, kw_only=True, slots=True)
class Stalled:
    """No answer for *seconds*, then nothing was done and the connection closes."""

    seconds: float = 60.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Dropped:
    """The connection is cut; `when` tells whether Slack did what was asked."""

    when: When = When.AFTER


@dataclass(frozen=True, kw_only=True, slots=True)
class LateAccept:
    """Slack does what was asked only *seconds* later, even if the caller is gone by then."""

    seconds: float = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class SlowBody:
    """Done at once, but the answer trickles over *seconds*."""

    seconds: float = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Fails:
    """ok: false with *error*, such as channel_not_found, account_inactive, token_revoked."""

    error: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Struck:
    """*blow* falls, the caller's end for instance, before Slack does what was asked or after; no answer comes."""

    blow: Blow
    when: When = When.AFTER


Fault = RateLimited | ServerError | Stalled | Dropped | LateAccept | SlowBody | Fails | Struck


@dataclass(kw_only=True, slots=True)
class _Planned:
    method: str
    fault: Fault
    left: int
    skip: int
    saying: str


@dataclass(kw_only=True, slots=True)
class _Chance:
    method: str
    fault: Fault
    percent: float
    dice: random.Random


@dataclass(slots=True)
class Faults:
    """Planned faults first, then chance; a method is named as in the API, `response_url`, or `*` for all."""

    _planned: list[_Planned] = field(default_factory=list)
    _chances: list[_Chance] = field(default_factory=list)

    def next(self, method: str, fault: Fault, *, times: int = 1, skip: int = 0, saying: str = "") -> None:
        """Let *times* calls of *method* that say *saying* meet *fault*, after *skip* that go well."""
        self._planned.append(_Planned(method=method, fault=fault, left=times, skip=skip, saying=saying))

    def at_random(self, fault: Fault, *, percent: float, seed: int, method: str = EVERY) -> None:
        dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self._chances.append(_Chance(method=method, fault=fault, percent=percent, dice=dice))

    def clear(self) -> None:
        self._planned.clear()
        self._chances.clear()

    def draw(self, method: str, said: object = "") -> Fault | None:
        """Tell what befalls this call of *method*, which says *said*."""
        for plan in self._planned:
            if plan.method not in (method, EVERY) or plan.left == 0 or plan.saying not in str(said):
                continue
            if plan.skip:
                plan.skip -= 1
                continue
            plan.left -= 1
            return plan.fault
        for chance in self._chances:
            if chance.method in (method, EVERY) and chance.dice.uniform(0, 100) < chance.percent:
                return chance.fault
        return None
