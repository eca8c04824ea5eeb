"""Settings: read from the environment and `.env`, refused with one plain line each."""

from pathlib import Path

import pytest

from bot.errors import SettingsFaults
from bot.settings import SHIPPED_KNOWLEDGE, Settings, read_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder without `.env`, and without what the developer has set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KNOWLEDGE_DIR", raising=False)


def test_without_any_setting_the_knowledge_that_ships_is_used() -> None:
    assert read_settings().knowledge_dir == SHIPPED_KNOWLEDGE


def test_a_setting_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(tmp_path))

    assert read_settings().knowledge_dir == tmp_path


def test_a_setting_comes_from_a_file_and_the_environment_outweighs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("KNOWLEDGE_DIR=/from/the/file\n", "utf-8")
    assert read_settings().knowledge_dir == Path("/from/the/file")

    monkeypatch.setenv("KNOWLEDGE_DIR", "/from/the/environment")
    assert read_settings().knowledge_dir == Path("/from/the/environment")


def test_an_empty_setting_is_its_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("KNOWLEDGE_DIR=\n", "utf-8")
    assert read_settings().knowledge_dir == SHIPPED_KNOWLEDGE

    monkeypatch.setenv("KNOWLEDGE_DIR", "")
    assert read_settings().knowledge_dir == SHIPPED_KNOWLEDGE


def test_the_example_file_can_be_copied_as_it_is(tmp_path: Path) -> None:
    example = Path(__file__).resolve().parents[2] / ".env.example"
    (tmp_path / ".env").write_bytes(example.read_bytes())

    assert read_settings().knowledge_dir == SHIPPED_KNOWLEDGE


def test_other_programs_settings_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SOMETHING_ELSE=1\n", "utf-8")

    assert read_settings().knowledge_dir == SHIPPED_KNOWLEDGE


def test_a_file_that_is_no_text_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SettingsFaults, match=r"^\.env cannot be read: "):
        read_settings()


class Choosy(Settings):
    """Settings of which two cannot be anything."""

    retention_days: int = 30
    undo_seconds: int = 60


def test_every_setting_that_cannot_be_used_has_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.settings.Settings", Choosy)
    monkeypatch.setenv("RETENTION_DAYS", "a month")
    monkeypatch.setenv("UNDO_SECONDS", "some")

    with pytest.raises(SettingsFaults) as caught:
        read_settings()

    assert sorted(fault.split(": ")[0] for fault in caught.value.faults) == ["RETENTION_DAYS", "UNDO_SECONDS"]
