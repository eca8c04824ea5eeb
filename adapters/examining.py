"""`signpost doctor`: everything that must be right, looked at in turn; each finding says what to do about it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

from adapters.bootstrap import open_office, people_of
from adapters.directory.file import FileDirectory
from adapters.directory.slack_members import SlackMembers
from adapters.ids import RandomIds
from adapters.slack.blocks import Message, section
from adapters.slack.checks import Access, SlackRefuses, check
from adapters.slack.posting import Posting
from adapters.storage.refusals import StoreInUse
from bot.errors import BotError, DirectoryFaults, KnowledgeFaults, NotAccepted, SettingsFaults
from bot.lifecycle import EntryId
from bot.people import Person, Platform, Skip, Unknown, person_id
from bot.policies.folder import read_library
from bot.settings import Settings

TEST_CARD = "This is a test card from “signpost doctor”. Nothing was asked, and there is nothing to do."
PERMITTED_AT_ONCE = 5


Tell = Callable[[str], None]
"""Takes what is worth knowing and is no finding."""


async def examine(settings: Settings, tell: Tell, *, http: bool = False, card_to: str = "") -> list[str]:
    """List what is wrong, and what to do about each; *tell* what is worth knowing besides."""
    findings = _of_knowledge(settings)
    access, team = await _of_slack(settings, findings, http=http)
    try:
        async with open_office(settings, {Platform.SLACK: team}):
            pass
    except StoreInUse:
        tell("database: a Signpost is running on it")
    except (SettingsFaults, DirectoryFaults) as error:
        return [*findings, *(f"settings: {fault}" for fault in error.faults)]
    except BotError as error:
        return [*findings, f"database: {error}"]
    secret, directory = people_of(settings, {Platform.SLACK: team})
    findings += [f"directory: {fault}" for fault in directory.remarks]
    if access is not None and team:
        findings += [finding async for finding in _routes(directory, access, team)]
        if card_to:
            findings += await _card(access, await directory.person(person_id(secret, card_to.strip())), card_to, tell)
    return findings


def _of_knowledge(settings: Settings) -> list[str]:
    try:
        library = read_library(settings.knowledge_dir)
    except KnowledgeFaults as error:
        return [f"knowledge: {fault}" for fault in error.faults]
    return [
        f"contacts: nobody knows how to reach “{contact.name}”; fill in its reach in organisation.toml"
        for contact in library.organisation.contact
        if not contact.reach
    ]


async def _of_slack(settings: Settings, findings: list[str], *, http: bool) -> tuple[Access | None, str]:
    try:
        access = Access.of(settings, http=http)
        if access is None:
            findings.append("slack: SLACK_BOT_TOKEN is not set, so Slack is off")
            return None, ""
        return access, (await check(access.client(), access)).team
    except (SettingsFaults, SlackRefuses) as error:
        findings += [f"slack: {fault}" for fault in error.faults]
    except NotAccepted as error:
        findings.append(f"slack: cannot be reached just now ({error.why}); try again, and look at your network")
    return None, ""


async def _routes(directory: FileDirectory, access: Access, team: str) -> AsyncIterator[str]:
    """See whether everybody is still in Slack, and can be reached where the directory says."""
    client, together = access.client(), asyncio.Semaphore(PERMITTED_AT_ONCE)
    posting, members = Posting(client), SlackMembers(client=client, team=team, elapsed=time.monotonic)

    async def reach(person: Person) -> str:
        address = next((a for a in person.addresses if a.platform is Platform.SLACK), None)
        if address is None:
            return f"routes: person {person.id} has no address on Slack; nobody there can ask them"
        async with together:
            try:
                if members.ours(address) and (why := await members.absence(address.user)):
                    return f"routes: person {person.id} {_ABSENT[why]}"
                await posting.room(address.user)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                why = getattr(error, "response", {}).get("error", type(error).__name__)
                return f"routes: person {person.id} is not reached on Slack ({why}); correct their slack_id"
        return ""

    for finding in await asyncio.gather(*(reach(person) for person in directory.people)):
        if finding:
            yield finding


_ABSENT = {
    Skip.LEFT: "is deactivated in Slack and is passed over; give them the role left",
    Skip.UNKNOWN: "has a slack_id that Slack does not know; correct it",
    Skip.BOT: "has the slack_id of a bot and is passed over; correct it, or give them the role bot",
}


async def _card(access: Access, found: Person | Unknown, email: str, tell: Tell) -> list[str]:
    addresses = found.addresses if isinstance(found, Person) else ()
    address = next((address for address in addresses if address.platform is Platform.SLACK), None)
    if address is None or not isinstance(found, Person):
        return ["card: the directory gives no Slack address for that person"]
    key = EntryId(RandomIds().new())
    try:
        await Posting(access.client()).post(key, address.user, Message(text=TEST_CARD, blocks=(section(TEST_CARD),)))
    except BotError as error:
        return [f"card: {error}"]
    tell(f"card: sent to {found.name} ({email}) as a direct message in Slack")
    return []
