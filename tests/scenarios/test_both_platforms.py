"""The story with its two people on different platforms, and one real `signpost run` on both."""

from pathlib import Path

import pytest

from bot.people import Platform
from tests.scenarios.bot_process import let_leases_run_out
from tests.scenarios.both_platforms import Across, a_process
from tests.scenarios.story import ended_well, steps


@pytest.mark.parametrize("managed", [Platform.SLACK, Platform.DISCORD])
@pytest.mark.parametrize("killed", [frozenset[int](), frozenset({4, 5})], ids=["", "killed"])
async def test_the_story_across_platforms(tmp_path: Path, managed: Platform, killed: frozenset[int]) -> None:
    async with a_process(tmp_path, managed) as process:
        discord, slack = process.work.discord, process.work.slack
        stage = Across(process.work, managed)

        for number, (act, shown) in enumerate(steps(stage)):
            await slack.slack.delivered()  # so that it dies of this act and of no earlier one
            await act()
            if number in killed:
                await process.kill()
                await let_leases_run_out(process.work)
                await process.start()
            await shown()

        await slack.slack.quiet()
        await discord.quiet()
        await ended_well(stage)
        assert [await stage.elsewhere(who) for who in ("ada", "max")] == [0, 0]
        assert (slack.about, discord.discord.public_messages()) == ([], [])
        assert await process.stop() == 0
        slack.slack.assert_clean()
        discord.discord.assert_clean()
