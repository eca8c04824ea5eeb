from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from adapters.ledgers.files import AnchorFile, ErasureFile
from bot.audit_chain import GENESIS, Anchor
from bot.errors import StoreUnavailable
from bot.privacy.ledgers import Anchors, Erasure, ErasureLedger
from tests.builders import ADA, MAX
from tests.fake_ledgers import FakeAnchors, FakeErasures
from tests.fakes import NOON

ANCHORS: dict[str, Callable[[Path], Anchors]] = {
    "fake": lambda _: FakeAnchors(),
    "file": lambda folder: AnchorFile(folder / "elsewhere" / "anchors.jsonl"),
}
ERASURES: dict[str, Callable[[Path], ErasureLedger]] = {
    "fake": lambda _: FakeErasures(),
    "file": lambda folder: ErasureFile(folder / "erasures.jsonl"),
}
FIRST = Anchor(number=3, link=GENESIS, at=NOON)
SECOND = Anchor(number=2, link="f" * 64, at=NOON + timedelta(days=1), restored=True)


@pytest.fixture(params=ANCHORS)
def anchors(request: pytest.FixtureRequest, tmp_path: Path) -> Anchors:
    return ANCHORS[cast("str", request.param)](tmp_path)


@pytest.fixture(params=ERASURES)
def erasures(request: pytest.FixtureRequest, tmp_path: Path) -> ErasureLedger:
    return ERASURES[cast("str", request.param)](tmp_path)


async def test_anchors_come_back_in_the_order_they_were_written(anchors: Anchors) -> None:
    nothing = await anchors.all()
    await anchors.add(FIRST)
    await anchors.add(SECOND)

    assert (nothing, await anchors.all()) == ((), (FIRST, SECOND))


async def test_erasures_come_back_in_the_order_they_were_written(erasures: ErasureLedger) -> None:
    nothing = await erasures.all()
    first, second = Erasure(people=(ADA, MAX), at=NOON), Erasure(people=(MAX,), at=NOON + timedelta(days=1))
    await erasures.add(first)
    await erasures.add(second)

    assert (nothing, await erasures.all()) == ((), (first, second))


async def test_a_line_that_a_crash_cut_off_never_counted(tmp_path: Path) -> None:
    file = AnchorFile(tmp_path / "anchors.jsonl")
    await file.add(FIRST)
    with file.path.open("ab") as torn:
        torn.write(b'{"number":4,"li')

    torn_off = await file.all()
    await file.add(SECOND)

    assert (torn_off, await file.all()) == ((FIRST,), (FIRST, SECOND))


async def test_a_line_that_somebody_spoilt_is_not_passed_over(tmp_path: Path) -> None:
    file = AnchorFile(tmp_path / "anchors.jsonl")
    await file.add(FIRST)
    await file.add(SECOND)
    file.path.write_bytes(file.path.read_bytes().replace(b'"link"', b'"lint"', 1))

    with pytest.raises(StoreUnavailable, match=r"anchors\.jsonl:1 is not a line"):
        await file.all()


async def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = ErasureFile(tmp_path)

    with pytest.raises(StoreUnavailable, match=f"{tmp_path} cannot be read"):
        await file.all()
    with pytest.raises(StoreUnavailable, match=f"{tmp_path} cannot be written"):
        await file.add(Erasure(people=(ADA,), at=NOON))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this machine")
async def test_a_full_disk_is_named() -> None:
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        await AnchorFile(Path("/dev/full")).add(FIRST)


async def test_nobody_else_may_read_the_files(tmp_path: Path) -> None:
    file = ErasureFile(tmp_path / "erasures.jsonl")
    await file.add(Erasure(people=(ADA,), at=NOON))

    assert file.path.stat().st_mode & 0o077 == 0
