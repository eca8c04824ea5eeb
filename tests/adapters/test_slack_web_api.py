"""The local Slack's Web API answers, refuses and fails as the real one does."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack_example import ASK, CARD, QUICK, SILENT, a_manifest
from tests.slack_server.model import Json
from tests.slack_server.server import LocalSlack, Options, running


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    async with running(a_manifest(), Options(timings=QUICK)) as local:
        yield local


def a_client(slack: LocalSlack, token: str | None = None, seconds: int = 5) -> AsyncWebClient:
    token = slack.tokens.bot if token is None else token
    return AsyncWebClient(token=token, base_url=slack.api_url, retry_handlers=[], timeout=seconds)


async def refusal(client: AsyncWebClient, method: str, **args: object) -> str:
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=args)
    return str(caught.value.response["error"])


async def test_tokens_scopes_and_methods_are_checked(slack: LocalSlack) -> None:
    bot, app = a_client(slack), a_client(slack, slack.tokens.app)

    assert (await bot.auth_test()).headers["x-oauth-scopes"].startswith("app_mentions:read")
    assert (await app.api_call("apps.connections.open"))["url"].startswith("ws://127.0.0.1:")
    assert await refusal(a_client(slack, ""), "auth.test") == "not_authed"
    assert await refusal(a_client(slack, "xoxb-other"), "auth.test") == "invalid_auth"
    assert await refusal(app, "chat.postMessage", channel="C1", text="x") == "not_allowed_token_type"
    assert await refusal(bot, "apps.connections.open") == "not_allowed_token_type"
    assert await refusal(bot, "users.lookupByEmail", email="a@b.example") == "missing_scope"
    assert await refusal(bot, "chat.scheduleMessage") == "unknown_method"
    slack.state.revoked = True
    assert await refusal(bot, "auth.test") == "token_revoked"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"text": "x", "channel": "C0UNKNOWN1"}, "channel_not_found"),
        ({"text": "x", "channel": ""}, "channel_not_found"),
        ({"text": " "}, "no_text"),
        ({"text": "x", "blocks": "not json"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        (
            {"text": "x", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 5},
            "msg_blocks_too_long",
        ),
        ({"text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
        ({"text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
        ({"text": "x", "metadata": {"event_type": "x", "event_payload": {"a": "x" * 9000}}}, "metadata_too_large"),
        ({"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
    ],
)
async def test_a_post_is_refused(slack: LocalSlack, args: Json, error: str) -> None:
    channel = slack.channel("general", [slack.person("Ash")])

    assert await refusal(a_client(slack), "chat.postMessage", **({"channel": channel.id} | SILENT | args)) == error


@pytest.mark.parametrize(
    ("args", "rule"),
    [
        ({"blocks": CARD}, "fallback-text"),
        ({"text": "x", "unfurl_links": None}, "unfurl"),
        ({"text": "x", "unfurl_media": True}, "unfurl"),
        ({"text": "x", "link_names": True}, "mention"),
        ({"text": "x", "parse": "full"}, "mention"),
        ({"text": "<!channel>"}, "mention"),
        ({"text": "x", "colour": "red"}, "api"),
        ({"text": "x" * 40_001}, "text"),
    ],
)
async def test_a_post_is_let_through_and_noted(slack: LocalSlack, args: Json, rule: str) -> None:
    channel = slack.channel("general", [slack.person("Ash")])

    await a_client(slack).api_call("chat.postMessage", json={"channel": channel.id} | SILENT | args)

    assert [violation.rule for violation in slack.record.violations] == [rule]


async def test_who_may_be_reached(slack: LocalSlack) -> None:
    ash, gone = slack.person("Ash"), slack.person("Gone")
    gone.member.deleted = True
    outside = slack.channel("outside", [ash], with_bot=False)
    hidden = slack.channel("hidden", [ash], private=True, with_bot=False)
    general = slack.channel("general", [ash])
    client, text = a_client(slack), {"text": "x", **SILENT}

    assert await refusal(client, "chat.postMessage", channel=outside.id, **text) == "not_in_channel"
    assert await refusal(client, "chat.postMessage", channel=hidden.id, **text) == "channel_not_found"
    assert await refusal(client, "chat.postMessage", channel=gone.id, **text) == "account_inactive"
    assert (
        await refusal(client, "chat.postEphemeral", channel=general.id, user=gone.id, text="x") == "user_not_in_channel"
    )
    assert await refusal(client, "conversations.open", users=gone.id) == "user_disabled"
    assert (await client.conversations_open(users=ash.id))["channel"]["id"] == ash.dm_channel.id
    assert (await client.conversations_members(channel=general.id))["members"] == sorted(general.members)
    assert (await client.conversations_info(channel=general.id))["channel"]["is_member"]


async def test_history_gives_metadata_only_when_asked_and_never_ephemerals(slack: LocalSlack) -> None:
    ash = slack.person("Ash")
    channel, client = slack.channel("general", [ash]), a_client(slack)
    mark = {"event_type": "notice", "event_payload": {"id": "n1"}}
    first = await client.chat_postMessage(channel=channel.id, text="one", metadata=mark, **SILENT)
    await client.chat_postEphemeral(channel=channel.id, user=ash.id, text="only you")
    await client.chat_postMessage(channel=channel.id, text="below", thread_ts=first["ts"], **SILENT)
    await client.chat_postMessage(channel=channel.id, text="two", **SILENT)

    plain = (await client.conversations_history(channel=channel.id))["messages"]
    whole = (await client.conversations_history(channel=channel.id, include_all_metadata=True))["messages"]
    later = (await client.conversations_history(channel=channel.id, oldest=first["ts"], limit=1))["messages"]
    thread = (await client.conversations_replies(channel=channel.id, ts=first["ts"]))["messages"]

    assert [message["text"] for message in plain] == ["two", "one"]
    assert (plain[1]["metadata"], whole[1]["metadata"]) == ({"event_type": "notice"}, mark)
    assert [message["text"] for message in later] == ["two"]
    assert [message["text"] for message in thread] == ["one", "below"]
    slack.assert_clean()


async def test_an_ephemeral_in_a_thread_nobody_replied_in_is_seen_by_no_one(slack: LocalSlack) -> None:
    ash = slack.person("Ash")
    channel, client = slack.channel("general", [ash]), a_client(slack)
    root = await ash.say(channel, "hello")

    await client.chat_postEphemeral(channel=channel.id, user=ash.id, text="one", thread_ts=root.ts)
    await ash.reply_in_thread(root, "anyone?")
    await client.chat_postEphemeral(channel=channel.id, user=ash.id, text="two", thread_ts=root.ts)

    assert [message.text for message in slack.private_to(ash)] == ["two"]
    assert [violation.rule for violation in slack.record.violations] == ["ephemeral"]
    ash.reload()
    assert slack.private_to(ash) == []


async def test_only_own_messages_change_and_an_update_is_short(slack: LocalSlack) -> None:
    ash = slack.person("Ash")
    channel, client = slack.channel("general", [ash]), a_client(slack)
    theirs = await ash.say(channel, "mine")
    ours = await client.chat_postMessage(channel=channel.id, text="ours", **SILENT)

    assert await refusal(client, "chat.update", channel=channel.id, ts=theirs.ts, text="x") == "cant_update_message"
    assert await refusal(client, "chat.delete", channel=channel.id, ts=theirs.ts) == "cant_delete_message"
    assert await refusal(client, "chat.update", channel=channel.id, ts=ours["ts"], text="x" * 4001) == "msg_too_long"
    await client.chat_update(channel=channel.id, ts=ours["ts"], text="changed")
    assert "archives" in (await client.chat_getPermalink(channel=channel.id, message_ts=ours["ts"]))["permalink"]
    assert [message.text for message in slack.public_messages(channel)] == ["changed"]
    await client.chat_delete(channel=channel.id, ts=ours["ts"])
    assert await refusal(client, "chat.update", channel=channel.id, ts=ours["ts"], text="x") == "message_not_found"


async def test_a_trigger_works_once_and_for_three_seconds(slack: LocalSlack) -> None:
    ash, client = slack.person("Ash"), a_client(slack)
    trigger, late = slack.state.keys.trigger(ash.id), slack.state.keys.trigger(ash.id)

    opened = await client.views_open(trigger_id=trigger, view=ASK)
    slack.clock.advance(3.1)

    assert await refusal(client, "views.open", trigger_id=trigger, view=ASK) == "exchanged_trigger_id"
    assert await refusal(client, "views.open", trigger_id=late, view=ASK) == "expired_trigger_id"
    assert await refusal(client, "views.open", trigger_id="x", view=ASK) == "invalid_trigger_id"
    changed = await client.views_update(view_id=opened["view"]["id"], view=ASK, hash=opened["view"]["hash"])
    assert changed["view"]["hash"] != opened["view"]["hash"]
    stale = {"view_id": opened["view"]["id"], "view": ASK, "hash": opened["view"]["hash"]}
    assert await refusal(client, "views.update", **stale) == "hash_conflict"


async def test_three_modals_stand_on_each_other_and_no_more(slack: LocalSlack) -> None:
    ash, client = slack.person("Ash"), a_client(slack)
    opened = await client.views_open(trigger_id=slack.state.keys.trigger(ash.id), view=ASK)

    def trigger() -> str:
        return slack.state.keys.trigger(ash.id, opened["view"]["id"])

    await client.views_push(trigger_id=trigger(), view=ASK)
    pushed = await client.views_push(trigger_id=trigger(), view=ASK | {"external_id": "one"})

    assert pushed["view"]["root_view_id"] == opened["view"]["id"]
    assert await refusal(client, "views.push", trigger_id=trigger(), view=ASK) == "push_limit_reached"
    assert (
        await refusal(client, "views.open", trigger_id=trigger(), view=ASK | {"external_id": "one"})
        == "duplicate_external_id"
    )
    assert await refusal(client, "views.open", trigger_id=trigger(), view=ASK | {"title": "x"}) == "invalid_arguments"


async def test_typed_words_survive_an_update_with_the_same_ids(slack: LocalSlack) -> None:
    ash, client = slack.person("Ash"), a_client(slack)
    opened = await client.views_open(trigger_id=slack.state.keys.trigger(ash.id), view=ASK)
    modal = await ash.sees_modal("Ask")
    await ash.fill(modal, {"Your question": "may I?"})

    await client.views_update(view_id=opened["view"]["id"], view=ASK | {"title": {"type": "plain_text", "text": "Now"}})

    assert modal.title == "Now"
    assert modal.payload()["state"]["values"]["question"]["text"]["value"] == "may I?"


async def test_the_profile_names_the_manager(slack: LocalSlack) -> None:
    ash, boss, client = slack.person("Ash", email="ash@example.org"), slack.person("Boss"), a_client(slack)
    slack.set_manager(ash, boss)

    fields = (await client.team_profile_get())["profile"]["fields"]
    profile = (await client.users_profile_get(user=ash.id))["profile"]

    assert [(field["label"], field["type"]) for field in fields] == [("Manager", "user")]
    assert profile["fields"][fields[0]["id"]]["value"] == boss.id
    assert (await client.users_profile_get(user=boss.id))["profile"]["fields"] is None
    assert "email" not in (await client.users_info(user=ash.id))["user"]["profile"]


async def test_form_and_json_bodies_are_both_read(slack: LocalSlack) -> None:
    channel = slack.channel("general", [slack.person("Ash")])
    url, token = f"{slack.api_url}chat.postMessage", slack.tokens.bot
    form = {"token": token, "channel": channel.id, "text": "form", "unfurl_links": "false", "unfurl_media": "false"}

    async with aiohttp.ClientSession() as session:
        async with session.post(url, data=form) as answer:
            assert (await answer.json())["ok"]
        async with session.post(url, json=form) as answer:
            assert (await answer.json())["error"] == "not_authed"
        async with session.post(url, data="{", headers={"Content-Type": "application/json"}) as answer:
            assert (await answer.json())["error"] == "invalid_json"
        async with session.post(url, data="x", headers={"Content-Type": "text/xml"}) as answer:
            assert (await answer.json())["error"] == "invalid_post_type"
