"""People see what a client shows, can do what it lets them, and the app hears of it in Slack's shapes."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack_example import ASK, CARD, QUICK, SILENT, a_manifest, answering
from tests.slack_server.inputs import initial, taken
from tests.slack_server.model import Json, Refused, View
from tests.slack_server.person import Person
from tests.slack_server.server import LocalSlack, Options, running


@pytest.fixture
async def heard() -> list[Json]:
    """Collect what the app hears."""
    return []


@pytest.fixture
async def answers() -> dict[str, Json]:
    """Say what the app answers to a payload of a given type."""
    return {}


@pytest.fixture
async def slack(heard: list[Json], answers: dict[str, Json]) -> AsyncIterator[LocalSlack]:
    def answer(payload: Json) -> Json | None:
        heard.append(payload)
        return answers.get(str(payload.get("type")))

    async with running(a_manifest(), Options(timings=QUICK)) as local, answering(local, answer):
        yield local


def a_client(slack: LocalSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.tokens.bot, base_url=slack.api_url, retry_handlers=[])


async def a_modal(slack: LocalSlack, person: Person, **more: object) -> View:
    await a_client(slack).views_open(trigger_id=slack.state.keys.trigger(person.id), view=ASK | more)
    return await person.sees_modal("Ask")


async def test_what_somebody_does_not_see_they_cannot_use(slack: LocalSlack) -> None:
    ash, bo = slack.person("Ash"), slack.person("Bo")
    channel = slack.channel("hidden", [ash], private=True)
    posted = await a_client(slack).chat_postMessage(channel=channel.id, text="hi", blocks=CARD, **SILENT)
    message = slack.public_messages(channel)[0]

    assert posted["ts"] == message.ts
    assert (ash.sees(channel), bo.sees(channel)) == ([message], [])
    for forbidden in (bo.press(message, "settle"), bo.shortcut("check_policy", message), bo.say(channel, "x")):
        with pytest.raises(Refused):
            await forbidden
    with pytest.raises(Refused, match="0 times"):
        await ash.press(message, "Approve")
    with pytest.raises(Refused, match="own messages"):
        await ash.edit(message, "x")


async def test_an_ephemeral_press_carries_no_message_and_has_no_shortcuts(slack: LocalSlack, heard: list[Json]) -> None:
    ash = slack.person("Ash")
    channel = slack.channel("general", [ash])
    await a_client(slack).chat_postEphemeral(channel=channel.id, user=ash.id, text="hi", blocks=CARD)
    (message,) = slack.private_to(ash)

    await ash.press(message, "That settles it")
    with pytest.raises(Refused, match="no menu"):
        await ash.shortcut("check_policy", message)
    with pytest.raises(Refused, match="reply"):
        await ash.say(channel, "x", thread=message)

    press = heard[-1]
    assert "message" not in press
    assert press["container"]["is_ephemeral"] is True
    assert press["actions"][0]["action_id"] == "settle"
    assert press["response_url"].startswith("http://127.0.0.1")


async def test_edits_and_deletions_are_told(slack: LocalSlack, heard: list[Json]) -> None:
    ash = slack.person("Ash")
    question = await ash.dm("can i?")

    await ash.edit(question, "may I?")
    await ash.delete(question)
    await slack.delivered()

    events = [body["event"] for body in heard]
    assert [event.get("subtype") for event in events] == [None, "message_changed", "message_deleted"]
    assert events[1]["message"]["text"] == "may I?"
    assert events[1]["previous_message"]["text"] == "can i?"


async def test_a_submission_may_be_answered_with_another_view(slack: LocalSlack, answers: dict[str, Json]) -> None:
    ash = slack.person("Ash")
    modal = await a_modal(slack, ash)
    then = ASK | {"title": {"type": "plain_text", "text": "Then"}}

    answers["view_submission"] = {"response_action": "push", "view": then}
    pushed = await ash.submit(modal, {"question": "may I?"})
    with pytest.raises(Refused, match="not on top"):
        await ash.submit(modal)
    answers["view_submission"] = {"response_action": "update", "view": ASK}
    updated = await ash.submit(await ash.sees_modal("Then"), {"question": "may I?"})
    answers["view_submission"] = {"response_action": "clear"}
    cleared = await ash.submit(await ash.sees_modal("Ask"))

    assert pushed.view is not None
    assert pushed.view.previous == modal.id
    assert updated.view is pushed.view
    assert (cleared.ok, ash.modal) == (True, None)
    slack.assert_clean()


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"text": "wrong key"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "vanish"},
        {"text": "thanks"},
    ],
)
async def test_a_wrong_answer_to_a_submission_is_noted(
    slack: LocalSlack, answers: dict[str, Json], answer: Json
) -> None:
    ash = slack.person("Ash")
    modal = await a_modal(slack, ash)
    answers["view_submission"] = answer

    await ash.submit(modal, {"question": "may I?"})

    assert [violation.rule for violation in slack.record.violations] == ["ack"]


async def test_closing_a_modal_is_told_if_asked_for(slack: LocalSlack, heard: list[Json]) -> None:
    ash = slack.person("Ash")

    await ash.close(await a_modal(slack, ash))
    await ash.close(await a_modal(slack, ash, notify_on_close=True))

    assert [payload["type"] for payload in heard] == ["view_closed"]
    assert ash.modal is None


async def test_home_input_reaches_the_press(slack: LocalSlack, heard: list[Json]) -> None:
    ash = slack.person("Ash")
    await a_client(slack).views_publish(user_id=ash.id, view={"type": "home", "blocks": [*ASK["blocks"], *CARD]})
    home = ash.home
    assert home is not None

    await ash.fill(home, {"Your question": "may I?"})
    await ash.press(home, "That settles it")

    assert heard[-1]["view"]["state"]["values"]["question"]["text"]["value"] == "may I?"
    assert heard[-1]["container"]["type"] == "view"


async def test_the_agent_view_shows_work_and_can_be_stopped(slack: LocalSlack) -> None:
    ash, client = slack.person("Ash"), a_client(slack)
    question = await ash.dm("hello")
    where = {"channel_id": ash.dm_channel.id, "thread_ts": question.ts}

    with pytest.raises(Refused, match="nothing is being worked on"):
        await ash.press_stop(question)
    shown = await client.agents_sessions_setStatus(status="processing", **where)
    await client.agents_sessions_rename(title="Photos", **where)
    await ash.look_at(slack.channel("general", [ash]))
    await ash.press_stop(question)
    await slack.delivered()

    assert shown["warning"] == "missing_agent_session_stopped_event_subscription"
    assert slack.state.workspace.sessions[ash.dm_channel.id, question.ts]["title"] == "Photos"
    assert [violation.where for violation in slack.record.violations] == ["agent_session_stopped"]


@pytest.mark.parametrize(
    ("change", "act"),
    [
        (("app_home", {"home_tab_enabled": False}), "open_home"),
        (("app_home", {"messages_tab_enabled": False}), "dm"),
        (("shortcuts", []), "shortcut"),
    ],
)
async def test_what_the_manifest_lacks_cannot_be_used(slack: LocalSlack, change: tuple[str, object], act: str) -> None:
    ash = slack.person("Ash")
    message = await ash.say(slack.channel("general", [ash]), "draft")
    slack.state.manifest.body["features"][change[0]] = change[1]

    tries: dict[str, Callable[[], Awaitable[object]]] = {
        "open_home": ash.open_home,
        "dm": lambda: ash.dm("hello"),
        "shortcut": lambda: ash.shortcut("check_policy", message),
    }
    with pytest.raises(Refused):
        await tries[act]()

    assert [violation.rule for violation in slack.record.violations] == ["manifest"]


async def test_an_event_the_manifest_does_not_ask_for_is_not_sent(slack: LocalSlack, heard: list[Json]) -> None:
    ash = slack.person("Ash")
    slack.state.manifest.body["settings"]["event_subscriptions"]["bot_events"].remove("app_mention")

    await ash.mention(slack.channel("general", [ash]), "hello")
    await slack.quiet(0.1)

    assert heard == []
    assert [str(violation)[:24] for violation in slack.record.violations] == ["[manifest] app_mention: "]


def test_every_kind_of_input_is_filled_by_words_or_ids() -> None:
    one: list[Json] = [{"text": {"type": "plain_text", "text": "Yes"}, "value": "y"}]

    assert taken({"type": "static_select", "options": one}, "Yes")["selected_option"] == one[0]
    assert taken({"type": "static_select", "option_groups": [{"options": one}]}, "y")["selected_option"] == one[0]
    assert taken({"type": "checkboxes", "options": one}, ["Yes"])["selected_options"] == one
    assert taken({"type": "users_select"}, "U1") == {"type": "users_select", "selected_user": "U1"}
    assert taken({"type": "multi_users_select"}, ["U1", "U2"])["selected_users"] == ["U1", "U2"]
    assert taken({"type": "datepicker"}, "2026-01-02")["selected_date"] == "2026-01-02"
    assert initial({"type": "checkboxes", "initial_options": one})["selected_options"] == one
    assert initial({"type": "users_select"})["selected_user"] is None
    with pytest.raises(Refused, match="not offered"):
        taken({"type": "radio_buttons", "options": one}, "No")
    with pytest.raises(Refused, match="only 3"):
        taken({"type": "plain_text_input", "max_length": 3}, "long")
