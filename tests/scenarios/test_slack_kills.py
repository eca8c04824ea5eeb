"""The story in Slack with a `kill -9` of each act; `tests.scenarios.slack_kills` is a command for all there are."""

import asyncio

import pytest

from tests.scenarios.slack_kills import one_run
from tests.scenarios.slack_process import SlackStage
from tests.scenarios.slack_stages import CommandStage, MentionStage


@pytest.mark.parametrize(
    ("http", "runs"),
    [(False, ((SlackStage, 0), (MentionStage, 2))), (True, ((SlackStage, 1), (CommandStage, 2)))],
    ids=["socket", "http"],
)
async def test_killed_at_any_moment_of_any_act_nothing_is_lost_and_nothing_comes_twice(
    *, http: bool, runs: tuple[tuple[type[SlackStage], int], ...]
) -> None:
    async with asyncio.TaskGroup() as telling:
        for stage, by in runs:
            telling.create_task(one_run(stage, by, http=http))
