from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.privacy import periods_of, privacy_of, secret_of
from adapters.storage.engine import open_store
from bot.audit_chain import Intact, chain_key
from bot.errors import SettingsFaults
from bot.privacy.retention import Periods
from bot.settings import Settings
from tests.builders import an_escalation, an_event
from tests.fake_directory import FakeDirectory
from tests.fakes import FakeClock
from tests.privacy import PEOPLE

SECRET = "a secret of thirty-two characters or more"  # noqa: S105 - for tests


def the_settings(**chosen: object) -> Settings:
    return Settings.model_construct(**(Settings().model_dump() | {"secret_key": SecretStr(SECRET)} | chosen))


def test_the_settings_promise_what_was_decided() -> None:
    assert periods_of(the_settings()) == Periods()
    assert periods_of(the_settings(retention_closed_days=14)).after_closing == timedelta(days=14)


def test_a_missing_secret_and_contradicting_periods_are_named() -> None:
    with pytest.raises(SettingsFaults, match="SECRET_KEY: is not set"):
        secret_of(the_settings(secret_key=None))
    with pytest.raises(SettingsFaults, match="RETENTION_…_DAYS: people are told before"):
        periods_of(the_settings(retention_warning_days=180))


def test_the_secret_shows_nowhere() -> None:
    assert SECRET not in repr(the_settings())


async def test_everything_is_connected_to_one_store(tmp_path: Path) -> None:
    settings = the_settings(audit_anchor_file=tmp_path / "a.jsonl", erasure_ledger_file=tmp_path / "e.jsonl")
    key = chain_key(SECRET.encode())
    async with open_store(f"sqlite:///{tmp_path}/signpost.db", audit_key=key, clock=FakeClock()) as store:
        privacy = privacy_of(settings, store, FakeDirectory(*PEOPLE))
        async with store.work() as work:
            await work.escalations.add(an_escalation(), an_event())
        await privacy.rights.erase(await privacy.rights.find("ada@example.org"))
        await privacy.housekeeper.purge()
        proof = await privacy.auditor.verify()

    assert proof == Intact(first=1, last=2, anchored=2)
    assert sorted(path.name for path in tmp_path.glob("*.jsonl")) == ["a.jsonl", "e.jsonl"]  # noqa: ASYNC240
    assert SECRET not in repr(privacy)
