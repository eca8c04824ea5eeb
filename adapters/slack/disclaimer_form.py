"""The form of `/disclaimer` → a view; what was put into it → a wish."""

from collections.abc import Mapping
from typing import Any

from adapters.slack.blocks import MODAL_TITLE, Block, plain
from adapters.slack.keys import DISCLAIMER_FORM, Place
from adapters.slack.reading import Payload
from bot.disclaiming.names import LONGEST
from bot.policies.disclaimers import DisclaimersFile
from bot.wishes import Spot, Style, Voice, Wish

LABEL, OPTION, OPTIONS = 2_000, 75, 100
EVERY = "every"
PLATFORM, SPOT, STYLE, VOICE, NAME, OURS = (
    f"{DISCLAIMER_FORM}.{field}" for field in ("platform", "spot", "style", "voice", "name", "ours")
)


def disclaimer_form(file: DisclaimersFile, place: Place) -> dict[str, Any]:
    """Ask what a disclaimer is for; *place* is where the answer goes."""
    said = file.said
    platforms = {platform.id: platform.title for platform in file.platform[:OPTIONS]}
    styles = {EVERY: said.every_style, **{style.value: file.style[style] for style in Style}}
    return {
        "type": "modal",
        "callback_id": DISCLAIMER_FORM,
        "title": plain(said.title, MODAL_TITLE),
        "submit": plain(said.give, MODAL_TITLE),
        "close": plain(said.close, MODAL_TITLE),
        "private_metadata": place.write(),
        "blocks": [
            _input(PLATFORM, said.ask_platform, {"type": "static_select", "options": _options(platforms)}),
            _input(SPOT, said.ask_place, _choice("radio_buttons", {spot.value: file.place[spot] for spot in Spot})),
            _input(STYLE, said.ask_style, _choice("static_select", styles)),
            _input(VOICE, said.ask_person, _choice("radio_buttons", {one.value: file.person[one] for one in Voice})),
            _input(NAME, said.ask_name, {"type": "plain_text_input", "max_length": LONGEST}, hint=said.naming),
            _input(OURS, said.ask_work, {"type": "checkboxes", "options": _options({OURS: said.ask_for_organisation})}),
        ],
    }


def wish_of(view: Payload) -> Wish:
    """Read a form that was sent.

    Raises:
        ValueError: it holds what it does not offer.
        KeyError: it is another form.
    """
    held = {key: value for fields in view["state"]["values"].values() for key, value in fields.items()}
    style = _chosen(held[STYLE])
    return Wish(
        platform=_chosen(held[PLATFORM]),
        spot=Spot(_chosen(held[SPOT])),
        style=None if style == EVERY else Style(style),
        voice=Voice(_chosen(held[VOICE])),
        name=str(held[NAME].get("value") or ""),
        for_organisation=bool(held[OURS].get("selected_options")),
    )


def _input(action: str, label: str, element: Block, hint: str = "") -> Block:
    made = {
        "type": "input",
        "block_id": action,
        "label": plain(label, LABEL),
        "element": {**element, "action_id": action},
        "optional": action in (NAME, OURS),
    }
    return {**made, "hint": plain(hint, LABEL)} if hint else made


def _choice(kind: str, offered: Mapping[str, str]) -> Block:
    """Make a choice that begins with the first."""
    options = _options(offered)
    return {"type": kind, "options": options, "initial_option": options[0]}


def _options(offered: Mapping[str, str]) -> list[Block]:
    return [{"text": plain(label, OPTION), "value": value} for value, label in offered.items()]


def _chosen(held: Payload) -> str:
    return str(held["selected_option"]["value"])
