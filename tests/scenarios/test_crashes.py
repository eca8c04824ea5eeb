"""Real processes, `kill -9` on the worst lines, and what must come of it on both databases."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from adapters.storage.migrate import SCRIPTS
from tests import postgres
from tests.scenarios.chat_platform import FakePlatform, Kill
from tests.scenarios.soak import Plan, Soak
from tests.scenarios.staging import HOUR, TAKE_OVER, all_well, ask, come_to, once, press, stop
from tests.scenarios.worker import UNDO


async def killed_at_the_card(database: str, kill: Kill, *more: str) -> tuple[FakePlatform, float]:
    """Kill the worker at the manager's card, start another, and time the card's way from there."""
    async with FakePlatform(database, once("manager_card", kill)).open() as platform:
        await platform.start(*more)
        ask(platform, "0")
        await platform.until(lambda: platform.kills == 1)
        began = time.monotonic()
        await platform.start(*more)
        await platform.until(lambda: bool(platform.arrivals("progress")))
        took = time.monotonic() - began
        assert all_well(found := await come_to(platform, 1, can_find=not more)), found
        return platform, took


async def test_fault_29_killed_before_the_send_it_is_sent_once(database: str) -> None:
    platform, took = await killed_at_the_card(database, Kill.BEFORE)

    assert len(platform.arrivals("manager_card")) == 1
    assert took < TAKE_OVER + 5


async def test_fault_30_killed_between_send_and_settle_it_is_found_and_not_repeated(database: str) -> None:
    platform, took = await killed_at_the_card(database, Kill.AFTER)

    assert len(platform.arrivals("manager_card")) == 1
    assert platform.look_ups > 0
    assert took < TAKE_OVER + 5


async def test_fault_30_without_a_look_up_there_is_one_repeat_at_most(database: str) -> None:
    platform, _ = await killed_at_the_card(database, Kill.AFTER, "--no-look-up")

    assert len(platform.arrivals("manager_card")) == 2
    assert platform.look_ups == 0


@pytest.mark.parametrize("undone", [False, True])
async def test_fault_31_killed_in_the_undo_window_it_goes_in_time_and_can_still_be_stopped(
    database: str, *, undone: bool
) -> None:
    async with FakePlatform(database).open() as platform:
        first = await platform.start()
        ask(platform, "0")
        await platform.until(lambda: bool(platform.arrivals("asker_card")))
        preview = platform.arrivals("asker_card")[0]
        due = datetime.fromisoformat(preview["send_at"])
        platform.kill(first)
        await platform.start()
        left = due - platform.clock.now()
        if undone:
            press(platform, "do_not_send", preview)
        await platform.until(lambda: platform.clock.now() > due + UNDO / 2 and not platform.unacknowledged)
        found = await come_to(platform, 1)

    assert left > timedelta(), "the machine was too slow for this test"
    assert all_well(found), found
    assert (found.stopped, len(platform.arrivals("manager_card"))) == ((1, 0) if undone else (0, 1))


async def test_killed_during_a_reminder_there_is_one_reminder(database: str) -> None:
    async with FakePlatform(database, once("reminder", Kill.AFTER)).open() as platform:
        await platform.start()
        ask(platform, "0")
        await platform.until(lambda: platform.kills == 1)
        await platform.start()
        await platform.until(lambda: platform.look_ups > 0 and len(platform.arrivals("progress")) >= 2)
        card = platform.arrivals("manager_card")[0]
        press(platform, "reply", card, "Ask them first.")
        await platform.until(lambda: bool(platform.arrivals("relayed")) and platform.look_ups > 0)
        found = await come_to(platform, 1)

    assert all_well(found), found
    assert len(platform.arrivals("reminder")) == 1


async def test_killed_after_the_acknowledgement_another_answers(database: str) -> None:
    async with FakePlatform(database).open() as platform:
        first = await platform.start()
        ask(platform, "0", "1", "2", "3")
        await platform.until(lambda: len(platform.unacknowledged) < 4)
        platform.kill(first)
        await platform.start()
        await platform.until(lambda: len(platform.arrivals("progress")) == 4)
        found = await come_to(platform, 4)

    assert all_well(found), found


async def test_fault_35_relays_race_one_is_killed_and_the_others_take_over(
    new_crash_database: Callable[[], str],
) -> None:
    async with FakePlatform(new_crash_database(), once("manager_card", Kill.AFTER)).open() as platform:
        for _ in range(3):
            await platform.start()
        ask(platform, *map(str, range(20)))
        await platform.until(lambda: platform.kills == 1)
        began = time.monotonic()
        await platform.until(lambda: len(platform.arrivals("progress")) == 20)
        took = time.monotonic() - began
        found = await come_to(platform, 20)

    assert all_well(found), found
    assert took < TAKE_OVER + 5


async def test_fault_33_the_server_crashes_and_comes_back(
    crash_server: postgres.Server, new_crash_database: Callable[[], str]
) -> None:
    async with FakePlatform(new_crash_database()).open() as platform:
        await platform.start()
        await platform.start()
        ask(platform, *map(str, range(10)))
        await platform.until(lambda: len(platform.arrivals("asker_card")) >= 3)
        await asyncio.to_thread(crash_server.crash)
        await platform.until(lambda: len(platform.arrivals("manager_card")) == 10)
        await platform.until(lambda: len(platform.arrivals("progress")) == 10)
        assert all(process.alive for process in platform.processes)
        found = await come_to(platform, 10)

    assert all_well(found), found


async def test_fault_41_a_second_process_ends_at_once_and_says_why(tmp_path: Path) -> None:
    async with FakePlatform(f"sqlite:///{tmp_path}/signpost.db").open() as platform:
        first = await platform.start()
        second = await platform.launch()
        await platform.until(lambda: not second.alive)

        assert second.popen.returncode == 75
        assert second.last_words().startswith("Another Signpost is using")
        assert first.alive


async def test_fault_45_the_clock_is_set_back_an_hour_and_nothing_is_lost(database: str) -> None:
    async with FakePlatform(database, once("manager_card", Kill.AFTER)).open() as platform:
        await platform.start()
        ask(platform, "0")
        await platform.until(lambda: platform.kills == 1)
        behind = await platform.start("--behind", str(HOUR))
        ask(platform, "1")
        await platform.until(lambda: len(platform.arrivals("manager_card")) == 2)
        platform.kill(behind)
        await platform.start()
        await platform.until(lambda: len(platform.arrivals("progress")) == 2)
        found = await come_to(platform, 2)

    assert all_well(found), found


async def test_fault_47_asked_to_stop_it_finishes_and_loses_nothing(database: str) -> None:
    async with FakePlatform(database).open() as platform:
        await platform.start()
        ask(platform, *map(str, range(8)))
        await platform.until(lambda: len(platform.arrivals("manager_card")) >= 3)
        began = time.monotonic()
        codes = await stop(platform)
        took = time.monotonic() - began
        await platform.start()
        await platform.until(lambda: len(platform.arrivals("progress")) == 8)
        found = await come_to(platform, 8)

    assert (codes, found.look_ups) == ([0], 0)
    assert took < 10
    assert all_well(found), found


HALF_WAY = '''"""A step that announces that it is half done, and waits to be killed."""

import time
from pathlib import Path

from alembic import op

revision = "next"
down_revision = "0003"


def upgrade() -> None:
    """Change the table, move words, wait, change it again."""
    op.execute("ALTER TABLE intake ADD COLUMN novelty TEXT")
    op.execute("UPDATE intake SET novelty = event")
    marker = Path("{marker}")
    if not marker.exists():
        marker.touch()
        time.sleep(60)
    op.execute("ALTER TABLE intake ADD COLUMN another TEXT")
'''


async def test_fault_50_killed_while_migrating_it_migrates_again(database: str, tmp_path: Path) -> None:
    marker, scripts = tmp_path / "half way", tmp_path / "newer"
    copytree(SCRIPTS, scripts)
    (scripts / "versions" / "next_half_way.py").write_text(HALF_WAY.replace("{marker}", str(marker)))
    async with FakePlatform(database).open() as platform:
        await platform.start()
        ask(platform, "0")
        await platform.until(lambda: bool(platform.arrivals("asker_card")))
        await stop(platform)
        migrating = await platform.launch("--scripts", str(scripts))
        await platform.until(marker.exists)
        platform.kill(migrating)
        again = await platform.start("--scripts", str(scripts))
        await platform.until(lambda: bool(platform.arrivals("progress")))
        await stop(platform)
        older = await platform.launch()
        await platform.until(lambda: not older.alive)

        assert again.popen.returncode == 0
        assert len(platform.arrivals("manager_card")) == 1
        assert older.popen.returncode == 2
        assert "migrated by a newer version of Signpost (revision next)" in older.last_words()


@pytest.mark.parametrize("can_find", [True, False])
async def test_fault_32_killed_at_random_nothing_is_lost_and_nothing_comes_twice(
    database: str, *, can_find: bool
) -> None:
    workers = 2 if database.startswith("postgres") else 1
    plan = Plan(kills=8, seed=7, workers=workers, can_find=can_find)

    found = await Soak(plan, FakePlatform(database)).run()

    assert (found.lost, found.twice) == ((), ()), str(found)
    assert found.kills >= 8
