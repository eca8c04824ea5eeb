"""Every environment variable, declared once and checked together at start-up."""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsFaults

SHIPPED_KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"


class Settings(BaseSettings):
    """What the organisation decides; read from the environment and from `.env`."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    knowledge_dir: Path = Field(
        default=SHIPPED_KNOWLEDGE,
        description="Folder with policies, guidance and lanes; empty uses the one that ships.",
    )


def read_settings() -> Settings:
    """Read the environment and `.env`.

    Raises:
        SettingsFaults: one line for each variable that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()]
        raise SettingsFaults(faults) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsFaults([f".env cannot be read: {error}"]) from error
