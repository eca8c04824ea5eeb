"""The unmodified slack-bolt and slack_sdk take the local Slack for Slack, over sockets and over signed HTTP."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.slack_example import QUICK, a_manifest, over_http, over_sockets
from tests.slack_server.faults import RateLimited
from tests.slack_server.model import Refused
from tests.slack_server.server import LocalSlack, Options, running


@pytest.fixture(params=["socket", "http"])
async def slack(request: pytest.FixtureRequest) -> AsyncIterator[LocalSlack]:
    """Give a local Slack with the example app connected, in each transport."""
    over = over_sockets if request.param == "socket" else over_http
    manifest = a_manifest(None if request.param == "socket" else "https://bot.example/slack/events")
    async with running(manifest, Options(timings=QUICK)) as local, over(local):
        yield local


async def test_a_mention_is_answered_to_the_asker_alone(slack: LocalSlack) -> None:
    asker, other = slack.person("Ash"), slack.person("Bo")
    channel = slack.channel("general", [asker, other])

    await asker.mention(channel, "can I post this photo?")
    answer = await asker.reads("See clause 4.", channel)

    assert answer.ephemeral_to == asker.id
    assert answer not in other.sees(channel)
    assert slack.public_messages(channel) == []
    assert slack.private_to(asker) == [answer]
    slack.assert_clean()


async def test_a_press_on_an_ephemeral_replaces_it_through_its_response_url(slack: LocalSlack) -> None:
    asker, other = slack.person("Ash"), slack.person("Bo")
    channel = slack.channel("general", [asker, other])
    await asker.mention(channel, "can I?")
    answer = await asker.reads("See clause 4.", channel)

    with pytest.raises(Refused, match="cannot see"):
        await other.press(answer, "That settles it")
    outcome = await asker.press(answer, "That settles it")
    await asker.reads("Settled.", channel)

    assert outcome.ok
    assert (answer.words, answer.labels) == ("Settled.", [])
    with pytest.raises(Refused, match="0 times"):
        await asker.press(answer, "That settles it")
    slack.assert_clean()


async def test_a_direct_message_is_answered_in_its_thread(slack: LocalSlack) -> None:
    asker = slack.person("Ash")

    question = await asker.dm("is <b> fine & good?")
    answer = await asker.reads("See clause 4.")
    await asker.reply_in_thread(answer, "and this?")
    await slack.until(lambda: len(slack.private_to(asker)) == 2)

    assert question.text == "is &lt;b&gt; fine &amp; good?"
    assert [message.thread_ts for message in slack.private_to(asker)] == [question.ts, question.ts]
    await slack.delivered()
    slack.assert_clean()


async def test_a_picture_without_words_arrives(slack: LocalSlack) -> None:
    asker = slack.person("Ash")

    question = await asker.dm(files=["parade.jpg"])

    assert (await asker.reads("See clause 4.")).thread_ts == question.ts
    assert question.payload()["subtype"] == "file_share"


async def test_a_command_is_answered_in_its_acknowledgement(slack: LocalSlack) -> None:
    asker = slack.person("Ash")
    channel = slack.channel("random", [asker], with_bot=False)

    outcome = await asker.slash("/policy", "hello", channel)

    assert outcome.message is not None
    assert (outcome.message.text, outcome.message.ephemeral_to) == ("You typed hello", asker.id)
    slack.assert_clean()


async def test_a_command_opens_a_modal_that_is_corrected_and_sent(slack: LocalSlack) -> None:
    asker = slack.person("Ash")
    channel = slack.channel("general", [asker])

    await asker.slash("/policy", "ask", channel)
    modal = await asker.sees_modal("Ask")
    with pytest.raises(Refused, match="required"):
        await asker.submit(modal)
    corrected = await asker.submit(modal, {"Your question": "???"})
    sent = await asker.submit(modal, {"Your question": "may I?"})

    assert corrected.errors == {"question": "Say it in words."}
    assert sent.ok
    assert asker.modal is None
    assert (await asker.reads("Asked.")).channel == asker.dm_channel.id
    slack.assert_clean()


async def test_a_message_shortcut_opens_a_modal(slack: LocalSlack) -> None:
    asker = slack.person("Ash")
    message = await asker.say(slack.channel("general", [asker]), "my draft")

    await asker.shortcut("check_policy", message)

    assert (await asker.sees_modal("Ask")).title == "Ask"
    slack.assert_clean()


async def test_the_home_tab_and_the_prompts_appear(slack: LocalSlack) -> None:
    asker = slack.person("Ash")

    assert await asker.open_home() is None
    home = await slack.until(lambda: asker.home)
    await asker.press(home, "That settles it")
    await asker.open_messages()
    await slack.until(lambda: slack.state.workspace.prompts)

    assert home.words == "See clause 4.\nThat settles it"
    assert (await asker.open_messages())[0]["title"] == "Photos"


async def test_an_event_sent_again_carries_the_same_id(slack: LocalSlack) -> None:
    asker = slack.person("Ash")
    await asker.dm("hello")
    await asker.reads("See clause 4.")
    await slack.delivered()

    receipts = await slack.deliveries.redeliver(next(iter(slack.deliveries.seen)), times=2)
    await slack.until(lambda: len(slack.private_to(asker)) == 3)

    assert [receipt.acked for receipt in receipts] == [True, True]


async def test_the_sdk_waits_out_a_rate_limit(slack: LocalSlack) -> None:
    asker = slack.person("Ash")
    slack.faults.next("chat.postMessage", RateLimited(retry_after="0"))

    await asker.dm("hello")
    await asker.reads("See clause 4.")

    calls = slack.record.calls_of("chat.postMessage")
    assert [(call.status, call.accepted) for call in calls] == [(429, False), (200, True)]
    slack.assert_clean()


async def test_a_command_is_refused_in_a_thread_and_when_unknown(slack: LocalSlack) -> None:
    asker = slack.person("Ash")
    channel = slack.channel("general", [asker])
    message = await asker.say(channel, "hello")

    with pytest.raises(Refused, match="not supported in threads"):
        await asker.slash("/policy", "x", channel, thread=message)
    with pytest.raises(Refused, match="not a valid command"):
        await asker.slash("/unknown", "x", channel)

    with pytest.raises(AssertionError, match="no such command"):
        slack.assert_clean()
