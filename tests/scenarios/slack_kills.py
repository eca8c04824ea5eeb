"""`kill -9` at three moments of one act: Slack has no acknowledgement yet, no answer yet, or the bot does not know.

`python -m tests.scenarios.slack_kills` strikes every act at every moment on every surface over both transports.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.scenarios.bot_process import free_port, let_leases_run_out
from tests.scenarios.moments import FALLS_WITHIN, WRITES, Moment, all_answered, rotated
from tests.scenarios.slack_process import Process, SlackStage
from tests.scenarios.slack_stages import CommandStage, MentionStage
from tests.scenarios.story import SHOWN, ended_well, steps
from tests.slack_bench import Workplace, shipped
from tests.slack_server.clock import Timings
from tests.slack_server.faults import EVERY, Struck, When
from tests.slack_server.server import Options, running

PATIENT = Timings(retries=(0.3, *(1.0,) * 90), refresh_grace=0.5)
STAGES = (SlackStage, CommandStage, MentionStage)


@asynccontextmanager
async def a_process(folder: Path, *, http: bool) -> AsyncIterator[Process]:
    """Run a local Slack, and `signpost run` beside it."""
    port = free_port()
    given = {"http_port": port, "health_port": free_port(), "undo_seconds": 120}
    async with running(shipped(port if http else None), Options(timings=PATIENT)) as slack:
        process = Process(Workplace.of(slack, folder, **given), http=http, errors=folder / "errors.log")
        await process.start()
        try:
            yield process
        finally:
            await process.kill()


async def story_with_kills(process: Process, stage: SlackStage, moments: tuple[Moment, ...]) -> None:
    """Tell the story, the bot dying of each act at its moment; nothing is lost, nothing comes twice."""
    stage.bearing = True
    for number, ((act, shown), moment) in enumerate(zip(steps(stage), moments, strict=True)):
        await process.ready()
        await process.work.slack.delivered()  # so that it dies of this act and of no earlier one
        struck = _strike(process, number, moment)
        await act()
        await asyncio.wait_for(struck.wait(), FALLS_WITHIN)
        await process.kill()
        await let_leases_run_out(process.work)
        await process.start()
        await shown()
        await all_answered(process.work)  # or the next end would be another one of the same answer
    slack = process.work.slack
    await slack.delivered()
    await slack.quiet()
    # Slack does not tell whether it shows an ephemeral; an answer may have been quicker than the lost acknowledgement
    repeated = stage.whispered and moments[0] is not Moment.IN_FLIGHT
    await ended_well(stage, answers=2 if repeated else 1)
    assert posted_twice(process.work) == []
    assert process.work.about == []
    slack.assert_clean(ignoring=("http-error",))


def _strike(process: Process, number: int, moment: Moment) -> asyncio.Event:
    fallen, slack = asyncio.Event(), process.work.slack

    async def blow() -> None:
        await process.kill()
        fallen.set()

    if moment is Moment.UNACKNOWLEDGED:
        slack.deliveries.strike_at_ack(blow, "view_submission" if number == WRITES else "")
    else:
        when = When.BEFORE if moment is Moment.IN_FLIGHT else When.AFTER
        slack.faults.next(EVERY, Struck(blow=blow, when=when), saying=SHOWN[number][1])
    return fallen


def posted_twice(work: Workplace) -> list[str]:
    """List the keys that more than one message of the bot carries."""
    kept = work.slack.state.workspace.messages
    keys = Counter(str(message.metadata["event_payload"]["key"]) for message in kept if message.metadata)
    return [key for key, times in keys.items() if times > 1]


async def one_run(stage: type[SlackStage], by: int, *, http: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with a_process(Path(folder), http=http) as process:
            try:
                await story_with_kills(process, stage(process.work), rotated(by))
            except Exception as error:
                error.add_note(f"{stage.__name__}, rotation {by}; Ada was shown:")
                for message in process.work.slack.private_to(process.work.ada):
                    error.add_note(f"{message.ephemeral_to} {message.metadata} {message.text[:80]!r}")
                raise


async def main() -> None:
    for stage in STAGES:
        for by in range(len(Moment)):
            for http in (False, True):
                await one_run(stage, by, http=http)
                print(f"{stage.__name__}, rotation {by}, {'http' if http else 'socket'}: nothing lost, nothing twice")  # noqa: T201 - it is a command


if __name__ == "__main__":
    asyncio.run(main())
