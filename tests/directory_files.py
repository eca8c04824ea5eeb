"""Directory files as an organisation would write them, from the same lines the fake directory takes."""

import csv
from pathlib import Path

from adapters.directory.roster import COLUMNS, Reading
from bot.people import Platform
from tests.fake_directory import SECRET, Entrant

READING = Reading(secret=SECRET, homes={Platform.SLACK: "T1", Platform.DISCORD: "G1"})


def a_directory_file(folder: Path, *entrants: Entrant) -> Path:
    path = folder / "directory.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_row(entrant) for entrant in entrants)
    return path


def _row(entrant: Entrant) -> list[str]:
    ids = {address.platform: f"{address.workspace}/{address.user}" for address in entrant.addresses}
    marks = [*entrant.roles, *(["left"] if entrant.left else []), *(["bot"] if entrant.bot else [])]
    preferred = entrant.addresses[0].platform if entrant.addresses else ""
    return [
        entrant.name or entrant.email,
        entrant.email,
        ids.get(Platform.SLACK, ""),
        ids.get(Platform.DISCORD, ""),
        entrant.manager,
        entrant.backup,
        ";".join(marks),
        preferred,
    ]
