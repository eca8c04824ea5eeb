"""The shapes Slack sends to an app (docs: reference/interaction-payloads, slash-commands, events-api)."""

import secrets
from dataclasses import dataclass, field

from tests.slack_server.model import APP, BOT_USER, TEAM, Conversation, Json, Kind, Member, Message, View
from tests.slack_server.state import State

VERIFICATION = "local-verification-token"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """Something for the app; `answerable` tells whether the acknowledgement may carry an answer."""

    kind: str
    payload: Json
    answerable: bool = False
    command: str = ""
    id: str = field(default_factory=lambda: secrets.token_hex(8))


def event(state: State, inner: Json) -> Parcel:
    name = f"Ev{secrets.token_hex(5).upper()}"
    grant = {
        "enterprise_id": None,
        "team_id": TEAM,
        "user_id": BOT_USER,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    payload: Json = {
        **_envelope(),
        "team_id": TEAM,
        "event": inner,
        "type": "event_callback",
        "event_id": name,
        "event_time": int(state.clock.now()),
        "authorizations": [grant],
        "is_ext_shared_channel": False,
    }
    return Parcel(kind="events_api", payload=payload, id=name)


def command(state: State, person: Member, conversation: Conversation, name: str, text: str) -> Parcel:
    payload = {
        **_envelope(),
        "team_id": TEAM,
        "team_domain": "local",
        "channel_id": conversation.id,
        "channel_name": _channel_name(conversation),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text,
        "is_enterprise_install": "false",
        "response_url": state.keys.response_url(person.id, conversation.id),
        "trigger_id": state.keys.trigger(person.id),
    }
    return Parcel(kind="slash_commands", payload=payload, answerable=True, command=name)


def message_shortcut(state: State, person: Member, callback_id: str, message: Message) -> Parcel:
    conversation = state.workspace.conversations[message.channel]
    return _interaction(
        person,
        {
            "type": "message_action",
            "callback_id": callback_id,
            "trigger_id": state.keys.trigger(person.id),
            "response_url": state.keys.response_url(person.id, message.channel),
            "message_ts": message.ts,
            "channel": {"id": conversation.id, "name": _channel_name(conversation)},
            "message": message.payload(),
        },
    )


def global_shortcut(state: State, person: Member, callback_id: str) -> Parcel:
    return _interaction(
        person, {"type": "shortcut", "callback_id": callback_id, "trigger_id": state.keys.trigger(person.id)}
    )


def press_in_message(state: State, person: Member, action: Json, message: Message) -> Parcel:
    conversation = state.workspace.conversations[message.channel]
    ephemeral = message.ephemeral_to is not None
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
    container |= {"is_ephemeral": ephemeral, **({"thread_ts": message.thread_ts} if message.thread_ts else {})}
    payload: Json = {
        "type": "block_actions",
        "container": container,
        "trigger_id": state.keys.trigger(person.id),
        "channel": {"id": conversation.id, "name": _channel_name(conversation)},
        "state": {"values": {}},
        "response_url": state.keys.response_url(person.id, message.channel, message),
        "actions": [action | {"action_ts": state.clock.stamp()}],
    }
    # An ephemeral is not stored, so its press carries no message (docs: messaging/ephemeral)
    return _interaction(person, payload if ephemeral else payload | {"message": message.payload()})


def press_in_view(state: State, person: Member, action: Json, view: View) -> Parcel:
    body = view.payload()
    return _interaction(
        person,
        {
            "type": "block_actions",
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": state.keys.trigger(person.id, view.id),
            "view": body,
            "state": body["state"],
            "actions": [action | {"action_ts": state.clock.stamp()}],
        },
    )


def submission(state: State, person: Member, view: View) -> Parcel:
    trigger = state.keys.trigger(person.id, view.id)
    payload = {"type": "view_submission", "trigger_id": trigger, "view": view.payload(), "response_urls": []}
    return _interaction(person, payload, answerable=True)


def closing(person: Member, view: View, *, everything: bool) -> Parcel:
    return _interaction(person, {"type": "view_closed", "view": view.payload(), "is_cleared": everything})


def _interaction(person: Member, payload: Json, *, answerable: bool = False) -> Parcel:
    user = {"id": person.id, "username": person.name, "name": person.name, "team_id": TEAM}
    whole = {
        **_envelope(),
        "team": {"id": TEAM, "domain": "local"},
        "user": user,
        "enterprise": None,
        "is_enterprise_install": False,
        **payload,
    }
    return Parcel(kind="interactive", payload=whole, answerable=answerable)


def _envelope() -> Json:
    return {"token": VERIFICATION, "api_app_id": APP}


def _channel_name(conversation: Conversation) -> str:
    return "privategroup" if conversation.kind is Kind.PRIVATE else conversation.name
