"""`signpost doctor`: everything that must be right, looked at in turn; each finding says what to do about it."""

import asyncio
from collections.abc import AsyncIterator

from adapters.bootstrap import Office, open_office
from adapters.slack.blocks import Message, section
from adapters.slack.checks import Access, SlackRefuses, check
from adapters.slack.posting import Posting
from bot.errors import BotError, DirectoryFaults, KnowledgeFaults, NotAccepted, SettingsFaults
from bot.lifecycle import EntryId
from bot.people import Person, Platform
from bot.policies.folder import read_library
from bot.settings import Settings

TEST_CARD = "This is a test card from “signpost doctor”. Nothing was asked, and there is nothing to do."
PERMITTED_AT_ONCE = 5


async def examine(settings: Settings, *, http: bool = False, card_to: str = "") -> list[str]:
    """List what is wrong, and what to do about each."""
    findings = _of_knowledge(settings)
    access, team = await _of_slack(settings, findings, http=http)
    try:
        async with open_office(settings, {Platform.SLACK: team}) as office:
            findings += [f"directory: {fault}" for fault in office.directory.remarks]
            if access is not None and team:
                findings += [finding async for finding in _routes(office, access)]
                if card_to:
                    findings += await _card(office, access, card_to)
    except (SettingsFaults, DirectoryFaults) as error:
        findings += [f"settings: {fault}" for fault in error.faults]
    except BotError as error:
        findings.append(f"database: {error}")
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


async def _routes(office: Office, access: Access) -> AsyncIterator[str]:
    """See whether everybody can be reached where the directory says."""
    posting, together = Posting(access.client()), asyncio.Semaphore(PERMITTED_AT_ONCE)

    async def reach(person: Person) -> str:
        address = next((a for a in person.addresses if a.platform is Platform.SLACK), None)
        if address is None:
            return f"routes: person {person.id} has no address on Slack; nobody there can ask them"
        async with together:
            try:
                await posting.room(address.user)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                why = getattr(error, "response", {}).get("error", type(error).__name__)
                return f"routes: person {person.id} is not reached on Slack ({why}); correct their slack_id"
        return ""

    for finding in await asyncio.gather(*(reach(person) for person in office.directory.people)):
        if finding:
            yield finding


async def _card(office: Office, access: Access, email: str) -> list[str]:
    person = await office.privacy().rights.find(email)
    found = await office.directory.person(person.people[0])
    address = (
        next((a for a in found.addresses if a.platform is Platform.SLACK), None) if isinstance(found, Person) else None
    )
    if address is None:
        return ["card: the directory gives no Slack address for that person"]
    key = EntryId(office.ids.new())
    try:
        await Posting(access.client()).post(key, address.user, Message(text=TEST_CARD, blocks=(section(TEST_CARD),)))
    except BotError as error:
        return [f"card: {error}"]
    return []
