"""`kill -9` at three moments of one act in Discord; see `tests.scenarios.moments`.

`python -m tests.scenarios.discord_kills` strikes every act at every moment on every surface.
"""

import asyncio
import tempfile
from pathlib import Path

from tests.scenarios.bot_process import let_leases_run_out
from tests.scenarios.discord_process import (
    CommandStage,
    DiscordStage,
    MentionStage,
    Process,
    a_process,
    posted_twice,
)
from tests.scenarios.moments import FALLS_WITHIN, Moment, all_answered, rotated
from tests.scenarios.story import SHOWN, Step, ended_well, steps

STAGES = (DiscordStage, CommandStage, MentionStage)
CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
WRITTEN = (0, 3)  # the acts that are questions
DEFERS = '"type": 5'


async def story_with_kills(process: Process, stage: DiscordStage, moments: tuple[Moment, ...]) -> None:
    """Tell the story, the bot dying of each act at its moment; nothing is lost, nothing comes twice."""
    discord = process.work.discord
    for number, ((act, shown), moment) in enumerate(zip(steps(stage), moments, strict=True)):
        await process.work.quiet()  # so that it dies of this act and of no earlier one
        await _until_struck(act, _strike(process, number, moment))
        await let_leases_run_out(process.work)
        await process.start()
        await shown()
        await all_answered(process.work)  # or the next end would be another one of the same answer
    await process.work.quiet()
    await ended_well(stage)
    assert posted_twice(process.work) == []
    discord.assert_clean()


async def _until_struck(act: Step, struck: asyncio.Event) -> None:
    """Do it until the bot dies of it; what people then wait for in vain they do not wait for."""
    async with asyncio.TaskGroup() as doing:
        acting = doing.create_task(_done(act))
        async with asyncio.timeout(FALLS_WITHIN):
            await struck.wait()
        acting.cancel()


async def _done(act: Step) -> None:
    await act()


def _strike(process: Process, number: int, moment: Moment) -> asyncio.Event:
    fallen, faults = asyncio.Event(), process.work.discord.faults

    async def blow() -> None:
        await process.kill()
        fallen.set()

    if moment is Moment.UNACKNOWLEDGED:
        faults.strike_with(blow, CALLBACK, saying=DEFERS)
    else:
        faults.strike_with(blow, saying=SHOWN[number][1], accepted=moment is Moment.ACCEPTED)
    return fallen


def moments_of(stage: type[DiscordStage], by: int) -> tuple[Moment, ...]:
    """Give each act its moment; what is written in direct messages is never acknowledged."""
    if stage is not DiscordStage:
        return rotated(by)
    return tuple(
        Moment.IN_FLIGHT if number in WRITTEN and moment is Moment.UNACKNOWLEDGED else moment
        for number, moment in enumerate(rotated(by))
    )


async def one_run(stage: type[DiscordStage], by: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with a_process(Path(folder)) as process:
            try:
                await story_with_kills(process, stage(process.work), moments_of(stage, by))
            except Exception as error:
                error.add_note(f"{stage.__name__}, rotation {by}; Ada was shown:")
                for message in process.work.discord.private_to(process.work.ada):
                    error.add_note(f"{message.channel.name} {message.text[:80]!r} {message.labels}")
                raise


async def main() -> None:
    for stage in STAGES:
        for by in range(len(Moment)):
            await one_run(stage, by)
            print(f"{stage.__name__}, rotation {by}: nothing lost, nothing twice")  # noqa: T201 - it is a command


if __name__ == "__main__":
    asyncio.run(main())
