"""How contents and escalations are written as JSON: a format number beside each, so that versions can share a table."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.errors import StoreUnavailable
from bot.lifecycle import Escalation
from bot.notices import (
    Alarm,
    AskerCard,
    Content,
    ManagerCard,
    NoticeKind,
    Progress,
    Recipient,
    Relayed,
    Reminder,
    Undelivered,
    kind_of,
)
from bot.outbox import Landed

FORMAT = 1
"""Raise it when an older version could no longer read what is written; it then leaves such rows alone."""

_CONTENTS: Mapping[NoticeKind, TypeAdapter[Any]] = {
    NoticeKind.MANAGER_CARD: TypeAdapter(ManagerCard),
    NoticeKind.ASKER_CARD: TypeAdapter(AskerCard),
    NoticeKind.RELAYED: TypeAdapter(Relayed),
    NoticeKind.PROGRESS: TypeAdapter(Progress),
    NoticeKind.REMINDER: TypeAdapter(Reminder),
    NoticeKind.UNDELIVERED: TypeAdapter(Undelivered),
    NoticeKind.ALARM: TypeAdapter(Alarm),
}
_RECIPIENT = TypeAdapter(Recipient)
_ESCALATION = TypeAdapter(Escalation)
_LANDED = TypeAdapter(Landed)


class Unreadable(Exception):
    """This version cannot read a row: written by a newer one, or damaged. Storage deals with it, nobody else."""


def message_to_json(recipient: Recipient, content: Content) -> str:
    """Write what a notice says and to whom; its ids and times have columns of their own."""
    kind = kind_of(content)
    parts = {
        "recipient": _RECIPIENT.dump_python(recipient, mode="json"),
        "content": _CONTENTS[kind].dump_python(content, mode="json"),
    }
    return json.dumps(parts, separators=(",", ":"), ensure_ascii=False)


def message_from_json(kind: str, body: str) -> tuple[Recipient, Content]:
    """Read it back.

    Raises:
        Unreadable: see there.
    """
    try:
        parts = json.loads(body)
        content: Content = _CONTENTS[NoticeKind(kind)].validate_python(parts["content"])
        return _RECIPIENT.validate_python(parts["recipient"]), content
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"a {kind} cannot be read") from error


def escalation_to_json(escalation: Escalation) -> str:
    """Write a whole escalation."""
    return _ESCALATION.dump_json(escalation).decode()


def escalation_from_json(escalation: str, body: str, written_as: int) -> Escalation:
    """Read it back.

    Raises:
        StoreUnavailable: a newer version wrote it, or it is damaged; the message names the id and no text.
    """
    if written_as > FORMAT:
        raise StoreUnavailable(
            f"Escalation {escalation} was written by a newer version of Signpost; run that version here too."
        )
    try:
        return _ESCALATION.validate_json(body)
    except ValidationError as error:
        fields = ", ".join(sorted({".".join(map(str, fault["loc"])) for fault in error.errors()}))
        # without the cause: its message would repeat the text
        raise StoreUnavailable(
            f"Escalation {escalation} in the database is damaged ({fields}); restore it from a backup."
        ) from None


def landed_to_json(landed: Landed | None) -> str | None:
    """Write where a notice landed."""
    return None if landed is None else _LANDED.dump_json(landed).decode()


def landed_from_json(body: str | None) -> Landed | None:
    """Read it back."""
    return None if body is None else _LANDED.validate_json(body)
