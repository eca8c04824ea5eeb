"""Every environment variable, declared once and checked together at start-up."""

from pathlib import Path
from typing import Literal

from pydantic import Field, PositiveInt, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsFaults

SHIPPED_KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"


class Settings(BaseSettings):
    """What the organisation decides; read from the environment and from `.env`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    knowledge_dir: Path = Field(
        default=SHIPPED_KNOWLEDGE,
        description="Folder with policies, guidance and lanes; empty uses the one that ships.",
    )
    signpost_secret: SecretStr | None = Field(
        default=None,
        min_length=32,
        description="At least 32 random characters that people's ids and the audit log are keyed with. Keep it in a "
        "safe too: with another one nobody's escalations are found, and the audit log does not verify.",
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
