"""Opens the guidance desk and nothing else: `signpost ask` loads no database and no calendar."""

from datetime import UTC, date, datetime
from pathlib import Path

from bot.answering import GuidanceDesk, open_desk
from bot.policies.folder import read_library
from bot.policies.library import Library
from bot.settings import read_settings


def guidance_desk(knowledge: Path | None = None) -> GuidanceDesk:
    """Open the guidance desk on *knowledge*, or on the folder that the settings name.

    Raises:
        SettingsFaults: the environment cannot be used.
        KnowledgeFaults: the folder cannot be used.
    """
    return open_desk(knowledge or read_settings().knowledge_dir)


def library(knowledge: Path | None = None) -> Library:
    """Read *knowledge*, or the folder that the settings name.

    Raises:
        SettingsFaults: the environment cannot be used.
        KnowledgeFaults: the folder cannot be used.
    """
    return read_library(knowledge or read_settings().knowledge_dir)


def today() -> date:
    """Return today's date."""
    return datetime.now(UTC).date()  # noqa: TID251 - the clock itself
