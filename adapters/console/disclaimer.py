"""`signpost disclaimer`: wording for a personal account, ready to copy, in a terminal or as JSON."""

from pathlib import Path
from typing import Annotated, Any

import typer

from adapters.console.batch import citation_fields, json_line
from adapters.guidance import library
from bot.disclaimers import Disclaimers, plain
from bot.errors import BadInput
from bot.wishes import Disclaimer, Spot, Style, Voice, Wish, Worded


def disclaimer(  # noqa: PLR0913 - one for each option
    *,
    platform: Annotated[
        str, typer.Option("--platform", metavar="NAME", help="Where the account is: x, instagram…")
    ] = "",
    place: Annotated[Spot, typer.Option("--place", help="Where it stands there.")] = Spot.PROFILE,
    style: Annotated[
        Style | None, typer.Option("--style", help="Only this style, if it fits.", show_default=False)
    ] = None,
    person: Annotated[Voice, typer.Option("--person", help="One person, or several who share the account.")] = Voice.I,
    name: Annotated[
        str, typer.Option("--name", metavar="ORG", help="Your organisation's name in it; naming it can out someone.")
    ] = "",
    for_organisation: Annotated[
        bool, typer.Option("--for-organisation", help="You post for the organisation.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as one line of JSON.")] = False,
    knowledge: Annotated[
        Path | None,
        typer.Option("--knowledge", metavar="DIR", help="Another knowledge folder instead of KNOWLEDGE_DIR."),
    ] = None,
) -> None:
    """Word a disclaimer for a personal account: the policy's own example, and wordings that fit."""
    desk = Disclaimers(library(knowledge))
    if not platform.strip():
        raise BadInput(f"{desk.which()} For example: signpost disclaimer --platform instagram")
    made = desk.word(
        Wish(platform=platform, spot=place, style=style, voice=person, name=name, for_organisation=for_organisation)
    )
    if as_json:
        print(to_json(made))
        return
    from adapters.console.disclaimer_rendering import show_disclaimer  # noqa: PLC0415 - Rich is slow to import

    show_disclaimer(made)


def to_json(made: Disclaimer) -> str:
    """Write it as one line of JSON."""
    limit = made.limit
    fields: dict[str, Any] = {
        "platform": made.wish.platform,
        "place": made.wish.spot,
        "called": made.spot,
        "limit": {
            "number": limit.number,
            "unit": limit.unit,
            "url": limit.url,
            "source": limit.source,
            "looked_up": limit.looked_up.isoformat() if limit.looked_up else None,
            "note": limit.note,
        },
        "example": _worded(made.example),
        "citation": citation_fields(made.citation),
        "wordings": [{"style": one.style, **_worded(one)} for one in made.wordings],
        "notes": list(made.lines),
        "authorisation": citation_fields(made.authorisation) if made.authorisation else None,
        "text": plain(made),
    }
    return json_line(fields)


def _worded(one: Worded) -> dict[str, Any]:
    return {"text": one.text, "count": one.count, "fits": one.fits}
