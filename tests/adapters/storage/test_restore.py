"""Last night's backup, put back: what may have gone out meanwhile is looked up."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from adapters.storage.work import Store
from bot.delivery import Relay, RelayRules, RelayWorld
from bot.relaying.health import Health
from tests.adapters.storage.opening import opened
from tests.builders import a_notice
from tests.contract.slots import claimed, put
from tests.fakes import FakeClock, FakeIds, FakeNotifier
from tests.unit.test_relay import Nothing

NIGHT = timedelta(hours=9)


def backed_up(file: Path, to: Path) -> None:
    """Copy a database as its own backup does: whole, and with what its log still holds."""
    with closing(sqlite3.connect(file)) as live, closing(sqlite3.connect(to)) as backup:
        live.backup(backup)


def restored(file: Path, backup: Path) -> None:
    """Put *backup* back in the place of *file*, and nothing of what came after it."""
    for left in file.parent.glob(f"{file.name}-*"):
        left.unlink()
    file.write_bytes(backup.read_bytes())


def a_relay(store: Store, notifier: FakeNotifier, clock: FakeClock) -> Relay:
    world = RelayWorld(
        unit_of_work=store.work,
        notifiers=(notifier,),
        sequel=Nothing(),
        clock=clock,
        ids=FakeIds(),
        health=Health(),
        chance=lambda: 0.0,
    )
    return Relay(world, RelayRules())


async def test_fault_51_what_was_under_way_in_a_backup_is_looked_up_and_not_sent_again(tmp_path: Path) -> None:
    file, backup = tmp_path / "signpost.db", tmp_path / "backup.db"
    clock, notifier, notice = FakeClock(), FakeNotifier(), a_notice()
    async with opened(f"sqlite:///{file}") as store:
        await put(store.work, notice)
        await claimed(store.work)
        backed_up(file, backup)
        await notifier.send(notice)
    restored(file, backup)
    clock.move(NIGHT)

    async with opened(f"sqlite:///{file}") as store:
        await a_relay(store, notifier, clock).deliver_due()

    assert notifier.copies(notice.id) == 1
