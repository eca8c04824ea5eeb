"""One try at delivering a claimed notice, as a closed union of what came of it; looks a doubtful one up first."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import ArrivalUncertain, DeliveryFailed, NotAccepted, NotPermitted, RateLimited, Unreachable
from bot.notices import Notice
from bot.outbox import Burial, Claim, Doubt, Landed
from bot.ports import Notifier

SHORTEST, LONGEST = timedelta(seconds=1), timedelta(minutes=5)  # between tries, and of a platform's own pause
GROWTH = 4  # eight tries take a quarter of an hour, longer than most restarts of a platform
TRIES = 8
IN_DOUBT_AT_MOST = timedelta(hours=24)
BLIND_REPEATS = 1  # where the platform cannot look a notice up


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """It is there; `landed` is None when there was nothing to update."""

    landed: Landed | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Failed:
    """Try again: `doubt` is what stays unknown, `counts` whether it is one of the eight tries."""

    doubt: Doubt | None
    counts: bool = True
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paused:
    """The platform wants no more for a while; no try is lost. `broken` when a person must repair something."""

    doubt: Doubt | None
    pause: timedelta
    broken: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hopeless:
    """Give it up."""

    why: Burial


Tried = Arrived | Failed | Paused | Hopeless

BROKEN_FOR = timedelta(minutes=5)  # until a wrong token or scope is tried again


async def attempt(notifier: Notifier, claim: Claim, notice: Notice, now: datetime, longest: float) -> Tried:
    """Try once; no call takes longer than *longest* seconds, so that the lease outlives it."""
    if notice.replaces is not None:
        target = claim.target
        if target is None:
            return Arrived(landed=None)
        return await _call(claim, None, longest, lambda: notifier.update(notice, target))
    if claim.doubt is None:
        return await _call(claim, None, longest, lambda: notifier.send(notice))
    blind = not notifier.can_find
    if now - claim.doubt.since >= IN_DOUBT_AT_MOST or (blind and claim.doubt.times > BLIND_REPEATS):
        return Hopeless(why=Burial.IN_DOUBT_TOO_LONG)
    if blind:
        return await _call(claim, claim.doubt, longest, lambda: notifier.send(notice))
    return await _look_up(notifier, claim, notice, claim.doubt, longest)


async def _look_up(notifier: Notifier, claim: Claim, notice: Notice, doubt: Doubt, longest: float) -> Tried:
    """Find it; send it only when it is surely not there."""
    try:
        async with asyncio.timeout(longest):
            found = await notifier.find(notice, doubt.since)
    except RateLimited as error:
        return Paused(doubt=doubt, pause=clamped(error.retry_after))
    except NotPermitted as error:
        return Paused(doubt=doubt, pause=BROKEN_FOR, broken=error.why)
    except Exception as error:  # noqa: BLE001 - whatever it was, nobody knows whether it arrived
        return Failed(doubt=doubt, counts=False, why=_word(error))
    if found is not None:
        return Arrived(landed=found)
    return await _call(claim, None, longest, lambda: notifier.send(notice))


async def _call(claim: Claim, doubt: Doubt | None, longest: float, post: Callable[[], Awaitable[Landed]]) -> Tried:
    """Post, and translate the answer; *doubt* is what a clear refusal leaves unknown."""
    try:
        async with asyncio.timeout(longest):
            landed = await post()
    except RateLimited as error:
        return Paused(doubt=doubt, pause=clamped(error.retry_after))
    except NotPermitted as error:
        return Paused(doubt=doubt, pause=BROKEN_FOR, broken=error.why)
    except Unreachable:
        return Hopeless(why=Burial.UNREACHABLE)
    except NotAccepted as error:
        return Failed(doubt=doubt, why=error.why)
    except Exception as error:  # noqa: BLE001 - a notifier's own fault counts as uncertain, too
        return Failed(doubt=_doubted(claim, doubt), why=_word(error))
    return Arrived(landed=landed)


def clamped(pause: timedelta) -> timedelta:
    """Keep a platform's own pause between one second and five minutes."""
    return min(max(pause, SHORTEST), LONGEST)


def back_off(failures: int, chance: float) -> timedelta:
    """Wait longer after each of *failures* (1 and up), five minutes at most; *chance* takes up to half of it off."""
    longest: timedelta = min(SHORTEST * pow(GROWTH, min(failures, TRIES) - 1), LONGEST)
    return max(SHORTEST, longest * (1 - chance / 2))


def _doubted(claim: Claim, known: Doubt | None) -> Doubt:
    """Return the doubt after an uncertain post; one that a look-up took away begins anew."""
    return claim.doubted if known is not None else Doubt(since=claim.lease.taken_at, times=1)


def _word(error: Exception) -> str:
    return error.why if isinstance(error, DeliveryFailed | ArrivalUncertain) else type(error).__name__
