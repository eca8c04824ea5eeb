"""Redelivery, faults, forged and broken requests: kept once, answered once, refused without a trace."""

import asyncio
import json
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from adapters.slack.checks import Access, SlackRefuses, check
from adapters.slack.http import MINUTE, Refusals
from adapters.slack.listeners import WINDOW, to_incoming
from bot.errors import NotAccepted, SettingsFaults
from tests.slack_bench import Bot, Workplace, a_bot, a_workplace, url_of
from tests.slack_server import payloads
from tests.slack_server.faults import Dropped, Fails, RateLimited, ServerError
from tests.slack_server.server import LocalSlack

QUESTION = "can i post a pic of jess on insta, she doesnt know i took it"
CONFUSED = "I am confused about whether I can blog about work"


def last_event(slack: LocalSlack, text: str) -> str:
    return next(n for n, parcel in slack.deliveries.seen.items() if text in str(parcel.payload["event"].get("text")))


def answers(work: Workplace) -> int:
    return sum("A clause forbids this." in message.text for message in work.slack.private_to(work.ada))


@pytest.mark.usefixtures("bot")
async def test_fault_1_a_redelivered_event_is_acknowledged_and_answered_once(work: Workplace) -> None:
    await work.ada.dm(QUESTION)
    await work.ada.reads("A clause forbids this.")

    receipts = await work.slack.deliveries.redeliver(last_event(work.slack, QUESTION), times=4)
    await work.slack.quiet()

    assert [receipt.acked for receipt in receipts] == [True] * 4
    assert answers(work) == 1


@pytest.mark.usefixtures("bot")
async def test_fault_18_an_answer_whose_connection_broke_is_not_posted_twice(work: Workplace) -> None:
    work.slack.faults.next("chat.postMessage", Dropped())

    await work.ada.dm(QUESTION)
    await work.ada.reads("A clause forbids this.")
    await asyncio.sleep(2)

    assert answers(work) == 1
    assert len(work.slack.record.calls_of("chat.postMessage")) == 1


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("fault", [RateLimited(retry_after="1"), RateLimited(retry_after="soon"), ServerError()])
async def test_faults_19_to_21_a_platform_that_is_busy_is_asked_again(work: Workplace, fault: object) -> None:
    work.slack.faults.next("chat.postMessage", fault)  # type: ignore[arg-type]

    await work.ada.dm(QUESTION)
    if getattr(fault, "retry_after", "") != "soon":
        await work.ada.reads("A clause forbids this.")
        assert answers(work) == 1
    else:
        await work.slack.quiet()
        assert answers(work) == 0  # Slack did not say how long: it is asked again when the lease has run out


@pytest.mark.usefixtures("bot")
async def test_a_press_is_answered_in_private_when_the_response_url_is_spent(work: Workplace) -> None:
    await work.ada.slash("/policy", QUESTION, work.channel)
    answer = await work.ada.reads("A clause forbids this.", work.channel)
    work.slack.clock.advance(1)
    work.slack.faults.next("response_url", Fails(error="expired_url"), times=3)

    await work.ada.press(answer, "Ask my manager")

    await work.ada.reads("This is what is sent")
    assert work.about == []


async def test_a_command_that_is_taken_over_after_its_window_is_answered_in_direct_messages(
    work: Workplace, bot: Bot
) -> None:
    typed = payloads.command(work.slack.state, work.ada.member, work.channel, "/policy", QUESTION)
    incoming = to_incoming(typed.payload, bot.office.clock.now() - WINDOW)
    assert incoming is not None
    claim = await bot.front.receive(incoming)
    assert claim is not None

    await bot.front.answer(claim)

    await work.ada.reads("A clause forbids this.")
    assert work.slack.record.calls_of("response_url") == []


@pytest.mark.usefixtures("bot")
async def test_fault_52_a_forged_press_changes_nothing(work: Workplace) -> None:
    await work.ada.dm(CONFUSED)
    card = await work.ada.reads("This is what is sent")
    value = next(
        element["value"]
        for block in card.blocks
        for element in block.get("elements", [])
        if element.get("action_id") == "signpost.act.send_now"
    )
    theirs = await work.eve.dm("hello")
    shown = await work.eve.reads("Ask me what the policy says")
    shown.blocks.append(
        {
            "type": "actions",
            "block_id": "forged",
            "elements": [{"type": "button", "action_id": "signpost.act.send_now", "value": value,
                          "text": {"type": "plain_text", "text": "Send now"}}],
        }
    )  # fmt: skip

    await work.eve.press(shown, "Send now")

    assert (await work.eve.reads("That is not yours to press.")).thread_ts == theirs.ts
    assert work.slack.private_to(work.max) == []


@pytest.mark.usefixtures("bot")
async def test_fault_17_a_button_that_means_nothing_any_more_is_answered(work: Workplace) -> None:
    await work.ada.dm("hello")
    shown = await work.ada.reads("Ask me what the policy says")
    old = {
        "type": "button",
        "action_id": "from-an-old-version",
        "value": "x",
        "text": {"type": "plain_text", "text": "Old"},
    }
    shown.blocks.append({"type": "actions", "block_id": "old", "elements": [old]})

    done = await work.ada.press(shown, "Old")

    assert done.ok
    await work.ada.reads("That button means nothing any more.")


