"""Payloads in, blocks out: pure functions, with recorded payloads and hostile ones."""

from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientConnectorError
from aiohttp.client_reqrep import ConnectionKey
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError

from adapters.slack.blocks import ALL_TEXT, SECTION, cut, escaped, packed, quote, section
from adapters.slack.keys import Place, Pressed
from adapters.slack.listeners import to_incoming
from adapters.slack.manifest import http_form, manifest, scopes
from adapters.slack.reading import readable
from adapters.slack.refusals import retry_after, translated
from bot.arrivals import DeliveryId
from bot.deeds import Ask, Reword
from bot.errors import ArrivalUncertain, NotAccepted, NotPermitted, RateLimited, Unreachable
from bot.lifecycle import EscalationId, PressKind
from bot.people import Address, Platform
from tests.fakes import NOON
from tests.slack_server.kit.blocks import message_findings

GRANT = [{"user_id": "UBOT"}]
DM = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "hi &amp; bye", "ts": "1.0"}
# the shape of https://docs.slack.dev/reference/events/app_mention
MENTION = {"type": "app_mention", "user": "U1", "text": "<@UBOT> can I?", "ts": "2.0", "channel": "C1"}


def envelope(event: dict[str, Any]) -> dict[str, Any]:
    return {"team_id": "T1", "event_id": "Ev1", "type": "event_callback", "event": event, "authorizations": GRANT}


def test_a_direct_message_is_a_question_where_it_was_written() -> None:
    found = to_incoming(envelope(DM), NOON)

    assert found is not None
    assert found.delivery == DeliveryId(Platform.SLACK, "T1", "Ev1")
    assert found.sender == Address(platform=Platform.SLACK, workspace="T1", user="U1")
    assert isinstance(found.deed, Ask)
    assert found.deed.text == "hi & bye"
    assert Place.read(found.place) == Place(kind="direct", channel="D1", thread="1.0")


def test_a_mention_is_a_question_without_the_mention() -> None:
    found = to_incoming(envelope(MENTION), NOON)
    inside = to_incoming(envelope(MENTION | {"ts": "3.0", "thread_ts": "2.0"}), NOON)

    assert found is not None
    assert inside is not None
    assert isinstance(found.deed, Ask)
    assert isinstance(inside.deed, Ask)
    assert found.deed.text == "can I?"
    assert found.deed.thread == inside.deed.thread
    assert Place.read(found.place) == Place(kind="mention", channel="C1", root="2.0")


@pytest.mark.parametrize(
    "event",
    [
        DM | {"bot_id": "B2"},
        DM | {"subtype": "channel_join"},
        DM | {"subtype": "bot_message", "bot_id": "B1"},
        DM | {"user": None},
        DM | {"channel_type": "channel"},
        DM | {"subtype": "message_changed", "message": DM, "previous_message": DM},
        DM | {"subtype": "message_changed", "message": DM | {"bot_id": "B1", "text": "new"}, "previous_message": DM},
        MENTION | {"bot_id": "B2"},
        {"type": "agent_session_stopped"},
    ],
)
def test_bots_joins_and_changes_of_nothing_are_nobodys_deed(event: dict[str, Any]) -> None:
    assert to_incoming(envelope(event), NOON) is None


def test_an_edit_names_the_thread_of_its_question() -> None:
    edit = DM | {"subtype": "message_changed", "message": DM | {"text": "new"}, "previous_message": DM, "ts": "9.0"}
    asked, edited = to_incoming(envelope(DM), NOON), to_incoming(envelope(edit), NOON)

    assert asked is not None
    assert edited is not None
    assert isinstance(asked.deed, Ask)
    assert edited.deed == Reword(thread=asked.deed.thread, text="new")


KEYS = ["type", "event", "command", "actions", "view", "user", "team_id", "text", "message", "container"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=20,
)


@given(ANYTHING)
def test_fault_11_whatever_is_sent_nothing_is_raised(body: object) -> None:
    if isinstance(body, dict):
        to_incoming(body, NOON)
        for kind in ("block_actions", "message_action", "view_submission"):
            to_incoming(body | {"type": kind}, NOON)


def test_slacks_writing_is_read_as_people_see_it() -> None:
    raw = "<@UBOT> ask <@U2> in <#C1|general> about <https://x.example|this> &lt;b&gt; <!here> <!subteam^S1|@team>"

    assert readable(raw, "UBOT") == "ask somebody in #general about this <b> here @team"


@given(st.text(alphabet="<>&;ab\u0301 ", max_size=300), st.integers(20, 80))
def test_fault_66_nothing_escaped_is_cut_apart(text: str, longest: int) -> None:
    shown = cut(escaped(text), longest)

    assert len(shown) <= longest
    rest = shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert not set("<>&") & set(rest)


@given(st.lists(st.text(min_size=1, max_size=9_000).filter(str.strip), min_size=1, max_size=8))
def test_long_clauses_are_quoted_whole_within_every_limit(clauses: list[str]) -> None:
    packs = packed([quote(clause) for clause in clauses])

    for blocks in packs:
        assert message_findings([dict(block) for block in blocks]) == []
        assert sum(len(block["text"]["text"]) for block in blocks) <= max(ALL_TEXT, SECTION * 20)


def test_a_whole_clause_is_still_there_when_it_is_longer_than_a_section() -> None:
    clause = " ".join(f"word{number}" for number in range(1_000))

    shown = "".join(block["text"]["text"].replace(">", " ") for block in quote(clause))

    assert shown.split() == clause.split()
    assert section("a & b")["text"] == {"type": "mrkdwn", "text": "a &amp; b", "verbatim": True}


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("7", 7), ("0", 1), ("86400", 300), ("soon", 30), ("", 30), ("nan", 30), ("-5", 1), ("inf", 300)],
)
def test_fault_20_a_pause_is_between_a_second_and_five_minutes(said: str, seconds: int) -> None:
    assert retry_after({"Retry-After": said}) == timedelta(seconds=seconds)


class Answer:
    def __init__(self, status: int, error: str) -> None:
        self.status_code, self.data, self.headers = status, {"error": error}, {"retry-after": "3"}


@pytest.mark.parametrize(
    ("status", "error", "meaning"),
    [
        (429, "ratelimited", RateLimited),
        (503, "", ArrivalUncertain),
        (200, "internal_error", ArrivalUncertain),
        (200, "channel_not_found", Unreachable),
        (200, "missing_scope", NotPermitted),
        (200, "msg_too_long", NotAccepted),
    ],
)
def test_faults_25_and_26_what_slack_says_is_translated(status: int, error: str, meaning: type[Exception]) -> None:
    refusal = SlackApiError("no", Answer(status, error))  # type: ignore[no-untyped-call]

    assert type(translated("e1", refusal)) is meaning


def test_no_connection_is_not_the_same_as_no_answer() -> None:
    key = ConnectionKey(host="x", port=1, is_ssl=False, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None)

    assert type(translated("e1", ClientConnectorError(key, OSError()))) is NotAccepted
    assert type(translated("e1", TimeoutError())) is ArrivalUncertain


def test_a_buttons_value_comes_back_as_it_went() -> None:
    pressed = Pressed(escalation=EscalationId("e1"), kind=PressKind.EDIT, index=2)

    assert Pressed.read(pressed.write()) == pressed


def test_the_http_manifest_asks_for_the_same_and_names_the_address_everywhere() -> None:
    written = http_form("https://signpost.example/")

    assert written.count("https://signpost.example/slack/events") == 4
    assert "socket_mode_enabled: false" in written
    assert manifest()["settings"]["socket_mode_enabled"] is True
    assert "channels:history" not in scopes()
