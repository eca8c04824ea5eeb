"""`signpost run`, `doctor` and `invite` with Discord, within the test's own process; and with Slack beside it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from adapters.discord.checks import DiscordRefuses
from adapters.discord.invite import PERMISSIONS
from adapters.examining import examine
from adapters.inviting import invitation
from adapters.serving import run
from bot.errors import BadInput, SettingsFaults
from bot.settings import Settings
from tests.adapters.slack.test_serving import page
from tests.discord_bench import Workplace, a_workplace, write
from tests.discord_server.messages import Message
from tests.scenarios.bot_process import free_port
from tests.slack_bench import a_workplace as a_slack_workplace
from tests.slack_bench import forget_levels

CONFUSED = "I am confused about whether I can blog about work"
HEAD = "name,email,slack_id,discord_id,manager_email,backup_email,roles,preferred_platform"


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[None]:
    """Run it for the block, and end it as whoever runs it would."""
    process = asyncio.create_task(run(settings, http=False))
    try:
        yield
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(process, 15)


async def test_discord_alone_with_its_pages(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work, served(work.settings):
        await work.discord.bot_ready()
        work.ada.say(CONFUSED, work.ada.dm)
        work.ada.click(await work.reads(work.ada, "This is what is sent"), "Send now")
        await work.reads(work.max, "A question for you")

        assert await page(work.settings, "healthz") == (200, "alive\n")
        assert await page(work.settings, "readyz") == (200, "ready\n")
        work.discord.assert_clean()


@pytest.mark.parametrize("asker", ["slack", "discord"])
async def test_asker_and_manager_may_be_on_different_platforms(tmp_path: Path, asker: str) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as there, a_slack_workplace(tmp_path) as here:
        people = (
            f"Ada Lovel,ada@example.org,{here.ada.id},,max@example.org,,,"
            f"\nMax Planer,max@example.org,,{there.max.id},,,,"
            if asker == "slack"
            else f"Ada Lovel,ada@example.org,,{there.ada.id},max@example.org,,,"
            f"\nMax Planer,max@example.org,{here.max.id},,,,,"
        )
        directory = tmp_path / "both.csv"
        directory.write_text(f"{HEAD}\n{people}", encoding="utf-8")
        slack = {name: getattr(here.settings, name) for name in ("slack_bot_token", "slack_app_token", "slack_api_url")}
        settings = there.settings.model_copy(update={**slack, "directory_file": directory})
        async with served(settings):
            await there.discord.bot_ready()
            await here.slack.connected()
            if asker == "slack":
                await here.ada.dm(CONFUSED)
                await here.ada.press(await here.ada.reads("This is what is sent"), "Send now")
                card = await there.reads(there.max, "A question for you")
                await _reply(there, card)
                await here.ada.reads("Yes, on your own page.")
            else:
                there.ada.say(CONFUSED, there.ada.dm)
                there.ada.click(await there.reads(there.ada, "This is what is sent"), "Send now")
                shown = await here.max.reads("A question for you")
                await here.max.press(shown, "Reply")
                view = await here.max.sees_modal("Reply")
                await here.max.submit(view, {view.blocks[-1]["block_id"]: "Yes, on your own page."})
                await there.reads(there.ada, "Yes, on your own page.")
            assert await page(settings, "readyz") == (200, "ready\n")
        there.discord.assert_clean()
        here.slack.assert_clean()
    forget_levels()


async def _reply(work: Workplace, card: Message) -> None:
    await write(work.max, card, "Reply", "Yes, on your own page.")


async def test_it_waits_for_a_discord_that_is_down_and_ends_when_asked_to(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work:
        work.discord.faults.fail("GET /users/@me", 503, times=99)
        async with served(work.settings):
            await work.discord.changes.until(lambda: len(work.discord.calls_to("GET /users/@me")) >= 2, "two tries", 20)

    assert work.discord.gateway.all == {}


async def test_a_token_that_discord_refuses_ends_the_start(tmp_path: Path) -> None:
    async with a_workplace(tmp_path, health_port=free_port()) as work:
        with pytest.raises(DiscordRefuses, match="DISCORD_TOKEN") as refused:
            await run(work.settings.model_copy(update={"discord_token": SecretStr("wrong")}), http=False)
        with pytest.raises(SettingsFaults, match="neither is DISCORD_TOKEN"):
            await run(work.settings.model_copy(update={"discord_token": None}), http=False)

    assert refused.value.exit_code == 78


async def test_the_doctor_looks_at_everything(work: Workplace) -> None:
    told: list[str] = []
    well = await examine(work.settings, told.append, card_to="max@example.org")
    work.discord.faults.fail("GET /users/@me", 503)
    busy = await examine(work.settings, told.append)
    wrong = await examine(work.settings.model_copy(update={"discord_token": SecretStr("wrong")}), told.append)
    empty = await examine(work.settings.model_copy(update={"discord_token": SecretStr("a b")}), told.append)
    closed = await examine(work.settings.model_copy(update={"discord_private_channel": "1"}), told.append)
    work.discord.faults.fail("GET /users/{user_id}", 404, code=10013)
    lost = await examine(work.settings, told.append)
    work.max.close_dms()
    unsent = await examine(work.settings, told.append, card_to="max@example.org")

    assert all(finding.startswith("contacts:") for finding in well), well
    await work.reads(work.max, "This is a test card")
    assert any(finding.startswith("discord: cannot be reached just now") for finding in busy)
    assert any("DISCORD_TOKEN: Discord knows no such token" in finding for finding in wrong)
    assert any("DISCORD_TOKEN: has a blank" in finding for finding in empty)
    assert any("DISCORD_PRIVATE_CHANNEL is out of reach (10003)" in finding for finding in closed)
    assert any("is not reached on Discord (10013)" in finding for finding in lost)
    assert any(finding.startswith("card: ") for finding in unsent)


async def test_the_invitation_asks_for_the_least(work: Workplace) -> None:
    asked = parse_qs(urlsplit(await invitation(work.settings)).query)

    assert asked["client_id"] == [work.discord.world.application_id]
    assert asked["scope"] == ["bot applications.commands"]
    assert asked["guild_id"] == [work.discord.guild.id]
    assert int(asked["permissions"][0]) == sum(PERMISSIONS.values())
    administrator, manage_messages, mention_everyone = 1 << 3, 1 << 13, 1 << 17
    assert not int(asked["permissions"][0]) & (administrator | manage_messages | mention_everyone)


async def test_no_invitation_without_a_token_that_works(work: Workplace) -> None:
    with pytest.raises(SettingsFaults, match="DISCORD_TOKEN"):
        await invitation(work.settings.model_copy(update={"discord_token": None}))
    with pytest.raises(DiscordRefuses, match="DISCORD_TOKEN"):
        await invitation(work.settings.model_copy(update={"discord_token": SecretStr("wrong")}))
    work.discord.faults.fail("GET /users/@me", 503)
    with pytest.raises(BadInput, match="cannot be reached"):
        await invitation(work.settings)
