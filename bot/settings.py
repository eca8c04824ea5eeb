"""Every environment variable, declared once and checked together at start-up."""

from datetime import time
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PositiveFloat, PositiveInt, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsFaults

SHIPPED_KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"


class EscalationMode(StrEnum):
    """When a question that is the person's own wish goes to their manager."""

    AFTER_UNDO = "after_undo"
    AFTER_PRESS = "after_press"


class Weekday(StrEnum):
    """A day of the week, in order."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise ValueError(f"{name!r} is no time zone; write one such as Europe/London") from error
    return name


class Settings(BaseSettings):
    """What the organisation decides; read from the environment and from `.env`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    knowledge_dir: Path = Field(
        default=SHIPPED_KNOWLEDGE,
        description="Folder with policies, guidance and lanes; empty uses the one that ships.",
    )

    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///signpost.db"),
        description="Where questions and escalations are kept: sqlite:///FILE for one process, or "
        "postgresql://USER:PASSWORD@HOST/DATABASE for several.",
    )

    directory_file: Path | None = Field(
        default=None, description="CSV file that says who manages whom; without it nobody can be asked."
    )
    secret_key: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="Secret behind person ids and the audit chain, 16 characters or more. Changing it orphans both.",
    )
    slack_private_channel: str = Field(
        default="", description="Slack channel id for managers whose direct messages are closed; empty asks the next."
    )
    discord_private_channel: str = Field(
        default="", description="Discord channel id for managers whose direct messages are closed; empty asks the next."
    )

    escalation: EscalationMode = Field(
        default=EscalationMode.AFTER_UNDO,
        description="after_undo: what the person wants asked goes after the undo window; after_press: only by a press.",
    )
    undo_seconds: PositiveInt = Field(
        default=60, ge=10, description="How long a question can be stopped before it goes."
    )
    preview_hours: PositiveFloat = Field(
        default=24, description="Hours after which a preview that nobody pressed on is dropped, and the asker told."
    )
    remind_after_hours: PositiveFloat = Field(
        default=4, description="Working hours without an answer after which the manager is reminded."
    )
    backup_after_days: PositiveFloat = Field(
        default=1, description="Working days without an answer after which the backup is asked."
    )
    owner_after_days: PositiveFloat = Field(
        default=2, description="Working days without an answer after which the policy's owner is asked."
    )
    expire_after_days: PositiveFloat = Field(
        default=10, description="Working days without an answer after which the question ends, and both are told."
    )

    time_zone: Annotated[str, AfterValidator(_zone)] = Field(
        default="Europe/London", description="Time zone of the working hours."
    )
    working_from: time = Field(default=time(9), description="When the working day begins.")
    working_to: time = Field(default=time(17), description="When the working day ends.")
    working_days: tuple[Weekday, ...] = Field(
        default=(Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI),
        min_length=1,
        description='Days that are worked, as a JSON list such as ["mon","tue","wed"].',
    )
    holidays_country: str = Field(
        default="GB", description="Country of the bank holidays, as two letters; empty for none."
    )
    holidays_region: str = Field(
        default="ENG", description="Part of the country, where its bank holidays are its own: ENG, WLS, SCT, NIR."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        day = (
            self.working_to.hour + self.working_to.minute / 60 - self.working_from.hour - self.working_from.minute / 60
        )
        if day <= 0:
            raise ValueError("WORKING_TO must be later than WORKING_FROM")
        steps = (
            self.remind_after_hours,
            *(days * day for days in (self.backup_after_days, self.owner_after_days, self.expire_after_days)),
        )
        if any(later <= earlier for earlier, later in pairwise(steps)):
            raise ValueError(
                "REMIND_AFTER_HOURS, BACKUP_AFTER_DAYS, OWNER_AFTER_DAYS and EXPIRE_AFTER_DAYS must follow one another"
            )
        return self


def read_settings() -> Settings:
    """Read the environment and `.env`.

    Raises:
        SettingsFaults: one line for each variable that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            ": ".join(part for part in (".".join(map(str, e["loc"])).upper(), e["msg"]) if part) for e in error.errors()
        ]
        raise SettingsFaults(faults) from error
