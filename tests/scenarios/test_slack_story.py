"""The story in Slack, with the real `signpost run` and the unmodified slack-bolt, over both transports."""

import asyncio
from pathlib import Path

import pytest

from tests.scenarios.slack_kills import a_process
from tests.scenarios.slack_process import SlackStage
from tests.scenarios.story import ended_well, steps


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_the_story_without_a_violation(tmp_path: Path, *, http: bool) -> None:
    async with a_process(tmp_path, http=http) as process:
        stage = SlackStage(process.work)

        for act, shown in steps(stage):
            await act()
            await shown()

        await process.work.slack.quiet()
        await ended_well(stage)
        assert process.work.about == []
        assert await process.stop() == 0
        process.work.slack.assert_clean()


async def killed_after_every_acknowledgement(folder: Path, *, http: bool) -> None:
    async with a_process(folder, http=http) as process:
        stage = SlackStage(process.work)

        for act, shown in steps(stage):
            await process.ready()
            await act()
            await process.kill()
            await process.start()
            await shown()

        await process.work.slack.quiet()
        await ended_well(stage)
        assert process.work.about == []
        process.work.slack.assert_clean(ignoring=("http-error",))


async def test_the_story_with_a_kill_after_everything_that_people_do(tmp_path: Path) -> None:
    for transport in ("socket", "http"):
        (tmp_path / transport).mkdir()
    async with asyncio.TaskGroup() as telling:  # at once, as each waits for leases of a minute
        telling.create_task(killed_after_every_acknowledgement(tmp_path / "socket", http=False))
        telling.create_task(killed_after_every_acknowledgement(tmp_path / "http", http=True))
