"""News for those who take no direct messages: added to the interaction they last used, for as long as that lives."""

from adapters.discord.layout import EPHEMERAL, Message
from adapters.discord.refusals import in_our_words
from adapters.discord.rest import Rest
from adapters.discord.tokens import Tokens
from bot.errors import Unreachable

PREFIX = "token:"  # in place of a channel's id


class Whispering:
    """Adds to what somebody used last, and edits what was added."""

    def __init__(self, rest: Rest, tokens: Tokens) -> None:
        self._rest = rest
        self._tokens = tokens

    async def whisper(self, user: str, key: str, message: Message) -> tuple[str, str]:
        """Show *message* to *user* alone; return where it landed.

        Raises:
            Unreachable: they have used nothing of late.
            DeliveryFailed: as `Notifier.send` says.
        """
        living = self._tokens.of(user)
        if living is None:
            raise Unreachable(key, "dms_closed")
        with in_our_words(key):
            body = message.body(key, flags=EPHEMERAL if living.others else 0)
            made = await self._rest.follow_up(living.token, body)
        return f"{PREFIX}{living.token}", str(made["id"])

    async def update(self, user: str, key: str, message: Message, where: tuple[str, str]) -> tuple[str, str]:
        """Make it show *message*; where that cannot be edited any more, show it anew. Return where it is.

        Raises:
            DeliveryFailed: as `Notifier.update` says.
        """
        channel, shown = where
        try:
            with in_our_words(key):
                await self._rest.edit_follow_up(channel.removeprefix(PREFIX), shown, message.body(key))
        except Unreachable:
            return await self.whisper(user, key, message)
        return where


def whispered(channel: str) -> bool:
    """Tell whether something landed in an interaction rather than a channel."""
    return channel.startswith(PREFIX)
