"""The story in Discord, with the real `signpost run` and the unmodified discord.py."""

from pathlib import Path

import pytest

from tests.scenarios.bot_process import let_leases_run_out
from tests.scenarios.discord_process import CommandStage, DiscordStage, MentionStage, Process, a_process, posted_twice
from tests.scenarios.story import Stage, ended_well, steps

BREAKS, ENDS = (1, 4), 3  # before which acts the connection breaks, and before which the session ends


async def told(stage: Stage) -> None:
    for act, shown in steps(stage):
        await act()
        await shown()


async def ended(process: Process, stage: Stage, *, lines: int = 0) -> None:
    """Check the end; *lines* is how often the bot said something that everybody sees."""
    await process.work.quiet()
    await ended_well(stage)
    assert posted_twice(process.work) == []
    assert [one.id for one in process.work.discord.messages if one.loading] == []
    assert len(process.work.discord.public_messages()) == lines
    process.work.discord.assert_clean()


@pytest.mark.parametrize(("surface", "lines"), [(DiscordStage, 0), (CommandStage, 0), (MentionStage, 2)])
async def test_the_story_without_a_violation(tmp_path: Path, surface: type[DiscordStage], lines: int) -> None:
    async with a_process(tmp_path) as process:
        stage = surface(process.work)

        await told(stage)

        await ended(process, stage, lines=lines)
        assert await process.stop() == 0
        process.work.discord.assert_clean()


async def test_the_story_with_an_asker_who_takes_no_direct_messages(tmp_path: Path) -> None:
    async with a_process(tmp_path) as process:
        process.work.ada.close_dms()
        stage = CommandStage(process.work)

        await told(stage)

        await ended(process, stage)
        assert process.work.discord.dms(process.work.ada) == []


async def test_the_story_with_connections_that_break_and_a_session_that_ends(tmp_path: Path) -> None:
    async with a_process(tmp_path) as process:
        stage, gateway = DiscordStage(process.work), process.work.discord.gateway

        for number, (act, shown) in enumerate(steps(stage)):
            if number in BREAKS:
                gateway.drop()
            elif number == ENDS:
                gateway.invalidate()
            await act()
            await shown()
            await process.ready()

        await ended(process, stage)
        assert gateway.resumes >= 2
        assert len(gateway.identifies) == 2


async def test_the_story_with_a_kill_after_everything_that_people_do(tmp_path: Path) -> None:
    async with a_process(tmp_path) as process:
        stage = DiscordStage(process.work)

        for act, shown in steps(stage):
            await act()
            await process.kill()
            await let_leases_run_out(process.work)
            await process.start()
            await shown()

        await ended(process, stage)
