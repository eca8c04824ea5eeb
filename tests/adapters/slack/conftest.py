"""One local Slack and one bot for the tests of this folder's modules, over each transport."""

from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import pytest

from adapters import bootstrap
from bot.answering import GuidanceDesk, open_desk
from tests.scenarios.bot_process import free_port
from tests.slack_bench import Bot, Workplace, a_bot, a_workplace, forget_levels


@cache
def the_desk(knowledge: Path) -> GuidanceDesk:
    return open_desk(knowledge)


@pytest.fixture(autouse=True)
def _read_knowledge_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "open_desk", the_desk)


@pytest.fixture(autouse=True)
def _leave_loggers_alone() -> Iterator[None]:
    yield
    forget_levels()


@pytest.fixture
async def work(tmp_path: Path) -> AsyncIterator[Workplace]:
    async with a_workplace(tmp_path) as workplace:
        yield workplace


@pytest.fixture
async def bot(work: Workplace) -> AsyncIterator[Bot]:
    async with a_bot(work) as started:
        yield started


@pytest.fixture
def port() -> int:
    return free_port()
