"""Opening an interaction: the payload Discord sends when a person presses something."""

import secrets

from tests.discord_server.core import Core
from tests.discord_server.errors import JsonObject
from tests.discord_server.interactions import Interaction, Kind
from tests.discord_server.messages import Message
from tests.discord_server.rest.calls import MOST_FILE
from tests.discord_server.world import MEMBER_PERMISSIONS, Channel, User


def open_interaction(  # noqa: PLR0913, PLR0917 - an interaction is all of this
    core: Core, kind: Kind, user: User, channel: Channel, data: JsonObject, message: Message | None = None
) -> Interaction:
    """Create an interaction and send it to the bot."""
    interaction = Interaction(
        id=core.world.ids.next(),
        token=secrets.token_urlsafe(48),
        kind=kind,
        user=user,
        channel=channel,
        data=data,
        created=core.clock.now(),
        clock=core.clock,
        changes=core.changes,
        message=message,
        began_at=message.revisions if message is not None else 0,
    )
    core.interactions[interaction.token] = interaction
    payload = _payload(core, interaction)

    def sent() -> None:
        if interaction.delivered is None:
            interaction.delivered = core.clock.now()

    guild = channel.guild.id if channel.guild is not None else None
    core.sessions.dispatch("INTERACTION_CREATE", lambda _session: payload, guild, sent)
    core.changes.bump()
    return interaction


def _payload(core: Core, interaction: Interaction) -> JsonObject:
    user, channel, guild = interaction.user, interaction.channel, interaction.channel.guild
    body: JsonObject = {
        "id": interaction.id,
        "application_id": core.world.application_id,
        "type": int(interaction.kind),
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": channel.id,
        "channel": {**channel.payload(), "permissions": MEMBER_PERMISSIONS},
        "locale": user.locale,
        "app_permissions": MEMBER_PERMISSIONS,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "attachment_size_limit": MOST_FILE,
        "authorizing_integration_owners": {"0": guild.id if guild else "0"},
        "context": 0 if guild else 1,
    }
    if guild is None:
        body["user"] = user.payload()
    else:
        body |= {
            "guild_id": guild.id,
            "guild": {"id": guild.id, "locale": "en-GB", "features": []},
            "guild_locale": "en-GB",
            "member": guild.member(user, permissions=True),
        }
    if interaction.message is not None:
        body["message"] = interaction.message.payload()
    return body
