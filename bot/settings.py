"""Every environment variable, declared once and checked together at start-up."""

from datetime import time
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self
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


def _unless_none(word: str) -> str:
    """Let people say `none`, since an empty variable is the default."""
    return "" if word.strip().casefold() == "none" else word.strip()


class Settings(BaseSettings):
    """What the organisation decides; read from the environment and from `.env`."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    knowledge_dir: Path = Field(
        default=SHIPPED_KNOWLEDGE,
        description="Folder with policies, guidance and lanes; empty uses the one that ships.",
    )
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///signpost.db"),
        description="Where questions and escalations are kept: an SQLite file, or postgresql://user:password@host/name "
        "for several processes.",
    )
    retention_closed_days: PositiveInt = Field(
        default=30, description="Days after an escalation closes until its text is erased."
    )
    retention_at_most_days: PositiveInt = Field(
        default=180, description="Days after which an escalation's text is erased even if nobody closed it."
    )
    retention_warning_days: PositiveInt = Field(
        default=7, description="Days before that at which asker and manager are told."
    )
    retention_delivery_days: PositiveInt = Field(
        default=30, description="Days for which a platform's delivery ids are kept, so that nothing is done twice."
    )
    retention_audit_days: PositiveInt = Field(
        default=365, description="Days for which the audit log and escalations without text (ids only) are kept."
    )
    smallest_count: PositiveInt = Field(
        default=5, description="Weekly counts below this are not shown: in a small team they name somebody."
    )
    audit_anchor_file: Path = Field(
        default=Path("audit-anchors.jsonl"),
        description="Where the audit log's last link is written down each day: best on another disk, append-only.",
    )
    erasure_ledger_file: Path = Field(
        default=Path("erasures.jsonl"),
        description="Who was erased (ids only), applied again after a restore: never in the database's own backup.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged; at DEBUG the libraries are heard too, without their messages."
    )
    log_form: Literal["auto", "people", "json"] = Field(
        default="auto", description="How log lines look: for people in a terminal and JSON elsewhere, or always one."
    )

    directory_file: Path | None = Field(
        default=None, description="CSV file that says who manages whom; without it nobody can be asked."
    )
    secret_key: SecretStr | None = Field(
        default=None,
        min_length=32,
        description="At least 32 random characters that people's ids and the audit log are keyed with. Keep it in a "
        "safe too: with another one nobody's escalations are found, and the audit log does not verify.",
    )
    slack_bot_token: SecretStr | None = Field(
        default=None, description="Bot token of the Slack app (xoxb-…); empty leaves Slack off."
    )
    slack_app_token: SecretStr | None = Field(
        default=None, description="App-level token with connections:write (xapp-…), for Socket Mode."
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None, description="Signing secret of the Slack app, for `signpost run --http` instead of Socket Mode."
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/", description="Where Slack's Web API is; tests and sandboxes set another."
    )
    slack_manager_field: str = Field(
        default="Manager", description="Slack profile field of type user that names a manager whom the file does not."
    )
    discord_token: SecretStr | None = Field(
        default=None, description="Bot token of the Discord application; empty leaves Discord off."
    )
    discord_api_url: str = Field(
        default="https://discord.com/api/v10", description="Where Discord's API is; tests and sandboxes set another."
    )
    discord_guild: str = Field(
        default="",
        description="Id of the Discord server your staff are in: commands appear there at once; needed once the bot "
        "is in several.",
    )
    discord_managers: dict[str, str] = Field(
        default_factory=dict,
        description='Who manages whoever holds a Discord role, where the file does not say: JSON such as {"role id": '
        '"user id"}.',
    )
    http_host: str = Field(default="127.0.0.1", description="Address on which `signpost run --http` listens.")
    http_port: int = Field(default=3000, ge=0, le=65535, description="Port on which `signpost run --http` listens.")
    health_port: int = Field(
        default=8090, ge=0, le=65535, description="Port of /healthz, /readyz and /metrics, on this machine only."
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
    holidays_country: Annotated[str, AfterValidator(_unless_none)] = Field(
        default="GB", description="Country of the bank holidays, as two letters; none for no bank holidays."
    )
    holidays_region: Annotated[str, AfterValidator(_unless_none)] = Field(
        default="ENG",
        description="Part of the country, where its bank holidays are its own: ENG, WLS, SCT, NIR; none for no part.",
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
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsFaults([f".env cannot be read: {error}"]) from error