@pytest.mark.usefixtures("bot")
async def test_fault_12_an_edited_question_within_the_undo_window_is_asked_again(work: Workplace) -> None:
    message = await work.ada.dm(CONFUSED)
    await work.ada.reads("This is what is sent")

    await work.ada.edit(message, QUESTION)

    await work.ada.reads("You changed your question")
    await work.ada.reads("not sent")
    assert work.slack.private_to(work.max) == []
    work.slack.assert_clean()


@pytest.mark.usefixtures("bot")
async def test_a_deleted_question_is_not_sent(work: Workplace) -> None:
    message = await work.ada.dm(CONFUSED)
    await work.ada.reads("This is what is sent")

    await work.ada.delete(message)

    await work.ada.reads("not sent")


async def test_fault_6_a_refreshed_connection_loses_nothing(work: Workplace, bot: Bot) -> None:
    for number in range(6):
        if number % 2 == 0:
            await work.slack.sockets.disconnect()
        await work.ada.dm(f"{QUESTION} {number}")
    await work.slack.until(lambda: answers(work) >= 6, within=20)
    await work.slack.quiet()

    assert answers(work) == 6
    assert bot.app.connected


async def test_faults_8_to_11_over_http_what_is_not_slacks_is_refused(tmp_path: Path, port: int) -> None:
    async with a_workplace(tmp_path, port) as work, a_bot(work, port):
        http, url = work.slack.http, url_of(port)
        body = json.dumps({"type": "event_callback", "event_id": "Ev1", "event": None}).encode()
        kind = {"Content-Type": "application/json"}
        good = http.headers(body)
        tries = [
            (body, {}),
            (body, http.headers(body, secret="wrong")),  # noqa: S106 - the point
            (body, http.headers(body, age=301)),
            (body, good | {"X-Slack-Request-Timestamp": "abc"}),
            (body, good | {"X-Slack-Request-Timestamp": ""}),
            (body, good | {"X-Slack-Request-Timestamp": "1e9"}),
            (b"\xff\xfe", http.headers(b"\xff\xfe")),
        ]

        refused = [await http.post_raw(url, raw, headers | kind) for raw, headers in tries]
        malformed = [
            await http.post_raw(url, raw, http.headers(raw) | kind)
            for raw in (
                b"{",
                b"[" * 10_000,
                b'{"event": 5}',
                b'{"type": "block_actions", "actions": []}',
                b"null",
                body,
            )
        ]
        large = b"x" * 1_040_000

        assert refused == [401] * 7
        assert all(status < 500 for status in malformed), malformed
        assert await http.post_raw(url, large, http.headers(large) | kind) == 413
        assert await http.verify(url)


async def test_fault_79_what_is_wrong_with_a_token_is_named_and_the_value_is_not(work: Workplace) -> None:
    def access(**given: str) -> Access | None:
        return Access.of(work.settings.model_validate(work.settings.model_dump() | given), http=False)

    right = access()
    assert right is not None
    assert (await check(right.client(), right)).lacks == frozenset()
    for name, value, said in (
        ("slack_bot_token", "xapp-other", "SLACK_BOT_TOKEN: is of another kind"),
        ("slack_app_token", "", "SLACK_APP_TOKEN: is not set"),
        ("slack_app_token", "xapp-a b", "SLACK_APP_TOKEN: has a blank"),
        ("slack_api_url", "somewhere", "SLACK_API_URL"),
    ):
        with pytest.raises(SettingsFaults, match=said) as caught:
            access(**{name: value})
        assert value == "" or value not in str(caught.value).replace("somewhere", "")
    for name, value in (("slack_bot_token", "xoxb-wrong"), ("slack_app_token", "xapp-wrong")):
        wrong = access(**{name: value})
        assert wrong is not None
        with pytest.raises(SlackRefuses, match=name.upper()) as refused:
            await check(wrong.client(), wrong)
        assert value not in str(refused.value)


async def test_fault_26_scopes_that_are_missing_are_named(work: Workplace) -> None:
    access = Access.of(work.settings, http=False)
    assert access is not None
    scopes = work.slack.state.manifest.body["oauth_config"]["scopes"]["bot"]
    scopes.remove("im:history")

    with pytest.raises(SlackRefuses, match="im:history"):
        await check(access.client(), access)


async def test_fault_7_a_busy_slack_is_no_wrong_token(work: Workplace) -> None:
    access = Access.of(work.settings, http=False)
    assert access is not None
    work.slack.faults.next("apps.connections.open", RateLimited())

    with pytest.raises(NotAccepted):
        await check(access.client(), access)


def test_refused_signatures_are_logged_once_a_minute_with_what_to_look_at() -> None:
    now = [0.0]
    refusals = Refusals(lambda: now[0])

    with capture_logs() as logs:
        statuses = [refusals.refuse().status for _ in range(3)]
        now[0] = MINUTE
        refusals.refuse()

    said = {"event": "request_refused", "log_level": "warning", "reason": "signature"}
    assert statuses == [401] * 3
    assert logs == [{**said, "setting": "SLACK_SIGNING_SECRET", "count": count} for count in (1, 3)]
