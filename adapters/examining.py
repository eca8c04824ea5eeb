"""`signpost doctor`: everything that must be right, looked at in turn; each finding says what to do about it."""

from collections.abc import Callable, Sequence

from adapters.bootstrap import Homes, open_office, people_of
from adapters.discord.checks import Access as DiscordAccess
from adapters.discord.checks import DiscordRefuses
from adapters.discord.checks import check as check_discord
from adapters.discord.rest import Rest
from adapters.ids import RandomIds
from adapters.routes import OnDiscord, OnSlack, Reachable, routes
from adapters.slack.checks import Access as SlackAccess
from adapters.slack.checks import SlackRefuses
from adapters.slack.checks import check as check_slack
from adapters.storage.refusals import StoreInUse
from bot.errors import BotError, DirectoryFaults, KnowledgeFaults, NotAccepted, SettingsFaults
from bot.lifecycle import EntryId
from bot.people import Person, Platform, Unknown, person_id
from bot.policies.folder import read_library
from bot.settings import Settings

TEST_CARD = "This is a test card from “signpost doctor”. Nothing was asked, and there is nothing to do."


Tell = Callable[[str], None]
"""Takes what is worth knowing and is no finding."""


async def examine(settings: Settings, tell: Tell, *, http: bool = False, card_to: str = "") -> list[str]:
    """List what is wrong, and what to do about each; *tell* what is worth knowing besides."""
    findings = _of_knowledge(settings)
    slack, team = await _of_slack(settings, findings, http=http)
    guild, rest = await _of_discord(settings, findings)
    if settings.slack_bot_token is None and settings.discord_token is None:
        findings.append("platforms: neither SLACK_BOT_TOKEN nor DISCORD_TOKEN is set, so there is nothing to run")
    try:
        await _open(settings, {Platform.SLACK: team, Platform.DISCORD: guild}, tell)
        secret, directory = people_of(settings, {Platform.SLACK: team, Platform.DISCORD: guild})
        findings += [f"directory: {fault}" for fault in directory.remarks]
        reachable: list[Reachable] = [OnSlack(slack, team)] if slack is not None and team else []
        if rest is not None and guild:
            reachable.append(OnDiscord(rest, settings.discord_private_channel))
        findings += [remark for platform in reachable for remark in await platform.remarks()]
        findings += await routes(directory.people, reachable)
        if card_to:
            found = await directory.person(person_id(secret, card_to.strip()))
            findings += await _card(found, card_to, reachable, tell)
    except (SettingsFaults, DirectoryFaults) as error:
        return [*findings, *(f"settings: {fault}" for fault in error.faults)]
    except BotError as error:
        findings.append(f"database: {error}")
    finally:
        if rest is not None:
            await rest.close()
    return findings


def _of_knowledge(settings: Settings) -> list[str]:
    try:
        library = read_library(settings.knowledge_dir)
        _ = library.draft_weights.weights  # read when wanted, and wanted here for its faults
    except KnowledgeFaults as error:
        return [f"knowledge: {fault}" for fault in error.faults]
    return [
        f"contacts: nobody knows how to reach “{contact.name}”; fill in its reach in organisation.toml"
        for contact in library.organisation.contact
        if not contact.reach
    ]


async def _of_slack(settings: Settings, findings: list[str], *, http: bool) -> tuple[SlackAccess | None, str]:
    try:
        access = SlackAccess.of(settings, http=http)
        if access is None:
            return None, ""
        return access, (await check_slack(access.client(), access)).team
    except (SettingsFaults, SlackRefuses) as error:
        findings += [f"slack: {fault}" for fault in error.faults]
    except NotAccepted as error:
        findings.append(f"slack: cannot be reached just now ({error.why}); try again, and look at your network")
    return None, ""


async def _of_discord(settings: Settings, findings: list[str]) -> tuple[str, Rest | None]:
    rest: Rest | None = None
    try:
        access = DiscordAccess.of(settings)
        if access is None:
            return "", None
        rest = access.rest()
        return (await check_discord(rest, access)).guild, rest
    except (SettingsFaults, DiscordRefuses) as error:
        findings += [f"discord: {fault}" for fault in error.faults]
    except NotAccepted as error:
        findings.append(f"discord: cannot be reached just now ({error.why}); try again, and look at your network")
    return "", rest


async def _open(settings: Settings, homes: Homes, tell: Tell) -> None:
    """See whether all of it opens."""
    try:
        async with open_office(settings, homes):
            pass
    except StoreInUse:
        tell("database: a Signpost is running on it")


async def _card(found: Person | Unknown, email: str, reachable: Sequence[Reachable], tell: Tell) -> list[str]:
    """Send a test card, on the first platform that reaches this person."""
    addresses = found.addresses if isinstance(found, Person) else ()
    for address in addresses:
        for platform in reachable:
            if platform.platform is address.platform and isinstance(found, Person):
                try:
                    await platform.send(address.user, EntryId(RandomIds().new()), TEST_CARD)
                except BotError as error:
                    return [f"card: {error}"]
                tell(f"card: sent to {found.name} ({email}) as a direct message in {platform.platform.title()}")
                return []
    return ["card: the directory gives no address for that person on a platform that runs"]
