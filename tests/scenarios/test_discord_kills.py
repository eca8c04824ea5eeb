"""The story in Discord with a `kill -9` of each act; `tests.scenarios.discord_kills` is a command for all there are."""

import asyncio

from tests.scenarios.discord_kills import one_run
from tests.scenarios.discord_process import CommandStage, DiscordStage


async def test_killed_at_any_moment_of_any_act_nothing_is_lost_and_nothing_comes_twice() -> None:
    async with asyncio.TaskGroup() as telling:
        telling.create_task(one_run(DiscordStage, 0))
        telling.create_task(one_run(CommandStage, 1))
