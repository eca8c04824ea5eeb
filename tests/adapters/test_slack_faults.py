"""Response URLs end when Slack's do, and injected faults have the shape and the effect they promise."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack_example import QUICK, SILENT, a_manifest
from tests.slack_server.faults import Dropped, Fails, LateAccept, RateLimited, ServerError, SlowBody, Stalled, When
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


async def test_a_response_url_answers_five_times_within_thirty_minutes(slack: LocalSlack) -> None:
    ash = slack.person("Ash")
    channel = slack.channel("random", [ash], with_bot=False)
    url, late = (slack.state.keys.response_url(ash.id, channel.id) for _ in range(2))

    async with aiohttp.ClientSession() as session:

        async def post(address: str, **body: object) -> tuple[int, str]:
            async with session.post(address, json=body) as answer:
                return answer.status, (await answer.json()).get("error", "")

        assert [await post(url, text=f"{number}") for number in range(5)] == [(200, "")] * 5
        assert await post(url, text="six") == (404, "used_url")
        slack.clock.advance(1801)
        assert await post(late, text="late") == (404, "expired_url")

    assert [message.text for message in slack.private_to(ash)] == ["0", "1", "2", "3", "4"]
    assert slack.public_messages(channel) == []
    slack.assert_clean()


async def test_a_response_url_changes_only_the_message_it_came_from(slack: LocalSlack) -> None:
    ash = slack.person("Ash")
    channel, client = slack.channel("general", [ash]), a_client(slack)
    await client.chat_postMessage(channel=channel.id, text="public", **SILENT)
    await client.chat_postEphemeral(channel=channel.id, user=ash.id, text="private")
    (public,), (private,) = slack.public_messages(channel), slack.private_to(ash)
    keys = slack.state.keys

    async with aiohttp.ClientSession() as session:

        async def post(url: str, **body: object) -> int:
            async with session.post(url, json=body) as answer:
                return answer.status

        of_private = keys.response_url(ash.id, channel.id, private)
        assert await post(of_private, text="changed", replace_original=True) == 200
        assert (private.text, private.ephemeral_to) == ("changed", ash.id)
        assert await post(of_private, delete_original=True) == 200
        assert await post(of_private, text="again", replace_original=True) == 404
        assert (
            await post(keys.response_url(ash.id, channel.id, public), text="new", replace_original="true", **SILENT)
            == 200
        )
        assert [message.text for message in slack.public_messages(channel)] == ["new"]
        slack.record.violations.clear()
        assert await post(keys.response_url(ash.id, channel.id), text="x", replace_original=True) == 200
        assert await post(keys.response_url(ash.id, channel.id), delete_original=True) == 404
        assert await post(keys.response_url(ash.id, channel.id), text="loud", response_type="in_channel") == 200
        assert await post(keys.response_url(ash.id, channel.id), text="x", blocks=[{"type": "x"}]) == 400
        assert await post(f"{keys.base}/actions/unknown", text="x") == 404

    rules = [violation.rule for violation in slack.record.violations]
    assert rules == ["response-url", "response-url", "unfurl", "api", "api"]


async def test_faults_have_the_shape_and_the_effect_they_promise(slack: LocalSlack) -> None:
    channel = slack.channel("general", [slack.person("Ash")])
    client, brief = a_client(slack), a_client(slack, seconds=1)
    method, args = "chat.postMessage", {"channel": channel.id, "text": "x", **SILENT}

    def posted() -> int:
        return len(slack.public_messages(channel))

    for after in ("30", None, "soon", "0"):
        slack.faults.next(method, RateLimited(retry_after=after))
        with pytest.raises(SlackApiError) as caught:
            await client.api_call(method, json=args)
        assert (caught.value.response.status_code, caught.value.response.headers.get("Retry-After")) == (429, after)
    slack.faults.next(method, Fails(error="account_inactive"))
    assert await refusal(client, method, **args) == "account_inactive"
    slack.faults.next(method, ServerError(status=503))
    assert await refusal(client, method, **args) == "internal_error"
    slack.faults.next(method, Dropped(when=When.BEFORE))
    with pytest.raises(aiohttp.ClientError):
        await client.api_call(method, json=args)
    assert posted() == 0
    slack.faults.next(method, Dropped(when=When.AFTER))
    with pytest.raises(aiohttp.ClientError):
        await client.api_call(method, json=args)
    assert posted() == 1
    slack.faults.next(method, LateAccept(seconds=1.1))
    with pytest.raises(TimeoutError):
        await brief.api_call(method, json=args)
    assert posted() == 1
    await slack.until(lambda: posted() == 2)
    slack.faults.next(method, Stalled(seconds=0.1))
    with pytest.raises(aiohttp.ClientError):
        await client.api_call(method, json=args)
    slack.faults.next(method, SlowBody(seconds=0.1))
    await client.api_call(method, json=args)
    assert posted() == 3
    slack.assert_clean()


async def test_chance_is_the_same_for_the_same_seed(slack: LocalSlack) -> None:
    client = a_client(slack)

    async def fails() -> list[bool]:
        slack.faults.clear()
        slack.faults.at_random(Fails(error="fatal_error"), percent=30, seed=7)
        return [call["ok"] for call in [await _auth(client) for _ in range(20)]]

    first = await fails()

    assert await fails() == first
    assert 0 < first.count(False) < 20


async def _auth(client: AsyncWebClient) -> Json:
    try:
        return {"ok": (await client.auth_test())["ok"]}
    except SlackApiError:
        return {"ok": False}
