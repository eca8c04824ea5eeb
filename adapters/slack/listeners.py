"""Slack's payloads → what a person did. Pure: the same payload gives the same noun, and None is nobody's deed."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from adapters.slack.disclaimer_form import wish_of
from adapters.slack.events import from_event
from adapters.slack.keys import (
    ACT,
    ASKS_FOR_A_FORM,
    DISCLAIMER,
    DISCLAIMER_FORM,
    FORM,
    FORM_PERSON,
    FORM_WORDS,
    HOME_TEXT,
    PREFIX,
    SETTLE,
    SHORTCUT,
    Place,
    Pressed,
)
from adapters.slack.reading import Payload, asked, incoming, readable, team_of, until
from bot.deeds import Act, Ask, Check, Deed, Disclaim, Look, Outdated, Refer, Settle, Share, Shelf
from bot.front_desk import Incoming
from bot.lifecycle import PressKind
from bot.model import FactId
from bot.people import Address, Platform
from bot.threads import ThreadId, thread_id

WINDOW = timedelta(minutes=30)  # in which a response URL works


def to_incoming(body: Payload, now: datetime) -> Incoming | None:
    """Read a payload of any kind.

    Malformed ones are nobody's deed: they are acknowledged and change nothing.
    """
    try:
        if isinstance(event := body.get("event"), Mapping):
            return from_event(body, event)
        if "command" in body:
            if disclaimer_asked(body) is not None:
                return None
            return until(_from_command(body), now + WINDOW)
        read = _INTERACTIONS.get(str(body.get("type")))
        found = read(body) if read else None
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None
    return until(found, now + WINDOW) if found and '"reply"' in found.place else found


def asked_form(body: Payload) -> Pressed | None:
    """Tell which form a press asks for, if it asks for one."""
    try:
        action = body["actions"][0]
        if body.get("type") != "block_actions" or not str(action["action_id"]).startswith(ACT):
            return None
        pressed = Pressed.read(str(action["value"]))
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    return pressed if pressed.kind in ASKS_FOR_A_FORM else None


def disclaimer_asked(body: Payload) -> Incoming | None:
    """Tell whether `/disclaimer` asks for its form: nothing was typed; what it is, where no form can be opened."""
    try:
        asks = body.get("command") == DISCLAIMER and not readable(str(body.get("text") or ""))
        return _from_command(body) if asks else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def sent_form(body: Payload) -> tuple[Act, Place] | None:
    """Read a form of ours that was sent, and where it is answered; None for any other payload."""
    try:
        view = body["view"]
        if body.get("type") != "view_submission" or view.get("callback_id") != FORM:
            return None
        value, _, place = str(view["private_metadata"]).partition("\n")
        pressed = Pressed.read(value)
        chosen = _state(view, FORM_PERSON).get("selected_user")
        to = Address(platform=Platform.SLACK, workspace=team_of(body), user=str(chosen)) if chosen else None
        words = str(_state(view, FORM_WORDS).get("value") or "")
        deed = Act(escalation=pressed.escalation, kind=pressed.kind, words=words, to=to, index=pressed.index)
        return deed, Place.read(place)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def place_of_press(body: Payload) -> Place:
    """Tell where a press is answered: where its message is, or on the Home tab."""
    container, url = body.get("container") or {}, str(body.get("response_url") or "")
    if container.get("type") == "view":
        return Place(kind="home")
    channel = str(container.get("channel_id") or "")
    root = str(container.get("thread_ts") or "")
    if channel.startswith("D") and not container.get("is_ephemeral"):
        return Place(kind="direct", channel=channel, thread=root or str(container.get("message_ts") or ""))
    return Place(kind="reply", channel=channel, thread=root, url=url)


def _from_command(body: Payload) -> Incoming:
    text, trigger = readable(str(body.get("text") or "")), str(body["trigger_id"])
    place = Place(kind="reply", channel=str(body["channel_id"]), url=str(body["response_url"]))
    first, rest = (*text.split(maxsplit=1), "", "")[:2]
    deed: Deed
    if body["command"] == DISCLAIMER:
        deed = Look(at=Shelf.DISCLAIMER, words=text)
    elif not text or text.casefold() == "help":
        deed = Look(at=Shelf.HELP)
    elif first.casefold() == "check":
        deed = Check(thread=thread_id(Platform.SLACK, str(body["team_id"]), trigger), text=rest.strip())
    elif text.casefold() == "mine":
        deed = Look(at=Shelf.MINE)
    elif first.casefold() == "clause":
        deed = Look(at=Shelf.CLAUSE, words=rest.strip())
    else:
        deed = Ask(thread=thread_id(Platform.SLACK, str(body["team_id"]), trigger), text=text)
    return incoming(body, trigger, str(body["user_id"]), deed, place)


def _from_shortcut(body: Payload) -> Incoming | None:
    if body.get("callback_id") != SHORTCUT:
        return None
    trigger, message = str(body["trigger_id"]), body["message"]
    thread = thread_id(Platform.SLACK, str(body["team"]["id"]), trigger)
    found = asked(thread, readable(str(message.get("text") or "")), message)
    deed = Check(thread=thread, text=found.text, has_picture=found.has_picture, has_file=found.has_file, may_ask=True)
    root = str(message.get("thread_ts") or message.get("ts") or "")
    place = Place(kind="reply", channel=str(body["channel"]["id"]), root=root, url=str(body["response_url"]))
    return incoming(body, trigger, str(body["user"]["id"]), deed, place)


def _from_press(body: Payload) -> Incoming | None:
    action = body["actions"][0]
    name, value, place = str(action["action_id"]), str(action.get("value") or ""), place_of_press(body)
    form = asked_form(body)
    user, event = str(body["user"]["id"]), f"{body['trigger_id']}.{action.get('action_ts') or ''}"
    if form is not None and form.kind is PressKind.CHANGE:
        return incoming(body, event, user, Act(escalation=form.escalation, kind=PressKind.HOLD), place)
    if form is not None:
        return None
    if not name.startswith(PREFIX) and action.get("url"):
        return None
    deed, place = _pressed(body, name, value, place, event)
    return incoming(body, event, user, deed, place)


def _pressed(  # noqa: PLR0911 - one line for each button
    body: Payload, name: str, value: str, place: Place, event: str
) -> tuple[Deed, Place]:
    try:
        match name.rpartition(".")[0] if name.startswith((SETTLE, ACT)) else name:
            case "signpost.refer":
                return Refer(thread=ThreadId(value)), place
            case "signpost.share":
                thread, _, root = value.partition("|")
                shared_under = root or place.thread
                return Share(thread=ThreadId(thread)), Place(
                    kind=place.kind, channel=place.channel, thread=place.thread, root=shared_under, url=place.url
                )
            case "signpost.settle":
                thread, fact, choice = value.split("|")
                return Settle(thread=ThreadId(thread), fact=FactId(fact), choice=int(choice)), place
            case "signpost.act":
                pressed = Pressed.read(value)
                return Act(escalation=pressed.escalation, kind=pressed.kind, index=pressed.index), place
            case "signpost.home.ask":
                return Ask(thread=thread_id(Platform.SLACK, event), text=_typed(body, HOME_TEXT)), place
            case _:
                return Outdated(), place
    except ValueError:
        return Outdated(), place


def _from_form(body: Payload) -> Incoming | None:
    view = body["view"]
    if view.get("callback_id") == DISCLAIMER_FORM:
        where = Place.read(str(view["private_metadata"]))
        return incoming(body, str(view["id"]), str(body["user"]["id"]), Disclaim(wish=wish_of(view)), where)
    found = sent_form(body)
    if found is None:
        return None
    deed, place = found
    return incoming(body, str(body["view"]["id"]), str(body["user"]["id"]), deed, place)


def _typed(body: Payload, action: str) -> str:
    return str(_state(body.get("view") or body, action).get("value") or "")


def _state(view: Payload, action: str) -> Payload:
    values = (view.get("state") or {}).get("values") or {}
    return next((fields[action] for fields in values.values() if action in fields), {})


_INTERACTIONS: Mapping[str, Callable[[Payload], Incoming | None]] = {
    "block_actions": _from_press,
    "message_action": _from_shortcut,
    "view_submission": _from_form,
}
