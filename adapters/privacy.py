"""Builds what privacy needs from the settings, an open store and a directory."""

from dataclasses import dataclass
from datetime import timedelta

from adapters.ledgers.files import AnchorFile, ErasureFile
from adapters.storage.work import Store
from bot.errors import SettingsFaults
from bot.ports import Directory
from bot.privacy.audit_keeping import AuditKeeper
from bot.privacy.eraser import Eraser
from bot.privacy.housekeeping import Housekeeper
from bot.privacy.retention import Periods
from bot.privacy.rights import Rights
from bot.settings import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Privacy:
    """The use cases behind `signpost data`; `signpost run` purges with the housekeeper, at start and once a day."""

    rights: Rights
    housekeeper: Housekeeper
    auditor: AuditKeeper


def secret_of(settings: Settings) -> bytes:
    """Read the organisation's secret.

    Raises:
        SettingsFaults: there is none.
    """
    if settings.secret_key is None:
        raise SettingsFaults(["SECRET_KEY: is not set; give it at least 32 random characters and keep them safe"])
    return settings.secret_key.get_secret_value().encode()


def periods_of(settings: Settings) -> Periods:
    """Read how long everything is kept.

    Raises:
        SettingsFaults: the periods contradict each other.
    """
    try:
        return Periods(
            after_closing=timedelta(days=settings.retention_closed_days),
            at_most=timedelta(days=settings.retention_at_most_days),
            warning=timedelta(days=settings.retention_warning_days),
            delivery_ids=timedelta(days=settings.retention_delivery_days),
            audit=timedelta(days=settings.retention_audit_days),
            smallest_count=settings.smallest_count,
        )
    except ValueError as error:
        raise SettingsFaults([f"RETENTION_…_DAYS: {error}"]) from error


def privacy_of(settings: Settings, store: Store, directory: Directory) -> Privacy:
    """Connect the use cases.

    Raises:
        SettingsFaults: the secret is missing or the periods contradict each other.
    """
    secret, periods = secret_of(settings), periods_of(settings)
    ledger = ErasureFile(settings.erasure_ledger_file)
    eraser = Eraser(unit_of_work=store.work, directory=directory, clock=store.clock, secret=secret)
    auditor = AuditKeeper(
        unit_of_work=store.work,
        anchors=AnchorFile(settings.audit_anchor_file),
        clock=store.clock,
        secret=secret,
        periods=periods,
    )
    rights = Rights(
        unit_of_work=store.work,
        directory=directory,
        eraser=eraser,
        ledger=ledger,
        shredder=store,
        clock=store.clock,
        secret=secret,
        periods=periods,
    )
    housekeeper = Housekeeper(
        unit_of_work=store.work,
        directory=directory,
        eraser=eraser,
        ledger=ledger,
        auditor=auditor,
        shredder=store,
        clock=store.clock,
        periods=periods,
    )
    return Privacy(rights=rights, housekeeper=housekeeper, auditor=auditor)
