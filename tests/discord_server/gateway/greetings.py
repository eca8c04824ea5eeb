"""What a bot is told when it arrives: READY, then each guild."""

from tests.discord_server.clock import iso
from tests.discord_server.errors import JsonObject
from tests.discord_server.gateway.intents import GUILD_MEMBERS
from tests.discord_server.gateway.sessions import Session
from tests.discord_server.world import Guild, World


def bot_user(world: World) -> JsonObject:
    return {**world.bot.payload(), "mfa_enabled": True, "verified": True, "email": None, "locale": "en-US"}


def guilds_for(world: World, session: Session) -> list[Guild]:
    return [guild for guild in world.guilds.values() if not guild.bot_left and session.covers(guild.id)]


def ready(world: World, session: Session, address: str) -> JsonObject:
    return {
        "v": 10,
        "user": bot_user(world),
        "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds_for(world, session)],
        "session_id": session.id,
        "resume_gateway_url": f"{address.replace('http', 'ws', 1)}/gateway/resume",
        "shard": list(session.shard),
        "application": {"id": world.application_id, "flags": 0},
        "session_type": "normal",
        "private_channels": [],
        "presences": [],
        "relationships": [],
        "user_settings": {},
        "_trace": [],
    }


def guild_create(world: World, guild: Guild, session: Session) -> JsonObject:
    seen = guild.members.values() if session.intents & GUILD_MEMBERS else [world.bot]
    channels = [channel for channel in world.channels.values() if channel.guild is guild and channel.bot_sees]
    return {
        **guild.payload(),
        "joined_at": iso(guild.created),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [guild.member(user) for user in seen],
        "channels": [channel.payload() for channel in channels],
        "voice_states": [],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
