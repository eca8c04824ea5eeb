"""Discord's interactions → what a person did. Pure: the same payload gives the same noun."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.discord.disclaimer_command import WishOf, disclaimer_deed
from adapters.discord.keys import (
    ACT,
    ASKS_FOR_A_FORM,
    CHECK,
    FORM,
    FORM_PERSON,
    FORM_WORDS,
    READ,
    REFER,
    SETTLE,
    SHARE,
    Place,
    Pressed,
    named,
)
from adapters.discord.reading import Payload, address, asked, checked, incoming, readable, user_of
from bot.deeds import Act, Deed, Look, Meddle, Outdated, Refer, Settle, Share, Shelf
from bot.front_desk import Incoming
from bot.lifecycle import PressKind
from bot.model import FactId
from bot.people import Address, Platform
from bot.threads import ThreadId, thread_id

WINDOW = timedelta(minutes=15)  # in which an interaction's token works
COMMAND, COMPONENT, MODAL = 2, 3, 5
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError)

WhoIs = Callable[[str], Address | None]
"""Finds somebody by the name that a person typed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Reads interactions: *home* is the server that people without one belong to, *bot* our own user.

    `wish_of` reads what somebody typed for the platform of a disclaimer.
    """

    home: str
    bot: str
    who_is: WhoIs
    wish_of: WishOf

    def incoming(self, body: Payload, now: datetime) -> Incoming:
        """Read an interaction; what means nothing (any more) is `Outdated`, so that it is answered too."""
        try:
            deed = self._deed(body)
        except MALFORMED:
            deed = Outdated()
        return self._by(body, deed, place_of(body), now)

    def opened(self, body: Payload, message: Payload | None, now: datetime) -> Incoming:
        """Read a press on the button beside a mention; *message* is what mentions us, None where it is gone."""
        place = place_of(body)
        if message is None:
            return self._by(body, Outdated(), place, now)
        user, channel, root = user_of(body), str(message["channel_id"]), str(message["id"])
        if str((message.get("author") or {}).get("id")) != user:
            return self._by(body, Meddle(), place, now)
        thread = thread_id(Platform.DISCORD, channel, root, user)
        text = readable(str(message.get("content") or ""), self.bot)
        deed = asked(thread, text, list(message.get("attachments") or []))
        return self._by(body, deed, replace(place, root=root if channel == place.channel else ""), now)

    def held(self, body: Payload, now: datetime) -> Incoming:
        """Read a press that opens the form to change what is sent: it does not go meanwhile.

        Raises:
            ValueError: it is another press.
        """
        pressed = asked_form(body)
        if pressed is None or pressed.kind is not PressKind.CHANGE:
            raise ValueError("only what is about to go is held")
        return self._by(body, Act(escalation=pressed.escalation, kind=PressKind.HOLD), place_of(body), now)

    def _by(self, body: Payload, deed: Deed, place: Place, now: datetime) -> Incoming:
        by = address(self.home, body, user_of(body))
        return replace(incoming(self.home, str(body["id"]), by, deed, place), answer_by=now + WINDOW)

    def _deed(self, body: Payload) -> Deed:
        match body["type"]:
            case 2 if body["data"].get("type") == 3:  # noqa: PLR2004 - Discord's number for a message's menu
                return self._from_menu(body)
            case 2:
                return self._from_command(body)
            case 3:
                return self._from_press(body)
            case 5:
                return self._from_form(body)
            case _:
                return Outdated()

    def _from_command(self, body: Payload) -> Deed:  # noqa: PLR0911 - one for each command
        name, options = _chosen(body["data"])
        match name:
            case "disclaimer":
                return disclaimer_deed(options, self.wish_of)
            case "policy help":
                return Look(at=Shelf.HELP)
            case "policy mine":
                return Look(at=Shelf.MINE)
            case "policy clause":
                return Look(at=Shelf.CLAUSE, words=str(options.get("label") or ""))
            case "policy ask":
                text = readable(str(options.get("question") or ""), self.bot)
                return asked(thread_id(Platform.DISCORD, str(body["id"])), text, _attached(body))
            case "policy check":
                text = readable(str(options.get("draft") or ""), self.bot)
                return checked(thread_id(Platform.DISCORD, str(body["id"])), text, _attached(body))
            case _:
                return Outdated()

    def _from_menu(self, body: Payload) -> Deed:
        data = body["data"]
        if data["name"] != CHECK:
            return Outdated()
        message = data["resolved"]["messages"][data["target_id"]]
        text = readable(str(message.get("content") or ""), self.bot)
        thread, attached = thread_id(Platform.DISCORD, str(body["id"])), list(message.get("attachments") or [])
        return checked(thread, text, attached, may_ask=True)

    def _from_press(self, body: Payload) -> Deed:
        name, values = named(str(body["data"]["custom_id"]))
        match (name, *values):
            case (name, thread, about) if name == REFER:
                return Refer(thread=ThreadId(thread), about=about)
            case (name, thread, about, _root) if name == SHARE:
                return Share(thread=ThreadId(thread), about=about)
            case (name, thread, about, fact, choice) if name == SETTLE:
                return Settle(thread=ThreadId(thread), about=about, fact=FactId(fact), choice=int(choice))
            case (name, *rest) if name == ACT:
                pressed = Pressed.read(rest)
                return Act(escalation=pressed.escalation, kind=pressed.kind, index=pressed.index)
            case _:
                return Outdated()

    def _from_form(self, body: Payload) -> Deed:
        name, values = named(str(body["data"]["custom_id"]))
        if name != FORM:
            return Outdated()
        pressed, typed = Pressed.read(values), _typed(body)
        to = self.who_is(typed[FORM_PERSON]) if FORM_PERSON in typed else None
        words = typed.get(FORM_WORDS, "")
        return Act(escalation=pressed.escalation, kind=pressed.kind, words=words, to=to, index=pressed.index)


def asked_form(body: Payload) -> Pressed | None:
    """Tell which form a press asks for, if it asks for one."""
    try:
        name, values = named(str(body["data"]["custom_id"]))
        pressed = Pressed.read(values) if body["type"] == COMPONENT and name == ACT else None
    except MALFORMED:
        return None
    return pressed if pressed is not None and pressed.kind in ASKS_FOR_A_FORM else None


def asked_answer(body: Payload) -> tuple[str, str] | None:
    """Tell which mention a press wants answered, by channel and message; None where it wants something else."""
    try:
        name, values = named(str(body["data"]["custom_id"]))
        channel, message = values
    except MALFORMED:
        return None
    return (channel, message) if body.get("type") == COMPONENT and name == READ else None


def place_of(body: Payload) -> Place:
    """Tell where an interaction is answered."""
    return Place(
        kind="reply",
        channel=str(body.get("channel_id") or ""),
        root=_root(body),
        token=str(body["token"]),
        others=bool(body.get("guild_id")),
    )


def _root(body: Payload) -> str:
    """Name the message below which an answer would be shared."""
    data = body.get("data") or {}
    name, values = named(str(data.get("custom_id") or ""))
    if name == SHARE and values:
        return values[-1]
    return str(data.get("target_id") or "")


def _chosen(data: Payload) -> tuple[str, dict[str, object]]:
    """Read a command's full name, and what was filled in."""
    words, options = [str(data["name"])], list(data.get("options") or [])
    while len(options) == 1 and options[0]["type"] in (1, 2):
        words.append(str(options[0]["name"]))
        options = list(options[0].get("options") or [])
    return " ".join(words), {str(option["name"]): option.get("value") for option in options}


def _attached(body: Payload) -> list[Payload]:
    """List what came with a command."""
    return list(((body["data"].get("resolved") or {}).get("attachments") or {}).values())


def _typed(body: Payload) -> dict[str, str]:
    fields = [
        field for top in body["data"]["components"] for field in (top.get("components") or [top.get("component") or {}])
    ]
    return {str(field["custom_id"]): str(field.get("value") or "") for field in fields if "custom_id" in field}
